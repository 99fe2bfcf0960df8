"""What each feature of a bead counts for: log odds, learnt once, the same for every document pair.

A conditional random field over whole alignments: all paths of the corridor compete with the gold one. Written by
`benchmarks/train_alignment.py --half tuned --leave-out mac-mt-en`, 2026-11-22; docs/alignment.md has recipe, data and figures.
"""

from __future__ import annotations

BEAD_WEIGHTS: dict[str, float] = {
    "several to one": -0.110,
    "further to one": 0.531,
    "several to several": -0.738,
    "further to several": -0.118,
    "size": 0.065,
    "wordless part": -3.000,
    "length off": 3.462,
    "length unusual": -0.973,
    "length very unusual": -0.851,
    "length off in long": -1.829,
    "length": -0.487,
    "length gained": -0.495,
    "length lost": -0.187,
    "meaning": 0.271,
    "meaning x size": -0.904,
    "meaning stands out": 2.733,
    "words": 0.071,
    "words x size": 0.641,
    "letters": 0.602,
    "letters x size": 1.654,
    "stands out": 0.768,
    "alike": -1.558,
    "alike x size": -0.891,
    "alike x length": 0.674,
    "below 0.1": 0.276,
    "below 0.25": 2.157,
    "below 0.4": 0.596,
    "below 0.6": 1.242,
    "below 0.8": 0.262,
    "below 0.25 x further size": -0.583,
    "below 0.4 x further size": -0.963,
    "below 0.6 x further size": -1.287,
    "unusual 0": 0.635,
    "unusual -1": -1.210,
    "unusual -2": 0.499,
    "part adds under 0.0": 0.213,
    "part adds under 0.05": -0.364,
    "part adds under 0.12": -1.187,
    "part adds much": -0.328,
    "part adds x length": 0.279,
    "lead": 3.033,
    "least lead": 0.942,
    "lead x further size": 1.308,
    "least lead x further size": 0.330,
}
"""By the names of `mtqa.align.features`: one weight a feature of two-sided beads."""

LONELY_WEIGHTS: dict[str, float] = {
    "alone": -0.129,
    "length": -0.309,
    "alike": -1.115,
    "very alike": 0.523,
    "below 0.5": 0.538,
    "alike x length": -0.117,
}
"""The same for a sentence that is left alone."""
