"""XML text goes in, a flat list of what stands in it comes out, each with its exact place; the XML readers are next.

By expat, which tells where it is. Nothing is ever expanded or fetched: a document that declares an entity made of
entities, or one from elsewhere, is refused (the rules of defusedxml); a reference to any other stays as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal, NamedTuple
from xml.parsers import expat

from mtqa.read.base import FormatError
from mtqa.types import Escape, Span

HINT: Final = "repair the file; an XML parser has to accept it"

ENTITY_HINT: Final = "remove the entity declarations; catalogues need none"


@dataclass(frozen=True, slots=True)
class XmlEvent:
    """One thing of an XML text. `hidden` is a comment, an instruction or a mark of CDATA; `name` has no prefix.

    `text` of a `text` event is what it means; a `reference` is an entity that stays as it is.
    """

    kind: Literal["open", "close", "text", "hidden", "reference"]
    span: Span
    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""


def xml_events(text: str) -> list[XmlEvent]:
    """List what stands between the first tag and the last.

    Example: `<a>x&amp;</a>` gives open `[0, 3)`, text `[3, 4)`, text `&` at `[4, 9)`, close `[9, 13)`.

    Raises: FormatError where the text is not well-formed, or declares an entity that could grow.
    """
    return _Collector(text).run()


class Content(NamedTuple):
    """What stands within an element, but for its text and its tags, which are placeholders."""

    escapes: list[Escape]
    masks: list[Span]
    code: list[Span]


def content(events: Iterable[XmlEvent], *, code: frozenset[str] = frozenset()) -> Content:
    """Find the escapes, what is hidden, and what stands in an element of `code`: the source's markup, not its text."""
    found = Content([], [], [])
    inside = 0
    for event in events:
        if event.name in code:
            inside += {"open": 1, "close": -1}.get(event.kind, 0)
        elif event.kind == "hidden":
            found.masks.append(event.span)
        elif inside and event.kind in ("text", "reference"):
            found.code.append(event.span)
        elif event.kind == "text" and len(event.text) != len(event.span):
            found.escapes.append(Escape(event.span, event.text))
    return found


class _Collector:
    """A run of the parser: the events so far, each of which ends where the next one starts."""

    def __init__(self, text: str) -> None:
        self.data = text.encode()
        self.length = len(text)
        self.events: list[XmlEvent] = []
        self.waiting: Callable[[int], XmlEvent] | None = None  # for its end
        self.at = self.bytes = 0
        self.depth = 0
        self.parser = expat.ParserCreate("utf-8")  # whatever the declaration says: this is what `data` is in
        parser, hidden = self.parser, self._marks("hidden")
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = lambda text: self._add("text", text=text)
        parser.CommentHandler = parser.ProcessingInstructionHandler = hidden
        parser.StartCdataSectionHandler = parser.EndCdataSectionHandler = hidden
        parser.DefaultHandler = lambda data: self._add("reference" if data.startswith("&") else "hidden")
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = lambda *_: 0

    def run(self) -> list[XmlEvent]:
        """Parse everything."""
        try:
            self.parser.Parse(self.data, True)  # noqa: FBT003  # its only form
        except expat.ExpatError as error:
            what = f"is not well-formed XML: {expat.ErrorString(error.code)}"
            raise FormatError(what, self._offset(self.parser.ErrorByteIndex), HINT) from None
        return self.events

    def _marks(self, kind: Literal["hidden"]) -> Callable[..., None]:
        return lambda *_: self._add(kind)

    def _offset(self, index: int) -> int:
        """Turn a rising byte offset into a code point offset."""
        if index > self.bytes:
            self.at += len(self.data[self.bytes : index].decode(errors="replace"))
            self.bytes = index
        return min(self.at, self.length)

    def _add(
        self,
        kind: Literal["open", "close", "text", "hidden", "reference"],
        name: str = "",
        attributes: dict[str, str] | None = None,
        text: str = "",
    ) -> None:
        if not self.depth and kind not in ("open", "close"):
            return  # before the first tag, or behind the last
        start = self._offset(self.parser.CurrentByteIndex)
        self._end(start)
        make = partial(XmlEvent, kind, name=name.rpartition(":")[2], attributes=attributes or {}, text=text)
        self.waiting = lambda end: make(span=Span(start, end))

    def _end(self, end: int) -> None:
        """End the last event where the next one starts."""
        if self.waiting:
            self.events.append(self.waiting(end))
            self.waiting = None

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._add("open", name, attributes)
        self.depth += 1

    def _close(self, name: str) -> None:
        self._add("close", name)
        self.depth -= 1
        if not self.depth:
            index = self.parser.CurrentByteIndex
            own = self.data.startswith(b"</", index)  # or the tag closes itself
            self._end(self._offset(self.data.index(b">", index) + 1 if own else index))

    def _entity(self, name: str, _is_parameter: int, value: str | None, *_: object) -> None:
        if value is None or "&" in value or "%" in value:
            what = f"declares the entity {name!r}, which {'comes from elsewhere' if value is None else 'could grow'}"
            raise FormatError(what, self._offset(self.parser.CurrentByteIndex), ENTITY_HINT)
