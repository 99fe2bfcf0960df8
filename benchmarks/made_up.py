"""Sentences without end, no two alike, for benchmarks that need more text than people have judged."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

SUBJECTS = ("The harbour master", "A carpenter", "Our neighbour", "The council", "Every passenger", "The old keeper")
VERBS = ("repairs", "measures", "describes", "remembers", "paints", "counts")
OBJECTS = ("the wooden gate", "a long ladder", "the northern quay", "an empty warehouse", "the blue ferry", "two lamps")
PLACES = ("behind the mill", "before noon", "at low tide", "near the station", "in heavy rain", "without any help")


def sentence(choice: random.Random, number: int) -> str:
    """Make up a sentence that no other number's is like."""
    subject, verb, thing, place = (choice.choice(words) for words in (SUBJECTS, VERBS, OBJECTS, PLACES))
    return f"{subject} {verb} {thing} {place}, as page {number + 1} of the log says."


def short_pairs() -> Iterator[tuple[str, str]]:
    """Make up pairs of a suspect and a reference of about six words, one verb of them another in most."""
    choice = random.Random(0)
    for number in count(1):
        subject, verb, other, thing = (choice.choice(words) for words in (SUBJECTS, VERBS, VERBS, OBJECTS))
        yield f"{subject} {other} {thing} {number}.", f"{subject} {verb} {thing} {number}."
