"""Apple's `.strings` go in, their values come out with their keys; `mtqa.read.files` checks the whole.

There is no library that reads them and keeps places: `"key" = "value";` and two kinds of comments are all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mtqa.read.base import FormatError
from mtqa.read.entries import after, coded, entry
from mtqa.types import Block, Escape, Span

BETWEEN: Final = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+")

PAIR: Final = re.compile(
    r"(?:\"(?P<quoted>(?:[^\"\\]++|\\.)*+)\"|(?P<bare>[\w.$/:-]++))\s*+=\s*+\"(?P<value>(?:[^\"\\]++|\\.)*+)\"\s*+;",
    re.DOTALL,
)
"""Source: Apple's String Resources guide; old-style property lists allow more, which no tool writes here."""

ESCAPE: Final = re.compile(
    r"\\[uU]([dD][89abAB][0-9a-fA-F]{2})\\[uU]([dD][c-fC-F][0-9a-fA-F]{2})|\\[uU]([0-9a-fA-F]{4})|\\(.)", re.DOTALL
)

LETTERS: Final = {"n": "\n", "t": "\t", "r": "\r"}


class StringsReader:
    """Reads Localizable.strings."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return every value. Example: `"open" = "Öffnen";` gives `Öffnen` with the key `open`."""
        return tuple(_entries(text))


def _entries(text: str) -> Iterator[Block]:
    at = after(BETWEEN, text, 0)
    while at < len(text):
        match = PAIR.match(text, at)
        if not match:
            raise FormatError('here should be: "key" = "value";', at, "check it with plutil -lint, and repair it")
        key = match["bare"] or ESCAPE.sub(_meaning, match["quoted"])
        value = Span(*match.span("value"))
        found = ESCAPE.finditer(text, value.start, value.end)
        yield entry(text, value, key, (Escape(Span(*each.span()), _meaning(each)) for each in found))
        at = after(BETWEEN, text, match.end())


def _meaning(match: re.Match[str]) -> str:
    *codes, char = match.groups()
    return coded(*codes) or LETTERS.get(char, char)
