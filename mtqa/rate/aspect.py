"""How much a suspect's verbs say of aspect and voice that the reference's do not: `had been` for `was`, `was falling` for `fell`.

In: two texts. Out: a distance. No finding is made of it, for translators are free here too; it puts one of two outputs above the other
that are equally close in words. The forms are English ones; texts of other languages hardly hold them.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from mtqa.words import word_spans

MARKERS: dict[str, str] = {
    **dict.fromkeys(("have", "has", "having", "ve"), "have"),
    **{word: word for word in ("had", "been", "being")},
}
"""Word -> what it marks: the perfect, the perfect in the past, or the passive while it lasts."""
PRESENT_AND_PAST = frozenset(("am", "is", "are", "was", "were", "m", "s", "re"))
"""What makes a progressive before a word in `-ing`."""
DAMPING = 10
"""Words that are added to a text's own, so that one form in a short text does not count for much."""


def added_aspect(suspect: str, reference: str) -> float:
    """Count forms of aspect that the reference has fewer of, in ten words; 0 where there is none, seldom above 1."""
    norms = _norms(suspect)
    added = _markers(norms) - _markers(_norms(reference))
    return 10.0 * added.total() / (len(norms) + DAMPING)


def _norms(text: str) -> list[str]:
    """List the words, shortened ones on their own: `they`, `ve`."""
    return [
        part
        for span in word_spans(text)
        for part in text[span.start : span.end].casefold().replace("’", "'").split("'")
    ]


def _markers(norms: list[str]) -> Counter[str]:
    found = Counter(MARKERS[norm] for norm in norms if norm in MARKERS)
    found["progressive"] = sum(verb in PRESENT_AND_PAST and then.endswith("ing") for verb, then in pairwise(norms))
    return found
