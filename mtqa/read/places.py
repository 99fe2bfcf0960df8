"""The lines of one Markdown block and its inline text go in, the offset of each character comes out.

markdown-it says which lines a block has, but its inline text has lost their prefixes (`> `, indentation, `#`) and the
backslash of an escaped pipe. `mtqa.read.markdown` turns the offsets into a block; `None` means: cannot be sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mtqa.types import Span

PREFIX: Final = re.compile(r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*\s*")
"""What quotes and lists put before a line."""


def in_lines(text: str, lines: list[Span], content: str, mark: str = "") -> list[int] | None:
    """Find the lines of `content` in those of its block; `mark` is the `#` of a heading.

    Example: `b` of `> b` is at 2.
    """
    offsets: list[int] = []
    for number, part in enumerate(content.split("\n")):
        if number >= len(lines):
            return None
        if number:
            offsets.append(lines[number - 1].end)
        bare = part.lstrip()
        start = _start_of(text, lines[number], bare, mark)
        if start is None:
            return None
        # what markdown-it made of indentation stands for the characters before it, however many there are
        offsets.extend([start] * (len(part) - len(bare)))
        offsets.extend(range(start, start + len(bare)))
    return offsets


def _start_of(text: str, line: Span, bare: str, mark: str) -> int | None:
    """Find `bare`, a line without its prefix: it stands at the end, or after the mark of a heading."""
    source = text[line.start : line.end].replace("\0", "\ufffd")
    if mark:
        at = source.find(bare, source.find(mark) + len(mark))
    else:
        at = len(source) - len(bare) if source.endswith(bare) else len(source.rstrip()) - len(bare)
    return line.start + at if at >= 0 and source.startswith(bare, at) else None


def cells(text: str, row: Span) -> Iterator[Span]:
    """Yield the cells of a table row as markdown-it splits it: at every pipe without a backslash before it."""
    source = text[row.start : row.end].rstrip()
    prefix = PREFIX.match(source)
    begin = prefix.end() if prefix else 0
    begin += source.startswith("|", begin)
    for at in range(begin, len(source)):
        if source[at] == "|" and source[at - 1] != "\\":
            yield Span(row.start + begin, row.start + at)
            begin = at + 1
    yield Span(row.start + begin, row.start + len(source))


def in_cell(text: str, cell: Span, content: str) -> list[int] | None:
    """Find `content` in its cell, where pipes may be escaped."""
    source = text[cell.start : cell.end]
    at = cell.start + len(source) - len(source.lstrip())
    offsets: list[int] = []
    for char in content:
        if char == "|" and text.startswith("\\|", at):
            at += 1
        if at >= cell.end or text[at] not in (char, "\0"):
            return None
        offsets.append(at)
        at += 1
    return offsets
