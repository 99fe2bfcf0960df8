"""What this document pair is like: its background, its lengths, its habits; learnt again after each pass.

In: the material and, from the second pass on, the beads of the pass before. Out: a `Profile`, by which features are
rescaled, so that no threshold is fixed: what a wrong pair looks like, how tight a right one is, how much is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mtqa.align.dp import Bead, Tile
from mtqa.align.similarity import Material, dots_around, pair_cosines, single_cosines

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

SHORT: float = 8.0
"""Characters added to a length before its logarithm, so that very short sentences may differ."""

LEAST_HEIGHT: float = 0.05
"""Right pairs lie at least this far above wrong ones: keeps documents without any right pair finite."""

CONFIDENCE: float = 15.0
"""Beads' worth of belief in the starting values below: fables of ten sentences must not fit their own noise.

Of 5 and 15, 15 was .007 better on fables and the same on the rest (benchmarks/alignment.py, 2026-11)."""

START_SPREAD: float = 0.3
START_LEVEL: tuple[float, float] = (1.0, 0.35)
"""Spread of log length ratios, and level and spread of the similarity of right pairs, before anything is aligned."""

SETTLED: float = 0.03
"""Change of every learnt number below which a profile counts as settled."""

KINDS: int = 6
"""Kinds of bead: addition, omission, 1-1, n-1, 1-n, n-m."""

USUAL: Doubles = np.array([0.06, 0.06, 0.68, 0.09, 0.09, 0.02])
USUAL_WEIGHT: float = 25.0
"""Share of each kind over the development documents, and its weight, in beads, against the document's own counts (10, 25, 50 tried)."""

NEARBY: int = 50
"""Sentences to either side that show how much is left alone around here (20 was .01 worse on the tb-mt sets, 80 better there and .004 worse on wmt22c-zhen)."""

NEARBY_WEIGHT: float = 25.0
"""Weight of the document's share against theirs, in sentences, where half of what is left alone stands together."""

LEAST_TOGETHER: float = 20.0
"""Sentences that stand alone by themselves, added to what is seen: two neighbours are no habit (10 was the same within .002)."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Cosines of one channel: mean and deviation of wrong pairs, and how far above them right pairs lie."""

    low: float
    deviation: float
    height: float

    @property
    def power(self) -> float:
        """How well this channel tells right from wrong here."""
        return self.height / self.deviation


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One document pair's background and habits."""

    scales: tuple[Scale, ...]
    trust: tuple[float, ...]  # weight of each channel in the joint similarity, by its power; sums to 1
    prior: Doubles  # (KINDS,) log of each kind's share over its usual share
    alone: tuple[Doubles, Doubles]  # the same of additions and omissions, around each suspect and reference sentence
    ratio: float = 0.0  # log of suspect characters per reference character, in what is aligned
    spread: float = START_SPREAD  # deviation of single beads from it
    level: float = START_LEVEL[0]  # joint similarity of right 1-1 pairs
    deviation: float = START_LEVEL[1]


USUAL_SCALES: tuple[Scale, ...] = (Scale(0.15, 0.13, 0.5), Scale(0.025, 0.045, 0.36), Scale(0.023, 0.04, 0.34))
"""Meaning, words, letters: means over the development documents of more than 100 sentences."""

SCALE_CELLS: float = 200.0
SCALE_SENTENCES: float = 20.0
"""Weight of the usual scales, in pairs of sentences and in sentences: a fable's 5 x 3 tell little about either."""


def kind(suspects: int, references: int) -> int:
    """Return the number of a bead's kind. Example: `kind(2, 1)` is 3."""
    if not references:
        return 0
    if not suspects:
        return 1
    if suspects == references == 1:
        return 2
    return 3 if references == 1 else 4 if suspects == 1 else 5


def first_profile(material: Material, survey: Sequence[Tile]) -> Profile:
    """Measure the background on the rectangles of `survey`, before anything is aligned."""
    spans = [((box.top, box.bottom), (box.left, box.right)) for box in survey]
    scales = tuple(
        _scale([single_cosines(channel, dots_around(channel, *span), *span) for span in spans], usual)
        for channel, usual in zip(material.channels, USUAL_SCALES, strict=True)
    )
    total = sum(scale.power for scale in scales)
    alone = np.zeros(len(material.suspect_chars) - 1), np.zeros(len(material.reference_chars) - 1)
    return Profile(scales, tuple(scale.power / total for scale in scales), np.zeros(KINDS), alone)


def _scale(tables: Sequence[Floats], usual: Scale) -> Scale:
    """Measure one channel; the fewer the sentences, the more the usual scale counts."""
    every = np.concatenate([table.ravel() for table in tables])
    best = [np.concatenate([table.max(axis=axis) for table in tables]) for axis in (0, 1)]
    height = (float(np.median(best[0])) + float(np.median(best[1]))) / 2 - float(every.mean())
    cells = len(every) / (len(every) + SCALE_CELLS)
    sentences = len(best[0]) + len(best[1])
    ends = sentences / (sentences + SCALE_SENTENCES)
    return Scale(
        cells * float(every.mean()) + (1 - cells) * usual.low,
        cells * float(every.std()) + (1 - cells) * usual.deviation,
        max(ends * height + (1 - ends) * usual.height, LEAST_HEIGHT),
    )


