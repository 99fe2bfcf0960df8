"""Amounts and times that are written in pieces. In: a text's `Numeral`s in order. Out: the same, joined or taken apart.

`2 billion and 37 million` is one amount, `8.48 p.m.` an hour and a minute, whatever the digits look like. Next: `numbers`
compares what is left. Source: the number findings on machine translation that a reader of both texts called wrong.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf, log10

import regex

from mtqa.detect.base import word_set
from mtqa.detect.number_words import MAGNITUDES
from mtqa.detect.numerals import Numeral
from mtqa.types import Sentence, Span, Word

LARGE: float = 1e6
"""Smallest amount that a smaller one may follow as its rest: `two million, three hundred thousand`."""

LINKS = ("and", ",", "")
"""What may stand between an amount and its rest."""

BEHIND: int = 6
"""Characters behind a clock time among which its `p.m.` begins."""

BEFORE: int = 10
"""Characters before a clock time among which its `at` stands."""

LONG_GROUP: int = 4
"""Digits before or behind a mark from which it parts nothing: neither thousands nor, in this language, decimals."""

MOST_GROUPS: int = 6
"""Groups of digits of the longest number that is put together."""

LONGEST_GAP: int = 2
"""Characters between two groups of digits of one number."""

BELOW = word_set("more over above exceeding exceeds exceeded mehr über")
ABOVE = word_set("less under below nearly almost weniger unter knapp fast")
ROUGHLY = word_set("about around roughly some approximately etwa rund")
"""Words before a rounded number that is below the exact one, above it, or either."""

OLDEST, END_OF_YEARS = 1500.0, 2100.0
"""Numbers that may be years: nobody rounds them, and the last two digits may stand for them."""

NEAR: int = 2
"""Words before it among which they stand."""

ABOUT: float = 0.02
LEAST: float = 100.0
"""Share by which a rounded number may differ, and the smallest that is one."""

HALF: float = 50.0
"""What `half` is read as."""

_HOURS = regex.compile(r"(\p{Nd}\p{Nd})(\p{Nd}\p{Nd})\Z")
_HOURS_BEHIND = regex.compile(r"\s?(?:hours|hrs|h)\b", regex.IGNORECASE)
_CLOCK = regex.compile(r"(\p{Nd}{1,2})[.:](\p{Nd}\p{Nd})\Z")
_COLON = regex.compile(r"(?<![\p{Nd}:.,])(\p{Nd}{1,2}+):(\p{Nd}\p{Nd})(?![:.,]?\p{Nd})")
_AT = regex.compile(r"\b(?:at|around|until|till|um|gegen|ab|bis|alle|hacia)\s++\Z", regex.IGNORECASE)
_STAMP = regex.compile(r"[-/.](\p{Nd}{2,4})\s(\p{Nd}\p{Nd}?+):\s?\p{Nd}\p{Nd}")
_HALF_DAY = regex.compile(r"\s?(?:[ap]\.?\s?m\b|o['’]clock|uhr\b)", regex.IGNORECASE)


def rejoined(found: Sequence[Numeral], text: str) -> list[Numeral]:
    """Join amounts with their rests, and part clock times. Example: of `2 billion and 5 million` one is left."""
    joined: list[Numeral] = []
    for numeral in _halved(found, text):
        if joined and _is_rest(joined[-1], numeral, text):
            span = Span(joined[-1].span.start, numeral.span.end)
            whole = frozenset(a + b for a in joined[-1].values for b in numeral.values)
            joined[-1] = replace(joined[-1], text=text[span.start : span.end], span=span, values=whole)
        else:
            joined.extend(_parted(numeral, text))
    return joined


def clocked(found: list[Numeral], others: Sequence[Sentence], text: str) -> list[Numeral]:
    """Part what the other side's sentences write as a clock time: `3.48` is an hour and a minute where they have `3:48`."""
    dotted = [_CLOCK.match(numeral.text) if "." in numeral.text else None for numeral in found]
    if not any(dotted):
        return found
    said = _COLON.findall(text, others[0].span.start, others[-1].span.end)
    clocks = {(int(hour) % 12, int(minute)) for hour, minute in said}
    parted: list[Numeral] = []
    for numeral, match in zip(found, dotted, strict=True):
        told = match is not None and numeral.unit is None and (int(match[1]) % 12, int(match[2])) in clocks
        parted.extend(_pieces(numeral, match) if match and told else (numeral,))
    return parted


