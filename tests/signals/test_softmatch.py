"""Greedy matching of token vectors: an example by hand, then its laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.signals import softmatch
from mtqa.signals.softmatch import CHUNK, REACH, best_matches, f1

EAST, NORTH, WEST = (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)
NORTH_EAST = (0.5**0.5, 0.5**0.5)


def rows(*vectors: tuple[float, float]) -> np.ndarray:
    return np.array(vectors, np.float16).reshape(-1, 2)


def around(count: int, seed: int = 0) -> np.ndarray:
    """That many unit vectors in the plane, all different, the same every time."""
    angles = np.arange(count) * (0.7 + seed)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float16)


def test_each_token_takes_its_best_partner() -> None:
    left, right = best_matches(rows(EAST, NORTH), rows(EAST, NORTH_EAST, WEST))
    assert left == pytest.approx([1.0, 0.5**0.5], abs=1e-3)
    assert right == pytest.approx([1.0, 0.5**0.5, 0.0], abs=1e-3)


def test_no_match_is_below_zero_or_above_one() -> None:
    left, right = best_matches(rows(EAST), rows(WEST))
    assert (left.tolist(), right.tolist()) == ([0.0], [0.0])
    many, _ = best_matches(around(500), around(500))
    assert many.max() <= 1.0


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (3, 0)])
def test_a_side_without_tokens_backs_nothing(n: int, m: int) -> None:
    left, right = best_matches(around(n), around(m))
    assert (left.tolist(), right.tolist()) == ([0.0] * n, [0.0] * m)


@given(st.integers(1, 40), st.integers(1, 40))
def test_exchanging_the_sides_exchanges_the_results(n: int, m: int) -> None:
    left, right = best_matches(around(n), around(m, seed=1))
    swapped_right, swapped_left = best_matches(around(m, seed=1), around(n))
    assert left == pytest.approx(swapped_left, abs=1e-6)
    assert right == pytest.approx(swapped_right, abs=1e-6)


@given(st.integers(1, 60))
def test_identical_sides_match_wholly(n: int) -> None:
    left, right = best_matches(around(n), around(n))
    assert left == pytest.approx(1.0, abs=2e-3)
    assert right == pytest.approx(1.0, abs=2e-3)


@pytest.mark.parametrize(("n", "m"), [(CHUNK - 1, 7), (CHUNK, CHUNK), (CHUNK + 1, REACH), (3 * CHUNK + 5, 40)])
def test_chunks_give_what_the_whole_gives(n: int, m: int) -> None:
    one, other = around(n), around(m, seed=1)
    whole = one.astype(np.float32) @ other.astype(np.float32).T
    left, right = best_matches(one, other)
    assert left == pytest.approx(whole.max(axis=1).clip(0, 1), abs=1e-5)
    assert right == pytest.approx(whole.max(axis=0).clip(0, 1), abs=1e-5)


@pytest.mark.parametrize("n", [1, 40, REACH, REACH + 1, 5 * REACH])
def test_every_token_of_an_endless_side_is_compared(n: int) -> None:
    """Beyond the reach only neighbours are compared, but no token goes without."""
    endless = np.tile(rows(EAST), (4 * REACH, 1))
    left, right = best_matches(np.tile(rows(EAST), (n, 1)), endless)
    assert left.min() == right.min() == 1.0


def test_an_endless_side_beside_itself_matches_wholly() -> None:
    endless = around(3 * REACH + 17)
    left, right = best_matches(endless, endless)
    assert min(left.min(), right.min()) > 0.99


@pytest.mark.parametrize(
    ("precision", "recall", "mean"), [(1, 0.5, 2 / 3), (0, 0, 0), (1, 0, 0), (1, 1, 1), (0.5, 0.5, 0.5)]
)
def test_f1_is_the_harmonic_mean(precision: float, recall: float, mean: float) -> None:
    assert f1(precision, recall) == pytest.approx(mean)
    assert f1(recall, precision) == pytest.approx(mean)


def test_reach_is_no_less_than_a_chunk() -> None:
    """The stretches that neighbouring chunks see overlap, or tokens between them would be lost."""
    assert softmatch.REACH >= 2 * softmatch.CHUNK
