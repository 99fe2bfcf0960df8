"""F601 as the judge's doubts make it: what is believed of a word, and which words make a passage."""

from __future__ import annotations

from dataclasses import replace

import pytest
from detect_pairs import pair
from hypothesis import given
from hypothesis import strategies as st

from mtqa.detect.garbled import GROW, START, Garbled, belief
from mtqa.types import Doubt, Evidence, Judgement

SUSPECT, REFERENCE = "She waited whole of morning the letter.", "She waited for the letter all morning."
chances = st.floats(0, 1)
gaps = st.floats(-10, 10)


def doubted(chance: float, *words: int, worse: float = 0.0) -> Evidence:
    """Give the pair with these words of the suspect in doubt by both readings, the others sure."""
    evidence, _ = pair(SUSPECT, REFERENCE)
    doubts = [Doubt(*[chance if i in words else 0.0] * 4) for i in range(len(evidence.suspect_words))]
    return replace(evidence, judgement=Judgement(0.0, 0.0, -worse, 0.0, 0.0, 0.0, tuple(doubts)))


def passages(evidence: Evidence) -> list[str]:
    _, context = pair(SUSPECT, REFERENCE)
    return [SUSPECT[flag.span.start : flag.span.end] for flag in Garbled().detect(evidence, context)]


@pytest.mark.parametrize(
    ("beside", "alone", "worse", "expected"), [(0.9, 0.4, 0.0, 0.6), (0.9, 0.4, 1.0, 0.917), (1.0, 0.0, 1.5, 0.0)]
)
def test_both_readings_and_the_sentence_have_a_say(beside: float, alone: float, worse: float, expected: float) -> None:
    assert belief(Doubt(beside, 0.0, alone, 0.0), worse) == pytest.approx(expected, abs=5e-4)


@given(chances, chances, gaps, gaps)
def test_a_worse_sentence_never_clears_a_word(beside: float, alone: float, one: float, other: float) -> None:
    doubt = Doubt(beside, 0.0, alone, 0.0)
    better, worse = sorted((one, other))
    assert 0.0 <= belief(doubt, better) <= belief(doubt, worse) < 1.0


def test_a_word_starts_a_passage_and_its_doubtful_neighbours_join() -> None:
    assert passages(doubted(START + 0.01, 2, 3)) == ["whole of"]
    assert passages(doubted((START + GROW) / 2, 2, 3)) == []


def test_the_same_doubt_counts_in_a_sentence_that_reads_worse() -> None:
    chance = (START + GROW) / 2
    assert passages(doubted(chance, 2, 3, worse=1.0)) == ["whole of"]


def test_a_word_that_the_reference_has_starts_nothing() -> None:
    assert passages(doubted(0.99, 4)) == []  # morning


def test_without_a_judge_or_a_reference_nothing_is_said() -> None:
    evidence = doubted(0.99, 2, 3)
    assert evidence.judgement is not None
    assert passages(replace(evidence, judgement=None)) == []
    unseen = replace(evidence.judgement, da=None, mqm=None, yardstick_da=None, yardstick_mqm=None)
    assert passages(replace(evidence, judgement=unseen)) == []
