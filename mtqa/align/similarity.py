"""Sentences and their vectors -> dot products and block lengths for any rectangle of the pair; next stage: costs.

Three kinds of evidence, all additive: a block's vector is the sum of its sentences' vectors, so the cosine of any
two blocks follows from sentence dot products and from block norms that are computed once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mtqa.types import Encoded, Sentence

Floats = NDArray[np.float32]


from mtqa.align.overlap import Bags, dots, gram_bags, normalise, word_bags

NORM_ROWS: int = 256
"""Sentences whose bags are multiplied at once to get block norms; bounds the memory."""


class Channel(Protocol):
    """One kind of evidence: dot products between the sides, and norms of blocks within each."""

    suspect_norms: Floats  # (max_block + 1, S + 1): of the `a` sentences that end before i; 0 where there are none
    reference_norms: Floats

    def dots(self, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
        """Return the (R, C) dot products of suspect sentences `rows` and reference sentences `columns`."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class VectorChannel:
    """Embeddings: each sentence's unit vector times its number of tokens."""

    suspect: Floats
    reference: Floats
    suspect_norms: Floats
    reference_norms: Floats

    def dots(self, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
        """Return dot products of a rectangle."""
        return self.suspect[slice(*rows)] @ self.reference[slice(*columns)].T


@dataclass(frozen=True, slots=True, eq=False)
class BagChannel:
    """Weighted bags of words or of character n-grams."""

    suspect: Bags
    reference: Bags
    suspect_norms: Floats
    reference_norms: Floats

    def dots(self, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
        """Return dot products of a rectangle."""
        return dots(self.suspect, rows, self.reference, columns)


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """All that scoring reads: the channels and the characters of each side's sentences, summed up from the left."""

    channels: tuple[Channel, ...]
    suspect_chars: NDArray[np.float64]  # (S + 1,)
    reference_chars: NDArray[np.float64]


def gather(
    suspect: Sequence[Sentence],
    reference: Sequence[Sentence],
    suspect_encoded: Encoded,
    reference_encoded: Encoded,
    max_block: int,
) -> Material:
    """Prepare every channel once for a document pair."""
    texts = [normalise(sentence.prose) for sentence in suspect], [normalise(sentence.prose) for sentence in reference]
    left, right = _weighted(suspect_encoded), _weighted(reference_encoded)
    channels: list[Channel] = [
        VectorChannel(left, right, _vector_norms(left, max_block), _vector_norms(right, max_block))
    ]
    for build in (word_bags, gram_bags):
        a, b = build(*texts)
        channels.append(BagChannel(a, b, _bag_norms(a, max_block), _bag_norms(b, max_block)))
    return Material(tuple(channels), _running_chars(texts[0]), _running_chars(texts[1]))


def _running_chars(texts: Sequence[str]) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum([len(text) + 1.0 for text in texts])])


def _weighted(encoded: Encoded) -> Floats:
    tokens = np.maximum(encoded.rows[:, 1] - encoded.rows[:, 0], 1)
    return (encoded.vectors * tokens[:, None]).astype(np.float32)


def _vector_norms(vectors: Floats, max_block: int) -> Floats:
    size = len(vectors)
    diagonals = np.zeros((max_block, size), np.float64)
    for k in range(min(max_block, size)):
        diagonals[k, k:] = np.einsum("ij,ij->i", vectors[k:], vectors[: size - k])
    return _block_norms(diagonals)


def _bag_norms(bags: Bags, max_block: int) -> Floats:
    size = len(bags)
    diagonals = np.zeros((max_block, size), np.float64)
    for first in range(0, size, NORM_ROWS):
        last, start = min(first + NORM_ROWS, size), max(0, first - max_block + 1)
        table = dots(bags, (first, last), bags, (start, last))
        for k in range(min(max_block, last)):
            rows = np.arange(max(first, k), last)
            diagonals[k, rows] = table[rows - first, rows - k - start]
    return _block_norms(diagonals)


def _block_norms(diagonals: NDArray[np.float64]) -> Floats:
    """Turn dot products of each sentence with its k-th predecessor into norms of blocks."""
    max_block, size = diagonals.shape
    squares = np.zeros((max_block + 1, size + 1))
    for a in range(1, min(max_block, size) + 1):
        ends = np.arange(a, size + 1)
        last = 2 * diagonals[:a, ends - 1].sum(axis=0) - diagonals[0, ends - 1]
        squares[a, ends] = squares[a - 1, ends - 1] + last
    return np.sqrt(np.maximum(squares, 0.0)).astype(np.float32)
