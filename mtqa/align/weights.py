"""What each feature of a bead counts for: log odds, learnt once, the same for every document pair.

A conditional random field over whole alignments (all paths of the corridor compete), trained on half of the
development documents: novels, magazine articles, fables, news with omissions and run-ons. Every document served
twice, with the profile of its gold alignment and with the one found by the aligner itself, so that the weights suit
either; families of documents count alike. The weights of `part adds` were then halved: learnt whole they overfit; that of
`wordless part` was set by hand, so that page numbers stay out of blocks. See docs/alignment.md for how to train anew.
"""

from __future__ import annotations

BEAD_WEIGHTS: dict[str, float] = {
    "several to one": -0.203,
    "further to one": 0.368,
    "several to several": -0.755,
    "further to several": -0.112,
    "size": 0.256,
    "wordless part": -3.0,
    "length off": 2.518,
    "length unusual": -0.864,
    "length very unusual": -0.607,
    "length off in long": -1.987,
    "length": -0.587,
    "length gained": -0.892,
    "length lost": 0.245,
    "meaning": 1.453,
    "meaning x size": -0.933,
    "meaning stands out": 1.708,
    "words": 0.243,
    "words x size": 0.133,
    "letters": 0.632,
    "letters x size": 0.895,
    "stands out": 0.814,
    "alike": -1.303,
    "alike x size": 0.4,
    "alike x length": 1.062,
    "below 0.1": 0.957,
    "below 0.25": 2.007,
    "below 0.4": 0.891,
    "below 0.6": 1.128,
    "below 0.8": 0.067,
    "below 0.25 x further size": -0.247,
    "below 0.4 x further size": -0.563,
    "below 0.6 x further size": -1.451,
    "unusual 0": 0.678,
    "unusual -1": -0.818,
    "unusual -2": -0.666,
    "part adds under 0.0": 0.423,
    "part adds under 0.05": -0.402,
    "part adds under 0.12": -1.141,
    "part adds much": -0.223,
    "part adds x length": 0.359,
    "lead": 2.835,
    "least lead": 0.931,
    "lead x further size": 1.431,
    "least lead x further size": 0.686,
}
"""By the names of `mtqa.align.features`: one weight a feature of two-sided beads."""

LONELY_WEIGHTS: dict[str, float] = {
    "alone": -0.51,
    "length": -0.429,
    "alike": -0.387,
    "very alike": 0.161,
    "below 0.5": 1.055,
    "alike x length": 0.315,
}
"""The same for a sentence that is left alone."""
