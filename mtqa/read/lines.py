"""Text goes in, its lines come out as spans: what pre-split input and the readers count by; the readers are next."""

from __future__ import annotations

import re
from typing import Final

from mtqa.types import Block, Span

LINE_END: Final = re.compile(r"\r\n|\n|\r")
"""Line ends as editors and `Document.position` count them."""


def line_spans(text: str) -> list[Span]:
    r"""Return every line without its end; an end at the end of the text opens no further line.

    Example: `"a\r\n\nb\n"` gives `[0, 1), [3, 3), [4, 5)`.

    """
    spans, start = [], 0
    for end in LINE_END.finditer(text):
        spans.append(Span(start, end.start()))
        start = end.end()
    return [*spans, Span(start, len(text))] if start < len(text) else spans


def trimmed(text: str, span: Span) -> Span:
    """Shrink a span past the white space at both ends. Example: `(" a ", [0, 3))` gives `[1, 2)`."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def line_blocks(text: str) -> tuple[Block, ...]:
    r"""Make a block of every line of pre-split text, one sentence each; a blank line is an empty block.

    Example: `"a\n\nb\n"` gives three blocks, the second one empty.

    """
    return tuple(Block(_content(text, line), "line") for line in line_spans(text))


def _content(text: str, line: Span) -> Span:
    """Trim a line; a blank one is empty where it starts."""
    return trimmed(text, line) if text[line.start : line.end].strip() else Span(line.start, line.start)
