"""XML events: every place by hand, and by the law that they cover the root element without a gap."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.read.base import FormatError
from mtqa.read.xml_events import content, xml_events
from mtqa.types import Escape, Span

PIECES = ["a", "é", "😀", "&amp;", "&#233;", "&#x1F600;", "\r\n", "\n", "<b>", "</b>", '<i x="1"/>', "<!-- x -->", "<![CDATA[<&]]>",
          "<?p?>", " "]  # fmt: skip


def listed(text: str) -> list[tuple[str, str]]:
    return [(event.kind, text[event.span.start : event.span.end]) for event in xml_events(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a/>", [("open", "<a/>"), ("close", "")]),
        ("<?xml version='1.0'?>\n<a>é</a>\n<!-- x -->", [("open", "<a>"), ("text", "é"), ("close", "</a>")]),
        ("<a>x&amp;<b/></a >", [("open", "<a>"), ("text", "x"), ("text", "&amp;"), ("open", "<b/>"), ("close", ""), ("close", "</a >")]),
        ("<a><![CDATA[<b>]]></a>", [("open", "<a>"), ("hidden", "<![CDATA["), ("text", "<b>"), ("hidden", "]]>"), ("close", "</a>")]),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', [("open", "<a>"), ("reference", "&b;"), ("close", "</a>")]),
        ('<?xml version="1.0" encoding="koi8-r"?><p:a>я</p:a>', [("open", "<p:a>"), ("text", "я"), ("close", "</p:a>")]),
    ],
)  # fmt: skip
def test_events_by_hand(text: str, expected: list[tuple[str, str]]) -> None:
    assert listed(text) == expected


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_events_cover_the_root_and_mean_what_the_standard_library_reads(inner: str) -> None:
    text = f"<r>{inner}</r>"
    try:
        events = xml_events(text)
    except FormatError:
        with pytest.raises(ET.ParseError):
            ET.fromstring(text)  # noqa: S314  # our own text
        return
    assert "".join(text[event.span.start : event.span.end] for event in events) == text
    assert "".join(event.text for event in events) == "".join(ET.fromstring(text).itertext())  # noqa: S314


def test_content_is_escapes_masks_and_code() -> None:
    events = xml_events("<a>&lt;<ph>code</ph><!-- no --></a>")
    escapes, masks, code = content(events[1:-1], code=frozenset({"ph"}))
    assert escapes == [Escape(Span(3, 7), "<")]
    assert masks == [Span(20, 31)]
    assert code == [Span(11, 15)]
