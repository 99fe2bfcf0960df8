"""The document at a glance: `Row`s come in, a strip in reading order and a histogram of scores go out to `html_page`.

Both are drawn as a few SVG paths over all marks: a path costs the page some 12 characters a mark, an element 70.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mtqa.report.counts import WORST_FIRST
from mtqa.report.html_view import Histogram, Row, Strip, Stroke
from mtqa.report.numbers import counted

MOST_MARKS: int = 480
"""Marks that stay apart on the narrowest desktop (960 pixels of strip, two each); longer documents share marks."""

BIN: int = 5
"""Points a bin of the histogram spans: 20 bins show the shape of a distribution of 30 to 5,000 scores."""

LOW: float = 50.0
"""A score below which a mark is drawn in full colour: the middle of the scale."""

TOP: int = 30
"""Units at the top of the strip that belong to the dots of the flags, a lane for each severity."""

LANE: int = 9
"""Units from lane to lane: a dot of 5 pixels and a gap, in a strip 80 pixels high."""

SEEN: float = 4.0
"""Points that even a score of 0 is drawn with, and share of the tallest bin that even one pair is: 3 pixels of 80."""

GAP: float = 0.15
"""Space left and right of a bar, as a share of its mark."""


def strip(rows: Sequence[Row]) -> Strip | None:
    """Draw one mark a pair, or one for a few neighbours: bar by mean score, dot by worst finding, omissions, additions.

    Where no pair has a score there is nothing to draw: the texts are no versions of one.
    """
    if all(row.lowest is None for row in rows):
        return None
    step = -(-len(rows) // MOST_MARKS)
    marks = [rows[start : start + step] for start in range(0, len(rows), step)]
    strokes = {
        "scored": _bars(marks, low=False),
        "low": _bars(marks, low=True),
        "addition": _outlines(marks),
        "omission": (f"M{at}.5 {TOP}v{100 - TOP}" for at, mark in enumerate(marks) if _all(mark, "omission")),
        **{str(severity): _dots(marks, str(severity), lane) for lane, severity in enumerate(WORST_FIRST)},
    }
    drawn = ((sort, "".join(parts)) for sort, parts in strokes.items())
    return Strip(len(marks), step, tuple(Stroke(sort, path) for sort, path in drawn if path))


def _bars(marks: Iterable[Sequence[Row]], *, low: bool) -> Iterator[str]:
    for at, mark in enumerate(marks):
        score = _mean(mark)
        if score is not None and (score < LOW) == low and not _all(mark, "addition"):
            height = round(max(score, SEEN) * (100 - TOP) / 100, 1)
            yield f"M{at + GAP} 100v-{height}h{1 - 2 * GAP}v{height}z"


def _outlines(marks: Iterable[Sequence[Row]]) -> Iterator[str]:
    height = 100 - TOP
    return (
        f"M{at + GAP} 100v-{height}h{1 - 2 * GAP}v{height}z" for at, mark in enumerate(marks) if _all(mark, "addition")
    )


def _dots(marks: Iterable[Sequence[Row]], severity: str, lane: int) -> Iterator[str]:
    """Dots are strokes without length and with round ends: they stay round however the strip is stretched."""
    height = 4 + lane * LANE
    return (f"M{at}.5 {height}h0" for at, mark in enumerate(marks) if _worst(mark) == severity)


def _worst(mark: Iterable[Row]) -> str:
    found = {row.severity for row in mark}
    return next((str(severity) for severity in WORST_FIRST if severity in found), "")


def _mean(mark: Iterable[Row]) -> float | None:
    scores = [row.lowest for row in mark if row.lowest is not None]
    return sum(scores) / len(scores) if scores else None


def _all(mark: Iterable[Row], kind: str) -> bool:
    return all(row.kind == kind for row in mark)


def histogram(rows: Iterable[Row]) -> Histogram | None:
    """Count pairs by the lower of fidelity and fluency, `BIN` points a bin, 100 in the last."""
    scores = [row.lowest for row in rows if row.lowest is not None]
    if not scores:
        return None
    bins = 100 // BIN
    counts = [0] * bins
    for score in scores:
        counts[min(int(score // BIN), bins - 1)] += 1
    tallest = max(counts)
    path = "".join(_bin(at, count / tallest) for at, count in enumerate(counts) if count)
    low = sum(score < LOW for score in scores)
    return Histogram(bins, path, f"{counted(len(scores), 'pair')}, {low} below {LOW:.0f}")


def _bin(at: int, share: float) -> str:
    height = round(max(share * 100, SEEN), 1)
    return f"M{at + 0.06} 100v-{height}h.88v{height}z"
