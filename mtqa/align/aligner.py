"""Two encoded documents in, an `Alignment` out; next stage: signals.

Three passes over a corridor of beads (dp), each with a profile learnt from the pass before; another path where the best
one is much in doubt; then blocks that changed place; then what it all says: versions of one text, or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from mtqa.align.corridor import WHOLE, around, is_small, whole_or_anchored
from mtqa.align.costs import Scorer, bead_shapes
from mtqa.align.doubt import DOUBTED, careful_path, certainty
from mtqa.align.dp import Bead, Shape, Tile, best_path
from mtqa.align.moved import Belief, find_moved
from mtqa.align.parallel import parallel_confidence, similarities
from mtqa.align.profile import Profile, first_profile, joint_table, learnt, settled
from mtqa.align.regions import regions
from mtqa.align.shares import path_shares
from mtqa.align.similarity import Material, dots_around, gather
from mtqa.types import AlignedPair, Alignment, Encoded, Region, Sentence

Doubles = NDArray[np.float64]

STRANGE: float = 0.3
"""Belief in a stretch below which it is of another text: there a careful path would find something right in anything. Without
this, 4 documents in 178 less were told from others, and 80% of what was another text, not 95%, stood in regions below .5."""

PASSES: int = 3
"""At most: the second knows this pair's lengths and habits, the third confirms them; more change nothing."""

SURVEYS: int = 6
"""Stretches of a long document pair whose cosines give the background."""

DIGITS: int = 6
"""Of a pair's similarity; from the tenth on it depends on how many threads a matrix is multiplied by."""

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
    if not ours or not theirs:
        pairs = [AlignedPair((k,), ()) for k in ours] + [AlignedPair((), (k,)) for k in theirs]
        where = regions(_in_order(pairs), len(suspect), len(reference))
        return Alignment(_in_order([*pairs, *blank]), parallel=False, confidence=0.0, regions=where)
    left, right = [suspect[k] for k in ours], [reference[k] for k in theirs]
    vectors = _chosen(suspect_encoded, ours), _chosen(reference_encoded, theirs)
    material = gather(left, right, *vectors, max_block)
    answers = _answers(material, bead_shapes(max_block), partial(similarities, material, left, right))
    pairs = _pairs(answers[0], ours, theirs)
    confidence = parallel_confidence(material, answers[0].beads, answers[0].similarity)
    where = regions(_in_order(pairs), len(suspect), len(reference))
    if all(region.confidence >= STRANGE for region in where):
        pairs = _pairs(answers[-1], ours, theirs)
    return Alignment(_in_order([*pairs, *blank]), confidence >= 0.5, confidence, where)


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    """What one path says, after its search for moved blocks: those that moved come last."""

    beads: list[Bead]
    moved: int
    similarity: Doubles  # of each bead, 0-1


def _pairs(answer: _Answer, ours: Sequence[int], theirs: Sequence[int]) -> list[AlignedPair]:
    """Give the pairs of an answer, with sentences numbered as in the documents, blank ones included."""
    pairs = []
    for k, (bead, similarity) in enumerate(zip(answer.beads, answer.similarity, strict=True)):
        (a, b), i, j = bead.shape, bead.suspect, bead.reference
        sides = tuple(ours[i : i + a]), tuple(theirs[j : j + b])
        pairs.append(AlignedPair(*sides, round(float(similarity), DIGITS), moved=k >= len(answer.beads) - answer.moved))
    return pairs


def _answers(material: Material, shapes: Sequence[Shape], belief: Belief) -> list[_Answer]:
    """Return what the best path says and, where it is much in doubt, what a careful one does."""
    tiles = whole_or_anchored(material)
    profile = first = first_profile(material, _survey(tiles))
    best = _best_partners(material, first, tiles)
    path: list[Bead] = []
    for turn in range(PASSES):
        scorer = Scorer(material, profile, shapes)
        score = cache(scorer.beads) if is_small(material) else scorer.beads
        searched, lonely = tiles, scorer.lonely(best)
        path = best_path(tiles, shapes, score, *lonely)
        before, profile = profile, learnt(first, material, path)
        if turn and settled(before, profile):
            break
        tiles = around(path, material)
    paths = [path]
    if is_small(material):  # a long one is hardly ever in doubt
        shares = path_shares(searched, shapes, [score(tile) for tile in searched], *lonely)
        if certainty(path, searched, shapes, shares) < DOUBTED:
            paths.append(careful_path(searched, shapes, shares))
    answers = []
    for each in paths:
        beads, moved = find_moved(each, belief, Scorer(material, profile, shapes), best)
        answers.append(_Answer([*beads, *moved], len(moved), belief([*beads, *moved])))
    return answers


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
