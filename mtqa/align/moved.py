"""Sentences that the monotone path left alone, or paired in doubt -> blocks that changed place; next stage: parallel."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from mtqa.align.corridor import PROBE_ROWS, PROBES
from mtqa.align.costs import Scorer
from mtqa.align.dp import Bead, Tile, best_path

Floats = NDArray[np.float32]

EVIDENCE: float = 3.0
"""Log odds, beyond the number of places searched, that a block must win over staying alone: 20 to 1."""

DOUBTFUL: float = 0.5
"""Belief below which a pair of the path may be given up for a better partner elsewhere: where a paragraph has moved, the
monotone path pairs what stands in its old and in its new place. Nor does a block begin or end with such a pair."""

REACH: int = 60
"""Sentences to either side of a find that may belong to the same block."""

CANDIDATES: int = 200
"""Finds that are looked at, the most alike first; a fixed number keeps long unrelated documents cheap."""

ROUNDS: int = 8
"""Searches at most: two blocks that exchanged places within one free stretch are found one after the other."""

Alone = tuple[NDArray[np.float64], NDArray[np.float64]]
"""A number for each suspect and for each reference sentence."""

Part = tuple[str, int]
"""A sentence by its side and index."""

Belief = Callable[[Sequence[Bead]], NDArray[np.float64]]
"""Tells how far each bead is believed, 0-1."""

Run = tuple[int, int]
"""First and one past the last of neighbouring sentences that are free."""


def find_moved(
    path: Sequence[Bead],
    belief: Belief,
    scorer: Scorer,
    best: Alone,
) -> tuple[list[Bead], list[Bead]]:
    """Return the path's beads without the sentences that moved, and the beads of blocks that moved.

    A doubtful bead that loses a sentence to a block is dissolved.
    """
    lonely = scorer.lonely(best)
    doubted = [not all(bead.shape) or trust < DOUBTFUL for bead, trust in zip(path, belief(path), strict=True)]
    open_beads = [bead for bead, is_open in zip(path, doubted, strict=True) if is_open]
    firm = [bead for bead, is_open in zip(path, doubted, strict=True) if not is_open]
    doubtful = {part: bead for bead in open_beads if all(bead.shape) for part in _parts(bead)}
    free = {part for bead in open_beads for part in _parts(bead)}
    moved: list[Bead] = []
    for _ in range(ROUNDS):
        found = _round(scorer, lonely, belief, free, firm, doubtful)
        if not found:
            break
        moved += found
        free -= {part for bead in found for part in _parts(bead)}
    taken = {part for bead in moved for part in _parts(bead)}
    return [kept for bead in path for kept in _without(bead, taken)], moved


def _round(
    scorer: Scorer, lonely: Alone, belief: Belief, free: set[Part], firm: Sequence[Bead], doubtful: dict[Part, Bead]
) -> list[Bead]:
    """Return the beads of the best blocks among free sentences; no two blocks share a sentence.

    `doubtful` is the pair on the path that a sentence would leave: its share of what that pair is worth is lost.
    """
    ours = _runs([at for side, at in free if side == "suspect"])
    theirs = _runs([at for side, at in free if side == "reference"])
    if not ours or not theirs:
        return []
    needed = EVIDENCE + float(np.log(len(set(ours.values())) * len(set(theirs.values()))))
    suspects, references = [bead.suspect for bead in firm], [bead.reference for bead in firm]
    offers = []
    for left, right in _places(scorer, ours, theirs):
        if bisect_left(suspects, left[0]) == bisect_left(references, right[0]):
            continue  # between the same neighbours: out of place only if something firm lies between
        beads, gain = _block(scorer, lonely, belief, left, right)
        if gain <= needed:
            continue
        left_behind = [doubtful[part] for bead in beads for part in _parts(bead) if part in doubtful]
        lost = sum(_own_gain(scorer, lonely, bead) / sum(bead.shape) for bead in left_behind)
        if gain - lost > needed:
            offers.append((-gain, left, right, beads))
    taken: set[Part] = set()
    found: list[Bead] = []
    for _, _, _, beads in sorted(offers, key=lambda offer: offer[:3]):
        claimed = {part for bead in beads for part in _parts(bead)}
        if not claimed & taken:
            taken |= claimed
            found += beads
    return found


def _without(bead: Bead, taken: set[Part]) -> list[Bead]:
    """Keep a bead that lost nothing; of one that did, keep the rest as sentences that are alone."""
    parts = list(_parts(bead))
    if not taken.intersection(parts):
        return [bead]
    alone = [part for part in parts if part not in taken]
    return [
        Bead(at, bead.reference, (1, 0)) if side == "suspect" else Bead(bead.suspect, at, (0, 1)) for side, at in alone
    ]


def _parts(bead: Bead) -> Iterator[Part]:
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


def _runs(free: Sequence[int]) -> dict[int, Run]:
    """Return the run of each free sentence."""
    runs: dict[int, Run] = {}
    order = np.array(sorted(free), int)
    for group in np.split(order, np.flatnonzero(np.diff(order) > 1) + 1) if free else ():
        runs |= dict.fromkeys(group.tolist(), (int(group[0]), int(group[-1]) + 1))
    return runs


def _near(run: Run, at: int) -> Run:
    """Cut a long run to the surroundings of one of its sentences."""
    return max(run[0], at - REACH), min(run[1], at + REACH)


def _block(scorer: Scorer, lonely: Alone, belief: Belief, ours: Run, theirs: Run) -> tuple[list[Bead], float]:
    """Align two runs; return the two-sided beads and how much better they score than all sentences alone.

    They begin and end with beads that are believed: the best of a bad lot is no block.
    """
    tile = Tile(ours[0], ours[1] + 1, theirs[0], theirs[1] + 1)
    scores = scorer.beads(tile)
    path = best_path([tile], scorer.shapes, lambda _: scores, *lonely)
    beads = [bead for bead in path if all(bead.shape)]
    firm = [k for k, chance in enumerate(belief(beads) if beads else ()) if chance >= DOUBTFUL]
    beads = beads[firm[0] : firm[-1] + 1] if firm else []
    return beads, sum(_gain(scorer, lonely, bead, tile, scores) for bead in beads)


def _own_gain(scorer: Scorer, lonely: Alone, bead: Bead) -> float:
    """Return how much better a bead of the path scores than all its sentences alone."""
    (a, b), i, j = bead.shape, bead.suspect, bead.reference
    tile = Tile(i + a, i + a + 1, j + b, j + b + 1)
    return _gain(scorer, lonely, bead, tile, scorer.beads(tile))


def _gain(scorer: Scorer, lonely: Alone, bead: Bead, tile: Tile, scores: Floats) -> float:
    """Return how much better a bead that ends in `tile` scores than all its sentences alone."""
    (a, b), i, j = bead.shape, bead.suspect, bead.reference
    score = scores[scorer.shapes.index(bead.shape), i + a - tile.top, j + b - tile.left]
    return float(score - lonely[0][i : i + a].sum() - lonely[1][j : j + b].sum())
