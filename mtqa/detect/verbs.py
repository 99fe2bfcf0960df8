"""Verbs whose force changes: `must` where the reference has `may`.

Source: modality after MQM's mistranslation. Deliberately not caught: verbs in clauses that were put another way (the words on both
sides must be equal), `can`, `should` and `shall`, tenses (a verb in another tense between equal words is reported speech or style: of
eight such findings read blind, one was right), languages other than English.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.base import Code, quoted
from mtqa.detect.edits import edits
from mtqa.types import Context, Evidence, Flag, Severity

HELD: int = 6
"""Equal words that must hold the verb, two at least on either side: with 4, human translations have half as many more."""

FORCE: dict[str, str] = {
    **dict.fromkeys(("may", "might", "could"), "possible"),
    **dict.fromkeys(("must", "will"), "certain"),
}
"""Modal verb -> how firmly it claims."""

MODALITY = Code(
    code="M306",
    name="modality-changed",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="A claim is firmer or weaker than in the reference: `must` for `may`, `could` for `will`.",
    why="What is only possible is said to be certain or required, or the reverse: in instructions and contracts, a trap.",
    bad="Visitors must leave their coats at the gate.",
    good="Visitors may leave their coats at the gate.",
    advice="The verbs `can`, `should` and `shall` are left alone. Reported speech may be baselined.",
    confidence=0.4,
)


class Verbs:
    """Compares verbs that stand at the same place."""

    codes = (MODALITY,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each verb that stands alone in another mood."""
        if context.lang != "en":
            return
        for edit in edits(evidence):
            if not edit.alone or edit.held < HELD or min(edit.before, edit.after) < 2:
                continue
            here, there = evidence.suspect_words[edit.start], evidence.reference_words[edit.low]
            if here.norm in FORCE and there.norm in FORCE and FORCE[here.norm] != FORCE[there.norm]:
                message = f"reference has {quoted(there.text)}, here {quoted(here.text)}"
                yield MODALITY.flag(evidence, here.span, message, suggestion=there.text)
