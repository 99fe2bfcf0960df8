"""Stretches of a document pair that render each other, or do not."""

from __future__ import annotations

from itertools import pairwise
from math import exp, isclose, prod

import pytest
from align_texts import REFERENCE, STRANGERS, SUSPECT
from hypothesis import given
from hypothesis import strategies as st
from test_align_laws import aligned

from mtqa.align.regions import SWITCH, regions, rendered
from mtqa.types import AlignedPair, Region

UNRELATED = (
    *STRANGERS,
    "The tax office moved to a former bakery last spring.",
    "Rabbits dig shallow nests where the soil is dry.",
    "Her second album was recorded in a church without heating.",
    "A lemon contains about as much sugar as a strawberry.",
    "The referee added six minutes because of the fog.",
)


def spans(found: tuple[Region, ...]) -> list[tuple[tuple[int, int], tuple[int, int], bool]]:
    return [(region.suspect, region.reference, region.confidence >= 0.5) for region in found]


def test_a_rendered_document_is_one_region() -> None:
    (only,) = aligned(SUSPECT, REFERENCE).regions
    assert (only.suspect, only.reference) == ((0, 14), (0, 14))
    assert only.confidence > 0.9


def test_unrelated_documents_are_one_region_that_nothing_renders() -> None:
    (only,) = aligned(UNRELATED, REFERENCE).regions
    assert (only.suspect, only.reference) == ((0, len(UNRELATED)), (0, 14))
    assert only.confidence < 0.2


def test_half_a_document_replaced() -> None:
    found = aligned((*SUSPECT, *UNRELATED), REFERENCE).regions
    assert spans(found) == [((0, 14), (0, 14), True), ((14, 22), (14, 14), False)]


def test_half_a_document_lacking() -> None:
    texts = (*REFERENCE, *UNRELATED, *UNRELATED[::-1])
    found = aligned(SUSPECT, texts).regions
    assert spans(found) == [((0, 14), (0, 14), True), ((14, 14), (14, 30), False)]


def test_blank_lines_belong_to_the_stretch_around_them() -> None:
    suspect = ("", *SUSPECT[:5], "", *SUSPECT[5:], "  ")
    assert spans(aligned(suspect, REFERENCE).regions) == [((0, 17), (0, 14), True)]


@pytest.mark.parametrize(
    ("suspect", "reference", "expected"),
    [
        ((), (), ()),
        (("One line.",), (), (Region((0, 1), (0, 0), 0.0),)),
        (("", " "), REFERENCE[:2], (Region((0, 2), (0, 2), 0.0),)),
        (("",), ("",), (Region((0, 1), (0, 1), 0.0),)),
    ],
)
def test_nothing_to_align(suspect: tuple[str, ...], reference: tuple[str, ...], expected: tuple[Region, ...]) -> None:
    assert aligned(suspect, reference).regions == expected


def chance(states: tuple[int, ...], evidence: list[float]) -> float:
    """Weigh one way through a chain of states, from its definition."""
    stays = prod(1 - SWITCH if a == b else SWITCH for a, b in pairwise(states))
    return stays * prod(exp(own) if state else 1.0 for state, own in zip(states, evidence, strict=True))


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=7))
def test_belief_is_that_of_all_ways_summed(evidence: list[float]) -> None:
    ways = [tuple(way >> k & 1 for k in range(len(evidence))) for way in range(2 ** len(evidence))]
    weights = [chance(way, evidence) for way in ways]
    for k, belief in enumerate(rendered(evidence)):
        held = sum(weight for way, weight in zip(ways, weights, strict=True) if way[k])
        assert isclose(belief, held / sum(weights), rel_tol=1e-9)


@st.composite
def paths(draw: st.DrawFn) -> tuple[list[AlignedPair], int, int]:
    pairs, i, j = [], 0, 0
    for a, b in draw(st.lists(st.sampled_from([(1, 1), (1, 0), (0, 1), (2, 1), (1, 3)]), max_size=60)):
        similarity = draw(st.floats(0, 1)) if a and b else 0.0
        pairs.append(AlignedPair(tuple(range(i, i + a)), tuple(range(j, j + b)), similarity))
        i, j = i + a, j + b
    return pairs, i, j


def test_a_sentence_alone_at_the_edge_belongs_to_what_nothing_renders() -> None:
    pairs = [*(AlignedPair((k,), (k,), 0.95) for k in range(6)), *(AlignedPair((k,), ()) for k in range(6, 20))]
    assert spans(regions(pairs, 20, 6)) == [((0, 6), (0, 6), True), ((6, 20), (6, 6), False)]
    turned = [
        AlignedPair(tuple(19 - i for i in p.suspect), tuple(5 - j for j in p.reference), p.similarity) for p in pairs
    ]
    assert spans(regions(turned[::-1], 20, 6)) == [((0, 14), (0, 0), False), ((14, 20), (0, 6), True)]


@given(paths())
def test_regions_are_both_documents_whole(path: tuple[list[AlignedPair], int, int]) -> None:
    pairs, suspects, references = path
    found = regions(pairs, suspects, references)
    for side, size in (("suspect", suspects), ("reference", references)):
        ends = [0, *(end for region in found for end in getattr(region, side)), size]
        assert ends[::2] == ends[1::2]
        assert ends == sorted(ends)
    assert all(0.0 <= region.confidence <= 1.0 for region in found)
