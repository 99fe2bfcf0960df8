"""Texts that the pipeline has nothing to rate in, or does not take."""

from __future__ import annotations

import pytest

from mtqa import MtqaError, score


@pytest.mark.parametrize("text", ["", " \n\t ", "***\n\n---"])
@pytest.mark.parametrize("empty_side", ["suspect", "reference", "both"])
def test_a_text_without_sentences_has_no_scores(text: str, empty_side: str) -> None:
    suspect = "The gate is closed." if empty_side == "reference" else text
    reference = "The gate is closed." if empty_side == "suspect" else text
    report = score(suspect, reference)
    assert not report.scores.parallel
    assert (report.scores.fidelity, report.scores.fluency, report.scores.coverage) == (None, None, None)
    assert [pair.pair.kind for pair in report.pairs] == {
        "suspect": ["omission"],
        "reference": ["addition"],
        "both": [],
    }[empty_side]
    assert report.flags == ()


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(MtqaError, match="lone surrogate"):
        score("The gate \ud800 is closed.", "The gate is closed.")
