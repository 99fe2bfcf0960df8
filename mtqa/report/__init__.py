"""The writers by the name of their format: a name comes in, a writer goes out, its module imported only now.

Adding a format is one file and one line here, or an entry point of the group `mtqa.writers` in another package.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib.metadata import entry_points
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from mtqa.errors import ConfigError

if TYPE_CHECKING:
    from mtqa.report.base import AlignmentWriter, Writer

WRITERS: dict[str, str] = {
    "text": "mtqa.report.text:TextWriter",
    "json": "mtqa.report.json_format:JsonWriter",
    "tsv": "mtqa.report.tsv_format:TsvWriter",
    "html": "mtqa.report.html:HtmlWriter",
}
"""Formats of a rated report."""

ALIGNMENT_WRITERS: dict[str, str] = {
    "text": "mtqa.report.alignment:TextAlignmentWriter",
    "json": "mtqa.report.json_format:JsonAlignmentWriter",
    "tsv": "mtqa.report.tsv_format:TsvAlignmentWriter",
    "lines": "mtqa.report.lines_format:LinesAlignmentWriter",
}
"""Formats of an alignment without scores."""

GROUP = "mtqa.writers"


def writer(name: str, **options: object) -> Writer:
    """Return the writer of a format, made with its own options. Example: `writer("text", width=80, color=True)`.

    Raises: ConfigError where no built-in and no entry point has that name.
    """
    if name in WRITERS:
        made: Writer = resolve_name(WRITERS[name])(**options)
        return made
    plugins = {point.name: point for point in entry_points(group=GROUP)}
    if name not in plugins:
        raise _unknown(name, {**WRITERS, **plugins})
    plugin: Writer = plugins[name].load()(**options)
    return plugin


def alignment_writer(name: str, **options: object) -> AlignmentWriter:
    """Return the writer of a format for an alignment without scores. Example: `alignment_writer("tsv")`.

    Raises: ConfigError where there is none of that name.
    """
    if name not in ALIGNMENT_WRITERS:
        raise _unknown(name, ALIGNMENT_WRITERS)
    made: AlignmentWriter = resolve_name(ALIGNMENT_WRITERS[name])(**options)
    return made


def _unknown(name: str, known: Mapping[str, object]) -> ConfigError:
    nearest = get_close_matches(name.lower(), known, n=1)
    guess = f"did you mean {nearest[0]}? " if nearest else ""
    return ConfigError(f"no format is called {name!r}", f"{guess}formats: {', '.join(known)}")
