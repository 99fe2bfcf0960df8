"""Bead scores along a corridor -> what share of all paths runs through each bead; next stage: doubt.

Scores are log odds, so a path's share is the exponential of its score against that of all paths: how likely the path is
right, as far as the scores are honest. Tables are as large as the document pair, so this is for small ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtqa.align.dp import Floats, Shape, Tile

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Of each bead, addition and omission: the share (0-1) of all paths, by their odds, that it lies on."""

    total: float  # log of the summed odds of all paths
    beads: list[Doubles]  # by tile: (shapes, rows, columns), of the beads that end at each node
    additions: Doubles  # (S,)
    omissions: Doubles  # (R,)


def path_shares(
    tiles: Sequence[Tile], shapes: Sequence[Shape], scores: Sequence[Floats], additions: Doubles, omissions: Doubles
) -> Shares:
    """Sum over all paths, forth and back.

    `scores` are (shapes, rows, columns) by tile; `additions` (S,) and `omissions` (R,) those of sentences left alone.
    Going back is the derivative of going forth, row by row. Source: Lafferty, McCallum and Pereira 2001, section 3.
    Example: where a 1-1 bead scores what its two sentences score alone, its share is 1/3: either may be left alone first.
    """
    steps = np.array([*shapes, (1, 0)])  # ways into a node, an addition last; omissions go along a row
    reach = int(steps.max())
    toll = np.concatenate([[0.0], np.cumsum(omissions)])
    ways_in = [
        np.concatenate([table, np.broadcast_to(_before(additions, tile), (1, *table.shape[1:]))], dtype=np.float64)
        for tile, table in zip(tiles, scores, strict=True)
    ]
    reached = np.full((reach + len(additions) + 1, reach + len(toll)), -np.inf)  # log sum of the paths to a node
    entered = reached.copy()  # of those whose last step is no omission
    for i, row, span in _rows(tiles, ways_in):
        here, cost = (reach + i, slice(reach + span.start, reach + span.stop)), toll[span]
        entry = np.logaddexp.reduce(reached[_sources(steps, reach, i, span)] + row, axis=0)
        if i == 0:
            entry[0] = 0.0
        entered[here] = entry
        reached[here] = np.logaddexp.accumulate(entry - cost) + cost
    flow = np.zeros_like(reached)  # probability of going on from a node by other than an omission
    flow[-1, -1] = 1.0
    omitted = np.zeros(len(toll))
    for i, row, span in reversed(list(_rows(tiles, ways_in))):
        here, cost = (reach + i, slice(reach + span.start, reach + span.stop)), toll[span]
        with np.errstate(divide="ignore", invalid="ignore"):
            onward = np.where(flow[here] > 0, np.log(flow[here]) + cost - reached[here], -np.inf)
        onward = np.logaddexp.accumulate(onward[::-1])[::-1] - cost
        entry = np.exp(onward + entered[here])
        omitted[span] += np.exp(onward + reached[here]) - entry
        sources = _sources(steps, reach, i, span)
        known = np.where(np.isfinite(entered[here]), entered[here], 0.0)
        row[:] = entry * np.exp(reached[sources] + row - known)  # from here on a share, no longer a score
        np.add.at(flow, sources, row)
    added = np.zeros(len(additions) + 1)
    for tile, share in zip(tiles, ways_in, strict=True):
        added[tile.top : tile.bottom] += share[-1].sum(axis=1)
    return Shares(float(reached[-1, -1]), [share[:-1] for share in ways_in], added[1:], omitted[1:])


def _rows(tiles: Sequence[Tile], ways_in: Sequence[Doubles]) -> Iterator[tuple[int, Doubles, slice]]:
    """Give the rows of nodes in order: number, the ways into its nodes (a view), and its columns."""
    for tile, table in zip(tiles, ways_in, strict=True):
        for i in range(tile.top, tile.bottom):
            yield i, table[:, i - tile.top], slice(tile.left, tile.right)


def _sources(steps: Ints, reach: int, row: int, span: slice) -> tuple[Ints, Ints]:
    """Return rows and columns, in tables with a margin of `reach`, of the nodes each step comes from."""
    return reach + row - steps[:, :1], reach + np.arange(span.start, span.stop) - steps[:, 1:]


def _before(additions: Doubles, tile: Tile) -> Doubles:
    """Return the scores of the additions that end in each row of a tile, as a column."""
    return np.concatenate([[0.0], additions])[tile.top : tile.bottom, None]
