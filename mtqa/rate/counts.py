"""What can be counted in two texts, and tells which of two outputs is better that are equally close in words.

In: a suspect and its reference. Out: distances, each of more (or, of marks, of other) in the suspect, by the root of its words, so that neither a
short sentence nor a long one counts for too much. No finding is made of them, for translators are free here too. Verbs and small words
are English; in other languages every word counts as one of content, and no verb.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from unicodedata import category

from mtqa.detect.lexicon import FUNCTION_WORDS
from mtqa.words import word_spans

MARKERS: dict[str, str] = {
    **dict.fromkeys(("have", "has", "having", "ve"), "have"),
    **{word: word for word in ("had", "been", "being")},
}
"""Word -> what it marks: the perfect, the perfect in the past, or the passive while it lasts."""
PRESENT_AND_PAST = frozenset(("am", "is", "are", "was", "were", "m", "s", "re"))
"""What makes a progressive before a word in `-ing`."""
QUOTES = frozenset("'’‘\"“”«»„`")
"""Marks that are a matter of style."""
DAMPING = 10
"""Words that are added to a text's own: of three words, one more is not a third."""


def counted(suspect: str, reference: str) -> dict[str, float]:
    """List the distances, 0 where the suspect has no more; seldom above 1 but in very long texts."""
    here, there = _norms(suspect), _norms(reference)
    length = (len(here) + DAMPING) ** 0.5
    aspect = (_aspect(here) - _aspect(there)).total()
    ours, theirs = _marks(suspect), _marks(reference)
    marks = ((ours - theirs) + (theirs - ours)).total()
    content = max(0, _content(here) - _content(there))
    return {"aspect": aspect / length, "marks": marks / length, "padding": content / length}


def _norms(text: str) -> list[str]:
    return [text[span.start : span.end].casefold().replace("’", "'") for span in word_spans(text)]


def _aspect(norms: list[str]) -> Counter[str]:
    """Count forms of aspect and voice: `had been` where `was` would do, `was falling` for `fell`."""
    pieces = [piece for norm in norms for piece in norm.split("'")]
    found = Counter(MARKERS[piece] for piece in pieces if piece in MARKERS)
    found["progressive"] = sum(verb in PRESENT_AND_PAST and then.endswith("ing") for verb, then in pairwise(pieces))
    return found


def _marks(text: str) -> Counter[str]:
    return Counter(mark for mark in text if category(mark).startswith("P") and mark not in QUOTES)


def _content(norms: list[str]) -> int:
    return sum(norm not in FUNCTION_WORDS["en"] for norm in norms)
