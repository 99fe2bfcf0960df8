"""Counts of BLEU, chrF and TER: sacrebleu's own corpus score is the oracle."""

from __future__ import annotations

from itertools import starmap
from math import isclose

import pytest
from fixture_reports import PAIRS, rated
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from mtqa.signals.metrics import (
    BLEU_DOCUMENT,
    BLEU_PAIR,
    CHRF_METRIC,
    DOCUMENT_METRICS,
    MAX_TER_WORDS,
    TER_METRIC,
    Metric,
    signatures,
)

HYPOTHESES = ["The gate closed at nine o'clock.", "Nobody asked him why he did it.", "Rain fell, as always, on Monday."]
REFERENCES = ["At nine the gate was closed.", "Nobody asked why he did it.", "As always on a Monday, rain fell."]
ORACLES = [(BLEU_DOCUMENT, BLEU()), (CHRF_METRIC, CHRF()), (TER_METRIC, TER())]

texts = st.lists(st.sampled_from(["the", "gate", "closed", "at", "nine", ",", "why?", "Été"]), max_size=9).map(" ".join)


def added(rows: list[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))


@pytest.mark.parametrize(("metric", "oracle"), ORACLES, ids=["bleu", "chrf", "ter"])
def test_added_counts_give_the_corpus_score(metric: Metric, oracle: BLEU | CHRF | TER) -> None:
    total = added(list(starmap(metric.counts, zip(HYPOTHESES, REFERENCES, strict=True))))
    assert isclose(metric.score(total) or 0.0, oracle.corpus_score(HYPOTHESES, [REFERENCES]).score)


@pytest.mark.parametrize(("metric", "oracle"), ORACLES, ids=["bleu", "chrf", "ter"])
@given(pairs=st.lists(st.tuples(texts, texts.filter(bool)), min_size=1, max_size=4))
def test_added_counts_give_the_corpus_score_of_anything(
    metric: Metric, oracle: BLEU | CHRF | TER, pairs: list[tuple[str, str]]
) -> None:
    total = added(list(starmap(metric.counts, pairs)))
    whole = oracle.corpus_score([left for left, _ in pairs], [[right for _, right in pairs]]).score
    assert isclose(metric.score(total) or 0.0, whole, abs_tol=1e-9)


@pytest.mark.parametrize(("hypothesis", "reference"), list(zip(HYPOTHESES, REFERENCES, strict=True)))
def test_a_pair_has_sacrebleus_sentence_score(hypothesis: str, reference: str) -> None:
    bleu = BLEU_PAIR.score(BLEU_PAIR.counts(hypothesis, reference))
    assert isclose(bleu or 0.0, BLEU(effective_order=True).sentence_score(hypothesis, [reference]).score)


@pytest.mark.parametrize("folder", PAIRS)
def test_a_documents_scores_are_sacrebleus_over_its_pairs(folder: str) -> None:
    """Without markup, so that a sentence's text is what is compared."""
    if folder == "markdown":
        return
    report = rated(folder)
    sides = (
        [
            " ".join(side.sentences[i].text for i in getattr(pair.pair, name))
            for pair in report.pairs
            if pair.pair.suspect and pair.pair.reference
        ]
        for name, side in (("suspect", report.suspect), ("reference", report.reference))
    )
    hypotheses, references = sides
    shown = (report.scores.bleu, report.scores.chrf, report.scores.ter)
    for score, (_, oracle) in zip(shown, ORACLES, strict=True):
        assert isclose(score or 0.0, oracle.corpus_score(hypotheses, [references]).score)


def test_identical_text_is_perfect_and_never_more() -> None:
    for text in [*HYPOTHESES, "A much longer line, " * 30]:
        scores = [metric.score(metric.counts(text, text)) for metric in (BLEU_PAIR, CHRF_METRIC)]
        assert scores == [100.0, 100.0]
    assert TER_METRIC.score(TER_METRIC.counts(HYPOTHESES[0], HYPOTHESES[0])) == 0.0


def test_a_side_too_long_for_ter_has_none() -> None:
    fits, long = "word " * MAX_TER_WORDS, "word " * (MAX_TER_WORDS + 1)
    assert TER_METRIC.score(TER_METRIC.counts(fits, fits)) == 0.0
    assert TER_METRIC.counts(long, "word") == TER_METRIC.counts("word", long) == ()
    assert TER_METRIC.score(()) is None


def test_signatures_are_sacrebleus_own() -> None:
    found = signatures()
    for oracle, name in ((BLEU(), "bleu"), (CHRF(), "chrf"), (TER(), "ter")):
        oracle.corpus_score(["a"], [["a"]])
        assert f"{name}|{oracle.get_signature()}" in found.split(" ")
    assert len(found.split(" ")) == len(DOCUMENT_METRICS)
