"""What every reader keeps: blocks rise, never overlap, hold prose, and their masks lie inside them."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest
from fixture_reports import document
from hypothesis import given
from hypothesis import strategies as st

from mtqa.read import FORMATS, from_text, reader_for
from mtqa.read.base import GROUP, has_prose
from mtqa.segment import segment

READERS = sorted({*FORMATS, *(entry.name for entry in entry_points(group=GROUP))})
SCRAPS = ["# Head", "- item", "1. item", "> quote", "```", "---", "***", "| a | b |", "|---|---|", "*so*", "`x`", "a b.",
          "[t](u)", "<b>", "\t", "  ", "\n", "\n\n", "\r\n", "\u2028", "é\u0301", "𝔗", "大学。", "&amp;", "\\*"]  # fmt: skip
texts = st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize("name", READERS)
@given(text=texts)
def test_blocks_rise_and_hold_prose(name: str, text: str) -> None:
    end = 0
    for block in reader_for(name).blocks(text):
        assert end <= block.span.start < block.span.end <= len(text)
        assert has_prose(text, block)
        end = at = block.span.start
        for mask in block.masks:
            assert at <= mask.start < mask.end <= block.span.end
            at = mask.end
        end = block.span.end


@pytest.mark.parametrize("name", READERS)
@given(text=texts.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)))
def test_what_is_read_can_be_segmented_and_nothing_is_altered(name: str, text: str) -> None:
    read = from_text(text, format=name, lang="en")
    assert read.text == text
    for sentence in segment(read):
        assert text[sentence.span.start : sentence.span.end] == sentence.text
        assert len(sentence.prose) == len(sentence.text)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_gives_the_same_twice_and_nothing_for_nothing(name: str) -> None:
    text = document("garbled", "suspect").text
    assert reader_for(name).blocks(text) == reader_for(name).blocks(text)
    assert reader_for(name).blocks("") == ()
    assert isinstance(reader_for(name).blocks("One."), tuple)
