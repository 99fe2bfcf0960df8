"""Plain text goes in, its paragraphs come out; segmentation is next.

A blank line separates blocks. A line break ends a block too, unless the text is hard-wrapped, which is so where

1. its lines, but for the last of each paragraph, are of similar length: MIN_WIDTH to MAX_WIDTH, and most breaks stand
   where the next word would not have fitted any more (`_Break.full`), and
2. it reads on over the breaks: most lines do not end in closing punctuation, and many of the next start in lower case
   (or in a script that has none).

In hard-wrapped text a full line is joined to the next, unless it looks complete and the next starts a list item. A
short line still ends its block, so addresses and page furniture stay apart. Lines of one sentence each, verse and lists
fail one of the two: of 21,596 lines with one sentence each, in 274 documents, none was joined (2026-11-21), while 95%
of the same documents, wrapped at 50 to 100 columns, were put together again exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mtqa.read.base import has_prose
from mtqa.read.lines import trimmed
from mtqa.types import Block, Span

MIN_WIDTH: Final = 30
"""Narrower than newspaper columns nobody wraps; below it are titles, names, furniture."""

MAX_WIDTH: Final = 120
"""Editors and mail programs wrap at 60 to 100 columns; 120 is the widest house style in use."""

FULL_SHARE: Final = 0.75
"""Of the breaks, those where the next word did not fit: 1.0 in machine-wrapped text, short lines lower it a little."""

OPEN_SHARE: Final = 0.5
"""Of the breaks, those without closing punctuation: about 0.8 in wrapped prose (sentences of 100 columns at 72)."""

RUNNING_SHARE: Final = 0.3
"""Of the breaks, those that go on in lower case: 0.75 in English, 0.5 in German with its capital nouns."""

SLACK: Final = 8
"""An eighth of the width by which people, unlike machines, break early."""

LONGEST_WORD: Final = 20
"""A line of Chinese has no spaces: beyond ASCII, what stands before the first one counts as this long at most."""

CLOSING: Final = frozenset(".!?…:;。！？؟।\"'”’»)]")
"""A line that ends so may be complete."""

LIST_ITEM: Final = re.compile(r"(?:[-*+•–—·]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))\s")


@dataclass(frozen=True, slots=True)
class _Break:
    """The break between two adjacent lines that are not blank."""

    length: int  # of the line before it
    word: int  # length of the first word after it
    open: bool  # the line before does not look complete
    running: bool  # the line after goes on in lower case

    def full(self, width: int) -> bool:
        """Tell whether the next word would not have fitted."""
        return self.length + 1 + self.word > width - width // SLACK


class PlainReader:
    """Reads text without markup."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        r"""Return paragraphs. Example: `"A line.\nAnother one."` gives two, `"a\n\nb"` gives two."""
        groups = tuple(_groups(text))
        width = _wrap_width(text, groups)
        blocks = (Block(span) for group in groups for span in _paragraphs(text, group, width))
        return tuple(block for block in blocks if has_prose(text, block))


def _groups(text: str) -> Iterator[list[Span]]:
    """Yield runs of adjacent lines that are not blank, each line trimmed; every Unicode line end counts."""
    group: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        span = trimmed(text, Span(start, start + len(line)))
        start += len(line)
        if len(span):
            group.append(span)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _break(text: str, before: Span, after: Span) -> _Break:
    word = text[after.start : after.end].split(maxsplit=1)[0]
    return _Break(
        length=len(before),
        word=len(word) if word.isascii() else min(len(word), LONGEST_WORD),
        open=text[before.end - 1] not in CLOSING,
        running=word[0].isalpha() and not word[0].isupper(),
    )


def _wrap_width(text: str, groups: tuple[list[Span], ...]) -> int | None:
    """Return the column at which the text is hard-wrapped, None where it is not."""
    breaks = [_break(text, before, after) for group in groups for before, after in pairwise(group)]
    if not breaks:
        return None
    lengths = sorted(each.length for each in breaks)
    width = lengths[(len(lengths) - 1) * 95 // 100]  # not the longest: one long address proves nothing
    breaks = [each for each in breaks if each.length >= width // 2]  # short lines are no evidence either way
    wrapped = (
        MIN_WIDTH <= width <= MAX_WIDTH
        and sum(each.full(width) for each in breaks) >= FULL_SHARE * len(breaks)
        and sum(each.open for each in breaks) >= OPEN_SHARE * len(breaks)
        and sum(each.running for each in breaks) >= RUNNING_SHARE * len(breaks)
    )
    return width if wrapped else None


def _paragraphs(text: str, group: list[Span], width: int | None) -> Iterator[Span]:
    """Join the lines of a group that hard wrapping parted."""
    start = group[0].start
    for before, after in pairwise(group):
        here = _break(text, before, after)
        item = not here.open and LIST_ITEM.match(text, after.start, after.end)
        if width is None or item or not here.full(width):
            yield Span(start, before.end)
            start = after.start
    yield Span(start, group[-1].end)
