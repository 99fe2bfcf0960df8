"""How well scores agree with people: rank correlation, with length held still, and order within a segment.

In: scores and human scores of N rows, with their groups. Out: figures, with bootstrap intervals where asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations

import numpy as np
from scipy.stats import kendalltau, rankdata

DECILES = 10
RESAMPLES = 500


def groups(keys: Sequence[Hashable]) -> list[list[int]]:
    """List the rows of each key."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for row, key in enumerate(keys):
        found[key].append(row)
    return list(found.values())


def tau_by(score: np.ndarray, human: np.ndarray, keys: Sequence[Hashable]) -> float:
    """Average Kendall's tau-b over groups, such as language pairs."""
    return float(np.mean([_tau(score[rows], human[rows]) for rows in groups(keys) if len(rows) > 2]))


def tau_within_length(score: np.ndarray, human: np.ndarray, length: np.ndarray, keys: Sequence[Hashable]) -> float:
    """Average the same within tenths of equal length of the reference, so that length alone scores nothing."""
    deciles = np.zeros(len(length), int)
    for rows in groups(keys):
        deciles[rows] = np.minimum(DECILES - 1, (rankdata(length[rows], "ordinal") - 1) * DECILES // len(rows))
    return tau_by(score, human, list(zip(keys, deciles.tolist(), strict=True)))


def _tau(score: np.ndarray, human: np.ndarray) -> float:
    """Correlate one group; where nothing differs, nothing is known: 0."""
    return float(kendalltau(score, human)[0]) if np.ptp(human) > 0 and np.ptp(score) > 0 else 0.0


def ordered_pairs(human: np.ndarray, segments: Sequence[Hashable]) -> np.ndarray:
    """List (better, worse) rows of one segment, (P, 2)."""
    both = [pair for rows in groups(segments) for pair in combinations(rows, 2)]
    ordered = [(a, b) if human[a] > human[b] else (b, a) for a, b in both if human[a] != human[b]]
    return np.array(ordered, int).reshape(-1, 2)


def pair_accuracy(score: np.ndarray, pairs: np.ndarray) -> float:
    """Share of pairs put in the right order; a tie is half right."""
    better, worse = score[pairs[:, 0]], score[pairs[:, 1]]
    return float(np.mean((better > worse) + 0.5 * (better == worse))) if len(pairs) else float("nan")


def auc(high: np.ndarray, low: np.ndarray) -> float:
    """Chance that one of `high` is above one of `low`."""
    ranks = rankdata(np.concatenate([high, low]))
    return float((ranks[: len(high)].sum() - len(high) * (len(high) + 1) / 2) / (len(high) * len(low)))


def interval(figure: Callable[[np.ndarray], float], units: Sequence[Hashable]) -> tuple[float, float]:
    """Take the 95 % bootstrap interval of a figure of rows, whole units (segments, documents) drawn again."""
    rng, members = np.random.default_rng(1), groups(units)
    draws = []
    for _ in range(RESAMPLES):
        rows = np.concatenate([members[i] for i in rng.integers(len(members), size=len(members))])
        draws.append(figure(rows))
    low, high = np.quantile(draws, [0.025, 0.975])
    return float(low), float(high)
