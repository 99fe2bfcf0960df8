"""Clauses left out of a paired sentence, added to it, or cut off at its end.

Source: MQM's accuracy/omission and accuracy/addition; the prepositional-phrase class of DEMETR (Karpinska et al. 2022).
Omission cannot be seen from the suspect's side: what counts is a run of the reference's content words that nobody renders.
Deliberately not caught: runs of fewer content words (paraphrase drops them), clauses said elsewhere in the paragraph, and
clauses that the suspect has something else in place of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.edits import Edit, edits
from mtqa.detect.forms import word_forms
from mtqa.detect.lexicon import FUNCTION_WORDS, UNSPACED
from mtqa.detect.nearby import nearby_words
from mtqa.types import Context, Document, Evidence, Flag, Severity, Span, Word

MISSED: int = 5
"""Content words in a row that must be unrendered."""

GRAVE: int = 8
"""Content words from which a clause left out or added is major."""

CUT: int = 3
"""Content words missing at the end of a sentence without its end mark from which it counts as cut off."""

SHORTER: float = 0.8
"""How much shorter the other side must be, in content words, as a share of the clause: else the clause stands elsewhere in
it in other words."""

ENDS: int = 2
"""What the pair's two ends count: a difference that nothing else holds is a sentence put another way."""

FILLED: int = 1
"""Content words that may stand in a clause's place and leave it unrendered all the same."""

SUPPORTED: float = 0.8
"""Support from which a word counts as rendered by another word, 0-1: paraphrase, where the encoder sees it."""

PREFIX: int = 5
"""Letters by which another form of a word is recognised: `announced`, `announcement`."""

MARKS = frozenset(".,;:!?…—–()[]\"“”'")
"""Marks between clauses."""

JOINING = word_set(
    "and or but because although though while when where who which that if unless until since so as after before with "
    "without for to in of by und oder aber weil obwohl dass wenn als nachdem bevor mit ohne der die das et ou mais que qui"
)
"""Words that a clause or a phrase may start with."""

STOPS = frozenset(".!?…。！？؟।:;\"'”’»)")

OMITTED = Code(
    code="M403",
    name="omitted-clause",
    category="accuracy/omission",
    severity=Severity.MINOR,
    summary="A clause of the reference is left out of its sentence.",
    why="The sentence looks whole, and a part of what it says is gone.",
    bad="The bridge was closed on Friday.",
    good="The bridge was closed on Friday because divers discovered dangerous cracks below its northern pillar.",
    advice="Five content words that nothing renders are minor, eight are major.",
    confidence=0.86,
)
ADDED = Code(
    code="M404",
    name="added-clause",
    category="accuracy/addition",
    severity=Severity.MINOR,
    summary="A clause of the suspect renders nothing of the reference's sentence.",
    why="The suspect claims something that the trusted text does not say.",
    bad="The bridge was closed on Friday because divers discovered dangerous cracks below its northern pillar.",
    good="The bridge was closed on Friday.",
    advice="Five content words without a counterpart are minor, eight are major.",
    confidence=0.35,
)
TRUNCATED = Code(
    code="M405",
    name="cut-off",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    summary="The sentence stops in the middle: the end of the reference's sentence is missing, and so is the end mark.",
    why="The reader never gets to what the sentence was about to say.",
    bad="The bridge was closed on Friday because divers",
    good="The bridge was closed on Friday because divers discovered dangerous cracks below it.",
    advice="Headings and teasers that end in dots are not flagged.",
    confidence=0.9,
)