def learnt(profile: Profile, material: Material, beads: Sequence[Bead]) -> Profile:
    """Learn the lengths, the similarity of right pairs and the shares of each kind, here and there, from an alignment."""
    starts = np.array([(bead.suspect, bead.reference, *bead.shape) for bead in beads])
    starts = starts.reshape(-1, 4)
    counts = np.bincount([kind(a, b) for a, b in starts[:, 2:]], minlength=KINDS)
    prior = np.log((counts + USUAL_WEIGHT * USUAL) / (counts.sum() + USUAL_WEIGHT) / USUAL)
    left_alone = [np.repeat(starts[:, 3 - side] == 0, starts[:, 2 + side]) for side in (0, 1)]
    two = starts[(starts[:, 2] > 0) & (starts[:, 3] > 0)]
    suspect = material.suspect_chars[two[:, 0] + two[:, 2]] - material.suspect_chars[two[:, 0]]
    reference = material.reference_chars[two[:, 1] + two[:, 3]] - material.reference_chars[two[:, 1]]
    trust = len(two) / (len(two) + CONFIDENCE)
    ratio = trust * float(np.log(suspect.sum() / reference.sum())) if len(two) else 0.0
    excess = np.minimum(np.abs(np.log((suspect + SHORT) / (reference + SHORT)) - ratio), 1.0)
    single = two[(two[:, 2] == 1) & (two[:, 3] == 1)]
    values = joint(material, profile, single[:, 0], single[:, 1])
    level, deviation = START_LEVEL
    level = (float(values.sum()) + CONFIDENCE * level) / (len(values) + CONFIDENCE)
    variance = (float(((values - level) ** 2).sum()) + CONFIDENCE * deviation**2) / (len(values) + CONFIDENCE)
    spread = (float((excess**2).sum()) + CONFIDENCE * START_SPREAD**2) / (len(two) + CONFIDENCE)
    return replace(
        profile,
        ratio=ratio,
        spread=float(np.sqrt(spread)),
        level=level,
        deviation=float(np.sqrt(variance)),
        prior=prior,
        alone=(prior[0] + around_here(left_alone[0], USUAL[0]), prior[1] + around_here(left_alone[1], USUAL[1])),
    )


def around_here(alone: NDArray[np.bool_], usual: float) -> Doubles:
    """Return the log of how much more is left alone around each sentence of a side than in all of it.

    What stands alone by itself says nothing of its neighbours; where it stands together (a list of names before the
    text, a part that was not translated), its surroundings count the more, and the rest need not suffer for it.
    `usual` is the share over all documents. Example: omissions spread evenly give zeros.
    """
    count = float(alone.sum())
    share = (count + USUAL_WEIGHT * usual) / (len(alone) + USUAL_WEIGHT)
    together = float((alone[1:] & alone[:-1]).sum())
    bond = (together - share * count) / ((1 - share) * count + LEAST_TOGETHER)  # 1: one run, 0: as chance has it
    if bond <= 0:
        return np.zeros(len(alone))
    weight = NEARBY_WEIGHT * (1 / bond - 1)
    at, running = np.arange(len(alone)), np.concatenate([[0], np.cumsum(alone)])
    first, last = np.maximum(at - NEARBY, 0), np.minimum(at + NEARBY + 1, len(alone))
    near: Doubles = (running[last] - running[first] + weight * share) / (last - first + weight)
    return np.log(near / share)


def settled(before: Profile, after: Profile) -> bool:
    """Tell whether a pass taught hardly anything new, so that another would find the same path."""
    numbers = [(p.ratio, p.spread, p.level, p.deviation, *p.prior) for p in (before, after)]
    return all(abs(x - y) < SETTLED for x, y in zip(*numbers, strict=True))


def joint_table(
    material: Material, profile: Profile, dots: Sequence[Floats], rows: tuple[int, int], columns: tuple[int, int]
) -> Floats:
    """Return (R, C) joint similarities of two ranges of single sentences, given their dot products by channel."""
    total = np.zeros((rows[1] - rows[0], columns[1] - columns[0]), np.float32)
    for channel, table, scale, trust in zip(material.channels, dots, profile.scales, profile.trust, strict=True):
        cosines = single_cosines(channel, table, rows, columns)
        total += np.float32(trust / scale.height) * (cosines - np.float32(scale.low))
    return total


def joint(material: Material, profile: Profile, suspects: NDArray[np.int64], references: NDArray[np.int64]) -> Doubles:
    """Return the joint similarity of sentence pairs: about 0 for wrong ones, about 1 for right ones."""
    total = np.zeros(len(suspects))
    for channel, scale, trust in zip(material.channels, profile.scales, profile.trust, strict=True):
        total += trust * (pair_cosines(channel, suspects, references) - scale.low) / scale.height
    return total
