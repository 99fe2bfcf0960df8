"""A JSON catalogue of messages goes in, its strings come out with their keys; `mtqa.read.files` checks the whole.

A key is the JSON Pointer of its string. Two dialects are known by their shape: Flutter's ARB (`@` keys are metadata) and
web extensions (`{"message": ..., "description": ...}`). The standard library's own scanner reads the strings, so that
every place in them is exact; what holds them is walked here, because `json` tells no places and hides duplicate keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]  # public, but not in the stubs
from typing import Final, NamedTuple

from mtqa.read.base import FormatError
from mtqa.read.entries import entry
from mtqa.types import Block, Escape, Span

DEEPEST: Final = 100
"""Levels of nesting: catalogues have a few; far more are an attack on the stack."""

SPACE: Final = re.compile(r"[ \t\r\n]*")

ESCAPE: Final = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")

SCALARS: Final = JSONDecoder()

WEB_EXTENSION: Final = "message"


class _String(NamedTuple):
    """A string value: the keys and indexes that lead to it, and what stands between its quotes."""

    path: tuple[str, ...]
    span: Span


class JsonReader:
    """Reads JSON, and ARB, a dialect of it."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return every string value. Example: `{"menu": {"open": "Open"}}` gives one block with the key `/menu/open`."""
        if not text.strip():
            return ()
        try:
            strings = list(_Walk(text).document())
        except JSONDecodeError as error:
            hint = "repair the file; a JSON parser has to accept it"
            raise FormatError(f"is not valid JSON: {error.msg}", error.pos, hint) from None
        return tuple(_block(text, each) for each in _messages(strings))


def _messages(strings: list[_String]) -> Iterator[_String]:
    """Leave out what a dialect keeps beside its messages."""
    extension = bool(strings) and all(len(each.path) > 1 for each in strings)
    extension = extension and {each.path[0] for each in strings} == {
        each.path[0] for each in strings if each.path[1:] == (WEB_EXTENSION,)
    }
    for each in strings:
        if each.path and each.path[0].startswith("@"):
            continue
        if not extension or each.path[1:] == (WEB_EXTENSION,):
            yield each


def _block(text: str, string: _String) -> Block:
    pointer = "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in string.path)
    escapes = (
        Escape(Span(*match.span()), scanstring(match.group() + '"', 0)[0])
        for match in ESCAPE.finditer(text, string.span.start, string.span.end)
    )
    return entry(text, string.span, pointer, escapes)


class _Walk:
    """A position in the text and the keys that lead there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.path: list[str] = []

    def document(self) -> Iterator[_String]:
        """Yield the strings of the whole text."""
        yield from self._value()
        self._space()
        if self.at < len(self.text):
            raise JSONDecodeError("more after the end of the document", self.text, self.at)

    def _value(self) -> Iterator[_String]:
        self._space()
        if len(self.path) > DEEPEST:
            raise JSONDecodeError(f"nested more than {DEEPEST} levels deep", self.text, self.at)
        match self.text[self.at : self.at + 1]:
            case '"':
                start = self.at + 1
                self._string()
                yield _String(tuple(self.path), Span(start, self.at - 1))
            case "{":
                yield from self._members("}")
            case "[":
                yield from self._members("]")
            case _:
                _, self.at = SCALARS.raw_decode(self.text, self.at)

    def _members(self, closing: str) -> Iterator[_String]:
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
