"""How close a pair is: what was measured of it, as distances, and their weighted sum as a score, 0-100.

In: signals and, where the judge reads, its judgement. Out: closeness of meaning, and soundness of language, before
findings are paid for. Next: rating.py. docs/scores.md has the figures.
"""

from __future__ import annotations

from math import exp, log

from mtqa.rate.counts import counted
from mtqa.types import Judgement, Signals

Weights = dict[str, float]

SURFACE_WEIGHTS: Weights = {
    "chrf": 0.342,
    "soft_last": 0.007,
    "soft_early": 0.337,
    "cosine": 0.531,
    "worst_recall": 0.527,
    "length": 0.009,
    "aspect": 0.2,
    "marks": 0.15,
    "padding": 0.2,
}
"""What each measured distance counts. Source: benchmarks/fit_scores.py, 2026-11-22; of the last three, the grid of the same command, 2026-12-01:
chosen on either half they do as well on the other."""
SURFACE_SCALE, SURFACE_POWER = 0.843, 2.67
"""Scale of their sum, and how slowly the first small differences cost, where no judge reads. Source: the same, 2026-12-01."""

JUDGE_WEIGHT = 1.5
"""What the judge's distance counts beside the sum of those."""
ALONE_WEIGHT = 0.4
"""What the distance of the suspect's language, read alone, counts beside both: what is garbled keeps most of the words and less of the
meaning than they show. More of either ranks outputs of one segment and minimal pairs worse. Both were chosen with all rows in view,
not a half. Source: benchmarks/fit_scores.py, 2026-12-01."""
JUDGED_SCALE, JUDGED_POWER = 0.425, 3.29
"""Scale and power of their sum."""

LANGUAGE_SCALE, LANGUAGE_POWER = 1.282, 5.90
"""Scale and power of the language's distance. Language as sound as its yardstick is 93, which is our choice; .6 standard
deviations below it 72, where least squares over rated outputs, and human translations at 94, have it. Outputs so far below
were rated 59 by themselves (training/marking.md; benchmarks/fit_scores.py, 2026-11-27): their findings cost the rest."""
YARDSTICK = 0.63
"""The judge's assessment of human English: the yardstick where a sentence has no counterpart. Source: mean over 800 human translations."""


def closeness(signals: Signals, suspect: str, reference: str, judgement: Judgement | None = None) -> float:
    """Estimate what a person would give for meaning kept, 0-100; 100 is identical text only.

    Source: the form is that of a survival function, strictly decreasing in each distance.
    """
    if suspect == reference:
        return 100.0
    return survival(distances(signals, suspect, reference), judgement)


def survival(measured: Weights, judgement: Judgement | None) -> float:
    """Turn measured distances, and the judge's where it reads, into closeness."""
    distance = sum(weight * measured[name] for name, weight in SURFACE_WEIGHTS.items())
    if (held_against := judged_distance(judgement)) is None:
        return 100.0 * exp(-((SURFACE_SCALE * distance) ** SURFACE_POWER))
    return 100.0 * exp(-((JUDGED_SCALE * (distance + held_against)) ** JUDGED_POWER))


def soundness(suspect: str, reference: str, judgement: Judgement | None = None) -> float:
    """Estimate what a person would give for the suspect's language, 0-100; as sound as an identical reference is 100.

    Without a judge nothing is known against the language but findings: 100.
    """
    if judgement is None or suspect == reference:
        return 100.0
    return 100.0 * exp(-((LANGUAGE_SCALE * language_distance(judgement)) ** LANGUAGE_POWER))


def distances(signals: Signals, suspect: str, reference: str) -> dict[str, float]:
    """List how far a pair is apart by each measure, 0 where it is identical; `length` and the last three may exceed 1."""
    return {
        "chrf": 1.0 - signals.chrf / 100.0,
        "soft_last": 1.0 - signals.soft_last,
        "soft_early": 1.0 - signals.soft_early,
        "cosine": 1.0 - max(0.0, signals.cosine),
        "worst_recall": 1.0 - signals.worst_recall,
        "length": abs(log((len(suspect) + 1) / (len(reference) + 1))),
        **counted(suspect, reference),
    }


def judged_distance(judgement: Judgement | None, *, alone: float = ALONE_WEIGHT) -> float | None:
    """Take what the judge holds against a pair, more than 0, with the weight of the suspect `alone`; None where it has not read both sides."""
    if judgement is None or judgement.da is None or judgement.mqm is None:
        return None
    beside = _logistic(-(judgement.da + judgement.mqm) / 2)
    return JUDGE_WEIGHT * beside + alone * language_distance(judgement)


def language_distance(judgement: Judgement) -> float:
    """Take what the judge holds against the suspect's language beside its yardstick's, between 0 and 1.

    The direct assessment read alone is trained on ratings of fluency; the MQM score read alone agrees no better with them.
    """
    yardstick = YARDSTICK if judgement.yardstick_da is None else judgement.yardstick_da
    return _logistic(yardstick - judgement.alone_da)


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + exp(-value))
