"""Placeholders, tags and plural forms that differ from the reference: lost, changed, invented.

Source: the checks of translation tools (`msgfmt --check`, Android lint's StringFormatMatches) and MQM's markup. Deliberately
not caught: tags in documents that are no catalogues, where emphasis is the writer's; attributes but for ids; `#` in plural
forms, and how many branches of a choice use a placeholder, for `one file` needs no number.

Neither M501 nor M502 ever fired in the translations that codes were developed on: these are news, talks and abstracts,
and placeholders stand in catalogues of programs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from mtqa.detect.base import Code, quoted
from mtqa.detect.nearby import nearby
from mtqa.placeholders import Placeholder, placeholders
from mtqa.read.prose import written
from mtqa.types import UNREAD, Context, Document, Evidence, Flag, Sentence, Severity, Span

LOST = Code(
    code="M501",
    name="placeholder-lost",
    category="design/markup",
    severity=Severity.CRITICAL,
    summary="A placeholder, a tag or a plural form of the reference is missing from the suspect, or changed.",
    why="The program shows a hole, the wrong value or raw markup, or it stops with an error.",
    bad="Your order will arrive today.",
    good="Your order {number} will arrive today.",
    advice="Correct the reference where the program no longer fills it in.",
    confidence=0.95,
)
ADDED = Code(
    code="M502",
    name="placeholder-added",
    category="design/markup",
    severity=Severity.MAJOR,
    summary="The suspect has a placeholder, a tag or a plural form that the reference does not have.",
    why="Nothing may be there to fill it in: people see the placeholder itself, or an error.",
    bad="Your order {number} will arrive at %s.",
    good="Your order {number} will arrive today.",
    advice="Correct the reference where the program has learnt to fill it in.",
    confidence=0.9,
)


class _Found(NamedTuple):
    """A placeholder in its document: where, and as it is written there."""

    span: Span
    text: str
    what: Placeholder


class Placeholders:
    """Compares what a program fills in or obeys: by name, however it is written."""

    codes = (LOST, ADDED)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each placeholder without its counterpart; a changed one is flagged in the suspect."""
        if not evidence.suspect or not evidence.reference:
            return
        keyed = _is_entry(evidence.suspect, context.suspect) and _is_entry(evidence.reference, context.reference)
        ours = _found(evidence.suspect, context.suspect, keyed=keyed)
        theirs = _found(evidence.reference, context.reference, keyed=keyed)
        lost, extra = _unanswered(theirs, ours), _unanswered(ours, theirs)
        if not keyed:  # a sentence's pair may be a little off
            lost = [each for each in lost if each.text not in nearby(evidence.suspect, context.suspect)]
            extra = [each for each in extra if each.text not in nearby(evidence.reference, context.reference)]
        elif not lost and not extra:
            yield from _exchanged(ours, theirs, evidence)
        for each in lost:
            instead = next((other for other in extra if other.what.kind == each.what.kind), None)
            if instead:
                extra.remove(instead)
                message = f"the reference has {quoted(each.text)} here, the suspect {quoted(instead.text)}"
                yield LOST.flag(evidence, instead.span, message, suggestion=each.text)
            else:
                message = f"{quoted(each.text)} is missing from the suspect"
                yield LOST.flag(evidence, each.span, message, side="reference")
        for each in extra:
            yield ADDED.flag(evidence, each.span, f"{quoted(each.text)} is not in the reference")


def _is_entry(sentences: tuple[Sentence, ...], document: Document) -> bool:
    return document.blocks[sentences[0].block].key is not None


def _found(sentences: tuple[Sentence, ...], document: Document, *, keyed: bool) -> list[_Found]:
    """List what is compared: in a catalogue everything, elsewhere no tags and nothing in code."""
    found: list[_Found] = []
    for sentence in sentences:
        text = written(sentence, document.blocks[sentence.block]) if keyed else sentence.prose
        for each in placeholders(text):
            if each.kind == "end" or each.normalised == "#" or (each.kind == "tag" and not keyed):
                continue
            span = Span(sentence.span.start + each.start, sentence.span.start + each.end)
            found.append(_Found(span, text[each.start : each.end].translate(UNREAD).strip(), each))
    return found


def _unanswered(asked: list[_Found], answers: list[_Found]) -> list[_Found]:
    """Keep what the other side does not have as often; where forms are chosen from, does not have at all."""
    chosen = any(each.what.kind == "choice" for each in chain(asked, answers))
    left = Counter(each.what.normalised for each in answers)
    kept: list[_Found] = []
    for each in asked:
        name = each.what.normalised
        if not left[name]:
            kept.append(each)
        elif not chosen:
            left[name] -= 1
    return kept


def _exchanged(ours: list[_Found], theirs: list[_Found], evidence: Evidence) -> Iterator[Flag]:
    """Flag the first of those that are filled in by their order and stand in another one."""
    mine, yours = (
        [each for each in side if each.what.kind == "printf" and not {"$", "("} & set(each.text)]
        for side in (ours, theirs)
    )
    for one, other in zip(mine, yours, strict=False):
        if one.what.normalised != other.what.normalised:
            message = (
                f"{quoted(one.text)} stands where the reference has {quoted(other.text)}: they are filled in by order"
            )
            yield LOST.flag(evidence, one.span, message)
            return
