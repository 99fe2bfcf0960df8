"""JSON goes in, its strings come out, each with the keys that lead to it and its exact place; the readers are next.

The standard library's own scanner reads the strings; what holds them is walked here, because `json` tells no places and
hides duplicate keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]  # public, but not in the stubs
from typing import Final, NamedTuple

from mtqa.read.base import FormatError
from mtqa.types import Escape, Span

DEEPEST: Final = 100
"""Levels of nesting: catalogues have a few; far more are an attack on the stack."""

SPACE: Final = re.compile(r"[ \t\r\n]*")

ESCAPE: Final = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")

SCALARS: Final = JSONDecoder()


class JsonString(NamedTuple):
    """A string value: the keys and indexes that lead to it, and what stands between its quotes."""

    path: tuple[str, ...]
    span: Span


def json_strings(text: str) -> list[JsonString]:
    """List the strings of a document. Example: of `{"a": ["b"]}` one, with the path `("a", "0")`, at `[8, 9)`.

    Raises: FormatError where it is no JSON.
    """
    try:
        return list(_Walk(text).document())
    except JSONDecodeError as error:
        hint = "repair the file; a JSON parser has to accept it"
        raise FormatError(f"is not valid JSON: {error.msg}", error.pos, hint) from None


def json_escapes(text: str, span: Span) -> Iterator[Escape]:
    """Find the escapes between the quotes of a string."""
    for match in ESCAPE.finditer(text, span.start, span.end):
        yield Escape(Span(*match.span()), scanstring(match.group() + '"', 0)[0])


class _Walk:
    """A position in the text and the keys that lead there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.path: list[str] = []

    def document(self) -> Iterator[JsonString]:
        """Yield the strings of the whole text."""
        yield from self._value()
        self._space()
        if self.at < len(self.text):
            raise JSONDecodeError("more after the end of the document", self.text, self.at)

    def _value(self) -> Iterator[JsonString]:
        self._space()
        if len(self.path) > DEEPEST:
            raise JSONDecodeError(f"nested more than {DEEPEST} levels deep", self.text, self.at)
        match self.text[self.at : self.at + 1]:
            case '"':
                start = self.at + 1
                self._string()
                yield JsonString(tuple(self.path), Span(start, self.at - 1))
            case "{":
                yield from self._members("}")
            case "[":
                yield from self._members("]")
            case _:
                _, self.at = SCALARS.raw_decode(self.text, self.at)

    def _members(self, closing: str) -> Iterator[JsonString]:
        """Walk an object or an array, whose indexes serve as keys."""
        self.at += 1
        self._space()
        if self._take(closing):
            return
        number = 0
        while True:
            self.path.append(self._key() if closing == "}" else str(number))
            yield from self._value()
            self.path.pop()
            number += 1
            self._space()
            if self._take(closing):
                return
            self._expect(",")

    def _key(self) -> str:
        self._space()
        if not self.text.startswith('"', self.at):
            raise JSONDecodeError("a key in double quotes is missing", self.text, self.at)
        key = self._string()
        self._space()
        self._expect(":")
        return key

    def _string(self) -> str:
        value: str
        value, self.at = scanstring(self.text, self.at + 1)
        return value

    def _space(self) -> None:
        found = SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _take(self, sign: str) -> bool:
        taken = self.text.startswith(sign, self.at)
        self.at += taken
        return taken

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise JSONDecodeError(f"{sign!r} is missing", self.text, self.at)
