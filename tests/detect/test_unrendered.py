"""M406 as the judge's tags of the reference make it: which runs of words are said to be left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from detect_pairs import pair

from mtqa.detect.unrendered import Unrendered
from mtqa.types import Doubt, Judgement

SUSPECT = "The ferry reached the harbour in the evening."
REFERENCE = "The ferry reached the harbour of Lower Quennering with broken engines in the evening."
LEFT_OUT = ("with", "broken", "engines")


def found(
    tag: float,
    *words: str,
    suspect: str = SUSPECT,
    reference: str = REFERENCE,
    doubt: float = 0.0,
    support: float | None = 0.1,
) -> list[str]:
    """Say what is found where these words of the reference have the tag, every word of the suspect is in this doubt, and all of the
    reference have this support."""
    evidence, context = pair(suspect, reference)
    supported = tuple(replace(word, support=support) for word in evidence.reference_words)
    evidence = replace(evidence, reference_words=supported)
    missed = tuple(tag if word.text in words else 0.0 for word in evidence.reference_words)
    doubts = tuple(Doubt(doubt, 0.0, doubt, 0.0) for _ in evidence.suspect_words)
    judgement = Judgement(0.0, 0.0, 0.0, 0.0, 1.0, 0.0, doubts, missed=missed)
    flags = list(Unrendered().detect(replace(evidence, judgement=judgement), context))
    assert {flag.side for flag in flags} <= {"reference"}
    return [reference[flag.span.start : flag.span.end] for flag in flags]


def test_a_run_is_flagged_without_its_small_words() -> None:
    assert found(0.9, *LEFT_OUT) == ["broken engines"]


@pytest.mark.parametrize("support", [0.5, 1.0, None])
def test_the_encoder_must_confirm_it(support: float | None) -> None:
    assert found(0.9, *LEFT_OUT, support=support) == []


@pytest.mark.parametrize("tag", [0.0, 0.2, 0.4])
def test_what_the_judge_hardly_misses_is_not(tag: float) -> None:
    assert found(tag, *LEFT_OUT) == []


def test_one_word_is_not_enough() -> None:
    assert found(0.9, "broken") == []


def test_what_is_said_elsewhere_is_not() -> None:
    said = "In the evening the ferry with the broken engines reached the harbour."
    assert found(0.9, *LEFT_OUT, suspect=said) == []


@pytest.mark.parametrize(("longer", "expected"), [("", ["broken engines"]), ("tired ", [])])
def test_a_sentence_of_more_content_words_says_it_otherwise(longer: str, expected: list[str]) -> None:
    said = f"The old wooden {longer}ferry slowly reached the quiet harbour in the evening."
    assert found(0.9, *LEFT_OUT, suspect=said) == expected


def test_what_stands_in_its_place_is_flagged_instead() -> None:
    said = "The ferry reached the harbour of Lower Quennering with wood in the evening."
    assert found(0.9, "broken", "engines", suspect=said) == ["broken engines"]
    assert found(0.9, "broken", "engines", suspect=said, doubt=0.999) == []


def test_without_a_reading_there_is_none() -> None:
    evidence, context = pair(SUSPECT, REFERENCE)
    assert list(Unrendered().detect(evidence, context)) == []
