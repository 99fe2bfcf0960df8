"""A sentence that is cut off is said to be cut off, and nothing is said of the end of a loop."""

from __future__ import annotations

import pytest
from detect_pairs import pair

from mtqa.detect import detect

REFERENCE = "The clerks of the old harbour have to wait at the gate this morning, and nobody has told them why."


@pytest.mark.parametrize(
    ("suspect", "message"),
    [
        (
            "It is said that the clerks of the old harbour have to wait at the gate of the",
            'the sentence breaks off after "the"',
        ),
        (
            "It is said that the clerks of the old harbour have to wait at the gate now, N",
            'the sentence breaks off after "N"',
        ),
        (REFERENCE[:-1], 'no mark ends the sentence after "why"'),
    ],
)
def test_what_is_missing_is_named(suspect: str, message: str) -> None:
    evidence, context = pair(suspect, REFERENCE)
    assert message in [flag.message for flag in detect(evidence, context) if flag.code == "F304"]


def test_the_end_of_a_loop_is_not_said() -> None:
    evidence, context = pair("The clerks have to wait at the gate" + " of the" * 9, REFERENCE)
    assert [flag.code for flag in detect(evidence, context)] == ["F101"]
