"""How close a pair is: what was measured of it, as distances, and their weighted sum as a score, 0-100.

In: signals and, where the judge reads, its judgement. Out: closeness of meaning, and soundness of language, before
findings are paid for. Next: rating.py. The weights come from benchmarks/fit_scores.py; docs/scores.md has the figures.
"""

from __future__ import annotations

from math import exp, log

from mtqa.types import Judgement, Signals

Weights = dict[str, float]

SURFACE_WEIGHTS: Weights = {
    "chrf": 0.342,
    "soft_last": 0.007,
    "soft_early": 0.337,
    "cosine": 0.531,
    "worst_recall": 0.527,
    "length": 0.009,
}
"""What each distance counts where no judge reads. Source: fitted as the others, on all rows (2026-11-22)."""
SURFACE_POWER = 3.18
"""How slowly the first small differences cost, fitted together with the weights' scale."""

JUDGED_WEIGHTS: Weights = {
    "chrf": 0.342,
    "soft_last": 0.007,
    "soft_early": 0.337,
    "cosine": 0.531,
    "worst_recall": 0.527,
    "length": 0.009,
    "da": 0.1,
    "mqm": 0.1,
    "alone": 0.1,
}
"""What each distance counts where the judge reads. Source: benchmarks/fit_scores.py, 2026-11-22."""
JUDGED_POWER = 3.0

LANGUAGE_WEIGHTS: Weights = {"alone_da": 0.3, "alone_mqm": 0.3, "below_da": 0.3, "below_mqm": 0.3}
"""What each distance of the suspect's language counts. Source: as above."""
LANGUAGE_POWER = 3.0
YARDSTICK = (0.6, 0.7)
"""The judge's reading of human English, `da` and `mqm`: the yardstick where a sentence has no counterpart."""


def closeness(signals: Signals, suspect: str, reference: str, judgement: Judgement | None = None) -> float:
    """Estimate what a person would give for meaning kept, 0-100; 100 is identical text only.

    Source: the form is that of a survival function, strictly decreasing in each distance.
    """
    if suspect == reference:
        return 100.0
    return survival(distances(signals, suspect, reference), judgement)


def survival(measured: dict[str, float], judgement: Judgement | None) -> float:
    """Turn distances, and the judge's where it reads, into closeness."""
    if judgement is None or judgement.da is None:
        return _survival(measured, SURFACE_WEIGHTS, SURFACE_POWER)
    return _survival(measured | judge_distances(judgement), JUDGED_WEIGHTS, JUDGED_POWER)


def soundness(suspect: str, reference: str, judgement: Judgement | None = None) -> float:
    """Estimate what a person would give for the suspect's language, 0-100; as sound as an identical reference is 100.

    Without a judge nothing is known against the language but findings: 100.
    """
    if judgement is None or suspect == reference:
        return 100.0
    return _survival(language_distances(judgement), LANGUAGE_WEIGHTS, LANGUAGE_POWER)


def distances(signals: Signals, suspect: str, reference: str) -> dict[str, float]:
    """List how far a pair is apart by each measure, 0 where it is identical; all but `length` are at most 1."""
    return {
        "chrf": 1.0 - signals.chrf / 100.0,
        "soft_last": 1.0 - signals.soft_last,
        "soft_early": 1.0 - signals.soft_early,
        "cosine": 1.0 - max(0.0, signals.cosine),
        "worst_recall": 1.0 - signals.worst_recall,
        "length": abs(log((len(suspect) + 1) / (len(reference) + 1))),
    }


def judge_distances(judgement: Judgement) -> dict[str, float]:
    """List what the judge holds against a pair that has a reference, each between 0 and 1, never at an end."""
    assert judgement.da is not None
    assert judgement.mqm is not None
    return {
        "da": _logistic(-judgement.da),
        "mqm": _logistic(-judgement.mqm),
        "alone": _logistic(-judgement.alone_mqm),
    }


def language_distances(judgement: Judgement) -> dict[str, float]:
    """List what the judge holds against the suspect's language, as it is and beside its yardstick, between 0 and 1."""
    da = YARDSTICK[0] if judgement.yardstick_da is None else judgement.yardstick_da
    mqm = YARDSTICK[1] if judgement.yardstick_mqm is None else judgement.yardstick_mqm
    return {
        "alone_da": _logistic(-judgement.alone_da),
        "alone_mqm": _logistic(-judgement.alone_mqm),
        "below_da": _logistic(da - judgement.alone_da),
        "below_mqm": _logistic(mqm - judgement.alone_mqm),
    }


def _survival(measured: dict[str, float], weights: Weights, power: float) -> float:
    return 100.0 * exp(-(sum(weight * measured[name] for name, weight in weights.items()) ** power))


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + exp(-value))
