"""Channels -> cosines of any blocks, in rectangles or one by one; next stage: profile and features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mtqa.align.channels import TINY, Channel, Doubles, Floats, Ints, channels, inverse
from mtqa.align.dp import Bead, Shape, Tile
from mtqa.align.overlap import normalise
from mtqa.types import Encoded, Sentence


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """All that scoring reads: the channels and the characters of each side's sentences, summed up from the left."""

    channels: tuple[Channel, ...]
    suspect_chars: Doubles  # (S + 1,)
    reference_chars: Doubles
    suspect_wordless: Doubles  # sentences without any letter ("23", "***"), summed up likewise
    reference_wordless: Doubles
    suspect_labels: Ints  # (S,) which number a sentence begins with ("1." and "(1) Mix the flour" alike); 0: none
    reference_labels: Ints


def gather(
    suspect: Sequence[Sentence],
    reference: Sequence[Sentence],
    suspect_encoded: Encoded,
    reference_encoded: Encoded,
    max_block: int,
) -> Material:
    """Prepare every channel once for a document pair."""
    texts = [normalise(sentence.prose) for sentence in suspect], [normalise(sentence.prose) for sentence in reference]
    encoded = suspect_encoded, reference_encoded
    ours, theirs = (_running([len(text) + 1.0 for text in side]) for side in texts)
    bare, stark = (_running([not any(map(str.isalpha, text)) for text in side]) for side in texts)
    return Material(channels(texts, encoded, max_block), ours, theirs, bare, stark, *_labels(texts))


def _labels(texts: tuple[Sequence[str], Sequence[str]]) -> tuple[Ints, Ints]:
    """Count the different numbers that normalised sentences begin with, from 1, alike on both sides; 0 stands for none."""
    known: dict[str, int] = {}
    firsts = ([text.partition(" ")[0] for text in side] for side in texts)
    ours, theirs = (
        np.array([known.setdefault(word, len(known) + 1) if word.isdecimal() else 0 for word in side], np.int64)
        for side in firsts
    )
    return ours, theirs


def _running(values: Sequence[float]) -> Doubles:
    return np.concatenate([[0.0], np.cumsum(values)])


def block_cosines(channel: Channel, dots: Floats, tile: Tile, shapes: Sequence[Shape]) -> Floats:
    """Return (shapes, rows, columns) cosines of the blocks that end at each node; 0 where a block does not exist.

    `dots` are those of sentences, from the largest block before the tile's first node to its last node.
    """
    reach = max(max(shape) for shape in shapes)
    rows, columns = tile.bottom - tile.top, tile.right - tile.left
    result = np.zeros((len(shapes), rows, columns), np.float32)
    suspect_norms = inverse(_around(channel.suspect_norms, tile.top, tile.bottom))
    reference_norms = inverse(_around(channel.reference_norms, tile.left, tile.right))
    place = {shape: k for k, shape in enumerate(shapes)}
    tall = np.zeros((rows, dots.shape[1]), np.float32)
    for a in range(1, reach + 1):
        tall += dots[reach - a : reach - a + rows]  # of the `a` suspect sentences before each node
        block = np.zeros((rows, columns), np.float32)
        for b in range(1, max((b for other, b in shapes if other == a), default=0) + 1):
            block += tall[:, reach - b : reach - b + columns]
            if (a, b) in place:
                np.multiply(block, suspect_norms[a][:, None], out=result[place[a, b]])
                result[place[a, b]] *= reference_norms[b]
    return result


def single_cosines(channel: Channel, dots: Floats, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
    """Return (R, C) cosines of single sentences, given their dot products; 0 beyond the ends of a document."""
    suspect_norms = inverse(_around(channel.suspect_norms[1:2], rows[0] + 1, rows[1] + 1)[0])
    reference_norms = inverse(_around(channel.reference_norms[1:2], columns[0] + 1, columns[1] + 1)[0])
    return dots * suspect_norms[:, None] * reference_norms


def pair_cosines(channel: Channel, rows: Ints, columns: Ints) -> Doubles:
    """Return the cosines of sentences rows[k] and columns[k], for every k."""
    norm = channel.suspect_norms[1, rows + 1].astype(np.float64) * channel.reference_norms[1, columns + 1]
    cosines: Doubles = np.divide(channel.pair_dots(rows, columns), norm, out=np.zeros(len(rows)), where=norm > TINY)
    return cosines


def dots_around(channel: Channel, rows: tuple[int, int], columns: tuple[int, int]) -> Floats:
    """Return the dot products of a rectangle of sentences, with zeros where it reaches beyond a document."""
    spans = rows, columns
    sizes = channel.suspect_norms.shape[1] - 1, channel.reference_norms.shape[1] - 1
    known = [(max(lo, 0), max(min(hi, size), lo, 0)) for (lo, hi), size in zip(spans, sizes, strict=True)]
    table = np.zeros((rows[1] - rows[0], columns[1] - columns[0]), np.float32)
    places = tuple(slice(k[0] - span[0], k[1] - span[0]) for k, span in zip(known, spans, strict=True))
    table[places] = channel.dots(*known)
    return table


def _around(norms: Floats, first: int, last: int) -> Floats:
    """Return columns first..last-1, with zeros where they do not exist."""
    size = norms.shape[1]
    lo, hi = max(first, 0), max(min(last, size), first, 0)
    result = np.zeros((len(norms), last - first), np.float32)
    result[:, lo - first : hi - first] = norms[:, lo:hi]
    return result


def bead_cosines(material: Material, beads: Sequence[Bead]) -> Doubles:
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
