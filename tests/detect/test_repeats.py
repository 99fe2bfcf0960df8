"""Repetitions are found as units with their extent, the leftmost first, none twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.detect.repeats import Repeat, repeats
from mtqa.types import Span, Word


def line(text: str) -> list[Word]:
    return [Word(word, Span(at, at + 1), word, 0) for at, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we go to to town", [Repeat(("to",), 2, 4, 2)]),
        ("no no no", [Repeat(("no",), 0, 3, 3)]),
        ("in a town in a town here", [Repeat(("in", "a", "town"), 0, 6, 2)]),
        ("a b a b a b", [Repeat(("a", "b"), 0, 6, 3)]),
        (
            "soup may turn saltier than it may turn saltier than us",
            [Repeat(("may", "turn", "saltier", "than"), 1, 10, 2, loose=True)],
        ),
        ("of the old and of the new", []),
        ("every word is another one", []),
        ("", []),
    ],
)
def test_by_hand(text: str, expected: list[Repeat]) -> None:
    assert list(repeats(line(text))) == expected


@given(st.lists(st.sampled_from("abc"), max_size=30).map(" ".join))
def test_a_repeat_repeats_its_unit(text: str) -> None:
    words = line(text)
    norms = [word.norm for word in words]
    end = 0
    for repeat in repeats(words):
        size = len(repeat.unit)
        assert tuple(norms[repeat.first : repeat.first + size]) == repeat.unit
        assert tuple(norms[repeat.end - size : repeat.end]) == repeat.unit
        assert repeat.count >= 2
        assert repeat.end > end
        end = repeat.end
        if not repeat.loose:
            assert norms[repeat.first : repeat.end] == list(repeat.unit) * repeat.count


@given(st.permutations([f"w{number}" for number in range(30)]))
def test_different_words_never_repeat(words: list[str]) -> None:
    assert list(repeats(line(" ".join(words)))) == []


@given(st.lists(st.sampled_from(["sun", "moon", "sky", "sea"]), unique=True, min_size=1), st.integers(2, 6))
def test_a_loop_is_one_finding(unit: list[str], count: int) -> None:
    assert list(repeats(line(" ".join(unit * count)))) == [Repeat(tuple(unit), 0, len(unit) * count, count)]
