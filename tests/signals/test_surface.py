"""What is measured of a pair, on vectors made by hand: support of words, blank sides, joined sentences."""

from __future__ import annotations

import numpy as np
import pytest
from fixture_reports import document

from mtqa import Config
from mtqa.pipeline import encoder_of
from mtqa.segment import segment
from mtqa.signals.surface import Text, gather, is_content, plain
from mtqa.types import MASK, AlignedPair, Encoded, Sentence, Span, Word

AXES = np.eye(6, dtype=np.float16)


def sentence(index: int, start: int, text: str) -> Sentence:
    return Sentence(index, Span(start, start + len(text)), text, text)


def encoded(*sentences: list[tuple[int, int, int]]) -> Encoded:
    """Sentences as lists of tokens: start, end, and which axis the token's vector is."""
    tokens = [token for each in sentences for token in each]
    ends = np.cumsum([len(each) for each in sentences])
    vectors = np.array([AXES[[axis for *_, axis in each]].sum(axis=0) if each else AXES[0] * 0 for each in sentences])
    norms = np.linalg.norm(vectors.astype(np.float32), axis=1, keepdims=True)
    return Encoded(
        vectors=(vectors / np.maximum(norms, 1e-6)).astype(np.float32),
        tokens=AXES[[axis for *_, axis in tokens]],
        early=AXES[[axis for *_, axis in tokens]],
        rows=np.stack([ends - [len(each) for each in sentences], ends], axis=1),
        spans=np.array([token[:2] for token in tokens], np.int32).reshape(-1, 2),
    )


# "Gates shut." and "Gates open now." at offset 100: the tokens of "Gates" are two, "shut" has no partner
SUSPECT = Text.of([sentence(0, 0, "Gates shut.")], encoded([(0, 3, 0), (3, 5, 1), (6, 10, 2), (10, 11, 5)]))
REFERENCE = Text.of(
    [sentence(0, 100, "Gates open now.")], encoded([(0, 3, 0), (3, 5, 1), (6, 10, 3), (11, 14, 4), (14, 15, 5)])
)


def supports(found: tuple[Word, ...]) -> dict[str, float | None]:
    return {word.text: word.support for word in found}


def test_a_words_support_is_the_mean_of_its_tokens() -> None:
    (evidence,) = gather(SUSPECT, REFERENCE, [AlignedPair((0,), (0,), 1.0)])
    assert supports(evidence.suspect_words) == {"Gates": 1.0, "shut": 0.0}
    assert supports(evidence.reference_words) == {"Gates": 1.0, "open": 0.0, "now": 0.0}
    assert [word.span for word in evidence.reference_words] == [Span(100, 105), Span(106, 110), Span(111, 114)]


def test_half_a_supported_word() -> None:
    other = Text.of([sentence(0, 0, "Gat")], encoded([(0, 3, 0)]))
    (evidence,) = gather(SUSPECT, other, [AlignedPair((0,), (0,), 1.0)])
    assert supports(evidence.suspect_words) == {"Gates": 0.5, "shut": 0.0}


def test_signals_by_hand() -> None:
    (evidence,) = gather(SUSPECT, REFERENCE, [AlignedPair((0,), (0,), 1.0)])
    signals = evidence.signals
    assert signals
    precision, recall = 3 / 4, 3 / 5
    assert signals.soft_last == signals.soft_early == pytest.approx(2 * precision * recall / (precision + recall))
    assert signals.worst_recall == 0.0  # "open" is content and has no support; "now" is too short to count
    assert signals.cosine == pytest.approx(3 / (4 * 5) ** 0.5, abs=1e-3)


def test_a_word_without_a_token_has_no_support() -> None:
    bare = Text.of([sentence(0, 0, "Gates shut.")], encoded([(0, 5, 0)]))
    (evidence,) = gather(bare, REFERENCE, [AlignedPair((0,), (0,), 1.0)])
    assert supports(evidence.suspect_words) == {"Gates": 1.0, "shut": None}


def test_an_absent_side_has_words_but_no_signals() -> None:
    omission, addition = gather(SUSPECT, REFERENCE, [AlignedPair((), (0,)), AlignedPair((0,), ())])
    assert omission.signals is addition.signals is None
    assert omission.suspect == omission.suspect_words == ()
    assert supports(omission.reference_words) == {"Gates": None, "open": None, "now": None}
    assert supports(addition.suspect_words) == {"Gates": None, "shut": None}
    assert [omission.index, addition.index] == [0, 1]


def test_sentences_without_tokens_are_measured_without_a_nan() -> None:
    blank = Text.of([sentence(0, 0, "—")], encoded([]))
    (evidence,) = gather(blank, REFERENCE, [AlignedPair((0,), (0,))])
    assert evidence.signals
    assert (evidence.signals.soft_last, evidence.signals.cosine) == (0.0, 0.0)


def test_the_sentences_of_a_side_are_read_as_one() -> None:
    """A split of one sentence is as good as the sentence: the same tokens, the same words, the same support."""
    halves = Text.of(
        [sentence(0, 0, "Gates"), sentence(1, 6, "shut.")],
        encoded([(0, 3, 0), (3, 5, 1)], [(0, 4, 2), (4, 5, 5)]),
    )
    (split,) = gather(halves, REFERENCE, [AlignedPair((0, 1), (0,), 1.0)])
    (whole,) = gather(SUSPECT, REFERENCE, [AlignedPair((0,), (0,), 1.0)])
    assert supports(split.suspect_words) == supports(whole.suspect_words)
    assert split.signals
    assert whole.signals
    assert split.signals.soft_last == whole.signals.soft_last
    assert split.signals.chrf == whole.signals.chrf


def test_identical_sentences_support_each_other_wholly() -> None:
    """With the real model: every word of a fixture beside itself."""
    whole = document("garbled", "reference")
    sentences = segment(whole)[:6]
    text = Text.of(sentences, encoder_of(Config()).encode([each.prose for each in sentences]))
    pairs = [AlignedPair((index,), (index,), 1.0) for index in range(6)]
    for evidence in gather(text, text, pairs):
        assert evidence.signals
        assert evidence.signals.cosine == pytest.approx(1.0, abs=1e-3)
        assert evidence.signals.worst_recall > 0.99
        assert (evidence.signals.chrf, evidence.signals.bleu, evidence.signals.ter) == (100.0, 100.0, 0.0)
        assert all(word.support is None or word.support > 0.99 for word in evidence.suspect_words)


def test_plain_text_is_without_markup() -> None:
    text = "Run `x`"
    assert plain([Sentence(0, Span(0, 7), text, text.replace("`", MASK)), sentence(1, 8, "Now.")]) == "Run x Now."
    assert plain([]) == ""


@pytest.mark.parametrize(
    ("text", "content"), [("is", False), ("gate", True), ("5", True), ("EU", True), ("I", True), ("and", False)]
)
def test_what_carries_content(text: str, content: bool) -> None:
    assert is_content(Word(text, Span(0, len(text)), text.casefold(), 0)) is content
