"""Material -> the score of every bead that ends at each node of a tile; next stage: dp."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtqa.align.dp import Shape, Tile
from mtqa.align.similarity import Channel, Material

Floats = NDArray[np.float32]


def bead_shapes(max_block: int) -> list[Shape]:
    """List the shapes to try: 1-1, 1-n and n-1 up to `max_block`, and a few small n-m."""
    shapes = [(1, 1)]
    for n in range(2, max_block + 1):
        shapes += [(1, n), (n, 1)]
    small = [(2, 2), (2, 3), (3, 2), (3, 3), (2, 4), (4, 2)]
    return shapes + [shape for shape in small if max(shape) <= max_block]


def cosines(channel: Channel, tile: Tile, shapes: Sequence[Shape]) -> Floats:
    """Return (shapes, rows, columns) cosines of the blocks that end at each node; 0 where a block does not exist."""
    reach = max(max(shape) for shape in shapes)
    rows, columns = tile.bottom - tile.top, tile.right - tile.left
    top, left = max(0, tile.top - reach), max(0, tile.left - reach)
    result = np.zeros((len(shapes), rows, columns), np.float32)
    sums = np.zeros((rows + reach, columns + reach))  # [p, q]: of all sentences before node (top - reach + p, ...)
    table = channel.dots((top, tile.bottom - 1), (left, tile.right - 1))
    sums[len(sums) - len(table) :, sums.shape[1] - table.shape[1] :] = table
    sums = sums.cumsum(axis=0).cumsum(axis=1)
    for k, (a, b) in enumerate(shapes):
        block = (
            sums[reach : reach + rows, reach : reach + columns]
            - sums[reach - a : reach - a + rows, reach : reach + columns]
            - sums[reach : reach + rows, reach - b : reach - b + columns]
            + sums[reach - a : reach - a + rows, reach - b : reach - b + columns]
        )
        norm = np.outer(
            channel.suspect_norms[a, tile.top : tile.bottom], channel.reference_norms[b, tile.left : tile.right]
        )
        np.divide(block, norm, out=result[k], where=norm > 1e-9, casting="unsafe")
    return result


class Scorer:
    """Scores beads by how far their similarity stands above the document pair's own background."""

    def __init__(self, material: Material, shapes: Sequence[Shape]) -> None:
        self.material = material
        self.shapes = shapes
        self.scale = [
            _scale(channel, len(material.suspect_chars) - 1, len(material.reference_chars) - 1)
            for channel in material.channels
        ]
        chars = material.suspect_chars[-1], material.reference_chars[-1]
        self.ratio = np.log(chars[0] / chars[1])

    def __call__(self, tile: Tile) -> Floats:
        """Score a tile."""
        weights = (0.5, 0.25, 0.25)
        total = np.zeros((), np.float32)
        for channel, weight, (low, high) in zip(self.material.channels, weights, self.scale, strict=True):
            total = total + weight * (cosines(channel, tile, self.shapes) - low) / (high - low)
        s, r = self.material.suspect_chars, self.material.reference_chars
        for k, (a, b) in enumerate(self.shapes):
            i, j = np.arange(tile.top, tile.bottom), np.arange(tile.left, tile.right)
            x = np.log(s[i] - s[np.maximum(i - a, 0)] + 1)[:, None]
            y = np.log(r[j] - r[np.maximum(j - b, 0)] + 1)[None, :]
            excess = np.maximum(np.abs(x - y - self.ratio) - 0.2, 0)
            total[k] = ((a + b) / 2) ** 0.8 * (total[k] - 0.3 * excess + 0.05) - 0.12 * (a + b - 2)
        return total


def _scale(channel: Channel, suspects: int, references: int) -> tuple[float, float]:
    rows, columns = np.arange(suspects), np.arange(references)
    table = channel.dots((0, min(suspects, 400)), (0, references))
    norm = np.outer(channel.suspect_norms[1, 1:][: len(table)], channel.reference_norms[1, 1:])
    cosine = np.divide(table, norm, out=np.zeros_like(table), where=norm > 1e-9)
    low, high = float(cosine.mean()), float(np.median(cosine.max(axis=1)))
    return low, max(high, low + 0.05)
