"""Sentences and their vectors -> three channels of evidence with the same questions to ask; next stage: similarity.

All are additive: a block's vector is the sum of its sentences' vectors, so the cosine of any two blocks follows from
sentence dot products and from block norms that are computed once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mtqa.align.overlap import Bags, RareIndex, dots, gram_bags, pair_dots, word_bags
from mtqa.types import Encoded

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

TINY: float = 1e-9
"""A block norm below this is zero: there is nothing to compare."""

NORM_ROWS: int = 64
"""Sentences whose bags are multiplied at once to get block norms; bounds the memory."""


class Channel(Protocol):
    """One kind of evidence: dot products between the sides, and norms of blocks within each."""

    @property
    def suspect_norms(self) -> Floats:
        """Norms of suspect blocks, (reach + 1, S + 1): of the `a` sentences before node i; 0 without so many."""
        ...

    @property
    def reference_norms(self) -> Floats:
        """Norms of reference blocks, (reach + 1, R + 1)."""
        ...

    def dots(self, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
        """Return the (R, C) dot products of suspect sentences `rows` and reference sentences `columns`."""
        ...

    def pair_dots(self, rows: Ints, columns: Ints) -> Doubles:
        """Return the dot product of sentences rows[k] and columns[k], for every k."""
        ...

    def probe(self, rows: Ints) -> Floats:
        """Return (rows, R) cosines of some suspect sentences to every reference sentence, from rare features only."""
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

    def pair_dots(self, rows: Ints, columns: Ints) -> Doubles:
        """Return dot products of single pairs."""
        products: Floats = np.einsum("ij,ij->i", self.suspect[rows], self.reference[columns])
        return products.astype(np.float64)

    def probe(self, rows: Ints) -> Floats:
        """Return cosines to every reference sentence."""
        dots = self.suspect[rows] @ self.reference.T
        return dots * inverse(self.suspect_norms[1, rows + 1])[:, None] * inverse(self.reference_norms[1, 1:])


@dataclass(frozen=True, slots=True, eq=False)
class BagChannel:
    """Weighted bags of words or of character n-grams."""

    suspect: Bags
    reference: Bags
    index: RareIndex  # of the reference
    suspect_norms: Floats
    reference_norms: Floats

    def dots(self, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
        """Return dot products of a rectangle."""
        return dots(self.suspect, rows, self.reference, columns)

    def pair_dots(self, rows: Ints, columns: Ints) -> Doubles:
        """Return dot products of single pairs."""
        return pair_dots(self.suspect, rows, self.reference, columns)

    def probe(self, rows: Ints) -> Floats:
        """Return cosines to every reference sentence, as far as rare features tell."""
        dots = self.index.dots(self.suspect, rows)
        return dots * inverse(self.suspect_norms[1, rows + 1])[:, None] * inverse(self.reference_norms[1, 1:])


def channels(
    texts: tuple[Sequence[str], Sequence[str]], encoded: tuple[Encoded, Encoded], reach: int
) -> tuple[Channel, ...]:
    """Prepare meaning, words and letters of normalised texts, for blocks of up to `reach` sentences."""
    left, right = (_weighted(side) for side in encoded)
    built: list[Channel] = [VectorChannel(left, right, _vector_norms(left, reach), _vector_norms(right, reach))]
    for build in (word_bags, gram_bags):
        a, b = build(*texts)
        built.append(BagChannel(a, b, RareIndex.of(b), _bag_norms(a, reach), _bag_norms(b, reach)))
    return tuple(built)


def inverse(norms: Floats) -> Floats:
    """Return 1 / norm, and 0 where the norm is zero: a block of nothing is like nothing."""
    result: Floats = np.divide(1.0, norms, out=np.zeros_like(norms), where=norms > TINY)
    return result


def _weighted(encoded: Encoded) -> Floats:
    tokens = np.maximum(encoded.rows[:, 1] - encoded.rows[:, 0], 1)
    vectors: Floats = encoded.vectors * tokens[:, None].astype(np.float32)
    return vectors


def _vector_norms(vectors: Floats, reach: int) -> Floats:
    size = len(vectors)
    diagonals = np.zeros((reach, size), np.float64)
    for k in range(min(reach, size)):
        diagonals[k, k:] = np.einsum("ij,ij->i", vectors[k:], vectors[: size - k])
    return _block_norms(diagonals)


def _bag_norms(bags: Bags, reach: int) -> Floats:
    size = len(bags)
    diagonals = np.zeros((reach, size), np.float64)
    for first in range(0, size, NORM_ROWS):
        last, start = min(first + NORM_ROWS, size), max(0, first - reach + 1)
        table = dots(bags, (first, last), bags, (start, last))
        for k in range(min(reach, last)):
            rows = np.arange(max(first, k), last)
            diagonals[k, rows] = table[rows - first, rows - k - start]
    return _block_norms(diagonals)


def _block_norms(diagonals: Doubles) -> Floats:
    """Turn dot products of each sentence with its k-th predecessor into norms of blocks."""
    reach, size = diagonals.shape
    squares = np.zeros((reach + 1, size + 1))
    for a in range(1, min(reach, size) + 1):
        ends = np.arange(a, size + 1)
        last = 2 * diagonals[:a, ends - 1].sum(axis=0) - diagonals[0, ends - 1]
        squares[a, ends] = squares[a - 1, ends - 1] + last
    return np.sqrt(np.maximum(squares, 0.0)).astype(np.float32)
