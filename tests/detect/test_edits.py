"""Differences between words that both sides share: by hand, against difflib, and as laws."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from detect_pairs import pair
from hypothesis import given
from hypothesis import strategies as st

from mtqa.detect.edits import Edit, edits


def differences(suspect: str, reference: str) -> list[Edit]:
    return list(edits(pair(suspect, reference)[0]))


@pytest.mark.parametrize(
    ("suspect", "reference", "expected"),
    [
        ("it was red", "it is red", [Edit(1, 2, 1, 2, 2, 2)]),
        ("it was not red", "it was red", [Edit(2, 3, 2, 2, 3, 2)]),
        ("it was red", "it was not red", [Edit(2, 2, 2, 3, 3, 2)]),
        ("a b c", "a b c", []),
        ("a b c", "x y z", [Edit(0, 3, 0, 3, 1, 1)]),
        ("now b c", "a b c", [Edit(0, 1, 0, 1, 1, 3)]),
    ],
)
def test_by_hand(suspect: str, reference: str, expected: list[Edit]) -> None:
    assert differences(suspect, reference) == expected


@pytest.mark.parametrize(("before", "after", "held"), [(0, 5, 0), (1, 2, 3), (3, 0, 0)])
def test_held_needs_both_sides(before: int, after: int, held: int) -> None:
    assert Edit(0, 1, 0, 1, before, after).held == held


distinct = st.lists(st.sampled_from([f"w{number}" for number in range(12)]), unique=True, max_size=12)


@given(distinct, distinct)
def test_of_words_that_come_once_as_many_are_matched_as_keep_their_order(left: list[str], right: list[str]) -> None:
    """difflib, which may match fewer, is the oracle from below."""
    found = differences(" ".join(left), " ".join(right))
    matched = len(left) - sum(edit.end - edit.start for edit in found)
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    assert matched >= sum(block.size for block in blocks)


words = st.lists(st.sampled_from("abcde"), max_size=15)


@given(words, words)
def test_what_is_no_difference_is_equal(left: list[str], right: list[str]) -> None:
    kept_left, kept_right = list(left), list(right)
    for edit in reversed(differences(" ".join(left), " ".join(right))):
        del kept_left[edit.start : edit.end]
        del kept_right[edit.low : edit.high]
    assert kept_left == kept_right


@given(words)
def test_equal_texts_do_not_differ(text: list[str]) -> None:
    assert differences(" ".join(text), " ".join(text)) == []
