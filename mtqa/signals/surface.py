"""Everything that is measured of a pair, and the evidence that detectors read.

In: both documents' sentences and vectors, and the alignment. Out: one `Evidence` a pair, in the alignment's order.
Next: detect/ looks for faults in it, rate turns it into scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from mtqa.signals.metrics import BLEU_PAIR, CHRF_METRIC, TER_METRIC
from mtqa.signals.softmatch import best_matches, f1
from mtqa.types import UNREAD, AlignedPair, Encoded, Evidence, Sentence, Signals, Word
from mtqa.words import words

Floats = NDArray[np.float32]

CONTENT_LENGTH = 4
"""A word of fewer letters counts as content only with a capital or a digit: function words are short in the
languages that write with spaces."""


@dataclass(frozen=True, slots=True)
class Text:
    """One whole document as the signals need it: its sentences, their words and their vectors."""

    sentences: Sequence[Sentence]
    words: Sequence[tuple[Word, ...]]
    encoded: Encoded

    @classmethod
    def of(cls, sentences: Sequence[Sentence], encoded: Encoded) -> Text:
        """Find the words of every sentence once."""
        return cls(sentences, [words(sentence) for sentence in sentences], encoded)


def gather(suspect: Text, reference: Text, pairs: Sequence[AlignedPair], *, ter: bool = True) -> tuple[Evidence, ...]:
    """Measure every pair, with TER or without. A pair without a counterpart has words but neither signals nor support."""
    return tuple(_evidence(index, pair, suspect, reference, ter=ter) for index, pair in enumerate(pairs))


def plain(sentences: Sequence[Sentence]) -> str:
    """Join sentences into the text that metrics compare: without markup, one space between."""
    return " ".join(sentence.prose.translate(UNREAD) for sentence in sentences)


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of one pair."""

    sentences: tuple[Sentence, ...]
    words: tuple[tuple[Word, ...], ...]  # a tuple a sentence
    spans: tuple[NDArray[np.int32], ...]  # (t, 2) a sentence, document offsets
    tokens: NDArray[np.float16]  # (T, D), all sentences
    early: NDArray[np.float16]
    vector: Floats  # (D,), weighted by tokens

    @classmethod
    def of(cls, text: Text, indexes: tuple[int, ...]) -> _Side:
        rows = [slice(*text.encoded.rows[i]) for i in indexes]
        counts = np.array([[row.stop - row.start] for row in rows], np.float32).reshape(-1, 1)
        sentences = tuple(text.sentences[i] for i in indexes)
        picked: slice | NDArray[np.int64] = slice(0, 0)
        if rows:
            picked = rows[0] if len(rows) == 1 else np.concatenate([np.arange(row.start, row.stop) for row in rows])
        return cls(
            sentences=sentences,
            words=tuple(text.words[i] for i in indexes),
            spans=tuple(text.encoded.spans[row] + s.span.start for row, s in zip(rows, sentences, strict=True)),
            tokens=text.encoded.tokens[picked],
            early=text.encoded.early[picked],
            vector=(text.encoded.vectors[list(indexes)] * counts).sum(axis=0),
        )


def _evidence(index: int, pair: AlignedPair, suspect: Text, reference: Text, *, ter: bool) -> Evidence:
    left, right = _Side.of(suspect, pair.suspect), _Side.of(reference, pair.reference)
    signals, supports = None, None
    suspect_words, reference_words = (tuple(chain.from_iterable(side.words)) for side in (left, right))
    if pair.suspect and pair.reference:
        supports = best_matches(left.tokens, right.tokens)
        suspect_words, reference_words = map(_supported, (left, right), supports)
        signals = _signals(left, right, supports, reference_words, with_ter=ter)
    return Evidence(
        index=index,
        pair=pair,
        suspect=left.sentences,
        reference=right.sentences,
        suspect_words=suspect_words,
        reference_words=reference_words,
        signals=signals,
    )


def _signals(
    left: _Side, right: _Side, supports: tuple[Floats, Floats], reference_words: Sequence[Word], *, with_ter: bool
) -> Signals:
    hypothesis, reference = plain(left.sentences), plain(right.sentences)
    early_left, early_right = best_matches(left.early, right.early)
    bleu = BLEU_PAIR.counts(hypothesis, reference)
    chrf = CHRF_METRIC.counts(hypothesis, reference)
    ter = TER_METRIC.counts(hypothesis, reference) if with_ter else ()
    recalled = [word.support for word in reference_words if word.support is not None and is_content(word)]
    return Signals(
        chrf=CHRF_METRIC.score(chrf) or 0.0,
        bleu=BLEU_PAIR.score(bleu) or 0.0,
        ter=TER_METRIC.score(ter),
        cosine=_cosine(left.vector, right.vector),
        soft_last=_mean_f1(*supports),
        soft_early=_mean_f1(early_left, early_right),
        worst_recall=min(recalled, default=1.0),
        bleu_counts=bleu,
        chrf_counts=chrf,
        ter_counts=ter,
    )


def is_content(word: Word) -> bool:
    """Tell whether a word carries content: long enough, or with a capital or a digit. Example: `is`: no, `5`: yes."""
    return len(word.text) >= CONTENT_LENGTH or word.text != word.text.lower() or any(map(str.isdigit, word.text))


def _supported(side: _Side, support: Floats) -> tuple[Word, ...]:
    """Give every word the mean support of its tokens; words rise, tokens rise: one merge a sentence."""
    supported = []
    start = 0
    for group, spans in zip(side.words, side.spans, strict=True):
        values = support[start : start + len(spans)]
        start += len(spans)
        first = np.searchsorted(spans[:, 1], [word.span.start for word in group], side="right").tolist()
        last = np.searchsorted(spans[:, 0], [word.span.end for word in group], side="left").tolist()
        for word, low, high in zip(group, first, last, strict=True):
            if low < high:  # most words are one token: its value is their mean
                mean = values[low] if high - low == 1 else values[low:high].mean()
                word = Word(word.text, word.span, word.norm, word.sentence, float(mean))  # noqa: PLW2901  # `replace` is slow
            supported.append(word)
    return tuple(supported)


def _mean_f1(left: Floats, right: Floats) -> float:
    return f1(float(left.mean()), float(right.mean())) if len(left) and len(right) else 0.0


def _cosine(left: Floats, right: Floats) -> float:
    norms = float(np.linalg.norm(left) * np.linalg.norm(right))
    return float(left @ right) / norms if norms > 0 else 0.0
