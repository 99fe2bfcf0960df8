"""How well each token of one side is backed by the other side: greedy matching of token vectors.

In: two ragged rows of `Encoded`. Out: the best cosine of every token on either side, from which `surface` takes
precision, recall and the support of words.

Source: T. Zhang et al. 2020, BERTScore, section 3 (greedy matching; we differ in the encoder, in reading an early
layer beside the last, and in not weighting by idf).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

CHUNK = 512
REACH = 1024
"""Sides of up to 1,024 tokens are compared whole; a longer one only near the same relative place, so that a megabyte
without a full stop costs linear time. No natural sentence comes near it."""


def best_matches(left: NDArray[np.float16], right: NDArray[np.float16]) -> tuple[Floats, Floats]:
    """Find each token's best cosine on the other side: (n, D) and (m, D) unit rows give (n,) and (m,), in 0-1.

    A side without tokens gives zeros to the other. Exchanging the sides exchanges the results.
    """
    n, m = len(left), len(right)
    if n < m:  # the longer side is walked, so that its stretches together reach all of the shorter one
        best_right, best_left = best_matches(right, left)
        return best_left, best_right
    best_left, best_right = np.zeros(n, np.float32), np.zeros(m, np.float32)
    if not n or not m:
        return best_left, best_right
    for start in range(0, n, CHUNK):
        stop = min(start + CHUNK, n)
        low, high = _near(start, stop, n, m)
        similarity = left[start:stop].astype(np.float32) @ right[low:high].astype(np.float32).T
        best_left[start:stop] = similarity.max(axis=1)
        np.maximum(best_right[low:high], similarity.max(axis=0), out=best_right[low:high])
    return best_left.clip(0.0, 1.0), best_right.clip(0.0, 1.0)


def f1(precision: float, recall: float) -> float:
    """Join precision and recall, 0-1, into their harmonic mean; 0 where both are 0. Example: `f1(1, 0.5)` is 2/3."""
    total = precision + recall
    return 2 * precision * recall / total if total > 0 else 0.0


def _near(start: int, stop: int, n: int, m: int) -> tuple[int, int]:
    if m <= REACH:
        return 0, m
    centre = (start + stop) * m // (2 * n)
    low = max(0, min(centre - REACH // 2, m - REACH))
    return low, low + REACH
