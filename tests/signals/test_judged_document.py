"""How much worse than its reference's a whole document reads, as its pairs are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import Config, score, score_pairs
from mtqa.signals.judge import DRAWN, FEWEST, beside_document
from mtqa.types import AlignedPair, Evidence, Judgement

SOUND = "The ferry leaves at noon."
gaps = st.lists(st.floats(-3, 3), max_size=2 * FEWEST)


def read(gaps: list[float]) -> list[Evidence]:
    """Give pairs whose suspects read this much worse than their references, and an omission, which nobody read."""
    said = [Judgement(0.0, 0.0, 0.5 - gap, 0.0, 0.5, 0.0, ()) for gap in gaps]
    pairs = [Evidence(i, AlignedPair((i,), (i,)), (), (), (), (), None, one) for i, one in enumerate(said)]
    return [*pairs, Evidence(len(gaps), AlignedPair((), (len(gaps),)), (), (), (), (), None)]


def told(gaps: list[float]) -> list[float | None]:
    return [each.judgement.document for each in beside_document(read(gaps)) if each.judgement]


def test_a_document_is_as_bad_as_its_pairs_drawn_to_none() -> None:
    assert told([0.3] * 20) == pytest.approx([0.3 * 20 / (20 + DRAWN)] * 20)


def test_few_pairs_have_no_language_of_their_own() -> None:
    assert told([2.0] * (FEWEST - 1)) == [None] * (FEWEST - 1)


def test_what_reads_better_than_its_reference_excuses_nothing() -> None:
    assert told([-0.5] * 20) == [0.0] * 20


@given(gaps)
def test_every_pair_is_told_the_same_and_an_omission_nothing(gaps: list[float]) -> None:
    found = beside_document(read(gaps))
    assert found[-1].judgement is None
    assert len(set(told(gaps))) <= 1
    assert all(0.0 <= worse <= 3.0 for worse in told(gaps) if worse is not None)


def test_pairs_that_are_no_document_are_told_nothing() -> None:
    """Rated alone or among others, a pair has one score: nothing of the other rows is in it."""
    broken = ("The ferry he leave on noon the.", SOUND)
    (alone,) = score_pairs([broken])
    among = score_pairs([broken, *[("Ferry the not go of noon it.", SOUND)] * 12])
    assert among[0] == alone


def test_a_broken_document_has_more_in_doubt_than_its_sentences_have_alone() -> None:
    lines = [
        (
            "The minister drove the meeting in the big table of the house.",
            "The minister chaired the meeting in the main hall.",
        ),
        (
            "Parents who they wait at gate asked to stay the calm.",
            "Parents waiting at the gate are asked to stay calm.",
        ),
        ("The bank gives credits to societies small of region.", "The bank lends money to small firms in the region."),
        ("He was first that enlightened of harbour the lamp.", "He was the first to light the lamp in the harbour."),
    ] * 3
    config = Config(lang="en", pre_split=True)
    whole = score(*("\n".join(side) for side in zip(*lines, strict=True)), config)
    apart = [score(*line, config) for line in lines]
    judged = ("F601", "M308")
    together = sum(len(flag.text) for flag in whole.flags if flag.code in judged)
    assert together > sum(len(flag.text) for report in apart for flag in report.flags if flag.code in judged)
