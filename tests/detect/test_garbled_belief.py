"""F601 and M308 as the judge's tags make them: what is believed of a word, which words make a passage, and which code it gets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from detect_pairs import pair
from hypothesis import given
from hypothesis import strategies as st

from mtqa.detect.garbled import ALONE, BASE, SOUND, UNSUPPORTED, Garbled, belief, beliefs
from mtqa.types import Doubt, Evidence, Judgement

SUSPECT, REFERENCE = "She waited whole of morning the letter.", "She waited for the letter all morning."
chances = st.floats(0, 1)
gaps = st.floats(-10, 10)


def doubted(
    chance: float, *words: int, alone: float = 0.9, yardstick: float = 1.0, document: float | None = None
) -> Evidence:
    """Give the pair with these words of the suspect in doubt, the others sure."""
    evidence, _ = pair(SUSPECT, REFERENCE)
    doubts = [
        Doubt(chance, 0.0, alone, 0.0) if i in words else Doubt(0.0, 0.0, 0.0, 0.0)
        for i in range(len(evidence.suspect_words))
    ]
    return replace(evidence, judgement=Judgement(0.0, 0.0, 0.0, 0.0, yardstick, 0.0, tuple(doubts), document))


def found(evidence: Evidence) -> list[tuple[str, str]]:
    _, context = pair(SUSPECT, REFERENCE)
    flags = Garbled().detect(evidence, context)
    return [(flag.code, SUSPECT[flag.span.start : flag.span.end]) for flag in flags]


@pytest.mark.parametrize(("tag", "rest", "expected"), [(0.5, 0.0, 0.5), (0.9, -0.5, 0.604), (1.0, 0.0, 0.980)])
def test_a_tag_and_the_rest_add_up(tag: float, rest: float, expected: float) -> None:
    assert belief(tag, rest) == pytest.approx(expected, abs=5e-4)


@given(chances, chances, gaps)
def test_a_higher_tag_never_clears_a_word(one: float, other: float, rest: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= belief(low, rest) <= belief(high, rest) <= 1.0


@pytest.mark.parametrize(
    ("change", "more"),
    [({"yardstick": 2.0}, True), ({"yardstick": 0.0}, False), ({"document": 0.0}, False), ({"document": 0.3}, True)],
)
def test_the_sentence_has_a_say(change: dict[str, float], more: bool) -> None:
    """A word counts for more beside a reference that reads well, and in a document that reads badly; a sentence alone is between."""
    plain, other = doubted(0.7, 2), doubted(0.7, 2, **change)
    assert plain.judgement
    assert other.judgement
    before, after = (beliefs(each.suspect_words, each.judgement)[2] for each in (plain, other))
    assert (after > before) is more


def test_a_word_that_the_encoder_does_not_back_counts_for_more() -> None:
    evidence = doubted(0.7, 2)
    assert evidence.judgement
    backed, bare = ([replace(word, support=support) for word in evidence.suspect_words] for support in (None, 0.2))
    rest = BASE + SOUND * 1.0 + ALONE
    assert beliefs(backed, evidence.judgement)[2] == belief(0.7, rest)
    assert beliefs(bare, evidence.judgement)[2] == pytest.approx(belief(0.7, rest + UNSUPPORTED * 0.8))


def test_a_word_starts_a_passage_and_its_doubtful_neighbours_join() -> None:
    assert found(doubted(0.999, 2, 3)) == [("F601", "whole of")]
    assert found(doubted(0.98, 2, 3)) == []  # enough to join, not to start


def test_what_reads_well_alone_is_doubtful_wording() -> None:
    assert found(doubted(0.999, 2, 3, alone=0.2)) == [("M308", "whole of")]


def test_what_the_reference_has_in_its_place_is_named() -> None:
    evidence, context = pair("The minister drove the meeting.", "The minister chaired the meeting.")
    doubts = [Doubt(0.9999 * (i == 2), 0.0, 0.0, 0.0) for i in range(5)]
    evidence = replace(evidence, judgement=Judgement(0.0, 0.0, 0.0, 0.0, 1.0, 0.0, tuple(doubts)))
    (flag,) = Garbled().detect(evidence, context)
    assert (flag.suggestion, flag.message) == (
        "chaired",
        '"drove" hardly says what the reference says, which has "chaired"',
    )


def test_a_word_that_the_reference_has_starts_nothing() -> None:
    assert found(doubted(0.999, 4)) == []  # morning


def test_without_a_judge_or_a_reference_nothing_is_said() -> None:
    evidence = doubted(0.999, 2, 3)
    assert evidence.judgement is not None
    assert found(replace(evidence, judgement=None)) == []
    unseen = replace(evidence.judgement, da=None, mqm=None, yardstick_da=None, yardstick_mqm=None)
    assert found(replace(evidence, judgement=unseen)) == []
