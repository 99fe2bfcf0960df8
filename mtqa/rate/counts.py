"""What can be counted in two texts, and tells which of two outputs is better that are equally close in words.

In: a suspect and its reference. Out: distances, each of more (or, of marks, of other) in the suspect, by the root of its words, so that neither a
short sentence nor a long one counts for too much. No finding is made of them, for translators are free here too. Verbs and small words
are English ones; in other languages a stray word that looks like one of these counts, too, which is little.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from unicodedata import category

import regex

from mtqa.detect.lexicon import FUNCTION_WORDS
from mtqa.words import word_spans

MARKERS: dict[str, str] = {
    **dict.fromkeys(("have", "has", "having", "ve"), "have"),
    **{word: word for word in ("had", "been", "being")},
}
"""Word -> what it marks: the perfect, the perfect in the past, or the passive while it lasts."""
PRESENT_AND_PAST = frozenset(("am", "is", "are", "was", "were", "m", "s", "re"))
"""What makes a progressive before a word in `-ing`."""
PRONOUNS = frozenset(
    ["i", "you", "he", "she", "it", "we", "they", "that", "this", "there", "here", "who", "what", "how", "where"]
)
"""Words whose `'s`, `'re` and `'m` is a verb."""
NO_VERB = frozenset(
    [
        "nothing",
        "something",
        "anything",
        "everything",
        "thing",
        "spring",
        "morning",
        "evening",
        "during",
        "king",
        "building",
        "ceiling",
    ]
)
"""Words in `-ing` that are no verb's form behind `was`."""
STYLE = frozenset("'’‘\"“”«»„`‚‹›%&")
"""Marks that are a matter of style."""
SAME = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "."})
NUMBERS = regex.compile(r"(?<=\p{Nd})\p{P}(?=\p{Nd})|(?<=\.)\.")
DAMPING = 10
"""Words that are added to a text's own: of three words, one more is not a third."""


def counted(suspect: str, reference: str) -> dict[str, float]:
    """List the distances, 0 where the suspect has no more; above 1 where it is much longer than the reference."""
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
    pieces = [piece for norm in norms for piece in _parted(norm)]
    found = Counter(MARKERS[piece] for piece in pieces if piece in MARKERS)
    found["progressive"] = sum(
        verb in PRESENT_AND_PAST and then.endswith("ing") and then not in NO_VERB for verb, then in pairwise(pieces)
    )
    return found


def _parted(norm: str) -> list[str]:
    """Part `they've` and `it's`, but not `mill's`."""
    head, _, tail = norm.partition("'")
    return [head, tail] if tail == "ve" or head in PRONOUNS else [norm]


def _marks(text: str) -> Counter[str]:
    """Count marks, none of them within a number; a row of dots is one."""
    plain = NUMBERS.sub("", text.translate(SAME))
    return Counter(mark for mark in plain if category(mark).startswith("P") and mark not in STYLE)


def _content(norms: list[str]) -> int:
    return sum(norm not in FUNCTION_WORDS["en"] for norm in norms)
