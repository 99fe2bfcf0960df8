"""Words in a script that the reference does not use: left untranslated, or letters of two scripts in one word.

Source: Unicode scripts (UAX 24); mixed-script words as in Unicode's security guide (UTS 39). Deliberately not caught:
Greek letters (mathematics, biology), words that the reference has, foreign words in the same script (see `unknown`).
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from mtqa.detect.base import Code, quoted, word_set
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

SCRIPTS: tuple[str, ...] = (
    *("Latin", "Cyrillic", "Han", "Hiragana", "Katakana", "Hangul", "Arabic", "Hebrew", "Devanagari", "Bengali"),
    *("Thai", "Georgian", "Armenian", "Tamil", "Telugu", "Ethiopic", "Khmer", "Lao", "Myanmar", "Sinhala"),
)
"""The scripts that living languages are written in; Greek is left out on purpose."""

EXPECTED: dict[str, frozenset[str]] = {
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk"), frozenset({"Cyrillic", "Latin"})),
    "sr": frozenset({"Cyrillic", "Latin"}),
    "zh": frozenset({"Han", "Latin"}),
    "ja": frozenset({"Han", "Hiragana", "Katakana", "Latin"}),
    "ko": frozenset({"Hangul", "Han", "Latin"}),
    **dict.fromkeys(("ar", "fa", "ur"), frozenset({"Arabic", "Latin"})),
    "he": frozenset({"Hebrew", "Latin"}),
}
"""Language -> scripts that need no excuse; Latin is one everywhere. Other languages: Latin only, if known to be so."""

LATIN = word_set(
    "en de fr es it pt nl sv da nb no fi is pl cs sk sl hr hu ro lv lt et tr ca vi id ms sq ga cy eu gl mt af"
)
"""Languages written in Latin letters."""

LOOKALIKES = frozenset("аеорсухіАВЕКМНОРСТУХІ")
"""Cyrillic letters that look like Latin ones: alone they stand in `p < 0.05` and `22 °C`, a slip of the keyboard."""

FOREIGN = Code(
    code="W103",
    name="foreign-script",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    summary="Words in a script that the language is not written in, and that the reference does not have.",
    why="A piece of the source was left as it was; most readers cannot even spell it.",
    bad="The договор was signed.",
    good="The treaty was signed.",
    advice="Quotations in the original that the reference has as well are not flagged.",
    confidence=0.95,
)
MIXED = Code(
    code="W104",
    name="mixed-script",
    category="fluency/spelling",
    severity=Severity.MINOR,
    summary="One word has letters of two scripts that look alike.",
    why="It looks right and is not: search, spelling and speech fail on it, and it is a trick of forgers.",
    bad="The \u0430pple fell.",
    good="The apple fell.",
    advice="Flagged only where Latin and Cyrillic letters share a word that the reference does not have.",
    confidence=0.95,
)

_SCRIPTS = {name: regex.compile(rf"\p{{Script={name}}}") for name in SCRIPTS}


class Script:
    """Asks of every letter beyond Latin whose script it is."""

    codes = (FOREIGN, MIXED)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield one flag a run of foreign words, and one a mixed word."""
        expected = EXPECTED.get(context.lang) or (frozenset({"Latin"}) if context.lang in LATIN else None)
        if expected is None:
            return
        known = frozenset(word.norm for word in evidence.reference_words)
        run: list[Word] = []
        for word in evidence.suspect_words:
            found = _scripts(word.text)
            if word.norm in known or word.norm in context.vocabulary:
                found = frozenset()
            if {"Latin", "Cyrillic"} <= found:
                yield MIXED.flag(evidence, word.span, f"{quoted(word.text)} mixes Latin and Cyrillic letters")
                found = frozenset()
            if found - expected:
                run.append(word)
            elif run:
                yield _foreign(run, evidence, context)
                run = []
        if run:
            yield _foreign(run, evidence, context)


def _scripts(text: str) -> frozenset[str]:
    """Name the scripts of a word's letters. Example: `_scripts("abc")` is {"Latin"}."""
    if text.isascii():
        return frozenset({"Latin"})
    return frozenset(name for name, letters in _SCRIPTS.items() if letters.search(text))


def _foreign(run: list[Word], evidence: Evidence, context: Context) -> Flag:
    span = Span(run[0].span.start, run[-1].span.end)
    if len(run) == 1 and run[0].text in LOOKALIKES:
        message = f"{quoted(run[0].text)} is a Cyrillic letter that looks like a Latin one"
        return MIXED.flag(evidence, span, message)
    names = sorted({name for word in run for name in _scripts(word.text)} - {"Latin"})
    message = f"{quoted(context.suspect.text[span.start : span.end])} is in {', '.join(names)} script"
    return FOREIGN.flag(evidence, span, message)