def misplaced(numeral: Numeral, other: Numeral, lang: str) -> bool:
    """Tell whether two numbers differ in a mark alone that can part nothing: `7,8908` or `7890,800`."""
    mark = "," if lang == "en" else "."
    plain, right = (each.text.replace(".", "").replace(",", "") for each in (numeral, other))
    head, _, tail = numeral.text.partition(mark)
    groups = regex.findall(r"\p{Nd}++", tail)
    if plain != right or not groups:
        return False
    return len(groups[0]) >= LONG_GROUP or (
        len(head) >= LONG_GROUP and all(len(group) == 3 for group in groups) and "." not in tail
    )


def rounded(numeral: Numeral, other: Numeral, words: Sequence[Word]) -> bool:
    """Tell whether a count is said to be another one about, on the right side of it: `more than 880,000` where that is 888,000."""
    if numeral.unit != other.unit:
        return False
    ours, exact = max(numeral.values), max(other.values)
    at = bisect_left(words, numeral.span.start, key=lambda word: word.span.start)
    before = {word.norm for word in words[max(0, at - NEAR) : at]}
    low, high = not before.isdisjoint(BELOW), not before.isdisjoint(ABOVE)
    said = low != high or not before.isdisjoint(ROUGHLY)
    sided = (not low or ours <= exact) and (not high or ours >= exact)
    year = all(OLDEST <= value < END_OF_YEARS for value in (ours, exact))
    near = LEAST <= ours < inf and abs(ours - exact) <= ABOUT * exact
    return said and sided and near and not year and _zeros(ours) > _zeros(exact)


def is_clock(value: float, values: frozenset[float]) -> bool:
    """Tell whether 8.48 is a time of which the other side has the hour and the minutes: 20:48."""
    if not 0 < value < 25:
        return False
    hour, minute = divmod(round(value * 100), 100)
    return 0 < minute < 60 and minute in values and not values.isdisjoint((hour, hour + 12))


def _zeros(value: float) -> int:
    """Count the zeros at the end of a whole number; a broken one has none."""
    digits = f"{value:.0f}" if value.is_integer() else ""
    return len(digits) - len(digits.rstrip("0"))


def stamps(sentences: Sequence[Sentence]) -> frozenset[str]:
    """List the digits that a date and the clock time behind it make where their space is lost: `2611` of `-26 11:42`."""
    return frozenset(day + hour for sentence in sentences for day, hour in _STAMP.findall(sentence.text))


def regrouped(found: Sequence[Numeral], others: Sequence[Numeral], text: str) -> list[Numeral]:
    """Join digits that spaces part, `45 233`, `1, 100,000`, `119. 3`, where the other side has the number that they make."""
    values = frozenset(value for numeral in others for value in numeral.values)
    joined: list[Numeral] = []
    at = 0
    while at < len(found):
        end, value = _group(found, at, values, text)
        numeral = found[end - 1]
        if value is not None:
            span = Span(found[at].span.start, numeral.span.end)
            numeral = replace(numeral, text=text[span.start : span.end], span=span, values=frozenset({value}))
        joined.append(numeral)
        at = end
    return joined


def _group(found: Sequence[Numeral], at: int, values: frozenset[float], text: str) -> tuple[int, float | None]:
    """Find where the longest run of digits from `at` on ends that is one of `values`, and which; the next place and None if there is none."""
    best: tuple[int, float | None] = (at + 1, None)
    whole = found[at].text.replace(",", "")
    for place in range(at + 1, min(len(found), at + MOST_GROUPS)):
        gap, right = text[found[place - 1].span.end : found[place].span.start], found[place].text
        mark, digits = gap.strip(), right.replace(",", "")
        if not 0 < len(gap) <= LONGEST_GAP or not (whole + digits).isdecimal() or mark not in ("", ",", "."):
            break
        decimal = float(f"{whole}.{right}") if place == at + 1 and mark and right == digits else None
        whole += digits
        grouped = float(whole) if mark != "." and len(digits) % 3 == 0 else None
        value = next((each for each in (decimal, grouped) if each in values), None)
        best = (place + 1, value) if value is not None else best
        if grouped is None:
            break
    return best


