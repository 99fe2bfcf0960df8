"""Bags of words and letters: hand examples, and every product against the dense one."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.align.overlap import Bags, dots, gram_bags, normalise, pair_dots, word_bags
from mtqa.types import MASK

lines = st.lists(st.text("ab cdé", max_size=12), min_size=1, max_size=6)


def test_normalise_drops_markup_case_and_punctuation() -> None:
    assert normalise(f"{MASK}{MASK}Bold{MASK}, “STRASSE” re-run_1!") == "bold strasse re run 1"


def test_word_weights_by_hand() -> None:
    suspect, reference = word_bags(["a b b"], ["b"])
    assert dots(suspect, (0, 1), reference, (0, 1))[0, 0] == np.float32(2 * np.log1p(2 / 2) ** 2)


def dense(bags: Bags) -> np.ndarray:
    table = np.zeros((len(bags), bags.vocabulary), np.float64)
    row, feature, weight = bags.rows(0, len(bags))
    table[row, feature] = weight
    return table


@given(lines, lines, st.booleans())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_products_equal_dense_ones(suspect: list[str], reference: list[str], words: bool) -> None:
    a, b = (word_bags if words else gram_bags)([normalise(t) for t in suspect], [normalise(t) for t in reference])
    whole = dense(a) @ dense(b).T
    np.testing.assert_allclose(dots(a, (0, len(a)), b, (0, len(b))), whole, rtol=1e-4, atol=1e-4)
    rows, columns = (grid.ravel() for grid in np.indices(whole.shape))
    np.testing.assert_allclose(pair_dots(a, rows, b, columns), whole.ravel(), rtol=1e-4, atol=1e-4)
