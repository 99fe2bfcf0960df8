"""What every reader keeps: blocks rise, never overlap, hold prose, and their masks and escapes lie inside them."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest
from fixture_reports import FIXTURES, document
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.errors import InputError
from mtqa.read import FORMATS, from_text, read, reader_for
from mtqa.read.base import GROUP, PACKED, FormatError, has_prose
from mtqa.segment import segment
from mtqa.types import Block, Span

OF_A_READER = {target: name for name, target in reversed(FORMATS.items())}  # several suffixes share one
READERS = sorted({*OF_A_READER.values(), *(entry.name for entry in entry_points(group=GROUP))})
SCRAPS = ["# Head", "- item", "1. item", "> quote", "```", "---", "***", "| a | b |", "|---|---|", "*so*", "`x`", "a b.",
          "[t](u)", "<b>", "\t", "  ", "\n", "\n\n", "\r\n", "\u2028", "é\u0301", "𝔗", "大学。", "&amp;", "\\*",
          '{"a":', '"', "}", 'msgid "', 'msgstr "', "a = b", "</b>", "\\u00fc", ";", "\n00:00:01.000 --> 00:00:02,500\n",
          "'", "{x}", "[other]", "=", "/*", "//", "&#228;", "]]>"]  # fmt: skip
texts = st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join) | st.text(max_size=60)


QUIET = settings(deadline=None, max_examples=40)  # many readers


def material(name: str) -> str:
    """A text of the format: its fixture, or prose."""
    path: Path = FIXTURES / "formats" / f"reference.{name}"
    if name in PACKED:
        return read(str(path)).text
    return path.read_text("utf-8") if path.exists() else document("garbled", "suspect").text


def blocks_of(name: str, text: str) -> tuple[Block, ...]:
    """The blocks, none where the text breaks the format's rules: readers raise nothing else."""
    try:
        return reader_for(name).blocks(text)
    except FormatError as error:
        refused = error
    assert 0 <= refused.offset <= len(text)
    return ()


def lawful(text: str, blocks: tuple[Block, ...]) -> None:
    end = 0
    for block in blocks:
        assert end <= block.span.start <= block.span.end <= len(text)
        assert block.key is not None or has_prose(text, block)
        inner = [*block.masks, *(escape.span for escape in block.escapes)]
        at = block.span.start
        for span in sorted(inner, key=lambda span: span.start):
            assert at <= span.start < span.end <= block.span.end
            at = span.end
        assert all(len(escape.shown) <= len(escape.span) for escape in block.escapes)
        end = block.span.end


@pytest.mark.parametrize("name", READERS)
@QUIET
@given(text=texts)
def test_blocks_rise_and_hold_prose(name: str, text: str) -> None:
    lawful(text, blocks_of(name, text))


@pytest.mark.parametrize("name", READERS)
@QUIET
@given(data=st.data())
def test_a_damaged_text_is_read_by_the_rules_or_refused(name: str, data: st.DataObject) -> None:
    whole = material(name)[:3000]
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.sampled_from(["", *SCRAPS])) + whole[at + data.draw(st.integers(0, 9)) :]
    lawful(damaged, blocks_of(name, damaged))


@pytest.mark.parametrize("name", READERS)
@QUIET
@given(text=texts.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)))
def test_what_is_read_can_be_segmented_and_nothing_is_altered(name: str, text: str) -> None:
    try:
        from_text(text, format=name, lang="en")
    except InputError:  # a key comes twice, or it is no such file: the next test's subject
        text = ""
    whole = text if blocks_of(name, text) else material(name)
    found = from_text(whole, format=name, lang="en")
    assert found.text == whole
    for sentence in segment(found):
        assert whole[sentence.span.start : sentence.span.end] == sentence.text
        assert len(sentence.prose) == len(sentence.text)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_gives_the_same_twice_and_nothing_for_nothing(name: str) -> None:
    text = material(name)
    found = reader_for(name).blocks(text)
    assert found
    assert isinstance(found, tuple)
    assert any(block.span != Span(0, len(text)) for block in found)
    assert reader_for(name).blocks(text) == found
    assert reader_for(name).blocks("") == ()
