"""Features x weights -> the score of every bead, omissions and additions included; next stage: dp."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtqa.align.dp import LARGEST_SEVERAL, Shape, Tile
from mtqa.align.features import View, lonely_features
from mtqa.align.profile import Profile, kind
from mtqa.align.similarity import Material
from mtqa.align.weights import BEAD_WEIGHTS, LONELY_WEIGHTS

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


def bead_shapes(max_block: int) -> list[Shape]:
    """List the shapes to try: 1-1, 1-n and n-1 up to `max_block`, and the small n-m."""
    shapes = [(1, 1)]
    for n in range(2, max_block + 1):
        shapes += [(1, n), (n, 1)]
    several = [(2, 2), (2, 3), (3, 2), (3, 3), (2, 4), (4, 2)]
    return shapes + [shape for shape in several if max(shape) <= min(max_block, LARGEST_SEVERAL)]


class Scorer:
    """Scores the beads of one document pair, as its profile has it: log odds, summed along a path."""

    def __init__(self, material: Material, profile: Profile, shapes: Sequence[Shape]) -> None:
        self.material, self.profile, self.shapes = material, profile, shapes
        self.prior = np.array([profile.prior[kind(*shape)] for shape in shapes], np.float32)

    def beads(self, tile: Tile) -> Floats:
        """Return (shapes, rows, columns): the score of the bead of each shape that ends at each node of a tile."""
        view = View(self.material, self.profile, self.shapes, tile)
        total = np.zeros((len(self.shapes), tile.bottom - tile.top, tile.right - tile.left), np.float32)
        total += self.prior[:, None, None]
        for name, values in view.all_features():
            total += np.float32(BEAD_WEIGHTS[name]) * values
        return total

    def lonely(self, best: tuple[Doubles, Doubles]) -> tuple[Doubles, Doubles]:
        """Return the scores of leaving each suspect and each reference sentence alone, by its best partner anywhere."""
        sides = []
        for side, chars in enumerate((self.material.suspect_chars, self.material.reference_chars)):
            total = self.profile.alone[side].copy()
            for name, values in lonely_features(np.diff(chars), best[side]):
                total += LONELY_WEIGHTS[name] * values
            sides.append(total)
        return sides[0], sides[1]
