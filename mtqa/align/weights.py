"""What each feature of a bead counts for: log odds, learnt once, the same for every document pair.

A conditional random field over whole alignments (all paths of the corridor compete), trained on half of the
development documents: novels, magazine articles, fables, news with omissions and run-ons. Every document served
twice, with the profile of its gold alignment and with the one found by the aligner itself, so that the weights suit
either; families of documents count alike. docs/alignment.md tells how to train anew, and what each group is worth.
"""

from __future__ import annotations

BEAD_WEIGHTS: dict[str, float] = {
    "several to one": -0.795,
    "further to one": -0.256,
    "several to several": -1.869,
    "further to several": -0.483,
    "size": 0.774,
    "length off": 3.257,
    "length unusual": -1.044,
    "length very unusual": -0.649,
    "length off in long": -1.861,
    "length": -0.277,
    "length gained": -0.649,
    "length lost": 0.069,
    "meaning": 1.196,
    "meaning x size": -2.082,
    "meaning stands out": 1.628,
    "words": 0.861,
    "words x size": -1.844,
    "letters": 0.522,
    "letters x size": -1.574,
    "stands out": 0.563,
    "alike": -2.321,
    "alike x size": 5.027,
    "alike x length": 0.432,
    "below 0.1": 2.58,
    "below 0.25": -0.844,
    "below 0.4": -0.075,
    "below 0.6": -0.892,
    "below 0.8": 1.115,
    "below 0.25 x further size": -1.021,
    "below 0.4 x further size": -1.184,
    "below 0.6 x further size": -1.57,
    "unusual 0": -0.102,
    "unusual -1": -0.393,
    "unusual -2": 0.316,
    "part adds under 0.0": 1.98,
    "part adds under 0.05": -0.936,
    "part adds under 0.12": -3.349,
    "part adds much": -0.511,
    "part adds x length": 0.326,
    "lead": 1.168,
    "least lead": 0.794,
    "lead x further size": 3.183,
    "least lead x further size": 0.866,
}
"""By the names of `mtqa.align.features`: one weight a feature of two-sided beads."""

LONELY_WEIGHTS: dict[str, float] = {
    "alone": -1.547,
    "length": -0.326,
    "alike": -0.471,
    "very alike": 0.338,
    "below 0.5": 0.599,
    "alike x length": -0.181,
}
"""The same for a sentence that is left alone."""