def _halved(found: Sequence[Numeral], text: str) -> Iterator[Numeral]:
    """Read `two and a half million` as 2.5 million, and `100 seventy` as 170."""
    held: Numeral | None = None  # a number that a half, a magnitude or the rest of a hundred may follow
    halved = False
    for numeral in found:
        link = text[held.span.end : numeral.span.start].strip() if held and not _apart(held, numeral) else None
        if held and link == "and a" and numeral.values == {HALF} and numeral.text.casefold() == "half":
            held, halved = _whole(held, numeral, text, frozenset(value + 0.5 for value in held.values)), True
        elif held and link == "" and halved and MAGNITUDES.get(numeral.text.casefold()) in numeral.values:
            factor = MAGNITUDES[numeral.text.casefold()]
            held, halved = _whole(held, numeral, text, frozenset(value * factor for value in held.values)), False
        elif held and link == "" and _is_hundreds(held) and numeral.weight == "count":
            rest = max(numeral.values)
            held = _whole(held, numeral, text, frozenset(value + rest for value in held.values))
        else:
            if held:
                yield held
            held, halved = numeral, False
    if held:
        yield held


def _apart(head: Numeral, rest: Numeral) -> bool:
    return rest.span.start - head.span.end > len(" and a ") or head.weight == "hint" or head.unit is not None


def _is_hundreds(numeral: Numeral) -> bool:
    return numeral.text.isdecimal() and len(numeral.text) == 3 and numeral.text.endswith("00")


def _whole(head: Numeral, rest: Numeral, text: str, values: frozenset[float]) -> Numeral:
    span = Span(head.span.start, rest.span.end)
    return replace(head, text=text[span.start : span.end], span=span, values=values, weight="figure", unit=rest.unit)


def _is_rest(head: Numeral, rest: Numeral, text: str) -> bool:
    """Tell whether one amount goes on with a smaller one: both have their magnitude, and no unit parts them."""
    if not (head.strong and rest.strong) or rest.span.start - head.span.end > len(", and") + 2:
        return False
    low, high = max(rest.values, default=0.0), min(head.values, default=0.0)
    spelled = any(letter.isalpha() for letter in head.text) and any(letter.isalpha() for letter in rest.text)
    if (
        not spelled
        or "." in head.text
        or not LARGE <= high < inf
        or text[head.span.end : rest.span.start].strip() not in LINKS
    ):
        return False
    return 0 < low < 10.0 ** (3 * int(log10(high) / 3))


def _parted(numeral: Numeral, text: str) -> Iterator[Numeral]:
    """Yield the hour and the minutes of a clock time, anything else as it is."""
    match = _clock(numeral, text)
    if match is None or int(match[1]) > 24 or int(match[2]) > 59:
        yield numeral
    else:
        yield from _pieces(numeral, match)


def _pieces(numeral: Numeral, match: regex.Match[str]) -> Iterator[Numeral]:
    for group in (1, 2):
        if int(match[group]):
            span = Span(numeral.span.start + match.start(group), numeral.span.start + match.end(group))
            yield Numeral(match[group], span, frozenset({float(match[group])}), "figure")


def _clock(numeral: Numeral, text: str) -> regex.Match[str] | None:
    """Recognise `8.48 p.m.`, `at 8.48` and `0848 hours` by what stands around the digits."""
    start, end = numeral.span.start, numeral.span.end
    match = _HOURS.match(numeral.text)
    if match:
        return match if _HOURS_BEHIND.match(text, end, end + BEHIND) else None
    told = _HALF_DAY.match(text, end, end + BEHIND) or _AT.search(text, max(0, start - BEFORE), start)
    return _CLOCK.match(numeral.text) if told and numeral.unit is None else None