class Clauses:
    """Looks for runs of words that the other side has nothing for."""

    codes = (OMITTED, ADDED, TRUNCATED)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each clause without a counterpart, on the side that has it."""
        if not evidence.suspect_words or not evidence.reference_words or context.lang in UNSPACED:
            return
        lang, sides = context.lang, (evidence.suspect_words, evidence.reference_words)
        surplus = len(content_words(sides[1], lang)) - len(content_words(sides[0], lang))
        known_here = cache(lambda: said_nearby(nearby_words(evidence.suspect, context.suspect)))
        known_there = cache(lambda: said_nearby(nearby_words(evidence.reference, context.reference)))
        for edit in edits(evidence):
            if edit.before + edit.after <= ENDS:
                continue
            here = content_words(sides[0][edit.start : edit.end], lang)
            there = content_words(sides[1][edit.low : edit.high], lang)
            if len(there) >= CUT and surplus >= SHORTER * len(there) and len(here) <= FILLED:
                lost = unrendered(there, known_here())
                if len(lost) >= CUT and _stops(edit, evidence):
                    yield _cut_off(edit, evidence, context)
                elif (
                    len(lost) >= MISSED
                    and surplus >= len(there)
                    and _whole(sides[1], edit.low, edit.high, context.reference)
                ):
                    span = _span(sides[1][edit.low : edit.high])
                    message = f"the suspect has nothing for {quoted(_text(context.reference.text, span))}"
                    yield OMITTED.flag(evidence, span, message, side="reference", severity=_weight(lost))
            elif len(here) >= MISSED and -surplus >= SHORTER * len(here) and len(there) <= FILLED:
                alone = unrendered(here, known_there())
                if (
                    len(alone) >= MISSED
                    and -surplus >= len(here)
                    and _whole(sides[0], edit.start, edit.end, context.suspect)
                ):
                    span = _span(sides[0][edit.start : edit.end])
                    message = f"the reference has nothing for {quoted(_text(context.suspect.text, span))}"
                    yield ADDED.flag(evidence, span, message, severity=_weight(alone))


def content_words(words: Sequence[Word], lang: str) -> list[Word]:
    """Leave out function words and what is short enough to be one."""
    functional = FUNCTION_WORDS.get(lang, frozenset())
    return [word for word in words if word.norm not in functional and len(word.norm) > 2]


def said_nearby(near: Sequence[Word]) -> frozenset[str]:
    """Collect what a side says nearby: every form, and the beginnings by which another form is recognised."""
    return word_forms(near) | {word.norm[:PREFIX] for word in near}


def unrendered(words: Sequence[Word], known: frozenset[str]) -> list[Word]:
    """Keep the words that the other side says nowhere near, in no form, and nothing that the encoder finds akin."""
    return [
        word
        for word in words
        if word.norm not in known and word.norm[:PREFIX] not in known and (word.support or 0.0) < SUPPORTED
    ]


def _whole(words: Sequence[Word], start: int, end: int, document: Document) -> bool:
    """Tell whether words end where a clause does and start where one may: behind a mark, or with a joining word."""
    behind = document.text[words[end - 1].span.end :][:1] if end == len(words) else _between(words, end, document.text)
    before = _between(words, start, document.text) if start else "."
    ends = behind == "" or not MARKS.isdisjoint(behind)
    return ends and (not MARKS.isdisjoint(before) or words[start].norm in JOINING)


def _between(words: Sequence[Word], at: int, text: str) -> str:
    return text[words[at - 1].span.end : words[at].span.start]


def _stops(edit: Edit, evidence: Evidence) -> bool:
    """Tell whether the suspect ends here, without an end mark, and the reference goes on and has one."""
    if edit.end != len(evidence.suspect_words) or edit.end - edit.start > FILLED or edit.before <= 1:
        return False
    marks = [sentences[-1].prose.rstrip()[-1:] for sentences in (evidence.suspect, evidence.reference)]
    return marks[0] not in STOPS and marks[1] in STOPS


def _cut_off(edit: Edit, evidence: Evidence, context: Context) -> Flag:
    last = evidence.suspect_words[-1]
    rest = _text(context.reference.text, _span(evidence.reference_words[edit.low : edit.high]))
    return TRUNCATED.flag(evidence, last.span, f"the sentence stops here; the reference goes on: {quoted(rest)}")


def _weight(words: Sequence[Word]) -> Severity:
    return Severity.MAJOR if len(words) >= GRAVE else Severity.MINOR


def _span(words: Sequence[Word]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def _text(text: str, span: Span) -> str:
    return text[span.start : span.end]
