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
Doubles = NDArray[np.float64]


Shape = tuple[int, int]
"""Sentences of a bead: suspect, reference."""

LARGEST_SEVERAL: int = 4
"""Sentences on the larger side of an n-m bead; larger ones were 6 of 1,900 in the development documents."""


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


BeadScores = Callable[[Tile], Floats]
"""Gives the (shapes, rows, columns) scores of the beads that end at each node of a tile."""


def best_path(
    tiles: Sequence[Tile], shapes: Sequence[Shape], score: BeadScores, additions: Doubles, omissions: Doubles
) -> list[Bead]:
    """Find the beads of the path with the greatest sum of scores, from the corridor's first node to its last.

    `additions` (S,) and `omissions` (R,) are the scores of leaving a sentence alone. Ties go to the earlier shape,
    then to additions. Source: Gale and Church 1993, section 3, with more shapes and scores of our own.
    Example: the path through 2 x 1 sentences may be `[Bead(0, 0, (1, 1)), Bead(1, 1, (1, 0))]`.
    """
    reach = max(max(shape) for shape in shapes)
    toll = np.concatenate([[0.0], np.cumsum(omissions)])
    history = np.full((reach, 0), -np.inf)
    left = tiles[0].left
    choices = []
    for tile in tiles:
        history = _realign(history, left, tile, reach)
        left = tile.left
        alone = np.concatenate([[0.0], additions])[tile.top : tile.bottom], toll[tile.left : tile.right]
        chosen, history = _search(shapes, score(tile), history, alone, start=tile is tiles[0])
        choices.append(chosen)
    return list(_walk(tiles, shapes, choices))[::-1]


def _realign(history: Doubles, left: int, tile: Tile, reach: int) -> Doubles:
    """Cut or pad the last rows of one tile to the columns of the next, with `reach` columns to its left."""
    aligned = np.full((reach, reach + tile.right - tile.left), -np.inf)
    first, last = max(left, tile.left - reach), min(left + history.shape[1], tile.right)
    if first < last:
        aligned[:, first - tile.left + reach : last - tile.left + reach] = history[:, first - left : last - left]
    return aligned


def _search(
    shapes: Sequence[Shape], scores: Floats, history: Doubles, alone: tuple[Doubles, Doubles], *, start: bool
) -> tuple[NDArray[np.int8], Doubles]:
    """Fill one tile row by row; return each node's best shape and the last rows of path scores.

    `len(shapes)` stands for an addition, one more for an omission. A run of omissions along a row is a running
    maximum of scores less the toll so far, so no step of it needs a loop.
    """
    _, rows, width = scores.shape
    reach = len(history)
    additions, toll = alone
    best = np.full((reach + rows, reach + width), -np.inf)
    best[:reach] = history
    chosen = np.empty((rows, width), np.int8)
    options = np.empty((len(shapes) + 1, width))
    a, b = np.array(shapes).T[:, :, None]
    sources = (reach - a) * (reach + width) + reach - b + np.arange(width)  # of row 0, in the flat table
    for row in range(rows):
        here = reach + row
        np.add(best.ravel().take(sources + row * (reach + width)), scores[:, row], out=options[:-1])
        np.add(best[here - 1, reach:], additions[row], out=options[-1])
        if start and row == 0:
            options[-1, 0] = 0.0  # the first node; the walk back ends there
        choice = options.argmax(axis=0)
        entry = options[choice, np.arange(width)]
        run = np.maximum.accumulate(entry - toll)
        stays = entry - toll >= run
        chosen[row] = np.where(stays, choice, len(shapes) + 1)
        best[here, reach:] = np.where(stays, entry, run + toll)
    return chosen, best[-reach:, reach:]


def _walk(tiles: Sequence[Tile], shapes: Sequence[Shape], choices: Sequence[NDArray[np.int8]]) -> Iterator[Bead]:
    """Follow the choices back from the last node to the first."""
    at = len(tiles) - 1
    i, j = tiles[at].bottom - 1, tiles[at].right - 1
    steps = [*shapes, (1, 0), (0, 1)]
    while (i, j) != (tiles[0].top, tiles[0].left):
        while i < tiles[at].top:
            at -= 1
        a, b = steps[choices[at][i - tiles[at].top, j - tiles[at].left]]
        i, j = i - a, j - b
        yield Bead(i, j, (a, b))
