"""The project's own terms: a wording that the glossary asks for, a term that must stay as the reference writes it.

Source: the terminology and do-not-translate checks of translation tools; MQM's terminology. Deliberately not caught: terms
that the reference's pair does not have, terms said again by a pronoun (the wording must stand in the pair or near it once,
not as often as the term), inflection that changes a word within (`mice` for `mouse`): list both.

Neither T101 nor T102 can fire in the translations that codes were developed on: no glossary comes with them, and without
a project's own the two say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from mtqa.detect.base import Code, quoted
from mtqa.detect.nearby import nearby
from mtqa.types import Context, Evidence, Flag, Sentence, Severity, Side, Span

ENDING: int = 2
"""Letters that may follow a glossary's term: plurals, cases and most feminine forms are no longer."""

MISSED = Code(
    code="T101",
    name="term-missed",
    category="terminology",
    severity=Severity.MINOR,
    summary="The reference has a term of the glossary, and the suspect not the wording that the glossary asks for.",
    why="The same thing goes by two names, and readers, search and contracts take it for two things.",
    bad="Press the knob twice.",
    good="Press the button twice.",
    advice="Correct the glossary, or add the other wording to it as a term of its own.",
    confidence=0.9,
)
LOST = Code(
    code="T102",
    name="kept-term-lost",
    category="accuracy/do-not-translate",
    severity=Severity.MAJOR,
    summary="A term that is to stay as it is was translated, altered or dropped.",
    why="It names one thing exactly (a product, a command, a law); anything else names none.",
    bad="Open the Night Keeper menu.",
    good="Open the Nightwatch menu.",
    advice="Take the term off the list of terms to keep where it may be translated.",
    confidence=0.95,
)

UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_INNER = rf"[[\p{{L}}\p{{N}}]--[{UNSPACED}]]"


class Terms:
    """Looks for the glossary's terms and for those to keep, in each pair's reference and then in its suspect."""

    codes = (MISSED, LOST)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each term that the reference has and the suspect does not render as it is told to."""
        if not evidence.suspect or not evidence.reference or not (context.glossary or context.keep):
            return
        around = nearby(evidence.suspect, context.suspect)
        for term, wording in _present(context.glossary, context.reference.text):
            span = _first(_loosely(term), evidence.reference)
            if span is None or _loosely(wording).search(around):
                continue
            said = None if term.casefold() == wording.casefold() else _first(_loosely(term), evidence.suspect)
            side: Side = "suspect" if said else "reference"
            text = (context.suspect if said else context.reference).text
            found = said or span
            message = f"the glossary asks for {quoted(wording)} where the reference has {quoted(term)}"
            exact = wording if text[found.start : found.end].casefold() == term.casefold() else None
            yield MISSED.flag(evidence, found, message, side=side, suggestion=exact if said else None)
        for term, _ in _present(tuple((term, term) for term in context.keep), context.reference.text):
            span = _first(_exactly(term), evidence.reference)
            if span is None or _exactly(term).search(around):
                continue
            other = _first(_loosely(term), evidence.suspect)
            message = f"{quoted(term)} is to stay as it is, and the suspect does not have it here"
            if other:
                yield LOST.flag(evidence, other, message, suggestion=term)
            else:
                yield LOST.flag(evidence, span, message, side="reference")


@lru_cache(maxsize=8)
def _present(glossary: tuple[tuple[str, str], ...], text: str) -> tuple[tuple[str, str], ...]:
    """Keep the entries whose term the reference has anywhere: a long glossary costs once a document."""
    return tuple(entry for entry in glossary if _loosely(entry[0]).search(text))


def _first(pattern: regex.Pattern[str], sentences: tuple[Sentence, ...]) -> Span | None:
    """Find a term in a side's sentences."""
    for sentence in sentences:
        if match := pattern.search(sentence.prose):
            return Span(sentence.span.start + match.start(), sentence.span.start + match.end())
    return None


@lru_cache(maxsize=1 << 12)
def _loosely(term: str) -> regex.Pattern[str]:
    """Match a term in any case and with a short ending. Example: `button` is in `Buttons`, not in `buttonhole`."""
    return _pattern(term, ending=f"{_INNER}{{0,{ENDING}}}+", flags=regex.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def _exactly(term: str) -> regex.Pattern[str]:
    return _pattern(term, ending="", flags=0)


def _pattern(term: str, *, ending: str, flags: int) -> regex.Pattern[str]:
    """Match a term's words whatever space stands between them; scripts without spaces have no word boundaries."""
    body = r"\s{1,4}+".join(regex.escape(word) for word in term.split())
    behind = rf"{ending}(?!{_INNER})" if regex.search(rf"{_INNER}\Z", term.strip(), regex.V1) else ""
    before = rf"(?<!{_INNER})" if regex.match(_INNER, term.strip(), regex.V1) else ""
    return regex.compile(before + body + behind, flags | regex.V1)
