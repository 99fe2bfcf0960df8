"""The suspect along the reference's lines: as many lines, no word lost, cut where words fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.report.lines_format import LinesAlignmentWriter, cut
from mtqa.types import AlignedPair, Alignment, AlignmentReport, ReportSentence, ReportSide

WORDS = st.lists(st.sampled_from(["the", "gate", "harbour", "closed", "nine", "why", "nobody"]), max_size=12)


def side(*texts: str) -> ReportSide:
    return ReportSide("x", "en", tuple(ReportSentence(0, len(text), text) for text in texts))


def aligned(suspect: ReportSide, reference: ReportSide, *pairs: AlignedPair) -> AlignmentReport:
    return AlignmentReport(suspect, reference, Alignment(pairs, parallel=True, confidence=1.0), "", "0")


@pytest.mark.parametrize(
    ("words", "lines", "runs"),
    [
        ("a b c", ["a", "b c"], ["a", "b c"]),
        ("At nine he closed the gate, nobody asked.", ["He closed it at nine.", "Nobody asked."], ["At nine he closed the gate,", "nobody asked."]),
        ("x y", ["a", "b"], ["x", "y"]),
        ("x y", ["a", "", "b"], ["x", "", "y"]),
        ("", ["a", "b"], ["", ""]),
        ("only one", ["line"], ["only one"]),
    ],
)  # fmt: skip
def test_a_merged_sentence_is_cut_where_its_words_fit(words: str, lines: list[str], runs: list[str]) -> None:
    assert cut(words.split(), [line.split() for line in lines]) == [run.split() for run in runs]


@given(WORDS, st.lists(WORDS, min_size=1, max_size=5))
def test_cutting_loses_no_word(words: list[str], lines: list[list[str]]) -> None:
    runs = cut(words, lines)
    assert len(runs) == len(lines)
    assert [word for run in runs for word in run] == words


def test_every_kind_of_pair_has_its_line() -> None:
    suspect = side("One.", "Two and three.", "Extra.", "Five,", "all of it.", "Moved.")
    reference = side("Moved!", "One!", "Two!", "Three!", "Four!", "Five!")
    pairs = (
        AlignedPair((0,), (1,)),
        AlignedPair((1,), (2, 3)),
        AlignedPair((2,), ()),
        AlignedPair((), (4,)),
        AlignedPair((3, 4), (5,)),
        AlignedPair((5,), (0,), moved=True),
    )
    shown = LinesAlignmentWriter().write(aligned(suspect, reference, *pairs))
    assert shown.split("\n") == ["Moved.", "One.", "Two", "and three. Extra.", "", "Five, all of it.", ""]


def test_line_breaks_within_a_sentence_make_no_line() -> None:
    pair = AlignedPair((0,), (0,))
    assert LinesAlignmentWriter().write(aligned(side("a\nb\r\nc\u2028d"), side("x"), pair)) == "a b c d\n"


def test_no_reference_no_line() -> None:
    assert LinesAlignmentWriter().write(aligned(side("a"), side(), AlignedPair((0,), ()))) == ""
