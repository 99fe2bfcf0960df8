"""From evidence and flags to scores that people can read.

In: one `Evidence` and its flags a pair. Out: `PairScore`s and their `Totals`; `scores` takes the document's ratios.
Next: pipeline assembles the report, gate judges it.

Fidelity is an estimate of a human direct assessment, 0-100, from how far a pair is from its reference; fluency starts
at 100 and pays for every finding that concerns the language itself. docs/scores.md says how both were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, log

from mtqa.signals.metrics import DOCUMENT_METRICS
from mtqa.signals.surface import plain
from mtqa.types import Alignment, Evidence, Flag, PairScore, Scores, Severity, Signals, Totals

DISTANCE_WEIGHTS = {
    "chrf": 0.383,
    "soft_last": 0.011,
    "soft_early": 0.214,
    "cosine": 0.540,
    "worst_recall": 0.546,
    "length": 0.008,
}
"""What each distance counts. Source: benchmarks/fit_fidelity.py, 2026-11-21, on direct assessments (MLQE-PE), MQM of
biomedical abstracts and of news, and pairs of human translations; docs/scores.md has the held-out figures."""
DISTANCE_POWER = 3.25
"""How slowly the first small differences cost, fitted together with the weights' scale."""

SEVERITY_POINTS = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 10.0}
"""Error points of MQM: minor 1, major 5, critical 10 (Lommel et al. 2014; Freitag et al. 2021 for minor and major)."""
FLUENCY = "fluency"
UNSEEN = 5.4
"""MQM points that annotators give for each point that the detectors find: 9.2 against 1.7 in 100 words of 2,503 outputs
of biomqm_dev, and the same for fluency and style alone, 2.7 against 0.5 (2026-11-21). Where a rule sees one fault,
there are others that no rule sees; paying for them lifts tau by language on that data from .187 to .214."""

SMOOTHING = 10
"""Words added to every sentence before points are divided by words: one fault in four words is not five times worse
than in twenty. 0, 5, 10 and 20 agree equally with biomqm_dev (tau .214, .214, .214, .213; 2026-11-21)."""


def fidelity(signals: Signals, suspect: str, reference: str, flags: Iterable[Flag]) -> float:
    """Estimate how much of the reference's meaning the suspect keeps, 0-100; identical text is 100.

    Source: the form is that of a survival function, so that no pair but an identical one reaches 100 and none falls
    to 0; the weights were fitted to human judgement by benchmarks/fit_fidelity.py. Findings of every family, on
    either side, cost their MQM points a word, and those that stand for the faults that no rule sees.
    """
    if suspect == reference:
        return 100.0
    values = distances(signals, suspect, reference)
    distance = sum(weight * values[name] for name, weight in DISTANCE_WEIGHTS.items())
    return 100.0 * exp(-(distance**DISTANCE_POWER) - UNSEEN * penalty(flags, suspect))


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


def fluency(text: str, flags: Iterable[Flag]) -> float:
    """Rate the language of a text from its findings, 0-100; none is 100. One sure minor error in 20 words is 84.

    Source: the MQM quality score, 1 - points / words (Lommel et al. 2014), as an exponential, which never gets to 0.
    """
    own = [flag for flag in flags if flag.side == "suspect" and flag.category.startswith(FLUENCY)]
    return 100.0 * exp(-UNSEEN * penalty(own, text))


def penalty(flags: Iterable[Flag], text: str) -> float:
    """Weigh findings by severity and belief, in MQM points per word of `text`, smoothed."""
    points = sum(SEVERITY_POINTS[flag.severity] * flag.confidence for flag in flags)
    return points / (len(text.split()) + SMOOTHING)


def rate(
    evidences: Sequence[Evidence], flags: Sequence[Flag], *, parallel: bool
) -> tuple[tuple[PairScore, ...], Totals]:
    """Rate every pair and add up. `flags` name their pair. Where the texts are not parallel no score is invented."""
    by_pair: dict[int, list[Flag]] = {evidence.index: [] for evidence in evidences}
    for flag in flags:
        by_pair[flag.pair].append(flag)
    rated = [_rate_pair(evidence, tuple(by_pair[evidence.index]), parallel=parallel) for evidence in evidences]
    total = Totals()
    for evidence, score in zip(evidences, rated, strict=True):
        total += totals(evidence, score)
    return tuple(rated), total


def scores(total: Totals, alignment: Alignment) -> Scores:
    """Take the document's ratios. All figures but `parallel` are None where the documents are not parallel."""
    counts = (total.bleu_counts, total.chrf_counts, total.ter_counts)
    bleu, chrf, ter = (metric.score(c) for metric, c in zip(DOCUMENT_METRICS, counts, strict=True))
    coverage = _ratio(100.0 * total.covered_chars, total.reference_chars) if alignment.parallel else None
    return Scores(
        fidelity=_ratio(total.fidelity_sum, total.fidelity_weight),
        fluency=_ratio(total.fluency_sum, total.fluency_weight),
        coverage=coverage,
        bleu=bleu,
        chrf=chrf,
        ter=ter,
        parallel=alignment.parallel,
        parallel_confidence=alignment.confidence,
    )


def totals(evidence: Evidence, score: PairScore) -> Totals:
    """Turn one rated pair into counts and sums: fidelity weighs by the reference's characters, fluency by its own."""
    suspect_chars = sum(len(sentence.text) for sentence in evidence.suspect)
    reference_chars = sum(len(sentence.text) for sentence in evidence.reference)
    signals = evidence.signals if score.fidelity is not None else None
    return Totals(
        fidelity_sum=(score.fidelity or 0.0) * reference_chars,
        fidelity_weight=reference_chars if score.fidelity is not None else 0,
        fluency_sum=(score.fluency or 0.0) * suspect_chars,
        fluency_weight=suspect_chars if score.fluency is not None else 0,
        reference_chars=reference_chars,
        covered_chars=reference_chars if evidence.suspect else 0,
        bleu_counts=signals.bleu_counts if signals else (),
        chrf_counts=signals.chrf_counts if signals else (),
        ter_counts=signals.ter_counts if signals else (),
    )


def _rate_pair(evidence: Evidence, flags: tuple[Flag, ...], *, parallel: bool) -> PairScore:
    flags = tuple(sorted(flags, key=lambda flag: (flag.side != "suspect", flag.span.start, flag.span.end, flag.code)))
    text, signals = plain(evidence.suspect), evidence.signals
    if not parallel:
        return PairScore(evidence.pair, flags=flags)
    rated = fluency(text, flags) if text.strip() else None
    if signals is None:
        return PairScore(evidence.pair, fluency=rated, flags=flags)
    return PairScore(
        pair=evidence.pair,
        fidelity=fidelity(signals, text, plain(evidence.reference), flags),
        fluency=rated,
        chrf=signals.chrf,
        bleu=signals.bleu,
        ter=signals.ter,
        flags=flags,
    )


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
