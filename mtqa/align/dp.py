"""Bead scores along a corridor -> the best monotone path, as beads; next stage: moved blocks.

Nodes (i, j) say: the first i suspect and the first j reference sentences are accounted for. The corridor is a list of
rectangles of nodes from (0, 0) to (S, R); each is scored and searched by numpy a row at a time, so that time and
memory grow with the corridor's area only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


Shape = tuple[int, int]
"""Sentences of a bead: suspect, reference."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle of nodes: rows top..bottom-1, columns left..right-1."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences first..first+size-1 of each side; a size of 0 is an omission or an addition."""

    suspect: int
    reference: int
    shape: Shape


Scorer = Callable[[Tile], NDArray[np.float32]]
"""Gives the (shapes, rows, columns) scores of the beads that end at each node of a tile."""


def best_path(
    tiles: Sequence[Tile], shapes: Sequence[Shape], score: Scorer, addition: float, omission: float
) -> list[Bead]:
    """Find the beads of the path with the greatest sum of scores. Ties go to the earlier shape, then to additions."""
    reach = max(max(shape) for shape in shapes)
    history = np.full((reach, 0), -np.inf)
    left = 0
    choices = []
    for tile in tiles:
        history = _realign(history, left, tile, reach)
        left = tile.left
        chosen, history = _search(tile, shapes, score(tile), history, reach, addition, omission)
        choices.append(chosen)
    return list(_walk(tiles, shapes, choices))[::-1]


def _realign(history: NDArray[np.float64], left: int, tile: Tile, reach: int) -> NDArray[np.float64]:
    """Cut or pad the last rows of one tile to the columns of the next, with `reach` columns to its left."""
    aligned = np.full((reach, reach + tile.right - tile.left), -np.inf)
    first, last = max(left, tile.left - reach), min(left + history.shape[1], tile.right)
    if first < last:
        aligned[:, first - tile.left + reach : last - tile.left + reach] = history[:, first - left : last - left]
    return aligned


def _search(
    tile: Tile,
    shapes: Sequence[Shape],
    scores: Floats,
    history: NDArray[np.float64],
    reach: int,
    addition: float,
    omission: float,
) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Fill one tile row by row; return each node's best shape (len(shapes): addition, one more: omission)."""
    rows, width = tile.bottom - tile.top, tile.right - tile.left
    best = np.full((reach + rows, reach + width), -np.inf)
    best[:reach] = history
    chosen = np.empty((rows, width), np.int8)
    options = np.empty((len(shapes) + 1, width))
    drift = omission * np.arange(width)
    for row in range(rows):
        here = reach + row
        for k, (a, b) in enumerate(shapes):
            np.add(best[here - a, reach - b : reach - b + width], scores[k, row], out=options[k])
        np.add(best[here - 1, reach:], addition, out=options[-1])
        if tile.top + row == 0 and tile.left == 0:
            options[-1, 0] = 0.0  # the start; never walked back over
        choice = options.argmax(axis=0)
        entry = options[choice, np.arange(width)]
        with np.errstate(invalid="ignore"):
            run = np.maximum.accumulate(entry - drift) + drift
        chosen[row] = np.where(run > entry, len(shapes) + 1, choice)
        best[here, reach:] = np.maximum(run, entry)
    return chosen, best[-reach:, reach:]


def _walk(tiles: Sequence[Tile], shapes: Sequence[Shape], choices: Sequence[NDArray[np.int8]]) -> Iterator[Bead]:
    """Follow the choices back from the last node to (0, 0)."""
    at = len(tiles) - 1
    i, j = tiles[at].bottom - 1, tiles[at].right - 1
    steps = [*shapes, (1, 0), (0, 1)]
    while i or j:
        while i < tiles[at].top:
            at -= 1
        a, b = steps[choices[at][i - tiles[at].top, j - tiles[at].left]]
        i, j = i - a, j - b
        yield Bead(i, j, (a, b))
