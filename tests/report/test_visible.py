from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.report.visible import BREAKS, HOSTILE, escaped, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x00", "\\x00"),
        ("\x9b", "\\x9b"),
        ("a\u202eb", "a\\u202eb"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("\ud800", "\\ud800"),
        ("two\r\nlines", "two  lines"),
        ("a\tb\u2028c", "a b c"),
        ("👩‍🚀 क्‍ष", "👩‍🚀 क्‍ष"),  # joiners belong to the spelling
        ("e\u0301", "e\u0301"),
        ("שלום", "שלום"),
    ],
)
def test_what_a_reader_sees(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "cell"),
    [("a\tb", "a\\tb"), ("a\r\nb", "a\\r\\nb"), ("a\\tb", "a\\\\tb"), ("\x1b", "\\x1b"), ("\u2028", "\\u2028")],
)
def test_a_cell_is_one_line_and_reversible(text, cell):
    assert escaped(text) == cell


def test_the_set_holds_every_control_and_surrogate_of_the_unicode_database():
    points = map(chr, range(0x110000))
    assert all(HOSTILE.match(character) for character in points if unicodedata.category(character) in ("Cc", "Cs"))
    assert all(HOSTILE.match(character) for character in BREAKS)


@given(st.text(st.characters() | st.sampled_from("\x00\x1b\n\t\\\ud800\u202e")))
def test_nothing_hostile_is_left(text):
    assert not HOSTILE.search(visible(text))
    assert not HOSTILE.search(escaped(text))


@given(st.text(st.sampled_from("ab\\tn\t\n")), st.text(st.sampled_from("ab\\tn\t\n")))
def test_different_texts_make_different_cells(one, other):
    assert (escaped(one) == escaped(other)) == (one == other)
