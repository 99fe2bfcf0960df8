"""BLEU, chrF and TER of one pair, and of any number of pairs by adding up their counts.

In: two texts. Out: scores and sacrebleu's sufficient statistics. All numbers are sacrebleu's own: mtqa only keeps the
counts, so that a document's score is computed from the sum of its pairs.

Source: M. Post 2018, A call for clarity in reporting BLEU scores (sacrebleu). A pair's BLEU uses effective order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

MAX_TER_WORDS = 100
"""A side longer than this has no TER: its search for shifts is cubic (50 unrelated words took 0.2 s, 200 took 3.7 s,
sacrebleu 2.6.0, 2026-11). Sentences of 100 words are rare; garbled text without full stops is where they occur."""

Counts = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One sacrebleu metric: `counts(hypothesis, reference)` add up, `score(counts)` is 0-100 (TER: 0 and up)."""

    name: str
    metric: Any
    max_words: int | None = None
    is_percentage: bool = True

    def counts(self, hypothesis: str, reference: str) -> Counts:
        """Extract what adds up; empty where the pair is too long for this metric."""
        if self.max_words and max(len(hypothesis.split()), len(reference.split())) > self.max_words:
            return ()
        return tuple(self.metric._extract_corpus_statistics([hypothesis], [[reference]])[0])  # noqa: SLF001

    def score(self, counts: Counts) -> float | None:
        """Turn counts into a score; None where there are none."""
        if not counts:
            return None
        score = float(self.metric._compute_score_from_stats(list(counts)).score)  # noqa: SLF001
        return min(score, 100.0) if self.is_percentage else score  # 100.00000000000004 was seen

    def signature(self) -> str:
        """Return sacrebleu's signature of this metric and its options."""
        return f"{self.name}|{self.metric.get_signature()}"


BLEU_PAIR = Metric("bleu", BLEU(effective_order=True))
BLEU_DOCUMENT = Metric("bleu", BLEU())
CHRF_METRIC = Metric("chrf", CHRF())
TER_METRIC = Metric("ter", TER(), MAX_TER_WORDS, is_percentage=False)
DOCUMENT_METRICS = (BLEU_DOCUMENT, CHRF_METRIC, TER_METRIC)


def signatures(metrics: Sequence[Metric] = DOCUMENT_METRICS) -> str:
    """Join the signatures of the document's metrics. They need one call of each metric first: sacrebleu's rule."""
    for metric in metrics:
        metric.counts("a", "a")
    return " ".join(metric.signature() for metric in metrics)
