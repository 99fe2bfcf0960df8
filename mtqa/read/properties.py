"""A Java `.properties` file goes in, its values come out with their keys; `mtqa.read.files` checks the whole.

The rules are few and the libraries keep no places; the tests compare with moz.l10n.
Source: java.util.Properties, load(Reader).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mtqa.read.entries import after, coded, entry
from mtqa.types import Block, Escape, Span

IDLE: Final = re.compile(r"(?:[ \t\f\r\n]++|[#!][^\r\n]*+)*+")
"""White space, empty lines and comments before a key."""

PAIR: Final = re.compile(
    r"(?P<key>(?:[^\\\r\n=: \t\f]++|\\(?:\r\n|.))*+)[ \t\f]*+[=:]?[ \t\f]*+(?P<value>(?:[^\\\r\n]++|\\(?:\r\n|.|\Z))*+)",
    re.DOTALL,
)

SPECIAL: Final = re.compile(
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\(?:\r\n|\r|\n)[ \t\f]*+|\\u([0-9a-fA-F]{4})|\\(.)|\\\Z"
)
"""A pair of surrogates, a line that goes on, a code, any other escape."""

LETTERS: Final = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


class PropertiesReader:
    """Reads Java's resource bundles."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        r"""Return every value. Example: `open = \u00d6ffnen` gives `Öffnen` with the key `open`."""
        return tuple(_entries(text))


def _entries(text: str) -> Iterator[Block]:
    at = after(IDLE, text, 0)
    while at < len(text):
        match = PAIR.match(text, at)
        if not match:  # it matches everywhere; this is for type checkers
            return
        value = Span(*match.span("value"))
        escapes, masks = [], []
        for each in SPECIAL.finditer(text, value.start, value.end):
            if means := _meaning(each):
                escapes.append(Escape(Span(*each.span()), means))
            else:
                masks.append(Span(*each.span()))
        yield entry(text, value, SPECIAL.sub(_meaning, match["key"]), escapes, masks)
        at = after(IDLE, text, match.end())


def _meaning(match: re.Match[str]) -> str:
    *codes, char = match.groups()
    return coded(*codes) or (LETTERS.get(char, char) if char else "")
