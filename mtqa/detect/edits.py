"""Where the two sides of a pair part ways between words that they share. In: case-folded words. Out: `Edit`s, for detectors.

What stands at the same place in both texts, held on both sides by equal words, can be compared word for word: `is` beside
`was`, `Rome` beside `Naples`, `fewer` beside `more`. Paraphrase that moves words about leaves no such places.

Source: patience diff (Cohen 2008): words that both sides have once, in the same order on both, are the anchors; what is
between two of them, if short, is compared as difflib does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from mtqa.types import Evidence

SHORT: int = 40
"""Words on a side between two anchors up to which they are compared in full: the comparison is quadratic."""


class Edit(NamedTuple):
    """The suspect's words `[start, end)` stand where the reference has its words `[low, high)`; either may be empty.

    `before` and `after` count the equal words that hold it on either side, the ends of the pair being one more each.
    """

    start: int
    end: int
    low: int
    high: int
    before: int
    after: int

    @property
    def alone(self) -> bool:
        """Whether one word stands for one."""
        return self.end - self.start == 1 == self.high - self.low

    @property
    def held(self) -> int:
        """How many equal words hold it, 0 where one side holds it not at all."""
        return min(self.before, self.after) and self.before + self.after


def edits(evidence: Evidence) -> tuple[Edit, ...]:
    """List the differences of a pair, in order; computed once for all detectors that ask in a row.

    Example: `it was red` beside `it is red` has one, of the suspect's word 1 and the reference's word 1.
    """
    return _edits(
        tuple(word.norm for word in evidence.suspect_words), tuple(word.norm for word in evidence.reference_words)
    )


@lru_cache(maxsize=4)
def _edits(suspect: tuple[str, ...], reference: tuple[str, ...]) -> tuple[Edit, ...]:
    runs = [(0, 0, 0), *_runs(suspect, reference), (len(suspect), len(reference), 0)]
    found = []
    for (a, b, size), (next_a, next_b, next_size) in pairwise(runs):
        start, low = a + size, b + size
        if start < next_a or low < next_b:
            before = size + (a == b == 0)
            after = next_size + (next_a + next_size == len(suspect) and next_b + next_size == len(reference))
            found.append(Edit(start, next_a, low, next_b, before, after))
    return tuple(found)


def _runs(suspect: Sequence[str], reference: Sequence[str]) -> list[tuple[int, int, int]]:
    """List the runs of equal words as (first in suspect, first in reference, length), rising on both sides."""
    matched: list[tuple[int, int]] = []
    last = (-1, -1)
    for anchor in [*_anchors(suspect, reference), (len(suspect), len(reference))]:
        (a, b), (end_a, end_b) = last, anchor
        matched += _between(suspect, reference, (a + 1, end_a), (b + 1, end_b))
        matched.append(anchor)
        last = anchor
    runs: list[tuple[int, int, int]] = []
    for a, b in matched[:-1]:
        if runs and (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]) == (a, b):
            runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
        else:
            runs.append((a, b, 1))
    return runs


def _between(
    suspect: Sequence[str], reference: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> list[tuple[int, int]]:
    """Match the words between two anchors."""
    left, right = suspect[slice(*here)], reference[slice(*there)]
    if not left or not right or max(len(left), len(right)) > SHORT:
        return []
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return [(here[0] + block.a + at, there[0] + block.b + at) for block in blocks for at in range(block.size)]


def _anchors(suspect: Sequence[str], reference: Sequence[str]) -> list[tuple[int, int]]:
    """Pair the words that both sides have once, as many as keep their order on both."""
    here, there = Counter(suspect), Counter(reference)
    places = {norm: at for at, norm in enumerate(reference) if there[norm] == 1}
    pairs = [(at, places[norm]) for at, norm in enumerate(suspect) if here[norm] == 1 and norm in places]
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the longest subsequence whose second numbers rise too (patience sorting, n log n)."""
    tops: list[int] = []  # second number at the end of the best subsequence of each length
    ends: list[int] = []  # its index in `pairs`
    previous: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(tops, second)
        previous.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [second]
        ends[length : length + 1] = [index]
    kept = []
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.append(pairs[at])
        at = previous[at]
    return kept[::-1]
