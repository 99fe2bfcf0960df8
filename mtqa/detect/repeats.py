"""Where words come twice at once. In: a sentence's `Word`s. Out: `Repeat`s, which `repetition` judges next.

Source: own; one pass, which keeps where it saw each pair of words last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtqa.detect.lexicon import FUNCTION_WORDS
from mtqa.types import Word

LONGEST: int = 40
"""Words of the longest repeated phrase that is looked for: longer loops repeat shorter phrases as well."""

GAP: int = 2
"""Words that may stand between a phrase of three words and its repetition."""

NEAR: int = 12
"""Words within which the reference says a word twice by intent: a clause and the next one."""

STEM: int = 5
"""Leading letters by which a word is recognised in another form."""

SHORTEST: int = 3
"""Letters of the shortest word that is looked at."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """`count` times the words `unit`, from word `first` to before word `end`; `loose` where words stand between."""

    unit: tuple[str, ...]
    first: int
    end: int
    count: int
    loose: bool = False


def repeats(words: Sequence[Word]) -> Iterator[Repeat]:
    """Find immediate repetitions, the leftmost first, none inside another; one pass, each word compared a few times.

    Example: `to to take` gives one repeat of the unit `("to",)`, twice.
    """
    norms = [word.norm for word in words]
    seen: dict[tuple[str, str], int] = {}
    at = 0
    while at < len(norms):
        if at + 1 < len(norms) and norms[at] == norms[at + 1]:
            end = at + 2
            while end < len(norms) and norms[end] == norms[at]:
                end += 1
            yield Repeat((norms[at],), at, end, end - at)
            at = end
            continue
        repeat = _phrase_at(norms, at, seen)
        if at + 1 < len(norms):
            seen[norms[at], norms[at + 1]] = at
        if repeat is not None:
            yield repeat
            at = repeat.end
        else:
            at += 1


def _phrase_at(norms: list[str], at: int, seen: dict[tuple[str, str], int]) -> Repeat | None:
    """Recognise a phrase that starts at `at` and ended just before it."""
    if at + 1 >= len(norms):
        return None
    first = seen.get((norms[at], norms[at + 1]))
    if first is None or not 2 <= at - first <= LONGEST:
        return None
    period, length = at - first, 0
    while length < period and at + length < len(norms) and norms[first + length] == norms[at + length]:
        length += 1
    if length == period:
        end = at + length
        while norms[end : end + period] == norms[first:at]:
            end += period
        return Repeat(tuple(norms[first:at]), first, end, (end - first) // period)
    if length >= 3 and period - length <= GAP:
        return Repeat(tuple(norms[first : first + length]), first, at + length, 2, loose=True)
    return None


def comes_back(unit: Sequence[str], reference: Sequence[Word], lang: str) -> bool:
    """Tell whether the reference, too, says half of a repeated phrase's content words twice within a few words."""
    functional = FUNCTION_WORDS.get(lang, frozenset())
    content = {norm[:STEM] for norm in unit if len(norm) >= SHORTEST and norm not in functional}
    again = 0
    for stem in content:
        places = [at for at, word in enumerate(reference) if word.norm.startswith(stem)]
        again += any(after - at <= NEAR for at, after in pairwise(places))
    return again > 0 and 2 * again >= len(content)
