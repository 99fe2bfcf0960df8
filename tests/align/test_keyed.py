"""Pairing by key: what meets, what is missing, what is extra, in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import align_documents
from mtqa.align.keyed import align_keyed
from mtqa.read import from_text
from mtqa.segment import segment
from mtqa.types import Alignment, Block, Document, Span

keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


def catalogue(names: str) -> Document:
    blocks = tuple(Block(Span(at, at + 1), "line", key=name) for at, name in enumerate(names))
    return Document("x", names, "en", blocks)


def paired(suspect: str, reference: str) -> Alignment:
    left, right = catalogue(suspect), catalogue(reference)
    return align_keyed(left, right, segment(left), segment(right))


@pytest.mark.parametrize(
    ("suspect", "reference", "expected"),
    [
        ("ab", "ab", ["aa", "bb"]),
        ("ab", "bc", ["a-", "bb", "-c"]),
        ("ba", "ab", ["bb", "aa"]),
        ("bc", "abc", ["-a", "bb", "cc"]),
        ("ac", "abc", ["aa", "-b", "cc"]),
        ("", "a", ["-a"]),
        ("a", "b", ["-b", "a-"]),
    ],
)
def test_pairs_by_hand(suspect: str, reference: str, expected: list[str]) -> None:
    found = paired(suspect, reference)
    sides = [
        "".join([*(suspect[k] for k in pair.suspect)] or "-")
        + "".join([*(reference[k] for k in pair.reference)] or "-")
        for pair in found.pairs
    ]
    assert sides == expected
    assert found.parallel == any(name in reference for name in suspect)
    assert found.confidence == float(found.parallel)


@given(keys, keys)
def test_every_sentence_is_in_exactly_one_pair_in_the_suspects_order(ours: list[str], theirs: list[str]) -> None:
    pairs = paired("".join(ours), "".join(theirs)).pairs
    assert [k for pair in pairs for k in pair.suspect] == list(range(len(ours)))
    assert sorted(k for pair in pairs for k in pair.reference) == list(range(len(theirs)))


def test_two_sentences_of_an_entry_stay_together() -> None:
    document = Document("x", "One. Two.", "en", (Block(Span(0, 9), key="a"),))
    (pair,) = align_keyed(document, document, segment(document), segment(document)).pairs
    assert pair.suspect == pair.reference == (0, 1)


def test_a_catalogue_beside_prose_is_aligned_by_what_it_says() -> None:
    suspect = from_text('{"a": "The ferry is late.", "b": "We wait."}', format="json", lang="en")
    reference = from_text("The ferry is late.\n\nWe wait.", lang="en")
    report = align_documents(suspect, reference)
    assert [(pair.suspect, pair.reference) for pair in report.alignment.pairs] == [((0,), (0,)), ((1,), (1,))]
    assert report.alignment.confidence < 1
