"""Sentences that the monotone path left alone, or paired in doubt -> blocks that changed place; next stage: parallel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from mtqa.align.corridor import PROBE_ROWS, PROBES
from mtqa.align.costs import Scorer
from mtqa.align.dp import Bead, Tile, best_path

EVIDENCE: float = 2.0
"""Log odds, beyond the number of places searched, that a block must win over staying alone: 7 to 1."""

DOUBTFUL: float = 0.5
"""Belief below which a pair of the path may be given up for a better partner elsewhere: where a paragraph has moved, the
monotone path pairs what stands in its old and in its new place."""

REACH: int = 60
"""Sentences to either side of a find that may belong to the same block."""

CANDIDATES: int = 200
"""Finds that are looked at, the most alike first; a fixed number keeps long unrelated documents cheap."""

Run = tuple[int, int]
"""First and one past the last of neighbouring sentences that are free."""


def find_moved(
    path: Sequence[Bead],
    belief: NDArray[np.float64],
    scorer: Scorer,
    best: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> tuple[list[Bead], list[Bead]]:
    """Return the path's beads without the sentences that moved, and the beads of blocks that moved.

    `belief` is that of each bead of the path, 0-1. A doubtful bead that loses a sentence to a block is dissolved.
    """
    free = [not all(bead.shape) or trust < DOUBTFUL for bead, trust in zip(path, belief, strict=True)]
    parts = sorted(part for bead, is_free in zip(path, free, strict=True) if is_free for part in _parts(bead))
    suspects = [at for side, at in parts if side == "suspect"]
    references = [at for side, at in parts if side == "reference"]
    if not suspects or not references:
        return list(path), []
    ours, theirs = _runs(np.array(suspects)), _runs(np.array(references))
    lonely = scorer.lonely(best)
    needed = EVIDENCE + float(np.log(len(set(ours.values())) * len(set(theirs.values()))))
    offers = []
    for left, right in _places(scorer, ours, theirs):
        beads, gain = _block(scorer, lonely, left, right)
        if gain > needed:
            offers.append((-gain, left, right, beads))
    taken: set[tuple[str, int]] = set()
    moved: list[Bead] = []
    for _, _, _, beads in sorted(offers, key=lambda offer: offer[:3]):
        claimed = {part for bead in beads for part in _parts(bead)}
        if not claimed & taken and not set(beads) & set(path):
            taken |= claimed
            moved += beads
    return [kept for bead in path for kept in _without(bead, taken)], moved


def _without(bead: Bead, taken: set[tuple[str, int]]) -> list[Bead]:
    """Keep a bead that lost nothing; of one that did, keep the rest as sentences that are alone."""
    parts = list(_parts(bead))
    if not taken.intersection(parts):
        return [bead]
    alone = [part for part in parts if part not in taken]
    return [
        Bead(at, bead.reference, (1, 0)) if side == "suspect" else Bead(bead.suspect, at, (0, 1)) for side, at in alone
    ]


def _parts(bead: Bead) -> Iterator[tuple[str, int]]:
    """Name the sentences of a bead."""
    a, b = bead.shape
    yield from (("suspect", i) for i in range(bead.suspect, bead.suspect + a))
    yield from (("reference", j) for j in range(bead.reference, bead.reference + b))


def _places(scorer: Scorer, ours: dict[int, Run], theirs: dict[int, Run]) -> list[tuple[Run, Run]]:
    """Return pairs of runs that may be one block: those that hold a free sentence and its most alike free partner."""
    suspects, references = np.array(list(ours)), np.array(list(theirs))
    some = suspects[:: -(-len(suspects) // PROBES)]
    finds: list[tuple[float, int, int]] = []
    for channel in scorer.material.channels:
        for first in range(0, len(some), PROBE_ROWS):
            rows = some[first : first + PROBE_ROWS]
            cosines = channel.probe(rows)[:, references]
            finds += zip(
                cosines.max(axis=1).tolist(), rows.tolist(), references[cosines.argmax(axis=1)].tolist(), strict=True
            )
    finds.sort(key=lambda find: (-find[0], find[1], find[2]))
    return list(dict.fromkeys((_near(ours[i], i), _near(theirs[j], j)) for _, i, j in finds[:CANDIDATES]))


def _runs(alone: NDArray[np.int64]) -> dict[int, Run]:
    """Return the run of each free sentence."""
    runs: dict[int, Run] = {}
    for group in np.split(alone, np.flatnonzero(np.diff(alone) > 1) + 1):
        runs |= dict.fromkeys(group.tolist(), (int(group[0]), int(group[-1]) + 1))
    return runs


def _near(run: Run, at: int) -> Run:
    """Cut a long run to the surroundings of one of its sentences."""
    return max(run[0], at - REACH), min(run[1], at + REACH)


def _block(
    scorer: Scorer, lonely: tuple[NDArray[np.float64], NDArray[np.float64]], ours: Run, theirs: Run
) -> tuple[list[Bead], float]:
    """Align two runs; return the two-sided beads and how much better they score than all sentences alone."""
    tile = Tile(ours[0], ours[1] + 1, theirs[0], theirs[1] + 1)
    scores = scorer.beads(tile)
    path = best_path([tile], scorer.shapes, lambda _: scores, *lonely)
    beads = [bead for bead in path if all(bead.shape)]
    gain = 0.0
    for bead in beads:
        (a, b), i, j = bead.shape, bead.suspect, bead.reference
        gain += float(scores[scorer.shapes.index(bead.shape), i + a - tile.top, j + b - tile.left])
        gain -= float(lonely[0][i : i + a].sum() + lonely[1][j : j + b].sum())
    return beads, gain
