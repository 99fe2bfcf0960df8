"""An XLIFF file, 1.2 or 2, goes in, its targets come out with their keys; `mtqa.read.files` checks the whole.

A key is the ids of the file, the unit and, in XLIFF 2, the segment. Inline elements are placeholders; the code that some
of them hold is no text. Alternative translations and what must not be translated are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mtqa.read.base import FormatError
from mtqa.read.entries import entry, untranslated
from mtqa.read.xml_events import XmlEvent, content, xml_events
from mtqa.types import Block, Span

UNITS: Final = frozenset({"trans-unit", "unit"})
"""XLIFF 1.2's and 2's."""

CODE: Final = frozenset({"ph", "bpt", "ept", "it", "ut"})
"""Inline elements whose content is markup of the source document. Source: XLIFF 1.2, section 2.4; TMX 1.4b, 2.2."""

NOT_YET: Final = frozenset({"new", "needs-translation"})
"""States of a target that nobody has translated. Source: XLIFF 1.2, section 3.3 (state)."""


class XliffReader:
    """Reads XLIFF 1.2 and 2."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return every target; one that is missing, empty or not translated yet is an empty block."""
        if not text.strip():
            return ()
        events = xml_events(text)
        if not events or events[0].name != "xliff":
            found = events[0].name if events else "nothing"
            raise FormatError(f"is no XLIFF file: its first element is {found!r}", 0)
        return tuple(_Walk(text, events).run())


@dataclass(slots=True)
class _Unit:
    """The unit that is being read: what it is called, and whether it is to be translated at all."""

    key: str
    translate: bool
    segments: int = 0
    done: bool = False  # whether the segment at hand, or the unit of XLIFF 1.2, has had its target


class _Walk:
    """A way through the events; only a `target` that belongs to a unit or to its segment counts."""

    def __init__(self, text: str, events: list[XmlEvent]) -> None:
        self.text = text
        self.events = events
        self.path: list[XmlEvent] = []
        self.blocks: list[Block] = []
        self.file = ""
        self.unit: _Unit | None = None
        self.started = 0  # index of the event that opened the target

    def run(self) -> list[Block]:
        """Go through all of them."""
        for at, event in enumerate(self.events):
            if event.kind == "open":
                self.path.append(event)
                self._open(event, at)
            elif event.kind == "close":
                self._close(event, at)
                self.path.pop()
        return self.blocks

    def _open(self, event: XmlEvent, at: int) -> None:
        attributes = event.attributes
        if event.name == "file":
            self.file = attributes.get("original") or attributes.get("id", "")
        elif event.name in UNITS:
            name = f"{self.file}/{attributes.get('id', '')}"
            self.unit = _Unit(name, attributes.get("translate") != "no")
        elif event.name == "segment" and self.unit:
            self.unit.segments += 1
            self.unit.done = False
        elif event.name == "target":
            self.started = at

    def _close(self, event: XmlEvent, at: int) -> None:
        parent = self.path[-2] if len(self.path) > 1 else None
        if not self.unit or not self.unit.translate or not parent:
            return
        if event.name == "target" and parent.name in ("trans-unit", "segment"):
            self.unit.done = True
            self.blocks.append(self._block(self._key(parent), self.events[self.started : at], event.span.start))
        elif event.name in ("trans-unit", "segment") and not self.unit.done:
            self.blocks.append(untranslated(event.span.start, self._key(self.path[-1])))
        if event.name in UNITS:
            self.unit = None

    def _key(self, segment: XmlEvent) -> str:
        """Name a unit of XLIFF 1.2, or a segment of 2 by its id or its number."""
        unit = self.unit or _Unit("", translate=True)
        return unit.key if segment.name == "trans-unit" else f"{unit.key}/{segment.attributes.get('id', unit.segments)}"

    def _block(self, key: str, events: list[XmlEvent], end: int) -> Block:
        """Make the block of a target, whose opening tag is the first event."""
        target = events[0]
        if target.attributes.get("state") in NOT_YET:
            return untranslated(target.span.end, key)
        whole = Span(target.span.end, max(end, target.span.end))
        return entry(self.text, whole, key, *content(events[1:], code=CODE))
