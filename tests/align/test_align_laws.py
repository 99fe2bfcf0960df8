"""The aligner's laws, with the embedded encoder and our own texts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pytest
from align_texts import FURNITURE, REFERENCE, STRANGERS, SUSPECT, sentences
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtqa.align import align, corridor
from mtqa.encode import load_encoder
from mtqa.types import AlignedPair, Alignment, Encoded

load = lru_cache(load_encoder)
few = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
places = st.integers(0, len(REFERENCE) - 1)


@lru_cache(maxsize=4096)
def one(text: str) -> Encoded:
    return load().encode([text])


def encode(lines: Sequence[str]) -> Encoded:
    """Put sentence vectors together, so that each text is encoded once in the whole run."""
    parts = [one(line) for line in lines]
    counts = np.array([int(part.rows[0, 1] - part.rows[0, 0]) for part in parts], np.int64)
    ends = np.cumsum(counts)
    vectors = np.concatenate([part.vectors for part in parts]) if parts else np.zeros((0, 384), np.float32)
    tokens = np.zeros((0, 384), np.float16)
    return Encoded(vectors, tokens, tokens, np.stack([ends - counts, ends], axis=1), np.zeros((0, 2), np.int32))


def aligned(suspect: Sequence[str], reference: Sequence[str], **options: int) -> Alignment:
    return align(sentences(suspect), sentences(reference), encode(suspect), encode(reference), **options)


def links(alignment: Alignment, suspect: Sequence[str], reference: Sequence[str]) -> set[tuple[tuple[str, ...], ...]]:
    """Return the two-sided pairs as texts: what must not change when something is put in elsewhere."""
    return {
        (tuple(suspect[i] for i in pair.suspect), tuple(reference[j] for j in pair.reference))
        for pair in alignment.pairs
        if pair.suspect and pair.reference
    }


def shapes(pairs: Sequence[AlignedPair]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(pair.suspect, pair.reference) for pair in pairs]


IN_ORDER = [((a,), (b,)) for a, b in zip(SUSPECT, REFERENCE, strict=True)]
ONE_TO_ONE = set(IN_ORDER)


def test_renders_sentence_by_sentence() -> None:
    found = aligned(SUSPECT, REFERENCE)
    assert links(found, SUSPECT, REFERENCE) == ONE_TO_ONE
    assert found.parallel
    assert all(pair.similarity > 0.5 and not pair.moved for pair in found.pairs)


@given(st.lists(st.sampled_from(REFERENCE + SUSPECT + STRANGERS + FURNITURE), max_size=12))
@few
def test_identity_aligns_one_to_one(lines: list[str]) -> None:
    found = aligned(lines, lines)
    assert shapes(found.pairs) == [((k,), (k,)) for k in range(len(lines))]
    assert all(pair.similarity == 1.0 for pair in found.pairs)
    assert found.parallel == bool(lines)


@given(places, st.booleans())
@few
def test_deleting_a_sentence_is_that_omission(gone: int, same: bool) -> None:
    source = REFERENCE if same else SUSPECT
    suspect = source[:gone] + source[gone + 1 :]
    found = aligned(suspect, REFERENCE)
    expected = [((k,), (k,)) for k in range(gone)] + [((), (gone,))]
    assert shapes(found.pairs) == expected + [((k - 1,), (k,)) for k in range(gone + 1, len(REFERENCE))]


texts = st.lists(st.sampled_from((*REFERENCE, *SUSPECT, *STRANGERS, "Home", "Home", "", "  ")), max_size=9)


@given(texts, texts)
@few
def test_exchanging_the_documents_transposes(suspect: list[str], reference: list[str]) -> None:
    found, turned = aligned(suspect, reference), aligned(reference, suspect)
    back = {(pair.reference, pair.suspect, pair.similarity, pair.moved) for pair in turned.pairs}
    assert back == {(pair.suspect, pair.reference, pair.similarity, pair.moved) for pair in found.pairs}
    assert turned.confidence == found.confidence


@given(texts, texts, st.integers(1, 8))
@few
def test_every_sentence_is_in_exactly_one_pair(suspect: list[str], reference: list[str], max_block: int) -> None:
    found = aligned(suspect, reference, max_block=max_block)
    assert sorted(i for pair in found.pairs for i in pair.suspect) == list(range(len(suspect)))
    assert sorted(j for pair in found.pairs for j in pair.reference) == list(range(len(reference)))
    assert all(0.0 <= pair.similarity <= 1.0 for pair in found.pairs)
    assert all(max(len(pair.suspect), len(pair.reference)) <= max_block for pair in found.pairs)
    assert all(pair.similarity == 0.0 for pair in found.pairs if not (pair.suspect and pair.reference))
    assert 0.0 <= found.confidence <= 1.0


@given(places, st.sampled_from(["suspect", "reference", "both"]))
@few
def test_inserting_strangers_changes_no_other_pair(at: int, side: str) -> None:
    suspect = SUSPECT[:at] + STRANGERS * (side != "reference") + SUSPECT[at:]
    reference = (
        REFERENCE if side == "suspect" else REFERENCE[:at] + STRANGERS[::-1][:1] * (side != "both") + REFERENCE[at:]
    )
    if side == "reference":
        suspect = SUSPECT
    assert links(aligned(suspect, reference), suspect, reference) == ONE_TO_ONE


@pytest.mark.parametrize("reference", [(*FURNITURE, *REFERENCE), (*REFERENCE, *FURNITURE)])
def test_page_furniture_changes_no_other_pair(reference: tuple[str, ...]) -> None:
    assert links(aligned(SUSPECT, reference), SUSPECT, reference) == ONE_TO_ONE
    assert links(aligned(reference, SUSPECT), reference, SUSPECT) == {(b, a) for a, b in ONE_TO_ONE}


@given(places, st.sampled_from(["0", "23", "* * *"]))
@few
def test_a_line_without_words_joins_no_pair(at: int, line: str) -> None:
    suspect = (*SUSPECT[:at], line, *SUSPECT[at:])
    assert links(aligned(suspect, REFERENCE), suspect, REFERENCE) == ONE_TO_ONE


NAMES = ("Ole Brandt", "Inge Holm", "Mette Krag", "Jens Skov", "Karen Lund", "Aage Friis", "Bodil Thorn", "Erik Vang")


def test_a_list_of_names_changes_no_other_pair() -> None:
    suspect, reference = (*NAMES[:6], *SUSPECT[:7], *SUSPECT[8:]), (*REFERENCE, *NAMES[6:])
    assert links(aligned(suspect, reference), suspect, reference) == ONE_TO_ONE - {IN_ORDER[7]}


def test_upper_case_heading_changes_no_other_pair() -> None:
    suspect = (SUSPECT[0].upper(), *SUSPECT[1:])
    assert shapes(aligned(suspect, REFERENCE).pairs) == shapes(aligned(SUSPECT, REFERENCE).pairs)


@pytest.mark.parametrize(("first", "second", "third"), [(1, 4, 6), (3, 6, 10), (6, 9, 12)])
def test_swapped_paragraphs_are_moved(first: int, second: int, third: int) -> None:
    suspect = SUSPECT[:first] + SUSPECT[second:third] + SUSPECT[first:second] + SUSPECT[third:]
    found = aligned(suspect, REFERENCE)
    assert links(found, suspect, REFERENCE) == ONE_TO_ONE
    moved = {suspect[i] for pair in found.pairs if pair.moved for i in pair.suspect}
    assert moved in ({*SUSPECT[first:second]}, {*SUSPECT[second:third]})


@pytest.mark.parametrize(("first", "second", "third"), [(1, 4, 6), (3, 6, 10)])
def test_what_is_unlike_everything_is_not_moved(first: int, second: int, third: int) -> None:
    suspect = SUSPECT[:first] + SUSPECT[second:third] + STRANGERS + SUSPECT[third:]
    found = aligned(suspect, REFERENCE)
    assert not any(pair.moved for pair in found.pairs)
    assert links(found, suspect, REFERENCE) == ONE_TO_ONE - {*IN_ORDER[first:second]}


@pytest.mark.parametrize(
    ("suspect", "reference", "parallel"),
    [
        (SUSPECT, REFERENCE, True),
        (SUSPECT[:7], REFERENCE, True),
        (SUSPECT, REFERENCE[7:], True),
        (REFERENCE[5:6], REFERENCE[5:6], True),
        (STRANGERS[:1], REFERENCE[5:6], False),
        (STRANGERS, REFERENCE, False),
        (SUSPECT[:7], REFERENCE[7:], False),
        ((), REFERENCE, False),
        (("", " "), REFERENCE, False),
    ],
)
def test_parallel(suspect: tuple[str, ...], reference: tuple[str, ...], *, parallel: bool) -> None:
    found = aligned(suspect, reference)
    assert found.parallel is parallel
    assert found.parallel == (found.confidence >= 0.5)


def test_merge_and_split() -> None:
    merged = (f"{SUSPECT[3][:-1]}, and {SUSPECT[4].lower()}", *SUSPECT[5:])
    found = aligned(merged, REFERENCE[3:])
    assert shapes(found.pairs)[0] == ((0,), (0, 1))
    assert found.pairs[0].kind == "merge"


def test_blank_lines_stay_alone_and_disturb_nothing() -> None:
    suspect = ("", *SUSPECT[:5], "   ", *SUSPECT[5:], "")
    found = aligned(suspect, REFERENCE)
    assert links(found, suspect, REFERENCE) == ONE_TO_ONE
    assert [pair.suspect for pair in found.pairs if pair.kind == "addition"] == [(0,), (6,), (len(suspect) - 1,)]


@pytest.mark.parametrize("cut", [slice(0, 0), slice(3, 9), slice(0, 7)])
def test_anchored_corridor_finds_what_the_whole_search_finds(cut: slice, monkeypatch: pytest.MonkeyPatch) -> None:
    suspect = [line for k, line in enumerate(SUSPECT) if k not in range(*cut.indices(len(SUSPECT)))]
    whole = aligned(suspect, REFERENCE)
    monkeypatch.setattr(corridor, "WHOLE", 0)
    monkeypatch.setattr(corridor, "MARGIN", 2)
    assert shapes(aligned(suspect, REFERENCE).pairs) == shapes(whole.pairs)


@pytest.mark.parametrize(("suspects", "references"), [(600, 600), (1, 700), (40, 0)])
def test_repeated_sentence(suspects: int, references: int) -> None:
    found = aligned(["The same line again."] * suspects, ["The same line again."] * references)
    matches = [pair for pair in found.pairs if pair.kind == "match"]
    assert len(matches) == min(suspects, references)
    assert len(found.pairs) == max(suspects, references)


RECIPE = (
    "(1) Mix the flour with two eggs and a cup of milk.",
    "(2) Melt the butter slowly in a heavy pan.",
    "(3) Pour the batter in and wait until the edges are brown.",
)
STEPS = (
    "Stir flour, two eggs and a cup of milk together.",
    "Let the butter melt gently in a heavy pan.",
    "Pour in the batter and wait for brown edges.",
)


@pytest.mark.parametrize(("lines", "joined"), [(("1.", "2.", "3."), True), (("23", "* * *", "0"), False)])
def test_a_number_on_its_own_line_belongs_to_what_it_numbers(lines: tuple[str, ...], *, joined: bool) -> None:
    reference = tuple(text for pair in zip(lines, STEPS, strict=True) for text in pair)
    expected = {((k,), (2 * k, 2 * k + 1) if joined else (2 * k + 1,)) for k in range(3)}
    found = {(pair.suspect, pair.reference) for pair in aligned(RECIPE, reference).pairs if pair.suspect}
    assert found == expected
