"""Numbers of dates that one text gives and another leaves out at will. In: a pair's `Numeral`s and words. Out: which to spare.

`on 26 July` is `on 26 July 2020` in the same year's news, `on Friday`, `on the 26th`: nobody is misled by either. What
differs (`on 26 July`, `on 27 July`) is no such case: there both sides have a number. Next: `numbers` flags what is left.
Source: the number findings on machine translation that two readers of both texts called wrong (2026-11-22).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from mtqa.detect.base import word_set
from mtqa.detect.lexicon import FUNCTION_WORDS
from mtqa.detect.number_words import MONTHS
from mtqa.detect.numerals import Numeral
from mtqa.detect.series import SYNONYMS, WEEKDAYS
from mtqa.types import Word

REACH: int = 4
"""Words on either side of a year among which the month of its date stands: `July 27 to August 2, 2020`."""

LAST_DAY: float = 31
FIRST_YEAR, END_OF_YEARS = 1900.0, 2100.0

ORDINAL = ("st", "nd", "rd", "th")

NEAR: dict[str, frozenset[str]] = {
    "en": word_set("today yesterday tomorrow tonight"),
    "de": word_set("heute gestern morgen"),
    "fr": word_set("aujourd'hui hier demain"),
    "es": word_set("hoy ayer mañana"),
    "it": word_set("oggi ieri domani"),
}
"""Language -> days that are named by their distance."""

APART: float = 0.35
"""Distance of their relative places (0-1) up to which a day and a date word are taken for the same date."""

SPANS = word_set("week weekend month woche wochenende monat semaine mois semana mes settimana mese")
"""Words that date a thing, if less closely: `last week`."""

DAYS = frozenset(day for lang, near in NEAR.items() for day in near | (WEEKDAYS[lang] - SYNONYMS.keys()))
"""Days that need no number."""


def spare_added(numeral: Numeral, words: Sequence[Word], others: Sequence[Word], lang: str) -> bool:
    """Tell whether a number that the suspect alone has is a title's or only makes a date fuller: the year of `26 July 2020`."""
    titled = numeral.text[0].isupper() and _place(numeral, words) > 0  # `Ten Thousand Horses`, a song
    return (
        titled or _is_year(numeral, words, others) or _is_bare_ordinal(numeral, words, lang) or _is_day(numeral, words)
    )


def spare_lost(numeral: Numeral, words: Sequence[Word], others: Sequence[Word], lang: str) -> bool:
    """Tell whether a number that the reference alone has is of a date that the suspect gives shorter or by its weekday."""
    if _is_year(numeral, words, others):
        return True
    dated = _is_bare_ordinal(numeral, words, lang) or _is_day(numeral, words)
    return dated and any(word.norm in DAYS for word in others)


def dated_otherwise(numeral: Numeral, words: Sequence[Word], others: Sequence[Word], lang: str) -> bool:
    """Tell whether a day that the reference alone has is dated less closely where it should stand: `in July`, `on Monday`."""
    ordinal = numeral.text.endswith(ORDINAL) and 0 < max(numeral.values, default=0.0) <= LAST_DAY
    if not others or not (ordinal or _is_day(numeral, words) or _is_bare_ordinal(numeral, words, lang)):
        return False
    place = _place(numeral, words) / len(words)
    return any(
        (word.norm in DAYS or word.norm in SPANS or word.norm in MONTHS) and abs(at / len(others) - place) <= APART
        for at, word in enumerate(others)
    )


def year_like(numeral: Numeral) -> bool:
    """Tell whether a number looks like a year of our time."""
    return numeral.text.isdecimal() and all(FIRST_YEAR <= value < END_OF_YEARS for value in numeral.values)


def _is_year(numeral: Numeral, words: Sequence[Word], others: Sequence[Word]) -> bool:
    """Tell the year of a date that has its month, where the other side has the date without its year."""
    if not year_like(numeral) or not _has_month(numeral, words, REACH):
        return False
    return any(word.norm in MONTHS for word in others)


def _is_day(numeral: Numeral, words: Sequence[Word]) -> bool:
    """Tell the day beside its month: `July 15`, `15 July`."""
    return 0 < max(numeral.values, default=0.0) <= LAST_DAY and numeral.unit is None and _has_month(numeral, words, 1)


def _is_bare_ordinal(numeral: Numeral, words: Sequence[Word], lang: str) -> bool:
    """Tell a day without its month, `on the 26th`, from a counted thing, `the 26th floor`."""
    if not numeral.text.endswith(ORDINAL) or max(numeral.values, default=0.0) > LAST_DAY:
        return False
    at = _place(numeral, words) + 1
    if at == len(words) or words[at].span.start - numeral.span.end > 1:
        return True
    return words[at].norm in FUNCTION_WORDS.get(lang, ())


def _has_month(numeral: Numeral, words: Sequence[Word], reach: int) -> bool:
    at = _place(numeral, words)
    return any(word.norm in MONTHS for word in words[max(0, at - reach) : at + reach + 1])


def _place(numeral: Numeral, words: Sequence[Word]) -> int:
    """Find the word in which a numeral stands: words rise."""
    return bisect_right(words, numeral.span.start, key=lambda word: word.span.start) - 1
