"""The search: a hand example, a brute-force oracle, and corridors."""

from __future__ import annotations

import numpy as np
import pytest
from align_paths import every_path
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.align.corridor import tiles
from mtqa.align.dp import Bead, Shape, Tile, best_path

SHAPES: list[Shape] = [(1, 1), (1, 2), (2, 1)]


def test_by_hand() -> None:
    scores = np.zeros((1, 3, 2), np.float32)
    scores[0, 1, 1], scores[0, 2, 1] = 5.0, 1.0
    path = best_path([Tile(0, 3, 0, 2)], [(1, 1)], lambda _: scores, np.array([-1.0, -1.0]), np.array([-1.0]))
    assert path == [Bead(0, 0, (1, 1)), Bead(1, 1, (1, 0))]


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10_000), st.booleans())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_best_of_all_paths(rows: int, columns: int, seed: int, in_tiles: bool) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(len(SHAPES), rows + 1, columns + 1)).astype(np.float32)
    additions, omissions = random.normal(size=rows) - 1, random.normal(size=columns) - 1

    def value(path: list[Bead]) -> float:
        total = 0.0
        for bead in path:
            (a, b), i, j = bead.shape, bead.suspect, bead.reference
            if a and b:
                total += float(scores[SHAPES.index((a, b)), i + a, j + b])
            else:
                total += float(additions[i] if a else omissions[j])
        return total

    corridor = (
        [Tile(row, row + 1, 0, columns + 1) for row in range(rows + 1)]
        if in_tiles
        else [Tile(0, rows + 1, 0, columns + 1)]
    )
    found = best_path(
        corridor, SHAPES, lambda tile: scores[:, tile.top : tile.bottom, tile.left : tile.right], additions, omissions
    )
    best = max(every_path(SHAPES, rows, columns), key=value)
    assert value(found) == pytest.approx(value(best), abs=1e-5)


def test_tiles_cover_every_row() -> None:
    low, high = np.array([0, 0, 3, 3, 90]), np.array([5, 40, 40, 60, 100])
    covered = {
        (i, j) for tile in tiles(low, high) for i in range(tile.top, tile.bottom) for j in range(tile.left, tile.right)
    }
    assert {(i, j) for i in range(5) for j in range(low[i], high[i])} <= covered
