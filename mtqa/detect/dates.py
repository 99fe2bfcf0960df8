"""Numbers of dates that one text gives and another leaves out at will. In: a pair's `Numeral`s and words. Out: which to spare.

`on 26 July` is `on 26 July 2020` in the same year's news, `on Friday`, `on the 26th`: nobody is misled by either. What
differs (`on 26 July`, `on 27 July`) is no such case: there both sides have a number. Next: `numbers` flags what is left.
A year may be counted in an era as well (`1923 (Taisho 12)`), and where the news came from may be left out.

Source: the number findings on machine translation that two readers of both texts called wrong (2026-11-22).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import regex

from mtqa.detect.base import word_set
from mtqa.detect.lexicon import FUNCTION_WORDS
from mtqa.detect.number_words import MONTHS
from mtqa.detect.numerals import Numeral
from mtqa.detect.series import SYNONYMS, WEEKDAYS
from mtqa.types import Evidence, Sentence, Word

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

ERAS = word_set(
    "meiji meidji taisho taishō taishou showa shōwa shouwa heisei reiwa minguo guangxu kangxi qianlong xuantong keiō keio ansei tenpō tenpo"
)
"""Eras by which East Asia counts its years."""

UNSURE = word_set("may march")
"""Words that are a month with a capital only."""

WHOLE: float = 0.5
"""Share of a dateline's words from which, if the suspect lacks them, it was left out whole."""

CONTENT: int = 4
"""Letters from which a word of a dateline tells whether it is there."""

AROUND: int = 24
"""Characters on either side of a number among which its era or its clock time is written."""

_ERAS = regex.compile(
    r"(?P<year>\p{Nd}{4})\s?\((?P<era>\p{Lu}\p{Ll}+)\s(?P<count>\p{Nd}{1,2})\)"
    r"|(?P<era>\p{Lu}\p{Ll}+)\s(?P<count>\p{Nd}{1,2})\s?\((?P<year>\p{Nd}{4})\)"
)
_CLOCK = regex.compile(r"(?<![\p{Nd}:.,])(?:2[0-3]|[01]?[0-9]):\s?[0-5][0-9](?!\p{Nd})")
_TIMED = regex.compile(rf"{_CLOCK.pattern}|\b\p{{Nd}}{{1,2}}+\s?(?:[ap]\.?m\b|o['’]clock|uhr\b)", regex.IGNORECASE)
_DATELINE = regex.compile(
    r"^[^.!?()]{0,100}?\([^()]{0,60}\b(?:reporters?|journalists?|correspondents?|news|agency|press|xinhua|kyodo|tass|afp|ap"
    r"|reuters|dpa)\b[^()]{0,60}\)"
    r"|^[\p{Nd}\s:./-]{6,30}source:.{0,200}",
    regex.IGNORECASE,
)

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


def without_eras(found: list[Numeral], text: str, others: Sequence[Sentence]) -> list[Numeral]:
    """Leave out what is half of a year that is counted in its era as well, where the other side counts it once, so that one half stays."""
    if not found or any(match for sentence in others for match in _eras(sentence.text, 0, len(sentence.text))):
        return found
    starts = {numeral.span.start for numeral in found}
    return [numeral for numeral in found if not _is_half(numeral, starts, text)]


def _is_half(numeral: Numeral, starts: AbstractSet[int], text: str) -> bool:
    start, end = numeral.span.start, numeral.span.end
    for match in _eras(text, start, end):
        halves = {match.span("year"), match.span("count")}
        if (start, end) in halves:
            return not all(half[0] in starts for half in halves)
    return False


def is_era(word: Word, text: str, known: frozenset[str]) -> bool:
    """Tell the name of an era beside a year that is known and says the same: `1923 (Taisho 12)`."""
    place = word.span.start, word.span.end
    return any(match.span("era") == place and match["year"] in known for match in _eras(text, *place))


def _eras(text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """Find the years around a place that are counted in their era as well."""
    for match in _ERAS.finditer(text, max(0, start - AROUND), end + AROUND):
        if match["era"].casefold() in ERAS:
            yield match


def without_times(extra: list[Numeral], evidence: Evidence, text: str) -> list[Numeral]:
    """Leave out the hours and minutes that the suspect adds to a date which both sides have, if the reference has no clock time."""
    if not any(numeral.strong for numeral in extra) or any(_TIMED.search(s.text) for s in evidence.reference):
        return extra
    dated = frozenset(word.norm for word in evidence.reference_words if _dates(word))
    return [numeral for numeral in extra if not _is_time(numeral, evidence.suspect_words, dated, text)]


def _dates(word: Word) -> bool:
    """Tell a month or a day from the verbs that look like one."""
    return (word.norm in MONTHS and (word.norm not in UNSURE or word.text[0].isupper())) or word.norm in DAYS


def _is_time(numeral: Numeral, words: Sequence[Word], dated: AbstractSet[str], text: str) -> bool:
    start, end = numeral.span.start, numeral.span.end
    clocks = _CLOCK.finditer(text, max(0, start - AROUND), end + AROUND)
    if not any(match.start() <= start and end <= match.end() for match in clocks):
        return False
    at = _place(numeral, words)
    return any(word.norm in dated and _dates(word) for word in words[max(0, at - REACH) : at + REACH + 1])


def in_lost_dateline(numeral: Numeral, evidence: Evidence) -> bool:
    """Tell a number of a dateline or a source note, `LISBON, 4 May (Reuters)`, of which the suspect has hardly a word."""
    sentence = evidence.reference[0]
    match = _DATELINE.match(sentence.text)
    end = sentence.span.start + match.end() if match else 0
    if numeral.span.end > end:
        return False
    known = {word.norm for word in evidence.suspect_words}
    told = [
        word.norm in known for word in evidence.reference_words if word.span.end <= end and len(word.norm) >= CONTENT
    ]
    return bool(told) and sum(told) <= (1 - WHOLE) * len(told)


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
