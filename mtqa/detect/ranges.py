"""What is said once for both ends of a range, and rough counts. In: a text's `Numeral`s in order. Out: the same, read wider.

`15 to 30 billion` begins at 15 billion, `5 to 10 kg` at 5 kg, and `more than a dozen` is what others call `more than 10`.
The narrow reading stays beside the wide one, for `from 300 to 5 million` may mean either. Next: `numbers` compares.
Source: the number findings on machine translation that a reader of both texts called wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from mtqa.detect.base import word_set
from mtqa.detect.number_words import MAGNITUDES
from mtqa.detect.numerals import Numeral

LONGEST_LINK: int = 12
"""Characters between the two ends of a range."""

BEFORE: int = 24
"""Characters before a number among which the word stands that opens its range, or makes it rough."""

SMALL: float = 1000
"""What is less may leave its magnitude to the other end."""

YEARS = (1900.0, 2100.0)
"""What lies between looks like a year, which shares nothing with an amount: `from 1990 to 5 million`."""

LINKS = word_set("to or bis oder à ou a o till until - – —")
PAIRING = word_set("and und et y e")
"""Words between the ends of a range that something opened: `between 5 and 10`."""

CURRENCIES = frozenset({"$", "€", "£", "yuan", "yen", "ruble"})

DOZEN = frozenset({10.0, 11.0, 12.0})
"""What `more than a dozen` may stand for."""

_PLAIN = regex.compile(r"\p{Nd}++(?:[.,]\p{Nd}++)?+")
_OPENED = regex.compile(r"\b(?:between|zwischen|entre|tra|fra)\s++(?:[$€£]\s?)?\Z", regex.IGNORECASE)
_ROUGH = regex.compile(
    r"\b(?:more than|over|about|around|some|nearly|almost|at least|roughly|approximately)\s++(?:a|one)\s++\Z",
    regex.IGNORECASE,
)


def widened(found: Sequence[Numeral], text: str) -> list[Numeral]:
    """Give each number all readings that its range or its rough word allows. Example: the 15 above is 15 billion, too."""
    read = [_rough(numeral, text) for numeral in found]
    for at in range(len(read) - 1):
        first, last = read[at], read[at + 1]
        if _is_range(first, last, text):
            factor = _factor(last)
            values = first.values
            if factor > 1 and (first.weight == "count" or _PLAIN.fullmatch(first.text)) and max(values) < SMALL:
                values |= {value * factor for value in values}
            read[at] = replace(first, values=values, unit=first.unit or last.unit)
            if last.unit is None and first.unit in CURRENCIES:
                read[at + 1] = replace(last, unit=first.unit)
    return read


def _is_range(first: Numeral, last: Numeral, text: str) -> bool:
    """Tell the two ends of one range or choice: `5 to 10`, `5-10`, `between 5 and 10`, `two or three`."""
    if last.span.start - first.span.end > LONGEST_LINK or first.weight == "hint" or last.weight == "hint":
        return False
    if not first.values or not last.values or any(YEARS[0] <= value < YEARS[1] for value in first.values):
        return False
    link = text[first.span.end : last.span.start].strip(" \u00a0$€£").casefold()
    if link in PAIRING:
        return _OPENED.search(text, max(0, first.span.start - BEFORE), first.span.start) is not None
    return link in LINKS


def _factor(numeral: Numeral) -> float:
    """Read the magnitude that a number as written ends in. Example: of `30 billion` it is 1e9, of `30` 1."""
    factor = 1.0
    for word in reversed(regex.findall(r"\p{L}++", numeral.text.casefold())):
        if word not in MAGNITUDES:
            break
        factor *= MAGNITUDES[word]
    return factor


def _rough(numeral: Numeral, text: str) -> Numeral:
    if numeral.weight != "hint" or numeral.text.casefold() != "dozen":
        return numeral
    start = numeral.span.start
    return replace(numeral, values=DOZEN) if _ROUGH.search(text, max(0, start - BEFORE), start) else numeral
