"""Verbs whose time or force changes: `was` where the reference has `is`, `must` for `may`.

Source: the tense class of DEMETR (Karpinska et al. 2022); modality after MQM's mistranslation. Deliberately not caught:
verbs in clauses that were put another way (the words on both sides must be equal), reported speech beyond the verb itself,
the perfect against the past (`has come`, `came`), languages other than English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.edits import Edit, edits
from mtqa.detect.forms import bare
from mtqa.types import Context, Evidence, Flag, Severity, Word

HELD: int = 6
"""Equal words that must hold the verb, two at least on either side: with 4, human translations have half as many more."""

NEAR: int = 3
"""Words before a verb among which the `that` of reported speech stands."""

TIMES: dict[str, str] = {
    **dict.fromkeys(("is", "are", "am", "has", "have", "does", "do", "says", "goes", "makes"), "present"),
    **dict.fromkeys(("was", "were", "had", "did", "said", "went", "made"), "past"),
    **dict.fromkeys(("will", "shall"), "future"),
}
"""Verb -> its time: auxiliaries and the commonest irregular verbs."""

SAME_VERB: tuple[frozenset[str], ...] = (
    word_set("is are am was were will shall"),
    word_set("has have had will shall"),
    word_set("does do did will shall"),
    word_set("says said"),
    word_set("goes went"),
    word_set("makes made"),
)
"""Forms of one verb; what will be may replace any."""

FORCE: dict[str, str] = {
    **dict.fromkeys(("may", "might", "could"), "possible"),
    **dict.fromkeys(("must", "will"), "certain"),
}
"""Modal verb -> how firmly it claims."""

TENSE = Code(
    code="M305",
    name="tense-changed",
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    summary="A verb is in another tense than the reference's, in otherwise equal words.",
    why="What is over is said to go on, or the reverse.",
    bad="The mill was old and has a new owner, who says little.",
    good="The mill is old and has a new owner, who says little.",
    advice="Where the two texts tell in different tenses throughout, drop the code.",
    confidence=0.35,
)
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

    codes = (TENSE, MODALITY)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each verb that stands alone in another tense or mood."""
        if context.lang != "en":
            return
        for edit in edits(evidence):
            alone = edit.end - edit.start == 1 == edit.high - edit.low
            if alone and edit.held >= HELD and min(edit.before, edit.after) > 1:
                yield from _compared(edit, evidence)


def _compared(edit: Edit, evidence: Evidence) -> Iterator[Flag]:
    here, there = evidence.suspect_words[edit.start], evidence.reference_words[edit.low]
    message = f"reference has {quoted(there.text)}, here {quoted(here.text)}"
    if _other_force(here.norm, there.norm):
        yield MODALITY.flag(evidence, here.span, message, suggestion=there.text)
    elif (
        _other_time(here.norm, there.norm)
        and not _reported(edit, evidence)
        and _breaks_ranks(here, there, evidence.suspect_words, evidence.reference_words)
    ):
        yield TENSE.flag(evidence, here.span, message, suggestion=there.text)


def _reported(edit: Edit, evidence: Evidence) -> bool:
    """Tell reported speech, which may shift its tense or not: `said that he works`."""
    return any(word.norm == "that" for word in evidence.suspect_words[max(0, edit.start - NEAR) : edit.start])


def _other_force(a: str, b: str) -> bool:
    return a in FORCE and b in FORCE and FORCE[a] != FORCE[b]


def _other_time(a: str, b: str) -> bool:
    """Tell whether two words are one verb in two tenses."""
    if a in TIMES and b in TIMES:
        return TIMES[a] != TIMES[b] and any(a in forms and b in forms for forms in SAME_VERB)
    return _regular(a, b) or _regular(b, a)


def _regular(past: str, present: str) -> bool:
    """Tell `closed` beside `closes`: an adjective or a plural noun would not have both."""
    if not past.endswith("ed") or not present.endswith("s") or len(past) < 5 or bare(present) != present:
        return False
    stem = present.removesuffix("es") if past == present.removesuffix("es") + "ed" else present.removesuffix("s")
    return past in (stem + "ed", stem + "d") or (present.endswith("ies") and past == present[:-3] + "ied")


def _breaks_ranks(here: Word, there: Word, suspect: Sequence[Word], reference: Sequence[Word]) -> bool:
    """Tell whether all other verbs of both sides are in the reference's tense: else another tense is a choice."""
    others = [
        {_time(word.norm) for word in words if word is not verb} - {None}
        for words, verb in ((suspect, here), (reference, there))
    ]
    return others[0] == others[1] == {_time(there.norm) or ("past" if there.norm.endswith("ed") else "present")}


def _time(norm: str) -> str | None:
    return TIMES.get(norm)
