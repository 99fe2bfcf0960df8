"""Rich output as a string: renderables come in, text of a given width goes out, the same whatever the environment says."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, RenderableType
from rich.text import Text

NARROWEST: int = 40
"""Columns below which no layout helps: lines then run over the edge rather than into single letters."""


HEIGHT: int = 25
"""Lines: given only because rich asks the environment for both sizes where one is missing."""


def rendered(blocks: Iterable[RenderableType], *, width: int, color: bool) -> str:
    """Return the blocks below one another, without trailing spaces, ending in a newline.

    A text with `no_wrap` stays on one line, however long. Nothing in them is read as markup, as an emoji name or as something to highlight.
    """
    console = Console(
        file=StringIO(),
        width=max(width, NARROWEST),
        height=HEIGHT,
        color_system="standard" if color else None,
        force_terminal=color,
        force_jupyter=False,
        force_interactive=False,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    with console.capture() as capture:
        for block in blocks:
            console.print(block, soft_wrap=isinstance(block, Text) and bool(block.no_wrap))
    return "".join(line.rstrip() + "\n" for line in capture.get().split("\n")).rstrip("\n") + "\n"
