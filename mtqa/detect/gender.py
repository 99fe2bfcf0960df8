"""Persons whose gender changes: `she` in the reference, `he` in the suspect.

Source: the gender class of DEMETR (Karpinska et al. 2022); sources that do not mark gender tempt engines to guess.
Deliberately not caught: pairs where either side speaks of both genders, unless equal words stand around the pronoun, or
where only one side has such a pronoun (the other names the person); languages whose pronouns agree with things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.edits import edits
from mtqa.types import Context, Evidence, Flag, Severity, Word

MALE, FEMALE = word_set("he him his himself"), word_set("she her hers herself")

GENDERED = frozenset({"en"})
"""Languages whose pronouns of the third person tell a person's gender and nothing else."""

HELD: int = 2
"""Equal words that must hold a pronoun for which both sides know both genders."""

CHANGED = Code(
    code="M302",
    name="gender-changed",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="The pronouns make a person of the reference someone of the other gender.",
    why="The reader takes the sentence to be about somebody else.",
    bad="Her research was praised.",
    good="His research was praised.",
    advice="Flagged where each side knows one gender, or where equal words stand around the pronoun.",
    confidence=0.85,
)


class Gender:
    """Compares the pronouns of persons."""

    codes = (CHANGED,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each pronoun of the suspect that has the other gender than all of the reference's."""
        if context.lang not in GENDERED:
            return
        suspect, reference = evidence.suspect_words, evidence.reference_words
        here, there = _genders(suspect), _genders(reference)
        if len(here) == len(there) == 1 and here != there:
            said = next(word for word in evidence.reference_words if word.norm in MALE | FEMALE)
            for word in evidence.suspect_words:
                if word.norm in MALE | FEMALE:
                    message = f"reference has {quoted(said.text)}, here {quoted(word.text)}"
                    yield CHANGED.flag(evidence, word.span, message)
            return
        for edit in edits(evidence):
            left, right = suspect[edit.start : edit.end], reference[edit.low : edit.high]
            if len(left) == len(right) == 1 and edit.held >= HELD and _genders(left) ^ _genders(right) == {True, False}:
                message = f"reference has {quoted(right[0].text)}, here {quoted(left[0].text)}"
                yield CHANGED.flag(evidence, left[0].span, message, suggestion=right[0].text)


def _genders(words: Sequence[Word]) -> set[bool]:
    return {word.norm in MALE for word in words if word.norm in MALE or word.norm in FEMALE}
