"""A best path and the shares of all paths -> that path, or where it is much in doubt a more careful one; next: moved blocks.

The best path of a text told anew, ten sentences long, is one of many that are nearly as good, and hardly ever right as a
whole. There a pair had better hold something that is right than be the likeliest of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from mtqa.align.dp import Bead, Shape, Tile, best_path
from mtqa.align.shares import Shares

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

DOUBTED: float = 0.75
"""Mean share of the best path's beads, by sentences, below which it is in doubt: .2 to .84 in the tuned fables, .79 and more
in all other tuned documents (constructed ones .87). At .85, German and French lose .01 to .02 strict F1."""

EXACT, LINKED = 0.3, 0.7
"""What a pair is worth that is right as a whole, and one that holds a right link at all (.5 and .5: .02 less lax F1). A right
n-m counts `LINKED` for each of its smaller side's sentences, for in pieces it would hold as many right links."""

PRICE: float = 0.2
"""What a pair must be worth: each that is said counts against the rest (.3 was .04 worse strict, .015 better lax on tuned fables)."""

ALONE, PRICE_ALONE = 0.55, 0.35
"""The same of a sentence left alone, right where it belongs to no pair at all: said where that is likelier than .64."""

CERTAIN: float = 1e-9
"""A link is missing with at least this probability, so that its logarithm is finite."""


def certainty(path: Sequence[Bead], tiles: Sequence[Tile], shapes: Sequence[Shape], shares: Shares) -> float:
    """Return how likely a sentence of either side stands in the right bead, 0-1: the mean share of its bead."""
    total = 0.0
    for bead in path:
        (a, b), i, j = bead.shape, bead.suspect, bead.reference
        if a and b:
            at = next(k for k, tile in enumerate(tiles) if tile.top <= i + a < tile.bottom)
            node = shapes.index(bead.shape), i + a - tiles[at].top, j + b - tiles[at].left
            total += (a + b) * float(shares.beads[at][node])
        else:
            total += float(shares.additions[i] if a else shares.omissions[j])
    return total / max(sum(sum(bead.shape) for bead in path), 1)


def careful_path(tiles: Sequence[Tile], shapes: Sequence[Shape], shares: Shares) -> list[Bead]:
    """Find the path whose pairs are worth most, as expected over all paths.

    Example: where either of two sentences may render one, at .5 each, both stand in a pair with it.
    """
    missing = _missing(tiles, shapes, shares)
    worth: dict[Tile, Floats] = {}
    exact = np.array([EXACT + LINKED * (min(shape) - 1) for shape in shapes])[:, None, None]
    for tile, table in zip(tiles, shares.beads, strict=True):
        i, j, begins, starts = _blocks(tile, np.array(shapes))
        exists = (begins >= 0) & (starts >= 0)
        above, before = np.maximum(begins, 0), np.maximum(starts, 0)
        unlinked = missing[i, j] - missing[above, j] - missing[i, before] + missing[above, before]
        values = exact * table - LINKED * np.expm1(unlinked) - PRICE
        worth[tile] = np.where(exists, values, -np.inf).astype(np.float32)
    return best_path(
        tiles,
        shapes,
        worth.__getitem__,
        ALONE * shares.additions - PRICE_ALONE,
        ALONE * shares.omissions - PRICE_ALONE,
    )


def _missing(tiles: Sequence[Tile], shapes: Sequence[Shape], shares: Shares) -> Doubles:
    """Return, summed up from the first node to each, the log probability that two sentences are not linked.

    A block of shares is added to all its links at once: at its corners, before summing up along both sides.
    """
    change = np.zeros((len(shares.additions) + 1, len(shares.omissions) + 1))
    for tile, table in zip(tiles, shares.beads, strict=True):
        for i, j, begins, starts, share in _present(tile, np.array(shapes), table):
            for rows, columns, sign in ((begins, starts, 1), (begins, j, -1), (i, starts, -1), (i, j, 1)):
                np.add.at(change, (rows, columns), sign * share)
    linked = change.cumsum(axis=0).cumsum(axis=1)[:-1, :-1]
    result = np.zeros_like(change)
    result[1:, 1:] = np.log(np.clip(1 - linked, CERTAIN, 1.0)).cumsum(axis=0).cumsum(axis=1)
    return result


def _present(tile: Tile, sizes: Ints, table: Doubles) -> Iterator[tuple[Ints, Ints, Ints, Ints, Doubles]]:
    """Give ends, beginnings and shares of the blocks that some path runs through, shape by shape."""
    for (a, b), share in zip(sizes, table, strict=True):
        rows, columns = np.nonzero(share)
        i, j = tile.top + rows, tile.left + columns
        yield i, j, i - a, j - b, share[rows, columns]


def _blocks(tile: Tile, sizes: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the ends of the blocks at a tile's nodes, and their beginnings: negative where there is no such block."""
    i, j = np.arange(tile.top, tile.bottom)[:, None], np.arange(tile.left, tile.right)
    return i, j, i - sizes[:, 0, None, None], j - sizes[:, 1, None, None]
