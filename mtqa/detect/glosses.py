"""Amounts that are given twice: `1,000 jin (500 kg)`. In: a pair's `Numeral`s. Out: which lost one is there all the same.

A translator adds what an amount is in the reader's units, or leaves it out; one of the two tells all. A number in
parentheses that is no such conversion (`288 cases (18 severe)`) is a number of its own. Next: `numbers` flags what is left.
Source: the number findings on machine translation that a reader of both texts called wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from mtqa.detect.base import word_set
from mtqa.detect.numerals import Numeral

LONGEST: int = 40
"""Characters from an amount to the number in its gloss."""

BEHIND: int = 20
"""Characters behind that number among which the gloss ends."""

MEASURES = frozenset({"$", "€", "£", "yuan", "yen", "ruble", "km", "mile", "cm", "mm", "kg", "mg", "µg", "g", "ml"})
"""Units, as `numerals` knows them, that an amount is converted to."""

UNITS = word_set(
    "jin catty catties liang tael taels mu li chi cun tsubo tatami koku pood poods verst versts arshin acre acres hectare "
    "hectares foot feet ft inch inches yard yards mile miles pound pounds lb lbs ounce ounces oz stone ton tons tonne tonnes "
    "gallon gallons litre litres liter liters pint pints m metre metres meter meters km kilometre kilometres kilometer "
    "kilometers cm centimetres centimeters mm kg kilograms kilos g grams yuan rmb yen won rupee rupees rupiah naira baht dong "
    "peso pesos real reais rand krone kroner krona kronor zloty forint lira dirham dirhams riyal riyals rouble roubles ruble "
    "rubles dollar dollars euro euros franc francs crore lakh"
)
"""Units of which a conversion is given."""

KILOMETRES: float = 1.609
"""Kilometres of a mile."""

ROUNDING, EXACT = 0.05, 0.02
"""Share by which a round number of kilometres may differ, `nearly 500 km` for 300 miles, and any other."""

_OPENS = regex.compile(r"\s?+(?:(?P<unit>\p{L}++)\s?+){0,2}+[(（]\s?+(?:\p{L}{1,15}+\.?+\s?+){0,2}+[$€£~≈]?+\s?+")
_ENDS = regex.compile(r"[\s\u00a0-]?+(?:(?P<unit>\p{L}{1,15}+)|[€$£])?+\s?+[)）]")


def doubled(lost: Sequence[Numeral], found: Sequence[Numeral], others: Sequence[Numeral], text: str) -> frozenset[int]:
    """Give the starts of those among a side's numbers `found` that are told in other units as well, by a number not lost.

    What the other side tells in the unit of the gloss, but with the number before it, is no conversion: it is wrong.
    """
    pairs = [pair for pair in pairwise(found) if _is_gloss(*pair, text)] if lost else []
    missing = frozenset(numeral.span.start for numeral in lost)
    said = {(value, numeral.unit) for numeral in others for value in numeral.values} if pairs else set()
    spared: set[int] = set()
    for amount, gloss in pairs:
        if amount.span.start in missing:
            spared.update({amount.span.start} if gloss.span.start not in missing else ())
        elif not any((value, gloss.unit) in said for value in amount.values if gloss.unit):
            spared.add(gloss.span.start)
    return frozenset(spared)


def converted(a: Numeral, b: Numeral) -> bool:
    """Tell whether two distances are one, in miles and in kilometres."""
    if {a.unit, b.unit} != {"km", "mile"}:
        return False
    miles, metric = (a, b) if a.unit == "mile" else (b, a)
    return any(
        abs(there - KILOMETRES * here) <= (EXACT if there % 10 else ROUNDING) * there
        for here in miles.values
        for there in metric.values
    )


def _is_gloss(amount: Numeral, gloss: Numeral, text: str) -> bool:
    if not 0 < gloss.span.start - amount.span.end <= LONGEST:
        return False
    opens = _OPENS.fullmatch(text, amount.span.end, gloss.span.start)
    ends = _ENDS.match(text, gloss.span.end, gloss.span.end + BEHIND)
    return opens is not None and ends is not None and _is_measured(amount, opens) and _is_measured(gloss, ends)


def _is_measured(numeral: Numeral, around: regex.Match[str]) -> bool:
    return numeral.unit in MEASURES or (around["unit"] or "").casefold() in UNITS
