"""Sentences that have no counterpart: left out of the suspect, or added to it. The pair's kind says so.

Source: MQM's accuracy/omission and accuracy/addition. Deliberately not caught: clauses left out or added within a
paired sentence, and what the aligner could not tell from a paraphrase. Page furniture (headings, numbers, a few words
without an end) is flagged as minor only: what surrounds a text on its page is often neither copied nor translated.

M401 and M402 cannot fire on the segment pairs that the other codes were developed on, since every segment has its partner
there; they stand on the aligner's nulls, which benchmarks/alignment.py measures on whole documents.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.base import Code, quoted
from mtqa.types import MASK, PAD, Block, Context, Document, Evidence, Flag, Sentence, Severity, Word

PROSE_WORDS: int = 5
"""Words from which an unpaired sentence counts as prose: shorter ones are captions, bylines, buttons, exclamations."""

ENDINGS = frozenset(".!?…。！？؟।:;")
CLOSERS = "\"'”’»›)]}*_ " + MASK + PAD

OMITTED = Code(
    code="M401",
    name="omitted-sentence",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    summary="A sentence of the reference is rendered nowhere in the suspect.",
    why="The reader of the suspect never learns what it says.",
    bad="We left early.",
    good="We left early. The road was already under water.",
    advice="Page furniture counts as minor. Compare the texts themselves, without what surrounds them on the page.",
    confidence=0.85,
)
ADDED = Code(
    code="M402",
    name="added-sentence",
    category="accuracy/addition",
    severity=Severity.MAJOR,
    summary="A sentence of the suspect renders nothing of the reference.",
    why="The suspect claims something that the trusted text does not say.",
    bad="We left early. Everybody blamed the mayor.",
    good="We left early.",
    advice="Page furniture counts as minor. Compare the texts themselves, without what surrounds them on the page.",
    confidence=0.85,
)


class Sentences:
    """Flags each sentence of an omission or addition, on its own side."""

    codes = (OMITTED, ADDED)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield one flag a sentence; its span is the sentence."""
        if not evidence.suspect:
            for sentence in evidence.reference:
                severity = _severity(sentence, evidence.reference_words, context.reference)
                message = f"the reference has {quoted(sentence.text)}, the suspect nothing"
                if severity:
                    yield OMITTED.flag(evidence, sentence.span, message, side="reference", severity=severity)
        elif not evidence.reference:
            for sentence in evidence.suspect:
                severity = _severity(sentence, evidence.suspect_words, context.suspect)
                message = f"the suspect has {quoted(sentence.text)}, the reference nothing"
                if severity:
                    yield ADDED.flag(evidence, sentence.span, message, severity=severity)


def _severity(sentence: Sentence, words: tuple[Word, ...], document: Document) -> Severity | None:
    """Weigh an unpaired sentence: prose is major, furniture minor, a blank line nothing."""
    own = [word for word in words if word.sentence == sentence.index]
    if not own:
        return None
    block = document.blocks[sentence.block] if sentence.block < len(document.blocks) else Block(sentence.span)
    lettered = sum(word.text[0].isalpha() for word in own)
    ended = sentence.prose.rstrip(CLOSERS)[-1:] in ENDINGS
    if block.kind in ("heading", "cell") or not ended or lettered < PROSE_WORDS:
        return Severity.MINOR
    return Severity.MAJOR
