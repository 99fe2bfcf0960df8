"""A translation memory in TMX goes in, its segments come out with their keys; `mtqa.read.files` checks the whole.

A key is the id of the unit, or its number, and the language. Segments in the source language are nobody's translation.
"""

from __future__ import annotations

from typing import Final

from mtqa.read.base import FormatError
from mtqa.read.entries import entry
from mtqa.read.xliff import CODE
from mtqa.read.xml_events import XmlEvent, content, xml_events
from mtqa.types import Block, Span

ANY: Final = "*all*"
"""What a header says where no language is the source. Source: TMX 1.4b, section 2.3 (srclang)."""


class TmxReader:
    """Reads TMX 1.4."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return every segment in another language than the source."""
        if not text.strip():
            return ()
        events = xml_events(text)
        if events[0].name != "tmx":
            raise FormatError(f"is no TMX file: its first element is {events[0].name!r}", 0)
        blocks: list[Block] = []
        source = unit_source = lang = unit = ""
        units = started = 0
        for at, event in enumerate(events):
            match event.kind, event.name:
                case "open", "header":
                    source = event.attributes.get("srclang", ANY).lower()
                case "open", "tu":
                    units += 1
                    unit = event.attributes.get("tuid", f"#{units}")
                    unit_source = event.attributes.get("srclang", source).lower()
                case "open", "tuv":
                    lang = (event.attributes.get("xml:lang") or event.attributes.get("lang", "")).lower()
                case "open", "seg":
                    started = at
                case "close", "seg" if lang != unit_source:
                    blocks.append(_segment(text, f"{unit}:{lang}", events[started : at + 1]))
        return tuple(blocks)


def _segment(text: str, key: str, events: list[XmlEvent]) -> Block:
    start = events[0].span.end
    return entry(text, Span(start, max(start, events[-1].span.start)), key, *content(events[1:-1], code=CODE))
