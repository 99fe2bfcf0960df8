"""Things that become persons: `he` for what the reference calls `it`.

Source: engines that translate through a language whose pronouns agree with things, met in news that went through one.
Deliberately not caught: references that speak of any person by such a pronoun (who is meant cannot be told), pronouns that
do not stand where the reference has its own, animals and children, of whom both are said.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.edits import edits
from mtqa.detect.gender import FEMALE, GENDERED, MALE
from mtqa.types import Context, Evidence, Flag, Severity

THINGS = word_set("it its itself")

BOTH = word_set("baby child dog cat horse animal bird boy girl infant god lord")
"""Beings of whom `it` and `he` are said."""

PERSON = Code(
    code="M307",
    name="person-for-thing",
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    summary="The suspect says `he` or `she` where the reference has `it`, and the reference speaks of nobody by such a word.",
    why="The reader looks for a man who is not there, and loses what the sentence is about.",
    bad="The bridge was old, but he carried every lorry that came.",
    good="The bridge was old, but it carried every lorry that came.",
    advice="Only references that say neither `he` nor `she` anywhere are taken for witnesses.",
    confidence=0.6,
)


class Persons:
    """Compares pronouns that stand at the same place, where the whole reference has none of a person."""

    codes = (PERSON,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each `he` or `she` that stands for an `it`."""
        if context.lang not in GENDERED or not context.vocabulary.isdisjoint(MALE | FEMALE | BOTH):
            return
        suspect, reference = evidence.suspect_words, evidence.reference_words
        if not any(word.norm in MALE or word.norm in FEMALE for word in suspect):
            return
        for edit in edits(evidence):
            own = reference[edit.low : max(edit.high, edit.low + 1)]  # `he did it` beside `it did this`
            pairs = zip(suspect[edit.start : edit.end], own, strict=False)
            for step, (here, there) in enumerate(pairs if edit.before else ()):
                person = here.norm in MALE or here.norm in FEMALE
                if person and there.norm in THINGS and not _impersonal(evidence, edit.start + step, edit.low + step):
                    message = f"reference has {quoted(there.text)}, here {quoted(here.text)}"
                    yield PERSON.flag(evidence, here.span, message, suggestion=there.text)


def _impersonal(evidence: Evidence, at: int, place: int) -> bool:
    """Tell an `it` that stands for nothing, `It was the first win`, where the suspect goes on in another way."""
    behind, right = evidence.suspect_words[at + 1 : at + 2], evidence.reference_words[place : place + 2]
    if len(right) < 2 or right[0].text != "It" or right[1].norm not in ("was", "is"):
        return False
    return not behind or behind[0].norm != right[1].norm
