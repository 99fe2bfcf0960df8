"""Beads -> how far each pair is believed, and whether the documents are versions of one text; next stage: signals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtqa.align.dp import Bead
from mtqa.align.similarity import Material, bead_cosines
from mtqa.types import Sentence

Doubles = NDArray[np.float64]

PAIR_WEIGHTS: tuple[float, float, float, float] = (6.0, 4.0, 4.0, -5.0)
DOCUMENT_WEIGHTS: tuple[float, float, float] = (8.0, 4.0, -6.0)


def similarities(
    material: Material, suspect: Sequence[Sentence], reference: Sequence[Sentence], beads: Sequence[Bead]
) -> Doubles:
    """Return the belief, 0-1, that each bead's sides say the same; 0 where a side is empty, 1 where they are equal."""
    cosines = bead_cosines(material, beads)
    belief = 1 / (1 + np.exp(-(cosines @ np.array(PAIR_WEIGHTS[:-1]) + PAIR_WEIGHTS[-1])))
    for k, bead in enumerate(beads):
        (a, b), i, j = bead.shape, bead.suspect, bead.reference
        ours = [sentence.text.strip() for sentence in suspect[i : i + a]]
        if not a or not b:
            belief[k] = 0.0
        elif ours == [sentence.text.strip() for sentence in reference[j : j + b]]:
            belief[k] = 1.0
    return belief


def parallel_confidence(material: Material, beads: Sequence[Bead], belief: Doubles) -> float:
    """Return the probability, 0-1, that two documents are versions of one text."""
    return float(1 / (1 + np.exp(-(document_features(material, beads, belief) @ np.array(DOCUMENT_WEIGHTS)))))


def document_features(material: Material, beads: Sequence[Bead], belief: Doubles) -> Doubles:
    sides = []
    for chars, first, side in ((material.suspect_chars, "suspect", 0), (material.reference_chars, "reference", 1)):
        starts = np.array([getattr(bead, first) for bead in beads])
        sizes = np.array([bead.shape[side] for bead in beads])
        weight = chars[starts + sizes] - chars[starts]
        order = np.argsort(-belief, kind="stable")
        covered = np.cumsum(weight[order]) >= 0.3 * weight.sum()
        sides.append((float(weight @ belief) / chars[-1], float(belief[order][covered.argmax()])))
    return np.array([max(side[0] for side in sides), max(side[1] for side in sides), 1.0])
