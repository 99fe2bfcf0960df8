"""Abbreviations that need no word list. In: the place of a word in a pair's suspect. Out: whether it is one, for `unknown`.

An abbreviation is known that the list has, however rare, that is made of initials near it, or that stands for one of the
reference's which the suspect lacks: another language's (`RCRS`, `RSKG`), or a longer one (`SAR`, `HKSAR`). Of four of the
former read blind, three were sound. Any other may be debris (`KRZG`) and stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.detect.base import word_set
from mtqa.detect.lexicon import LISTED, zipf
from mtqa.types import Evidence, Word

CURRENCIES = word_set(
    "AED CNY CZK DKK HUF IDR ILS INR ISK JPY KRW MYR NGN NOK PHP PKR PLN RON RUB SEK SGD THB TRY TWD UAH ZAR"
)
"""Codes of currencies (ISO 4217)."""

DEFINED: int = 8
"""Words before an abbreviation whose initials it may be made of."""

WORD: float = 4.0
"""Zipf value from which what is set in capitals is a word of a headline and no abbreviation."""

APART: float = 0.25
"""Distance of their relative places (0-1) up to which one language's abbreviation may stand for the other's."""

SHORTEST: int = 3
"""Letters of the shortest abbreviation that another one may begin or end with."""


def is_abbreviation(at: int, evidence: Evidence, lang: str) -> bool:
    """Tell whether the suspect's word at `at` is an abbreviation that a reader may know."""
    word = evidence.suspect_words[at]
    if word.text in CURRENCIES or _stands_for(word, at, evidence):
        return True
    if not word.text.isupper() or not word.text.isalpha() or len(word.text) < SHORTEST:
        return False
    if zipf(word.norm, lang) >= LISTED:
        return True
    others = evidence.reference_words
    here = {other.norm for other in evidence.suspect_words}
    place = at / len(evidence.suspect_words)
    return any(
        (_akin(word.text, other.text) or (abs(there / len(others) - place) <= APART and _is_foreign(other, here)))
        and zipf(other.norm, lang) < WORD
        for there, other in enumerate(others)
    )


def is_contraction(norm: str, other: str) -> bool:
    """Tell a name made of the beginnings of a double name's parts: `norberg` of `nordlund-bergvik`, as railways are called."""
    pieces = other.split("-")
    if len(pieces) != 2:
        return False
    return any(
        pieces[0].startswith(norm[:at]) and pieces[1].startswith(norm[at:])
        for at in range(SHORTEST, len(norm) - SHORTEST + 1)
    )


def _is_foreign(other: Word, here: set[str]) -> bool:
    """Tell an abbreviation of the reference's that the suspect lacks, for which another language's may stand."""
    return len(other.text) >= SHORTEST and other.text.isupper() and other.text.isalpha() and other.norm not in here


def _akin(a: str, b: str) -> bool:
    """Tell whether one of two abbreviations begins or ends with the other."""
    short, long = sorted((a, b), key=len)
    return b.isupper() and len(short) >= SHORTEST and (long.startswith(short) or long.endswith(short))


def _stands_for(word: Word, at: int, evidence: Evidence) -> bool:
    """Tell an abbreviation of the reference's words (`UNHQ`: `United Nations headquarters`), or of those just before it."""
    capitals = "".join(letter for letter in word.text if letter.isupper())
    if len(capitals) < 2 or not word.text[0].isupper():
        return False
    written = _initials(capitals, evidence.suspect_words[max(0, at - DEFINED) : at])
    return written or (word.text[1].isupper() and _initials(word.text, evidence.reference_words))


def _initials(text: str, words: Sequence[Word]) -> bool:
    """Tell whether the letters of a text are initials of words, in their order."""
    initials = iter([other.norm[0] for other in words])
    return all(letter in initials for letter in text.casefold() if letter.isalpha())
