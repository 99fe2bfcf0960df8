"""Where a suspect is a version of its reference and where not: a Report comes in, runs of its pairs go out to text and html.

The regions of a report count sentences; people look at pairs, which every passage is named by.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from mtqa.report.numbers import share
from mtqa.types import Report

MOST_SHOWN: int = 12
"""Stretches that a person is shown: more say that the order is broken all over."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring pairs, first to last, and the probability, 0-1, that they are one text on both sides."""

    first: int
    last: int
    confidence: float

    @property
    def pairs(self) -> str:
        """Name the pairs. Example: `pairs 0-11`, or `pair 12` where there is but one."""
        return f"pair {self.first}" if self.first == self.last else f"pairs {self.first}-{self.last}"

    @property
    def verdict(self) -> str:
        """Say in words what the probability means."""
        return verdict(self.confidence)

    @property
    def probability(self) -> str:
        """Return the probability as people read it."""
        return share(self.confidence)


def verdict(confidence: float) -> str:
    """Say in words whether a region is believed to be rendered. Example: `verdict(0.97)` is `one text`."""
    return "one text" if confidence >= 0.5 else "nothing renders it"


def stretches(report: Report) -> tuple[Stretch, ...]:
    """Return the runs of pairs that each lie in one region; none where one region is all there is.

    Example: four pairs of which the last two were never translated give pairs 0-1 and pairs 2-3.
    """
    if len(report.regions) < 2:
        return ()
    suspect_ends = [region.suspect[1] for region in report.regions]
    reference_ends = [region.reference[1] for region in report.regions]
    held: dict[int, list[int]] = {}
    for index, score in enumerate(report.pairs):
        pair = score.pair
        ends, first = (suspect_ends, pair.suspect[0]) if pair.suspect else (reference_ends, pair.reference[0])
        held.setdefault(bisect_right(ends, first), []).append(index)
    return tuple(Stretch(held[at][0], held[at][-1], report.regions[at].confidence) for at in sorted(held))
