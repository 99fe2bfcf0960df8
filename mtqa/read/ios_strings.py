"""Apple's `.strings` go in, their values come out with their keys; `mtqa.read.files` checks the whole.

There is no library that reads them and keeps places: `"key" = "value";` and two kinds of comments are all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mtqa.read.base import FormatError
from mtqa.read.entries import entry
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
    at = _skipped(text, 0)
    while at < len(text):
        match = PAIR.match(text, at)
        if not match:
            raise FormatError('here should be: "key" = "value";', at, "check it with plutil -lint, and repair it")
        key = match["bare"] or ESCAPE.sub(_meaning, match["quoted"])
        value = Span(*match.span("value"))
        found = ESCAPE.finditer(text, value.start, value.end)
        yield entry(text, value, key, (Escape(Span(*each.span()), _meaning(each)) for each in found))
        at = _skipped(text, match.end())


def _skipped(text: str, at: int) -> int:
    match = BETWEEN.match(text, at)
    return match.end() if match else at


def _meaning(match: re.Match[str]) -> str:
    high, low, code, char = match.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    return chr(int(code, 16)) if code else LETTERS.get(char, char)
