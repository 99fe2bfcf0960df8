"""What is left alone around a sentence, against the whole document."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.align.profile import NEARBY, around_here

USUAL = 0.06


def marks(*runs: tuple[int, bool]) -> np.ndarray:
    return np.concatenate([np.full(size, alone) for size, alone in runs])


@pytest.mark.parametrize(
    "alone",
    [
        marks((300, False)),
        np.arange(300) % 10 == 0,  # one in ten, never two together
        marks((40, False), (1, True), (200, False), (1, True), (40, False)),
    ],
)
def test_what_is_spread_evenly_or_stands_by_itself_tells_nothing_of_its_place(alone: np.ndarray) -> None:
    assert around_here(alone, USUAL) == pytest.approx(np.zeros(len(alone)), abs=0.1)


def test_a_list_before_the_text_is_left_alone_at_no_cost_to_the_text() -> None:
    here = around_here(marks((60, True), (400, False)), USUAL)
    assert here[0] > 1.0  # more than e times the document's share
    assert np.all(here[60 + NEARBY :] < -1.0)
    assert np.all(np.diff(here[NEARBY : 60 + NEARBY + 1]) <= 0.0)


@given(st.lists(st.booleans(), min_size=1, max_size=400).map(np.array), st.floats(0.01, 0.5))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_reading_backwards_changes_nothing(alone: np.ndarray, usual: float) -> None:
    here = around_here(alone, usual)
    assert np.isfinite(here).all()
    assert around_here(alone[::-1], usual)[::-1] == pytest.approx(here)
