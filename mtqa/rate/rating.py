"""From evidence and flags to scores that people can read.

In: one `Evidence` and its flags a pair. Out: `PairScore`s and their `Totals`. A pair, a document and any sum of documents
are rated by the same functions of `Totals`. Next: pipeline assembles the report, gate judges it.

Fidelity is an estimate of a human direct assessment, 0-100, from how far a pair is from its reference; fluency the same
of the suspect's language alone. Both pay for what was found. docs/scores.md says how they were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import exp

from mtqa.rate.closeness import closeness, soundness
from mtqa.signals.metrics import DOCUMENT_METRICS
from mtqa.signals.surface import plain
from mtqa.types import UNREAD, Alignment, Evidence, Flag, PairScore, Scores, Severity, Totals

SEVERITY_POINTS = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 10.0}
"""Error points of MQM: minor 1, major 5, critical 10 (Lommel et al. 2014; Freitag et al. 2021 for minor and major)."""
FLUENCY = "fluency"
UNSEEN = 1.5
"""Points paid for each point found: where a rule sees one fault, there are others that no rule sees. Annotators of
biomqm_dev give five times as many points as the detectors find (2026-11-21), but direct assessments agree best with little
more than what was found: 5.4 costs .04 of tau there, 2 costs .01, 1.5 next to nothing, and MQM agrees equally (fit_scores.py, 2026-12-01)."""
UNSEEN_OF_LANGUAGE = 5.4
"""The same for fluency: of fluency and style annotators of biomqm_dev give 2.7 points in 100 words, the detectors find .5
(2026-11-21), and nothing else but the judge's reading alone speaks of them."""

SMOOTHING = 10
"""Words added to every sentence before points are divided by words: one fault in four words is not five times worse
than in twenty. 0, 5, 10 and 20 agree equally with biomqm_dev (tau .214, .214, .214, .213; 2026-11-21)."""


def rate(
    evidences: Sequence[Evidence], flags: Sequence[Flag], *, parallel: bool
) -> tuple[tuple[PairScore, ...], Totals]:
    """Rate every pair and add up. `flags` name their pair. Where the texts are not parallel no score is invented."""
    by_pair: dict[int, list[Flag]] = {evidence.index: [] for evidence in evidences}
    for flag in flags:
        by_pair[flag.pair].append(flag)
    rated: list[PairScore] = []
    total = Totals()
    for evidence in evidences:
        own = sorted(by_pair[evidence.index], key=lambda f: (f.side != "suspect", f.span.start, f.span.end, f.code))
        sums = totals(evidence, own) if parallel else Totals()
        rated.append(_pair_score(evidence, sums, tuple(own), parallel=parallel))
        total += sums
    return tuple(rated), total


def scores(total: Totals, alignment: Alignment) -> Scores:
    """Take the document's ratios. All figures but `parallel` are None where the documents are not parallel."""
    counts = (total.bleu_counts, total.chrf_counts, total.ter_counts)
    bleu, chrf, ter = (metric.score(c) for metric, c in zip(DOCUMENT_METRICS, counts, strict=True))
    return Scores(
        fidelity=fidelity(total),
        fluency=fluency(total),
        coverage=100.0 * total.covered_chars / total.reference_chars if total.reference_chars else None,
        bleu=bleu,
        chrf=chrf,
        ter=ter,
        parallel=alignment.parallel,
        parallel_confidence=alignment.confidence,
    )


def fidelity(total: Totals) -> float | None:
    """Estimate how much of the reference's meaning is kept, 0-100, of one pair or of any sum of them.

    Closeness, weighted by the reference's characters, less what the findings on either side cost. Identical text
    without a finding is 100; None where no pair has both sides.
    """
    if not total.closeness_weight:
        return None
    return total.closeness_sum / total.closeness_weight * discount(total.points, total.words)


def fluency(total: Totals) -> float | None:
    """Estimate how well the suspect's language reads, 0-100, of one pair or of any sum of them.

    Soundness, weighted by the suspect's words, less what the findings of language cost. None where the suspect has no
    words. Example: without a judge, one sure minor error in 20 words is 84.
    """
    if not total.fluency_words:
        return None
    return total.soundness_sum / total.fluency_words * discount(total.fluency_points, total.fluency_words)


def discount(points: float, words: int) -> float:
    """Turn MQM points, found and presumed, in so many words into a factor, 0-1.

    Source: the MQM quality score, 1 - points / words (Lommel et al. 2014); as an exponential it never gets to 0.
    """
    return exp(-points / (words + SMOOTHING))


def totals(evidence: Evidence, flags: Sequence[Flag]) -> Totals:
    """Turn one pair and its flags into counts and sums. A pair without a counterpart adds to coverage and fluency only."""
    reference_chars = sum(len(sentence.prose.translate(UNREAD)) for sentence in evidence.reference)
    words = len(evidence.suspect_words)
    language = [flag for flag in flags if flag.side == "suspect" and flag.category.startswith(FLUENCY)]
    judgement, suspect, reference = evidence.judgement, plain(evidence.suspect), plain(evidence.reference)
    one_sided = Totals(
        soundness_sum=soundness(suspect, reference, judgement) * words,
        fluency_points=UNSEEN_OF_LANGUAGE * points(language),
        fluency_words=words,
        reference_chars=reference_chars,
        covered_chars=reference_chars if evidence.suspect else 0,
    )
    if (signals := evidence.signals) is None:
        return one_sided
    close = closeness(signals, suspect, reference, judgement)
    return replace(
        one_sided,
        closeness_sum=close * reference_chars,
        closeness_weight=reference_chars,
        points=UNSEEN * points(flags),
        words=words,
        bleu_counts=signals.bleu_counts,
        chrf_counts=signals.chrf_counts,
        ter_counts=signals.ter_counts,
    )


def points(flags: Iterable[Flag]) -> float:
    """Weigh findings by severity and belief, in MQM points."""
    return sum(SEVERITY_POINTS[flag.severity] * flag.confidence for flag in flags)


def _pair_score(evidence: Evidence, sums: Totals, flags: tuple[Flag, ...], *, parallel: bool) -> PairScore:
    signals = evidence.signals
    if not parallel or signals is None:
        return PairScore(evidence.pair, fluency=fluency(sums), flags=flags)
    return PairScore(
        pair=evidence.pair,
        fidelity=fidelity(sums),
        fluency=fluency(sums),
        chrf=signals.chrf,
        bleu=signals.bleu,
        ter=signals.ter,
        flags=flags,
    )
