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

from mtqa.align.dp import Bead, Shape, Tile
from mtqa.types import Encoded, Sentence

Floats = NDArray[np.float32]


from mtqa.align.overlap import Bags, RareIndex, dots, pair_dots, gram_bags, normalise, word_bags

TINY: float = 1e-9
"""A block norm below this is zero: there is nothing to compare."""

NORM_ROWS: int = 64
"""Sentences whose bags are multiplied at once to get block norms; bounds the memory."""


class Channel(Protocol):
    """One kind of evidence: dot products between the sides, and norms of blocks within each."""

    suspect_norms: Floats  # (max_block + 1, S + 1): of the `a` sentences that end before i; 0 where there are none
    reference_norms: Floats

    def dots(self, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
        """Return the (R, C) dot products of suspect sentences `rows` and reference sentences `columns`."""
        ...

    def pair_dots(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the dot product of sentences rows[k] and columns[k], for every k."""
        ...

    def probe(self, rows: NDArray[np.int64]) -> Floats:
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

    def pair_dots(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return dot products of single pairs."""
        return np.einsum("ij,ij->i", self.suspect[rows], self.reference[columns]).astype(np.float64)

    def probe(self, rows: NDArray[np.int64]) -> Floats:
        """Return cosines to every reference sentence."""
        dots = self.suspect[rows] @ self.reference.T
        return dots * _inverse(self.suspect_norms[1, rows + 1])[:, None] * _inverse(self.reference_norms[1, 1:])


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

    def pair_dots(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return dot products of single pairs."""
        return pair_dots(self.suspect, rows, self.reference, columns)

    def probe(self, rows: NDArray[np.int64]) -> Floats:
        """Return cosines to every reference sentence, as far as rare features tell."""
        dots = self.index.dots(self.suspect, rows)
        return dots * _inverse(self.suspect_norms[1, rows + 1])[:, None] * _inverse(self.reference_norms[1, 1:])


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
        channels.append(BagChannel(a, b, RareIndex.of(b), _bag_norms(a, max_block), _bag_norms(b, max_block)))
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


def block_cosines(channel: Channel, tile: Tile, shapes: Sequence[Shape]) -> Floats:
    """Return (shapes, rows, columns) cosines of the blocks that end at each node; 0 where a block does not exist."""
    reach = max(max(shape) for shape in shapes)
    rows, columns = tile.bottom - tile.top, tile.right - tile.left
    sums = np.zeros((rows + reach, columns + reach))  # [p, q]: of all sentences before node (top - reach + p, ...)
    sums[1:, 1:] = _dots_around(channel, (tile.top - reach, tile.bottom - 1), (tile.left - reach, tile.right - 1))
    sums = sums.cumsum(axis=0).cumsum(axis=1)
    result = np.zeros((len(shapes), rows, columns), np.float32)
    suspect_norms = _inverse(_around(channel.suspect_norms, tile.top, tile.bottom))
    reference_norms = _inverse(_around(channel.reference_norms, tile.left, tile.right))
    here, there = slice(reach, reach + rows), slice(reach, reach + columns)
    for k, (a, b) in enumerate(shapes):
        above, before = slice(reach - a, reach - a + rows), slice(reach - b, reach - b + columns)
        block = sums[here, there] - sums[above, there] - sums[here, before] + sums[above, before]
        block *= suspect_norms[a][:, None]
        np.multiply(block, reference_norms[b], out=result[k], casting="unsafe")
    return result


def single_cosines(channel: Channel, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
    """Return (R, C) cosines of single sentences; either range may reach beyond its document, where they are 0."""
    suspect_norms = _inverse(_around(channel.suspect_norms[1:2], rows[0] + 1, rows[1] + 1)[0])
    reference_norms = _inverse(_around(channel.reference_norms[1:2], columns[0] + 1, columns[1] + 1)[0])
    return _dots_around(channel, rows, columns) * suspect_norms[:, None] * reference_norms


def _inverse(norms: Floats) -> Floats:
    """Return 1 / norm, and 0 where the norm is zero: a block of nothing is like nothing."""
    return np.divide(1.0, norms, out=np.zeros_like(norms), where=norms > TINY)


def pair_cosines(channel: Channel, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the cosines of sentences rows[k] and columns[k], for every k."""
    norm = channel.suspect_norms[1, rows + 1].astype(np.float64) * channel.reference_norms[1, columns + 1]
    return np.divide(channel.pair_dots(rows, columns), norm, out=np.zeros(len(rows)), where=norm > TINY)


def _dots_around(channel: Channel, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
    """Return the dot products of a rectangle of sentences, with zeros where it reaches beyond a document."""
    spans = rows, columns
    sizes = channel.suspect_norms.shape[1] - 1, channel.reference_norms.shape[1] - 1
    known = [(max(lo, 0), max(min(hi, size), max(lo, 0))) for (lo, hi), size in zip(spans, sizes, strict=True)]
    table = np.zeros((rows[1] - rows[0], columns[1] - columns[0]), np.float32)
    places = tuple(slice(k[0] - span[0], k[1] - span[0]) for k, span in zip(known, spans, strict=True))
    table[places] = channel.dots(*known)
    return table


def _around(norms: Floats, first: int, last: int) -> Floats:
    """Return columns first..last-1, with zeros where they do not exist."""
    size = norms.shape[1]
    lo, hi = max(first, 0), max(min(last, size), max(first, 0))
    result = np.zeros((len(norms), last - first), np.float32)
    result[:, lo - first : hi - first] = norms[:, lo:hi]
    return result


def bead_cosines(material: Material, beads: Sequence[Bead]) -> NDArray[np.float64]:
    """Return (beads, channels) cosines of the sides of each bead; 0 where a side is empty."""
    cells = [
        (k, i, j)
        for k, bead in enumerate(beads)
        for i in range(bead.suspect, bead.suspect + bead.shape[0])
        for j in range(bead.reference, bead.reference + bead.shape[1])
    ]
    owner, rows, columns = np.array(cells, np.int64).reshape(-1, 3).T
    a, b = np.array([bead.shape for bead in beads]).T
    ends = a + [bead.suspect for bead in beads], b + [bead.reference for bead in beads]
    result = np.zeros((len(beads), len(material.channels)))
    for k, channel in enumerate(material.channels):
        dots = np.bincount(owner, channel.pair_dots(rows, columns), minlength=len(beads))
        norm = channel.suspect_norms[a, ends[0]].astype(np.float64) * channel.reference_norms[b, ends[1]]
        result[:, k] = np.divide(dots, norm, out=np.zeros(len(beads)), where=norm > TINY)
    return result
