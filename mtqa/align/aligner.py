"""Two encoded documents in, an `Alignment` out; next stage: signals.

Three passes over a corridor of beads (dp), each with a profile learnt from the pass before; another path where the best
one is much in doubt; then blocks that changed place; then what it all says: versions of one text, or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from mtqa.align.corridor import WHOLE, around, is_small, whole_or_anchored
from mtqa.align.costs import Scorer, bead_shapes
from mtqa.align.doubt import DOUBTED, careful_path, certainty
from mtqa.align.dp import Bead, BeadScores, Shape, Tile, best_path
from mtqa.align.moved import find_moved
from mtqa.align.parallel import parallel_confidence, similarities
from mtqa.align.profile import Profile, first_profile, joint_table, learnt, settled
from mtqa.align.regions import regions
from mtqa.align.shares import path_shares
from mtqa.align.similarity import Material, dots_around, gather
from mtqa.types import AlignedPair, Alignment, Encoded, Region, Sentence

Doubles = NDArray[np.float64]

PASSES: int = 3
"""At most: the second knows this pair's lengths and habits, the third confirms them; more change nothing."""

SURVEYS: int = 6
"""Stretches of a long document pair whose cosines give the background."""

LEAST: float = -1.0
"""Joint similarity of a sentence that meets no other in the corridor."""


def align(
    suspect: Sequence[Sentence],
    reference: Sequence[Sentence],
    suspect_encoded: Encoded,
    reference_encoded: Encoded,
    *,
    max_block: int = 8,
) -> Alignment:
    """Pair the sentences of two documents; every sentence comes out in exactly one pair.

    Blank sentences stay alone. `max_block` bounds the sentences on one side of a pair, 1 and up. Pairs are given
    whether or not the documents are versions of one text; `parallel` and `confidence` (0-1) tell which, `regions` where.
    Example: a suspect that lacks the second of three sentences gives pairs 0-0, (omission of 1), 1-2.
    """
    if _key(suspect) > _key(reference):  # one fixed order of the two texts: exchanging them transposes exactly
        flipped = align(reference, suspect, reference_encoded, suspect_encoded, max_block=max_block)
        turned = [AlignedPair(p.reference, p.suspect, p.similarity, p.moved) for p in flipped.pairs]
        where = tuple(Region(region.reference, region.suspect, region.confidence) for region in flipped.regions)
        return Alignment(_in_order(turned), flipped.parallel, flipped.confidence, where)
    ours, theirs = _filled(suspect), _filled(reference)
    blank = [AlignedPair((k,), ()) for k in range(len(suspect)) if not suspect[k].text.strip()]
    blank += [AlignedPair((), (k,)) for k in range(len(reference)) if not reference[k].text.strip()]
    pairs: list[AlignedPair] = []
    confidence = 0.0
    if not ours or not theirs:
        pairs = [AlignedPair((k,), ()) for k in ours] + [AlignedPair((), (k,)) for k in theirs]
    else:
        left, right = [suspect[k] for k in ours], [reference[k] for k in theirs]
        vectors = _chosen(suspect_encoded, ours), _chosen(reference_encoded, theirs)
        material = gather(left, right, *vectors, max_block)
        beads, moved = _beads(material, bead_shapes(max_block), left, right)
        similarity = similarities(material, left, right, [*beads, *moved])
        for k, bead in enumerate([*beads, *moved]):
            (a, b), i, j = bead.shape, bead.suspect, bead.reference
            sides = tuple(ours[i : i + a]), tuple(theirs[j : j + b])
            pairs.append(AlignedPair(*sides, float(similarity[k]), moved=k >= len(beads)))
        confidence = parallel_confidence(material, [*beads, *moved], similarity)
    where = regions(_in_order(pairs), len(suspect), len(reference))
    return Alignment(_in_order([*pairs, *blank]), confidence >= 0.5, confidence, where)


