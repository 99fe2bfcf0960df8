"""A JSON catalogue of messages goes in, its strings come out with their keys; `mtqa.read.files` checks the whole.

A key is the JSON Pointer of its string. Two dialects are known by their shape: Flutter's ARB (`@` keys are metadata) and
web extensions (`{"message": ..., "description": ...}`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mtqa.read.entries import entry
from mtqa.read.json_strings import JsonString, json_escapes, json_strings
from mtqa.types import Block

WEB_EXTENSION: Final = "message"


class JsonReader:
    """Reads JSON, and ARB, a dialect of it."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return every string value. Example: `{"menu": {"open": "Open"}}` gives one block with the key `/menu/open`."""
        strings = json_strings(text) if text.strip() else []
        return tuple(_block(text, each) for each in _messages(strings))


def _messages(strings: list[JsonString]) -> Iterator[JsonString]:
    """Leave out what a dialect keeps beside its messages."""
    names = {each.path[:1] for each in strings}
    extension = names == {each.path[:1] for each in strings if each.path[1:] == (WEB_EXTENSION,)}
    for each in strings:
        metadata = bool(each.path) and each.path[0].startswith("@")
        if not metadata and (not extension or each.path[1:] == (WEB_EXTENSION,)):
            yield each


def _block(text: str, string: JsonString) -> Block:
    pointer = "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in string.path)
    return entry(text, string.span, pointer, json_escapes(text, string.span))
