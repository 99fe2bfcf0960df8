"""Beads -> how far each pair is believed, and whether the documents are versions of one text; next stage: signals.

Both are absolute: they look at plain cosines, not at what is rescaled to the document pair, for in two unrelated
documents even the best pair is a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtqa.align.dp import Bead
from mtqa.align.similarity import Material, bead_cosines
from mtqa.types import Sentence

Doubles = NDArray[np.float64]

PAIR_WEIGHTS: tuple[float, ...] = (4.4, 3.1, 10.3, -3.8)
"""Meaning, words, letters, constant: logistic regression of right beads against beads with a neighbour's other side,
half of the development documents, 2026-11; on the other half AUC .968, and of what is believed to .8-.9, .86 is right."""

DOCUMENT_WEIGHTS: tuple[float, ...] = (9.9, 6.1, -2.5)
"""Share of characters in pairs believed above `SURE`, mean belief of 1-1 pairs by characters, constant: logistic
regression of documents and halves of them against other documents of the same set and other parts of the same document,
tuned half, 2026-11-22; on held-out documents AUC .972, 91% right (`benchmarks/alignment_regions.py`)."""

SURE: float = 0.9


def similarities(
    material: Material, suspect: Sequence[Sentence], reference: Sequence[Sentence], beads: Sequence[Bead]
) -> Doubles:
    """Return the belief, 0-1, that each bead's sides say the same; 0 where a side is empty, 1 where they are equal."""
    belief = _logistic(np.column_stack([bead_cosines(material, beads), np.ones(len(beads))]) @ np.array(PAIR_WEIGHTS))
    for k, bead in enumerate(beads):
        (a, b), i, j = bead.shape, bead.suspect, bead.reference
        if not a or not b:
            belief[k] = 0.0
        elif _texts(suspect[i : i + a]) == _texts(reference[j : j + b]):
            belief[k] = 1.0
    return belief


def parallel_confidence(material: Material, beads: Sequence[Bead], belief: Doubles) -> float:
    """Return the probability, 0-1, that two documents are versions of one text."""
    sides = [
        _coverage(material.suspect_chars, [(bead.suspect, *bead.shape) for bead in beads], belief),
        _coverage(material.reference_chars, [(bead.reference, *bead.shape[::-1]) for bead in beads], belief),
    ]
    better = np.maximum(*sides)  # an excerpt covers one side only
    return float(_logistic(better @ np.array(DOCUMENT_WEIGHTS)))


def _coverage(chars: Doubles, blocks: Sequence[tuple[int, int, int]], belief: Doubles) -> Doubles:
    """Return what share of one side is surely rendered, its mean belief in 1-1 pairs, and 1.

    Only 1-1 pairs count in the mean: between unrelated texts, the best of many merges is easily believed.
    """
    start, size, other = np.array(blocks).T
    weight = (chars[start + size] - chars[start]) / chars[-1]
    single = (size == 1) & (other == 1)
    return np.array([weight @ (belief > SURE), weight @ (belief * single), 1.0])


def _texts(sentences: Sequence[Sentence]) -> list[str]:
    return [sentence.text.strip() for sentence in sentences]


def _logistic(value: Doubles) -> Doubles:
    result: Doubles = 1 / (1 + np.exp(-value))
    return result
