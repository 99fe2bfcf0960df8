from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.gate import flagged_percent
from mtqa.types import Flag, Report, ReportSentence, ReportSide, Scores, Severity, Side, Span


def report(text: str, spans: list[tuple[int, int]], *, side: Side = "suspect", parallel: bool = True) -> Report:
    """A suspect of one sentence a line."""
    sentences, start = [], 0
    for line in text.split("\n"):
        sentences.append(ReportSentence(start, start + len(line), line))
        start += len(line) + 1
    flags = tuple(Flag("F102", "fluency/grammar", Severity.MINOR, side, Span(*span), "twice") for span in spans)
    document = ReportSide("s", "en", tuple(sentences))
    scores = Scores(None, None, None, None, None, None, parallel=parallel, parallel_confidence=0.5)
    return Report(document, document, (), flags, scores, "", "")


@pytest.mark.parametrize(
    ("spans", "characters"),
    [
        ([], 0),
        ([(5, 10)], 4),  # "to to": the space does not count
        ([(5, 10), (5, 10)], 4),
        ([(5, 10), (8, 15)], 8),  # overlapping
        ([(5, 7), (7, 10)], 4),  # touching
        ([(0, 16)], 12),
        ([(11, 20)], 7),  # "town." and, across the line break, "By"
        ([(5, 5)], 0),
        ([(20, 100)], 2),  # beyond the end of the text
    ],
)
def test_a_character_counts_once_and_white_space_never(spans, characters):
    assert flagged_percent(report("I go to to town.\nBy us", spans)) == pytest.approx(100 * characters / 16)


def test_only_flags_on_the_suspect_count():
    assert flagged_percent(report("to to", [(0, 5)], side="reference")) == 0.0


@pytest.mark.parametrize(("text", "parallel"), [("", True), ("  \n ", True), ("to to", False)])
def test_there_is_no_share_of_a_blank_suspect_or_of_unrelated_documents(text, parallel):
    assert flagged_percent(report(text, [(0, 1)], parallel=parallel)) is None


texts = st.text(alphabet="ab \t\n", min_size=1, max_size=40)
spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 10)).map(lambda two: (two[0], two[0] + two[1])), max_size=6
)


@given(text=texts, spans=spans)
def test_it_is_what_counting_character_by_character_gives(text, spans):
    inked = {at for at, character in enumerate(text) if not character.isspace()}
    flagged = {at for start, end in spans for at in range(start, end)} & inked
    expected = 100 * len(flagged) / len(inked) if inked else None
    assert flagged_percent(report(text, spans)) == (None if expected is None else pytest.approx(expected))
