"""Words of the reference that are written as one: which two they are, and what is suggested for a slip in one."""

from __future__ import annotations

import pytest
from detect_pairs import pair
from hypothesis import given
from hypothesis import strategies as st

from mtqa.detect.joined import bigrams, parted, suggested
from mtqa.types import Span, Word


def reference(text: str) -> tuple[Word, ...]:
    return pair("", text)[0].reference_words


@pytest.mark.parametrize(
    ("word", "both"), [("laozhou", ("Lao", "Zhou")), ("thequay", ("the", "quay")), ("laothe", None), ("quay", None)]
)
def test_by_hand(word: str, both: tuple[str, str] | None) -> None:
    found = parted(word, bigrams(reference("We met Lao Zhou at the quay.")))
    assert (found and tuple(each.text for each in found)) == both


@pytest.mark.parametrize(
    ("word", "at", "suggestion"),
    [("dinggaole", 3, "Ding Gaole"), ("gaoli", 3, "Gaole"), ("dingu", 2, "Ding"), ("gaolequay", 3, "Gaole")],
)
def test_no_half_of_a_name_is_dropped(word: str, at: int, suggestion: str) -> None:
    words = reference("The clerk Ding Gaole came.")
    assert suggested(word, words[at], words) == suggestion


@given(st.lists(st.sampled_from(["Lao", "Zhou", "the", "quay"]), min_size=2, max_size=8))
def test_what_two_words_make_is_parted(words: list[str]) -> None:
    line = [Word(word, Span(at, at + 1), word.casefold(), 0) for at, word in enumerate(words)]
    found = parted((words[0] + words[1]).casefold(), bigrams(line))
    assert found is not None
    assert found[0].text + found[1].text == words[0] + words[1]
