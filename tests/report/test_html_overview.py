"""The strip and the histogram, by hand: which marks there are, how high, what stands on them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import RATED, Maker, garbled, pair, unrelated

from mtqa.report.html_overview import MOST_MARKS, histogram, strip
from mtqa.report.html_rows import rows
from mtqa.types import Report


def scored(*scores: float) -> Report:
    """One match a score."""
    texts = [f"Sentence {at}." for at in range(len(scores))]
    return Maker(texts, texts).report([pair([at], [at], score, 100.0) for at, score in enumerate(scores)], RATED)


def strokes(report: Report) -> dict[str, str]:
    drawn = strip(rows(report))
    return {} if drawn is None else {stroke.sort: stroke.path for stroke in drawn.strokes}


def test_a_bar_is_as_high_as_the_lower_score_and_in_full_colour_below_fifty():
    assert strokes(scored(100.0, 50.0, 49.9)) == {
        "scored": "M0.15 100v-70.0h0.7v70.0zM1.15 100v-35.0h0.7v35.0z",
        "low": "M2.15 100v-34.9h0.7v34.9z",
    }


def test_even_a_zero_is_seen():
    assert strokes(scored(0.0))["low"] == "M0.15 100v-2.8h0.7v2.8z"


def test_every_kind_of_mark_stands_at_its_pair():
    marks = {sort: re.findall(r"M(\d+)", path) for sort, path in strokes(garbled()).items()}
    assert marks == {
        "scored": ["0", "2", "5", "6"],
        "low": ["1"],
        "addition": ["3"],
        "omission": ["4"],
        "critical": ["1", "5"],
        "major": ["3", "4"],
    }


def test_without_scores_nothing_is_drawn():
    assert strip(rows(unrelated())) is None
    assert histogram(rows(unrelated())) is None
    assert strip(()) is None


@pytest.mark.parametrize(
    ("pairs", "marks", "step"), [(MOST_MARKS, MOST_MARKS, 1), (MOST_MARKS + 1, 241, 2), (5000, 455, 11)]
)
def test_long_documents_share_marks(pairs, marks, step):
    row = rows(scored(80.0))[0]
    drawn = strip([replace(row, index=at) for at in range(pairs)])
    assert (drawn.marks, drawn.step) == (marks, step)


def test_a_shared_mark_shows_the_mean_and_the_worst_finding():
    drawn = rows(garbled())
    first = [replace(drawn[index], index=at) for at, index in enumerate([1, 6] * MOST_MARKS)]
    paths = {stroke.sort: stroke.path for stroke in strip(first).strokes}
    assert paths["scored"].startswith("M0.15 100v-39.3")  # the mean of 12.4 and 100.0 is 56.2
    assert set(paths) == {"scored", "critical"}


def test_a_bin_ends_before_the_next_one_begins_and_the_last_holds_a_hundred():
    drawn = histogram(rows(scored(4.9, 5.0, 97.0, 100.0)))
    assert re.findall(r"M(\d+)\.06 100v-([\d.]+)", drawn.path) == [("0", "50.0"), ("1", "50.0"), ("19", "100.0")]
    assert drawn.words == "4 pairs, 2 below 50"


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30))
def test_every_score_has_a_bar_inside_the_box(scores):
    heights = [
        float(height) for path in strokes(scored(*scores)).values() for height in re.findall(r"v-([\d.]+)", path)
    ]
    assert len(heights) == len(scores)
    assert all(0 < height <= 70 for height in heights)
