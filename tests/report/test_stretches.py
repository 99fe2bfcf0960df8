"""Where a suspect is one text with its reference, by pairs: in text and on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_samples import Maker, pair

from mtqa.gate import Limits, judge
from mtqa.report.html import HtmlWriter
from mtqa.report.stretches import MOST_SHOWN, Stretch, stretches
from mtqa.report.text import TextWriter
from mtqa.types import Region, Report

PAIRS = [
    pair([0], [0], 90.0, 90.0),
    pair([1], [1], 90.0, 90.0),
    pair([], [2]),
    pair([2], []),
    pair([3], [3], 90.0, 90.0),
]


def report(*regions: Region) -> Report:
    made = Maker([f"Suspect {k}." for k in range(4)], [f"Reference {k}." for k in range(4)]).report(PAIRS)
    return replace(made, regions=regions)


HALF = (Region((0, 2), (0, 2), 0.97), Region((2, 4), (2, 4), 0.04))


@pytest.mark.parametrize(
    ("regions", "expected"),
    [
        ((), []),
        ((Region((0, 4), (0, 4), 0.9),), []),
        (HALF, [(0, 1), (2, 4)]),
        (
            (Region((0, 2), (0, 2), 0.9), Region((2, 2), (2, 3), 0.1), Region((2, 4), (3, 4), 0.8)),
            [(0, 1), (2, 2), (3, 4)],
        ),
        (
            (Region((0, 2), (0, 3), 0.9), Region((2, 3), (3, 3), 0.1), Region((3, 4), (3, 4), 0.8)),
            [(0, 2), (3, 3), (4, 4)],
        ),
    ],
)
def test_runs_of_pairs(regions: tuple[Region, ...], expected: list[tuple[int, int]]) -> None:
    assert [(run.first, run.last) for run in stretches(report(*regions))] == expected


def test_in_words() -> None:
    assert (Stretch(0, 11, 0.97).pairs, Stretch(12, 12, 0.04).pairs) == ("pairs 0-11", "pair 12")
    assert (Stretch(0, 11, 0.5).verdict, Stretch(12, 12, 0.49).verdict) == ("one text", "nothing renders it")


def test_the_terminal_shows_several_and_not_a_single_one() -> None:
    several, single = (TextWriter().write(made, judge(made, Limits())) for made in (report(*HALF), report(HALF[0])))
    shown = [" ".join(line.split()) for line in several.splitlines()]
    at = shown.index("Where it is one text")
    assert shown[at + 1 : at + 3] == [
        "pairs 0-1 one text probability of one text 0.97",
        "pairs 2-4 nothing renders it probability of one text 0.04",
    ]
    assert "Where it is one text" not in single


def test_the_page_links_to_them() -> None:
    several, single = (HtmlWriter().write(made, judge(made, Limits())) for made in (report(*HALF), report(HALF[0])))
    assert '<a href="#pair-2">pairs 2-4</a></th><td>nothing renders it</td><td class="count">0.04</td>' in several
    assert "Where it is one text" not in single


def test_no_more_are_listed_than_people_read() -> None:
    count = MOST_SHOWN + 3
    made = Maker([f"Suspect {k}." for k in range(count)], [f"Reference {k}." for k in range(count)]).report(
        [pair([k], [k], 90.0, 90.0) for k in range(count)]
    )
    made = replace(made, regions=tuple(Region((k, k + 1), (k, k + 1), 0.9 - 0.8 * (k % 2)) for k in range(count)))
    text = TextWriter().write(made, judge(made, Limits()))
    assert text.count("probability of one text") == MOST_SHOWN
    assert "and 3 more" in text
    assert f"{MOST_SHOWN} of {count}</span></h2>\n<table>" in HtmlWriter().write(made, judge(made, Limits()))
