"""Words turned into their opposite: `more` where the reference has `less`, `opened` for `closed`.

Source: the antonym class of DEMETR (Karpinska et al. 2022) and of ACES (Amrhein et al. 2022); embeddings take opposites for
near synonyms. Deliberately not caught: opposites beyond the list, opposites where more than the one word differs (`political
correctness`, `politically incorrect`: of nine such findings read blind, three were right), sides where anything near denies
(`not less`), pairs that have both words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.denials import NEGATIONS, PREFIXES, denies, may_deny, rejoined
from mtqa.detect.edits import Edit, edits
from mtqa.detect.lexicon import same_stem
from mtqa.detect.morphology import stems
from mtqa.detect.opposite_words import OPPOSITES
from mtqa.types import Context, Evidence, Flag, Severity, Word

HELD: int = 2
"""Equal words that must hold the place."""

CLOSE: int = 2
"""Words on either side among which a denial silences the finding: two wrongs make a right."""

SHORTEST: int = 4
"""Letters of the shortest word that a prefix turns into its opposite (`disuse`): shorter rests are chance (`in`, `put`)."""

IDIOMS = frozenset({("before", "long"), ("soon", "after"), ("not", "least")})
"""Pairs of which a listed word means something else."""

HARMLESS = word_set(
    "immigrant immigrants immigration invaluable inflammable inhabitant inhabitants inhabited indebted despite inflow inflows inpatient inpatients"
)
"""Words whose prefix does not deny."""

OPPOSITE = Code(
    code="M304",
    name="opposite-word",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    summary="A word stands where the reference has its opposite.",
    why="The sentence says the contrary and reads as smoothly as before.",
    bad="The committee rejected the plan in March.",
    good="The committee accepted the plan in March.",
    advice="Where both are true from another side (`bought`, `sold`), baseline the finding.",
    confidence=0.8,
)

_HAVE_OPPOSITES = {lang: frozenset(word for word, _ in table) for lang, table in OPPOSITES.items()}


class Opposites:
    """Compares words that stand at the same place."""

    codes = (OPPOSITE,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each word whose opposite stands in its place in the reference."""
        if context.lang not in OPPOSITES:
            return
        found = [
            flag
            for edit in edits(evidence)
            if edit.alone and edit.held >= HELD
            for flag in _compared(edit, evidence, context.lang)
        ]
        if found and not _denies_more(evidence, context.lang):
            yield from found


def _denies_more(evidence: Evidence, lang: str) -> bool:
    """Tell whether one side denies oftener: `think it unrealistic` is `not think that it is realistic`."""
    if lang not in NEGATIONS:
        return False
    here, there = (
        sum(denies(word.norm, lang) for word in rejoined(words, lang))
        for words in (evidence.suspect_words, evidence.reference_words)
    )
    return here != there


def _compared(edit: Edit, evidence: Evidence, lang: str) -> Iterator[Flag]:
    suspect, reference = evidence.suspect_words, evidence.reference_words
    word, other = suspect[edit.start], reference[edit.low]
    if (
        not opposed(word.norm, other.norm, lang)
        or _elsewhere(word, reference, lang)
        or _elsewhere(other, suspect, lang)
    ):
        return
    if IDIOMS.intersection((*_next(suspect, word), *_next(reference, other))):
        return
    clauses = (*_around(suspect, edit.start, edit.end), *_around(reference, edit.low, edit.high))
    if lang not in NEGATIONS or not may_deny([each for each in clauses if each not in (word, other)], lang):
        message = f"reference has {quoted(other.text)}, here its opposite, {quoted(word.text)}"
        yield OPPOSITE.flag(evidence, word.span, message, suggestion=other.text)


@lru_cache(maxsize=1 << 14)
def opposed(a: str, b: str, lang: str) -> bool:
    """Tell whether two words, in any form, are listed as opposites. Example: `increased` and `decreases` are."""
    table = OPPOSITES[lang]
    if (a, b) in table or _denying(a, b, lang) or _denying(b, a, lang):
        return True
    return any((left, right) in table for left in _listed_stems(a, lang) for right in stems(b, lang))


@lru_cache(maxsize=1 << 14)
def _listed_stems(norm: str, lang: str) -> tuple[str, ...]:
    """Keep the stems that have an opposite at all: most words have none."""
    return tuple(stem for stem in stems(norm, lang) if stem in _HAVE_OPPOSITES[lang])


def _denying(a: str, b: str, lang: str) -> bool:
    """Tell whether the first is the second with a prefix that denies. Example: `unhappy` is of `happy`."""
    return (
        len(b) >= SHORTEST
        and a.endswith(b)
        and a.removesuffix(b) in PREFIXES[lang]
        and a not in HARMLESS
        and a[:3] != "mis"
    )


def _elsewhere(word: Word, words: Sequence[Word], lang: str) -> bool:
    return any(other.norm == word.norm or same_stem(other.norm, word.norm, lang) for other in words)


def _next(words: Sequence[Word], word: Word) -> list[tuple[str, str]]:
    """Give the word with the one behind it."""
    return [(left.norm, right.norm) for left, right in pairwise(words) if left is word]


def _around(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    return words[max(0, start - CLOSE) : end + CLOSE]
