"""Spellings that a reader takes for one name, and those that he does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.detect.lexicon import common_noun, is_word
from mtqa.detect.romanised import letters, sound, sound_alike, unvoiced


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("degtyaryov", "degtyarev", True),
        ("zirkon", "tsirkon", True),
        ("devraj", "devaraj", True),
        ("urumqi", "urumchi", True),
        ("akhmedov", "akmedov", True),
        ("akhmedov", "ahmedov", True),
        ("reykjavik", "reykjavog", False),
        ("oslo", "tallinn", False),
    ],
)
def test_one_name_in_two_romanisations(a: str, b: str, same: bool) -> None:
    assert sound_alike(a, b) is same


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_in_sound_goes_both_ways(a: str, b: str) -> None:
    assert sound_alike(a, b) == sound_alike(b, a)
    assert sound_alike(a, a)
    assert sound(a) == sound(a)


def test_accents_and_doubled_letters_are_no_letters_of_their_own() -> None:
    assert letters("aleksei") == letters("alexej")
    assert letters("reykjavík") == letters("reykjavik")


def test_voice_is_not_heard_in_consonants_but_vowels_are() -> None:
    assert unvoiced("gorban") == unvoiced("korban")
    assert unvoiced("reykjavik") != unvoiced("reykjavog")


@pytest.mark.parametrize("word", ["hepatotoxicity", "spermatorrhea", "przewalskii", "corticocortical"])
def test_words_of_science_are_taken_apart(word: str) -> None:
    assert is_word(word, "en")


@pytest.mark.parametrize("word", ["duodenodijungostomy", "cholectomy", "hyperdiroidism"])
def test_misspelt_words_of_science_stay_unknown(word: str) -> None:
    assert not is_word(word, "en")


@pytest.mark.parametrize(("word", "noun"), [("highway", True), ("marines", True), ("geneva", False), ("lisbon", False)])
def test_names_have_no_plural(word: str, noun: bool) -> None:
    assert common_noun(word, "en") is noun
