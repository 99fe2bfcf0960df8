"""Evidence and flags -> scores: `closeness` weighs what was measured, `rating` adds up and pays for findings."""

from mtqa.rate.closeness import closeness, distances, judged_distance, language_distance, soundness
from mtqa.rate.rating import discount, fidelity, fluency, points, rate, scores, totals

__all__ = [
    "closeness",
    "discount",
    "distances",
    "fidelity",
    "fluency",
    "judged_distance",
    "language_distance",
    "points",
    "rate",
    "scores",
    "soundness",
    "totals",
]
