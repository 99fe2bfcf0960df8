"""Two encoded documents in, an `Alignment` out; next stage: signals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mtqa.align.costs import Scorer, bead_shapes
from mtqa.align.dp import Tile, best_path
from mtqa.align.similarity import gather
from mtqa.types import AlignedPair, Alignment, Encoded, Sentence

TILE_ROWS: int = 64


def align(
    suspect: Sequence[Sentence],
    reference: Sequence[Sentence],
    suspect_encoded: Encoded,
    reference_encoded: Encoded,
    *,
    max_block: int = 8,
) -> Alignment:
    """Pair the sentences of two documents."""
    left = [k for k, sentence in enumerate(suspect) if sentence.text.strip()]
    right = [k for k, sentence in enumerate(reference) if sentence.text.strip()]
    pairs: list[AlignedPair] = []
    similarity = 0.0
    if left and right:
        material = gather(
            [suspect[k] for k in left],
            [reference[k] for k in right],
            _take(suspect_encoded, left),
            _take(reference_encoded, right),
            max_block,
        )
        shapes = bead_shapes(max_block)
        scorer = Scorer(material, shapes)
        step = TILE_ROWS
        tiles = [Tile(top, min(top + step, len(left) + 1), 0, len(right) + 1) for top in range(0, len(left) + 1, step)]
        for bead in best_path(tiles, shapes, scorer, 0.0, 0.0):
            a, b = bead.shape
            ours = tuple(left[bead.suspect : bead.suspect + a])
            theirs = tuple(right[bead.reference : bead.reference + b])
            value = _cosine(suspect_encoded, reference_encoded, ours, theirs) if a and b else 0.0
            pairs.append(AlignedPair(ours, theirs, value))
        covered = sum(pair.similarity * len(pair.reference) for pair in pairs)
        similarity = covered / len(right)
    pairs += [
        AlignedPair((k,), ()) for k in range(len(suspect)) if not left or not right or not suspect[k].text.strip()
    ]
    pairs += [
        AlignedPair((), (k,)) for k in range(len(reference)) if not left or not right or not reference[k].text.strip()
    ]
    return Alignment(tuple(pairs), similarity >= 0.55, similarity)


def _take(encoded: Encoded, which: Sequence[int]) -> Encoded:
    return Encoded(encoded.vectors[which], encoded.tokens, encoded.early, encoded.rows[which], encoded.spans)


def _cosine(suspect: Encoded, reference: Encoded, ours: Sequence[int], theirs: Sequence[int]) -> float:
    x, y = suspect.vectors[list(ours)].sum(axis=0), reference.vectors[list(theirs)].sum(axis=0)
    norm = float(np.linalg.norm(x) * np.linalg.norm(y))
    return min(1.0, max(0.0, float(x @ y) / norm)) if norm else 0.0
