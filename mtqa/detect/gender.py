"""Persons whose gender changes: `she` in the reference, `he` in the suspect.

Source: the gender class of DEMETR (Karpinska et al. 2022); sources that do not mark gender tempt engines to guess.
Deliberately not caught: pairs where either side speaks of both genders, or where only one side has such a pronoun (the
other names the person); languages whose pronouns agree with things rather than with persons.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.base import Code, quoted, word_set
from mtqa.types import Context, Evidence, Flag, Severity, Word

MALE, FEMALE = word_set("he him his himself"), word_set("she her hers herself")

GENDERED = frozenset({"en"})
"""Languages whose pronouns of the third person tell a person's gender and nothing else."""

CHANGED = Code(
    code="M302",
    name="gender-changed",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="The pronouns make a person of the reference someone of the other gender.",
    why="The reader takes the sentence to be about somebody else.",
    bad="Her research was praised.",
    good="His research was praised.",
    advice="Only flagged where each side knows one gender, and not the same.",
    confidence=0.8,
)


class Gender:
    """Compares the pronouns of persons."""

    codes = (CHANGED,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each pronoun of the suspect that has the other gender than all of the reference's."""
        if context.lang not in GENDERED:
            return
        here, there = _genders(evidence.suspect_words), _genders(evidence.reference_words)
        if len(here) == len(there) == 1 and here != there:
            said = next(word for word in evidence.reference_words if word.norm in MALE | FEMALE)
            for word in evidence.suspect_words:
                if word.norm in MALE | FEMALE:
                    message = f"reference has {quoted(said.text)}, here {quoted(word.text)}"
                    yield CHANGED.flag(evidence, word.span, message)


def _genders(words: tuple[Word, ...]) -> set[bool]:
    return {word.norm in MALE for word in words if word.norm in MALE or word.norm in FEMALE}
