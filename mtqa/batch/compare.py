"""Two systems side by side on the same references: what differs, how surely, where, and by which findings.

In: two lists of rated segments, in the same order. Out: a `Comparison`, which `compare_show` writes as text, JSON, HTML.

Source: P. Koehn 2004, Statistical significance tests for machine translation evaluation (paired bootstrap); the value of
p is computed as sacrebleu's paired bootstrap does (M. Post 2018). We differ in applying it to the mean fidelity and
fluency of the segments as well, and in giving the interval of the difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np
from numpy.typing import NDArray

from mtqa.signals.metrics import BLEU_DOCUMENT, CHRF_METRIC, Metric

Doubles = NDArray[np.float64]
Scorer = Callable[[Doubles], float | None]
"""From summed counts to a score; None where there is nothing to score."""

SAMPLES = 1000
"""Resamples, as sacrebleu's paired bootstrap takes."""
SEED = 12345
"""Of the resamples, as sacrebleu's: the same texts give the same values of p."""
INTERVAL = (2.5, 97.5)
"""Percentiles: the middle 95 % of the resampled differences."""
MOVED = 10
"""Segments shown that moved most."""


@dataclass(frozen=True, slots=True)
class Rated:
    """One segment of one system: its texts, scores 0-100 or None, and the codes of its findings."""

    suspect: str
    reference: str
    fidelity: float | None
    fluency: float | None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of both systems; `low` to `high` holds 95 % of the resampled differences B - A.

    `p` is the chance of such a difference where there is none; None where none was found. All are None where a system
    has no such score.
    """

    name: str
    a: float | None
    b: float | None
    low: float | None = None
    high: float | None = None
    p: float | None = None

    @property
    def difference(self) -> float | None:
        """B - A."""
        return None if self.a is None or self.b is None else self.b - self.a


@dataclass(frozen=True, slots=True)
class Moved:
    """A segment whose fidelity differs, by its number from 1."""

    number: int
    a: Rated
    b: Rated

    @property
    def difference(self) -> float:
        """B's fidelity less A's; 0 where one has none."""
        return 0.0 if self.a.fidelity is None or self.b.fidelity is None else self.b.fidelity - self.a.fidelity


@dataclass(frozen=True, slots=True)
class CodeChange:
    """How often a code was found in each system."""

    code: str
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems, A and B, on the same segments, those left out that one of them could not rate."""

    names: tuple[str, str]
    segments: int
    measures: tuple[Measure, ...]
    codes: tuple[CodeChange, ...]
    moved: tuple[Moved, ...]
    signature: str
    samples: int = field(default=SAMPLES)
    left_out: int = 0


def compare(
    a: Sequence[Rated],
    b: Sequence[Rated],
    names: tuple[str, str],
    signature: str,
    *,
    samples: int = SAMPLES,
    moved: int = MOVED,
    left_out: Collection[int] = (),
) -> Comparison:
    """Compare two systems, segment by segment of the same references; `left_out` holds the numbers of those not given."""
    pairs = list(zip(a, b, strict=True))
    numbers = (number for number in count(1) if number not in left_out)
    counts = [Counter(code for rated in side for code in rated.codes) for side in (a, b)]
    changes = [CodeChange(code, counts[0][code], counts[1][code]) for code in {*counts[0], *counts[1]}]
    differing = [Moved(number, *both) for both, number in zip(pairs, numbers, strict=False)]
    return Comparison(
        names=names,
        segments=len(pairs),
        measures=tuple(_measures(a, b, samples)),
        codes=tuple(sorted(changes, key=lambda change: (-abs(change.b - change.a), change.code))),
        moved=tuple(sorted(filter(_differs, differing), key=lambda m: (-abs(m.difference), m.number))[:moved]),
        signature=signature,
        samples=samples,
        left_out=len(left_out),
    )


def _differs(segment: Moved) -> bool:
    return segment.difference != 0.0


def _measures(a: Sequence[Rated], b: Sequence[Rated], samples: int) -> Iterator[Measure]:
    draws = [*_draws(len(a), samples)]
    for name in ("fidelity", "fluency"):
        sides = [_means([getattr(rated, name) for rated in side]) for side in (a, b)]
        yield _tested(name, sides, _mean, draws)
    for label, metric in (("BLEU", BLEU_DOCUMENT), ("chrF", CHRF_METRIC)):
        sides = [_counts(side, metric) for side in (a, b)]
        yield _tested(label, sides, _scorer(metric), draws)


def _draws(size: int, samples: int) -> Iterator[NDArray[np.int64]]:
    """Draw segments with replacement: each draw is shared by both systems and all measures."""
    random = np.random.default_rng(SEED)
    if size:
        yield from (random.choice(size, size=size, replace=True) for _ in range(samples))


def _tested(name: str, sides: Sequence[Doubles], score: Scorer, draws: Iterable[NDArray[np.int64]]) -> Measure:
    """Score both systems whole, and the difference on every draw. `sides` are (n, k) counts that add up."""
    a, b = (score(counts.sum(axis=0)) for counts in sides)
    if a is None or b is None:
        return Measure(name, a, b)
    scored = ([score(counts[draw].sum(axis=0)) or 0.0 for counts in sides] for draw in draws)
    differences = np.array([on_b - on_a for on_a, on_b in scored])
    low, high = np.percentile(differences, INTERVAL)
    return Measure(name, a, b, float(low), float(high), _p(differences, b - a) if a != b else None)


def _p(differences: Doubles, real: float) -> float:
    """Compute p as sacrebleu does: how often chance alone, the spread around its own mean, goes beyond what was found."""
    sizes = np.abs(differences)
    beyond = int(np.sum(sizes - sizes.mean() > abs(real)))
    return (beyond + 1) / (len(differences) + 1)


def _means(values: Sequence[float | None]) -> Doubles:
    """Turn scores into sums and weights; a segment without a score weighs nothing."""
    return np.array([(0.0, 0.0) if value is None else (value, 1.0) for value in values]).reshape(-1, 2)


def _mean(sums: Doubles) -> float | None:
    return float(sums[0] / sums[1]) if sums[1] else None


def _counts(side: Sequence[Rated], metric: Metric) -> Doubles:
    counts = [metric.counts(rated.suspect, rated.reference) for rated in side]
    return np.array(counts, np.float64) if counts else np.zeros((0, 2))


def _scorer(metric: Metric) -> Scorer:
    return lambda sums: metric.score(tuple(sums.tolist())) if sums.any() else None
