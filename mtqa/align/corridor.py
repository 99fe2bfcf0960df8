"""Where to look: rectangles of nodes that hold the best path, few enough for linear time; next stage: dp.

A small document pair is searched whole. In a long one, a fixed number of suspect sentences look for their partners
among all reference sentences, by meaning and by rare words; the heaviest rising chain of those finds anchors the
corridor. After a pass, the corridor shrinks to the surroundings of the path found.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtqa.align.dp import Bead, Tile
from mtqa.align.similarity import Material

Ints = NDArray[np.int64]

WHOLE: int = 300_000
"""Nodes up to which a document pair is searched whole (about 550 sentences a side)."""

TILE_NODES: int = 12_000
TILE_ROWS: int = 24
"""Size of a tile: its tables stay in the processor's cache, and little of it lies outside the corridor."""

PROBES: int = 1500
"""Suspect sentences that look for a partner in a long document, evenly spread: a fixed number keeps it linear."""

MARGIN: int = 20
"""Nodes to either side of the rectangle between two anchors."""

NARROW: int = 12
"""Nodes to either side of a path that has been found: more than the largest bead."""

OPEN: int = 60_000
"""Nodes between two anchors up to which their whole rectangle is searched; a larger one keeps to its diagonal."""

DIAGONAL: int = 100
"""Nodes to either side of the diagonal where there are no anchors."""

PROBE_ROWS: int = 100
"""Probes compared at once; bounds the memory."""

CLEAR_LEAD: float = 0.08
"""Cosine by which a probe's partner must lead the rest to count; half the usual gap between neighbours of one topic."""


def whole_or_anchored(material: Material) -> list[Tile]:
    """Return the first corridor of a document pair."""
    rows, columns = (len(chars) for chars in (material.suspect_chars, material.reference_chars))
    if is_small(material):
        return tiles(np.zeros(rows, np.int64), np.full(rows, columns))
    anchors = [(0, 0), *_chain(*probe(material, np.linspace(0, rows - 2, min(PROBES, rows - 1)).astype(np.int64)))]
    low, high = np.full(rows, columns), np.zeros(rows, np.int64)
    for (i, j), (k, m) in zip(anchors, [*anchors[1:], (rows - 1, columns - 1)], strict=True):
        line = np.arange(i, k + 1)
        if (k - i + 1) * (m - j + 1) <= OPEN:
            low[line] = np.minimum(low[line], j - MARGIN)
            high[line] = np.maximum(high[line], m + MARGIN)
        else:
            middle = j + (line - i) * (m - j) // max(k - i, 1)
            step = DIAGONAL + (m - j) // max(k - i, 1)
            low[line] = np.minimum(low[line], middle - step)
            high[line] = np.maximum(high[line], middle + step)
    return tiles(np.maximum(low, 0), np.minimum(high + 1, columns))


def is_small(material: Material) -> bool:
    """Tell whether a document pair is searched whole, and may have tables as large as all its nodes."""
    return len(material.suspect_chars) * len(material.reference_chars) <= WHOLE


def around(path: Sequence[Bead], material: Material) -> list[Tile]:
    """Return a narrow corridor around a path."""
    rows, columns = (len(chars) for chars in (material.suspect_chars, material.reference_chars))
    low, high = np.full(rows, columns), np.zeros(rows, np.int64)
    for bead in path:
        span = slice(max(0, bead.suspect - NARROW), bead.suspect + bead.shape[0] + NARROW + 1)
        low[span] = np.minimum(low[span], bead.reference - NARROW)
        high[span] = np.maximum(high[span], bead.reference + bead.shape[1] + NARROW)
    return tiles(np.maximum(low, 0), np.minimum(high + 1, columns))


def tiles(low: Ints, high: Ints) -> list[Tile]:
    """Cover rows of nodes, each from low to high - 1, with rectangles."""
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    result = []
    top = 0
    while top < len(low):
        bottom = top + 1
        while bottom < min(len(low), top + TILE_ROWS) and (bottom + 1 - top) * (high[bottom] - low[top]) <= TILE_NODES:
            bottom += 1
        result.append(Tile(top, bottom, int(low[top]), int(high[bottom - 1])))
        top = bottom
    return result


def probe(material: Material, rows: Ints) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Find partners of some suspect sentences: suspect index, reference index and clearness of each find."""
    references = len(material.reference_chars) - 1
    found: list[tuple[float, float, float]] = []
    for first in range(0, len(rows), PROBE_ROWS):
        some = rows[first : first + PROBE_ROWS]
        for channel in material.channels:
            likeness = channel.probe(some)
            best = likeness.argmax(axis=1)
            here = np.arange(len(some))
            top = likeness[here, best].copy()
            for off in range(-1, 2):  # neighbours may share the find: they are no rivals
                likeness[here, np.clip(best + off, 0, references - 1)] = -1.0
            lead = top - likeness.max(axis=1)
            clear = lead > CLEAR_LEAD
            found += zip(some[clear].tolist(), best[clear].tolist(), lead[clear].tolist(), strict=True)
    table = np.array(sorted(found), np.float64).reshape(-1, 3)
    return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]


def _chain(rows: Ints, columns: Ints, weights: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the heaviest chain of finds that rises on both sides, as nodes."""
    best = np.zeros(len(rows))
    before = np.full(len(rows), -1)
    for k in range(len(rows)):
        fit = (rows[:k] < rows[k]) & (columns[:k] < columns[k])
        reach = np.where(fit, best[:k], 0.0)
        last = int(reach.argmax()) if k else 0
        if k and fit[last]:
            before[k] = last
            best[k] = reach[last]
        best[k] += weights[k]
    chain = []
    k = int(best.argmax()) if len(best) else -1
    while k >= 0:
        chain.append((int(rows[k]) + 1, int(columns[k]) + 1))
        k = int(before[k])
    return chain[::-1]
