"""The pairs of an alignment in order -> stretches of both documents that render each other, or do not; next stage: signals.

A document of which half was translated, cut or replaced is no less parallel in its other half. Each pair speaks for or
against its stretch; neighbours mostly share their fate, so that one odd pair or one omission makes no region of its own.
How much an omission says depends on the document: free retellings leave out every other sentence of what they render.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from math import exp, log

from mtqa.types import AlignedPair, Region

MATCH: float = 0.62
SEVERAL: float = 0.45
"""Weight of the log odds of a pair's similarity: 1-1 pairs, and larger ones, where the best of many is easily alike."""

ALONE_ELSEWHERE: float = 0.8
ALONE_HERE: float = 0.3
"""Share of pairs that are one-sided in stretches that nothing renders, and in rendered ones before any is known."""

TRUST: float = 0.5
"""Weight of that evidence: neighbours are left alone together, so that each says less than it would by itself."""

SWITCH: float = 0.086
"""How often a stretch ends at a given pair. This and the numbers above are fitted to stretches that were cut, replaced or
exchanged in the tuned half of the development documents (`benchmarks/alignment_regions.py`, 2026-11-22)."""

CONFIDENCE: float = 20.0
"""Pairs' worth of belief in `ALONE_HERE`; not fitted."""

ROUNDS: int = 3
"""Times that the share of one-sided pairs in what seems rendered is measured; more change nothing."""

FIRMEST: float = 4.0
"""Log odds of a similarity beyond which it proves no more: equal lines are found in unrelated documents too."""


def regions(pairs: Sequence[AlignedPair], suspects: int, references: int) -> tuple[Region, ...]:
    """Cut two documents into stretches of one fate; every sentence is in exactly one, and together they are whole.

    `pairs` come in the suspect's order, without blank lines; a moved pair speaks for the place of its suspect sentences.
    Example: ten sentences of which the last five were replaced by another text give two regions, believed .9 and .1.
    """
    if not any(pair.suspect and pair.reference for pair in pairs):
        return (Region((0, suspects), (0, references), 0.0),) if suspects or references else ()
    belief = beliefs(pairs)
    fates = _fates(pairs, belief)
    groups = [list(group) for _, group in groupby(range(len(pairs)), key=fates.__getitem__)]
    firsts = _firsts(pairs, suspects, references)
    bounds = pairwise([(0, 0), *(firsts[group[0]] for group in groups[1:]), (suspects, references)])
    return tuple(
        Region((i, k), (j, m), sum(belief[at] for at in group) / len(group))
        for group, ((i, j), (k, m)) in zip(groups, bounds, strict=True)
    )


def rendered(evidence: Sequence[float]) -> list[float]:
    """Return the probability that each pair lies in a rendered stretch, given the log odds of every pair alone.

    Forward-backward over a chain of two states that are equally likely at first. Source: Rabiner 1989, section III.
    """
    forward, backward = _carried(evidence), _carried(evidence[::-1])[::-1]
    return [1 / (1 + exp(own - x - y)) for x, y, own in zip(forward, backward, evidence, strict=True)]


def _carried(evidence: Iterable[float]) -> list[float]:
    """Add to each pair's log odds what those before it leave of theirs."""
    odds: list[float] = []
    for own in evidence:
        before = exp(odds[-1]) if odds else 1.0
        odds.append(own + log((before * (1 - SWITCH) + SWITCH) / (before * SWITCH + 1 - SWITCH)))
    return odds


def beliefs(pairs: Sequence[AlignedPair]) -> list[float]:
    """Return the probability that each pair lies in a rendered stretch, by the document's own share of one-sided pairs."""
    alike = [_likeness(pair) for pair in pairs]
    share, belief = ALONE_HERE, [0.5] * len(pairs)
    for _ in range(ROUNDS):
        alone = TRUST * log(share / ALONE_ELSEWHERE)
        paired = TRUST * log((1 - share) / (1 - ALONE_ELSEWHERE))
        belief = rendered([alone if likeness is None else paired + likeness for likeness in alike])
        one_sided = sum(chance for chance, likeness in zip(belief, alike, strict=True) if likeness is None)
        share = min((one_sided + CONFIDENCE * ALONE_HERE) / (sum(belief) + CONFIDENCE), ALONE_ELSEWHERE)
    return belief


def _fates(pairs: Sequence[AlignedPair], belief: Sequence[float]) -> list[bool]:
    """Tell which pairs lie in rendered stretches; sentences alone at the edge of one belong to the stretch beside it."""
    fates = [chance >= 0.5 for chance in belief]
    paired = [bool(pair.suspect and pair.reference) for pair in pairs]
    for order in (range(len(pairs)), reversed(range(len(pairs)))):
        before = True
        for at in order:
            fates[at] = before = fates[at] and (before or paired[at])
    return fates


def _likeness(pair: AlignedPair) -> float | None:
    """Return the log odds that a pair's similarity gives for its stretch; None where a side is empty."""
    if not pair.suspect or not pair.reference:
        return None
    chance = min(max(pair.similarity, 1 / (1 + exp(FIRMEST))), 1 / (1 + exp(-FIRMEST)))
    return (MATCH if pair.kind == "match" else SEVERAL) * log(chance / (1 - chance))


def _firsts(pairs: Sequence[AlignedPair], suspects: int, references: int) -> list[tuple[int, int]]:
    """Return the first suspect and the first reference sentence that come with a pair or after it."""
    firsts = [(suspects, references)]
    for pair in reversed(pairs):
        i, j = firsts[-1]
        firsts.append((min(i, *pair.suspect, i), j if pair.moved else min(j, *pair.reference, j)))
    return firsts[:0:-1]