def _beads(
    material: Material, shapes: Sequence[Shape], left: Sequence[Sentence], right: Sequence[Sentence]
) -> tuple[list[Bead], list[Bead]]:
    """Return the beads of the best path without those that moved, and those."""
    tiles = whole_or_anchored(material)
    profile = first = first_profile(material, _survey(tiles))
    best = _best_partners(material, first, tiles)
    path: list[Bead] = []
    for turn in range(PASSES):
        scorer = Scorer(material, profile, shapes)
        beads = cache(scorer.beads) if is_small(material) else scorer.beads
        searched, lonely = tiles, scorer.lonely(best)
        path = best_path(tiles, shapes, beads, *lonely)
        before, profile = profile, learnt(first, material, path)
        if turn and settled(before, profile):
            break
        tiles = around(path, material)
    if is_small(material):  # a long one is hardly ever in doubt
        path = _unless_doubted(path, searched, shapes, beads, lonely)
    return find_moved(path, partial(similarities, material, left, right), Scorer(material, profile, shapes), best)


def _unless_doubted(
    path: list[Bead], tiles: Sequence[Tile], shapes: Sequence[Shape], beads: BeadScores, lonely: tuple[Doubles, Doubles]
) -> list[Bead]:
    """Return the path, or one that is careful about what it says if too many others are nearly as good."""
    shares = path_shares(tiles, shapes, [beads(tile) for tile in tiles], *lonely)
    return path if certainty(path, tiles, shapes, shares) >= DOUBTED else careful_path(tiles, shapes, shares)


def _survey(tiles: Sequence[Tile]) -> list[Tile]:
    """Return some rectangles that show the background: the whole of a small pair, a few stretches of a long one."""
    boxes: list[Tile] = []
    for tile in tiles:
        last = boxes[-1] if boxes else tile
        box = Tile(last.top, tile.bottom, last.left, tile.right)
        if boxes and (box.bottom - box.top) * (box.right - box.left) <= WHOLE:
            boxes[-1] = box
        else:
            boxes.append(tile)
    return boxes[:: max(1, -(-len(boxes) // SURVEYS))]


def _best_partners(material: Material, profile: Profile, tiles: Sequence[Tile]) -> tuple[Doubles, Doubles]:
    """Return each sentence's joint similarity to its best partner in the corridor."""
    suspects, references = len(material.suspect_chars) - 1, len(material.reference_chars) - 1
    best = np.full(suspects, LEAST), np.full(references, LEAST)
    for tile in tiles:
        rows, columns = (tile.top, min(tile.bottom, suspects)), (tile.left, min(tile.right, references))
        if rows[0] < rows[1] and columns[0] < columns[1]:
            dots = [dots_around(channel, rows, columns) for channel in material.channels]
            table = joint_table(material, profile, dots, rows, columns)
            for side, span, axis in ((best[0], rows, 1), (best[1], columns, 0)):
                side[slice(*span)] = np.maximum(side[slice(*span)], table.max(axis=axis))
    return best


def _filled(sentences: Sequence[Sentence]) -> list[int]:
    return [k for k, sentence in enumerate(sentences) if sentence.text.strip()]


def _key(sentences: Sequence[Sentence]) -> tuple[int, list[str]]:
    return len(sentences), [sentence.text for sentence in sentences]


def _chosen(encoded: Encoded, which: Sequence[int]) -> Encoded:
    return Encoded(encoded.vectors[which], encoded.tokens, encoded.early, encoded.rows[which], encoded.spans)


def _in_order(pairs: Sequence[AlignedPair]) -> tuple[AlignedPair, ...]:
    """Sort pairs by the suspect; an omission follows what holds the reference sentence before it."""
    place: dict[int, int] = {}  # reference sentence -> suspect sentence that holds it or one before it
    at = -1
    holder = {j: max(pair.suspect) for pair in pairs if pair.suspect and not pair.moved for j in pair.reference}
    for j in sorted(j for pair in pairs for j in pair.reference):
        at = max(at, holder.get(j, -1))
        place[j] = at
    return tuple(
        sorted(
            pairs,
            key=lambda pair: (pair.suspect[0], -1) if pair.suspect else (place[pair.reference[0]], pair.reference[0]),
        )
    )
