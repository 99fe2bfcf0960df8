"""Stray and missing spaces: `22 -page`, `start -up`, `$ 500`, `end .`, `end.The`. Looks at the raw prose, not at words.

Source: the typography rules of proofreaders (LanguageTool's whitespace and hyphen families). Deliberately not caught:
doubled spaces (a matter of line breaking), spaces before `: ; ! ?` in French, suspended hyphens (`long- and short-term`),
minus signs, spaced dashes, dots within addresses and abbreviations. What the pair's reference does as well is its style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from mtqa.detect.base import Code, quoted
from mtqa.types import Context, Evidence, Flag, Sentence, Severity, Span

HYPHEN = Code(
    code="F301",
    name="broken-hyphen",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    summary="A space tears a hyphenated word apart.",
    why="The compound falls into two words, and the reader takes the hyphen for a dash or a minus.",
    bad="The 22 -page leaflet is about check -ups.",
    good="The 22-page leaflet is about check-ups.",
    advice="Spaced dashes (`word - word`) and suspended hyphens (`long- and short-term`) are not flagged.",
    confidence=0.95,
)
STRAY = Code(
    code="F302",
    name="stray-space",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    summary="A space stands where none belongs: before a comma, within brackets, behind a currency sign.",
    why="The text looks unfinished, and lines may break in the wrong place.",
    bad="It cost $ 500 , they said.",
    good="It cost $500, they said.",
    advice="Not flagged where the reference's sentence does the same, nor where the language wants the space.",
    confidence=0.97,
)
MISSING = Code(
    code="F303",
    name="missing-space",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    summary="No space stands between the end of a sentence or clause and the next word.",
    why="Two sentences run together; machines then take them for one.",
    bad="The door was open.Nobody came.",
    good="The door was open. Nobody came.",
    advice="Addresses, file names and abbreviations are not flagged.",
    confidence=0.97,
)

SPACED_MARKS: dict[str, str] = {"fr": ","}
"""Language -> the marks before which a space is wrong; elsewhere `DEFAULT_MARKS`. (A French point may be an ellipsis.)"""

DEFAULT_MARKS = ",;:!?"


class Pattern(NamedTuple):
    """What is looked for, the code that it raises and what it says; and what prose must have for a look to be worth it."""

    expression: regex.Pattern[str]
    code: Code
    message: str
    sign: re.Pattern[str]


SPACES = " \u00a0\u2009\u202f"
_SPACE = f"[{SPACES}]"

CLOSING = "[\"'”’»“]"
"""Quotation marks that may stand behind the mark that the space is wrong before: `rain ,” she said`."""

BROKEN = Pattern(
    # the letters before and behind are bounded, so that each space costs a constant
    regex.compile(rf"(?<![\p{{L}}\p{{N}}])[\p{{L}}\p{{N}}'’]{{1,40}}+{_SPACE}[-‐‑]\p{{L}}[\p{{L}}\p{{N}}]{{1,40}}+"),
    HYPHEN,
    "a space breaks {0}",
    re.compile(rf"{_SPACE}[-‐‑]"),
)
CURRENCY = Pattern(
    regex.compile(rf"[$€£¥]{_SPACE}\p{{Nd}}{{1,20}}+(?:[.,]\p{{Nd}}{{1,20}}+){{0,6}}+"),
    STRAY,
    "a space after the sign in {0}",
    re.compile(rf"[$€£¥]{_SPACE}"),
)
INSIDE = Pattern(
    regex.compile(rf"(?<![:;='-])[(\[]{_SPACE}[\p{{L}}\p{{N}}]{{1,40}}|[\p{{L}}\p{{N}}]{{1,40}}+{_SPACE}[)\]]"),
    STRAY,
    "a space inside the bracket in {0}",
    re.compile(rf"[(\[]{_SPACE}|{_SPACE}[)\]]"),
)
RUN_ON = Pattern(
    regex.compile(r"(?<![\p{L}\p{N}@/._-])\p{L}?\p{Ll}{2,40}+[.!?,;:](?:\p{Lu}\p{Ll}{1,40}+)(?![\p{L}\p{N}@/._-])"),
    MISSING,
    "no space within {0}",
    re.compile(r"[.!?,;:][^\W\d_]"),
)
RUN_ON_SMALL = Pattern(
    regex.compile(r"(?<![\p{L}\p{N}@/._=?&#-])\p{L}?\p{Ll}{2,40}+[;:]\p{Ll}{3,40}+(?![\p{L}\p{N}@/._:=;()-])"),
    MISSING,
    "no space within {0}",
    re.compile(r"[.!?,;:][^\W\d_]"),
)


LONGEST_WORD: int = 60
"""Characters before a sentence among which the last word of the one before is sought."""

_ENDED = regex.compile(r"(?<![\p{L}\p{N}@/._-])\p{L}++(?<=\p{Ll}\p{Ll})[.!?]\Z")
_STARTED = regex.compile(r"\p{Lu}\p{Ll}++(?![\p{L}\p{N}@/._-])")


class Spacing:
    """Scans the suspect's sentences for spaces that are too many or too few."""

    codes = (HYPHEN, STRAY, MISSING)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each misplaced or missing space; its span is the words around it."""
        patterns = (BROKEN, CURRENCY, INSIDE, RUN_ON, RUN_ON_SMALL, _before_marks(context.lang))
        for pattern in patterns:
            found = [flag for sentence in evidence.suspect for flag in _scan(pattern, sentence, evidence)]
            if found and not any(pattern.expression.search(sentence.prose) for sentence in evidence.reference):
                yield from found
        for sentence in evidence.suspect:
            yield from _seam(sentence, evidence, context)


@cache
def _before_marks(lang: str) -> Pattern:
    marks = SPACED_MARKS.get(lang, DEFAULT_MARKS)
    smiley = rf"{CLOSING}?[)(]|(?!{CLOSING})[\p{{P}}DPp]"
    expression = regex.compile(rf"[\p{{L}}\p{{N}}]{{1,40}}+{_SPACE}(?:[{marks}]|[.](?![.\p{{L}}\p{{N}}]))(?!{smiley})")
    return Pattern(expression, STRAY, "a space before the mark in {0}", re.compile(rf"{_SPACE}[{marks}.]"))


def _scan(pattern: Pattern, sentence: Sentence, evidence: Evidence) -> Iterator[Flag]:
    if not pattern.sign.search(sentence.prose):
        return
    start = sentence.span.start
    for match in pattern.expression.finditer(sentence.prose):
        text = match.group()
        if pattern is RUN_ON_SMALL and _paired_by_colon(text, evidence):
            continue
        message, right = pattern.message.format(quoted(text)), _mended(text, pattern)
        if pattern is BROKEN and _dashed(text, evidence):
            message, right = f"a dash in {quoted(text)} has a space on one side only", _spaced(text)
        yield pattern.code.flag(evidence, Span(start + match.start(), start + match.end()), message, suggestion=right)


def _dashed(text: str, evidence: Evidence) -> bool:
    """Tell whether what stands behind the hyphen follows a spaced dash in the reference: `an insect -you can see`."""
    behind = regex.split("[-‐‑]", text)[-1]
    return any(f"{dash} {behind}" in sentence.prose for sentence in evidence.reference for dash in "-–—")


def _spaced(text: str) -> str:
    spaced: str = regex.sub("([-‐‑])", r"\1 ", text, count=1)
    return spaced


def _paired_by_colon(text: str, evidence: Evidence) -> bool:
    """Tell `lang:en` or `Leser:innen` from a lost space: what stands behind the colon is no word of the reference."""
    _, colon, behind = text.partition(":")
    return bool(colon) and behind not in {word.norm for word in evidence.reference_words}


def _seam(sentence: Sentence, evidence: Evidence, context: Context) -> Iterator[Flag]:
    """Look for the space between a sentence and the one before it."""
    start = sentence.span.start
    before = _ENDED.search(context.suspect.text, max(0, start - LONGEST_WORD), start)
    first = _STARTED.match(context.suspect.text, start, min(sentence.span.end, start + LONGEST_WORD))
    if before and first:
        span = Span(before.start(), first.end())
        text = f"{before.group()}{first.group()}"
        yield MISSING.flag(evidence, span, f"no space within {quoted(text)}", suggestion=_mended(text, RUN_ON))


def _mended(text: str, pattern: Pattern) -> str:
    if pattern.code is MISSING:
        return "".join(f"{character} " if character in ".!?,;:" else character for character in text)
    return "".join(character for character in text if character not in SPACES)
