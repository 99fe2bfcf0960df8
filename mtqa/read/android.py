"""Android's string resources go in, their texts come out with their keys; `mtqa.read.files` checks the whole.

A key is the name of the string, with the product that it is for (`name@tablet`), the quantity of a plural form or the
number of an item of an array. What is marked as not translatable is left out, and so are references to other resources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mtqa.read.base import FormatError
from mtqa.read.entries import coded, entry
from mtqa.read.xml_events import XmlEvent, content, xml_events
from mtqa.types import Block, Escape, Span

SPECIAL: Final = re.compile(
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\\Z|\\u([0-9a-fA-F]{4})|\\(.)|\"", re.DOTALL
)
"""A pair of surrogates; what a backslash means, also before an entity, and a quotation mark, which only keeps white space.

Source: Android's guide, String resources.
"""

LETTERS: Final = {"n": "\n", "t": "\t"}

REFERENCE: Final = re.compile(r"\s*[@?][\w.:]+/[\w.]+\s*")


class AndroidReader:
    """Reads strings.xml."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return every string, plural form and item of an array."""
        if not text.strip():
            return ()
        events = xml_events(text)
        if events[0].name != "resources":
            what = f"is no file of Android strings: its first element is {events[0].name!r}"
            raise FormatError(what, 0, "pass a strings.xml; XLIFF and TMX files have suffixes of their own")
        return tuple(_resources(text, events))


def _resources(text: str, events: list[XmlEvent]) -> Iterator[Block]:
    path: list[XmlEvent] = []
    started = items = 0
    for at, event in enumerate(events):
        if event.kind == "open":
            path.append(event)
            items = 0 if len(path) == 2 else items
            started = at if _holds_text(path) else started
        elif event.kind == "close":
            translatable = all(each.attributes.get("translatable") != "false" for each in path)
            if _holds_text(path) and translatable:
                key = _key(path, items)
                items += 1
                whole = Span(path[-1].span.end, max(event.span.start, path[-1].span.end))
                if not REFERENCE.fullmatch(text, whole.start, whole.end):
                    yield _string(text, key, whole, events[started + 1 : at])
            path.pop()


def _holds_text(path: list[XmlEvent]) -> bool:
    names = [each.name for each in path[1:]]
    return names in (["string"], ["plurals", "item"], ["string-array", "item"])


def _key(path: list[XmlEvent], items: int) -> str:
    name = path[1].attributes.get("name", "")
    if (product := path[1].attributes.get("product", "default")) != "default":
        name = f"{name}@{product}"
    if len(path) == 2:
        return name
    return f"{name}[{path[2].attributes.get('quantity', items)}]"


def _string(text: str, key: str, span: Span, events: list[XmlEvent]) -> Block:
    escapes, masks, _ = content(events)
    for run in _runs(events):
        for match in SPECIAL.finditer(text, run.start, run.end):
            *codes, char = match.groups()
            if means := coded(*codes) or LETTERS.get(char, char):
                escapes.append(Escape(Span(*match.span()), means))
            else:
                masks.append(Span(*match.span()))
    return entry(text, span, key, escapes, masks)


def _runs(events: list[XmlEvent]) -> Iterator[Span]:
    """Yield the stretches of plain text, which the parser cuts at line ends; entities and tags stay out of them."""
    start = end = -1
    for event in events:
        plain = event.kind == "text" and len(event.text) == len(event.span)
        if plain and event.span.start == end:
            end = event.span.end
            continue
        if end > start:
            yield Span(start, end)
        start, end = (event.span.start, event.span.end) if plain else (-1, -1)
    if end > start:
        yield Span(start, end)
