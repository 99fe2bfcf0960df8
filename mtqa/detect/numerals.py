"""The numbers of a text with every value they may stand for. In: a pair's `Word`s. Out: `Numeral`s, for `numbers`.

Source: the number checks of translation memory tools, widened to readings: `2,500` is 2500 and, elsewhere, 2.5, so that
`2.5` and `2,5`, `$5.5 million` and `5.5 million dollars`, `10%` and `10 per cent` are equal whatever the locale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from string import ascii_letters
from typing import Literal

import regex

from mtqa.detect.forms import parts
from mtqa.detect.number_words import CARDINALS, MAGNITUDES, MONTHS, OTHERS, ROMAN, UNITS, VAGUE, ranked
from mtqa.types import Span, Word

LETTERS: dict[str, float] = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
"""Letters behind a number that may stand for a magnitude: `5.5m` is 5.5 metres or 5.5 million."""

_PRICED = regex.compile(r"[A-Z]{1,3}\p{Nd}++(?:[.,]\p{Nd}++)*+\Z")
_RUN = regex.compile(r"(?P<digits>\p{Nd}++(?:[.,]\p{Nd}++)*+)(?P<tail>\p{L}*+)")

LONGEST: int = 40
"""Characters of the longest digit string that is read as a number: longer ones are codes."""


Weight = Literal["figure", "count", "hint"]
"""A figure (digits, magnitudes) must have a counterpart; a count (`three`) may be a wrong one; a hint (`half`) answers only."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written and its readings.

    A vague one (`tens of billions`) has its order of magnitude as its only value, negated to keep it apart.
    """

    text: str
    span: Span
    values: frozenset[float]
    weight: Weight
    unit: str | None = None

    @property
    def strong(self) -> bool:
        """Whether it must have a counterpart."""
        return self.weight == "figure"


def numerals(words: Sequence[Word], text: str, lang: str) -> list[Numeral]:
    """List the numbers among `words` of the document `text`, in order.

    Example: `some $5.5 million` has one numeral, its values {5500000}, its unit `$`.
    """
    found: list[Numeral] = []
    at = 0
    while at < len(words):
        if _is_plain(words[at].text, words[at].norm, lang):
            at += 1
            continue
        numeral, at = _read(words, at, text, lang)
        found.extend(numeral)
    return found


@lru_cache(maxsize=1 << 16)
def _is_plain(text: str, norm: str, lang: str) -> bool:
    """Tell whether a word has nothing to do with numbers, as most have, and is not worth a closer look."""
    return not (
        any(map(str.isdigit, text))
        or norm in VAGUE
        or norm in ("order", "orders")
        or norm in MONTHS
        or _spelled(norm, lang) is not None
        or any(True for _ in _inside(norm, lang))
    )


def _read(words: Sequence[Word], at: int, text: str, lang: str) -> tuple[list[Numeral], int]:
    word = words[at]
    if word.text[0].isdigit():
        return _read_digits(words, at, text)
    if _PRICED.match(word.text):
        price, after = _with_magnitude(_priced(word), words, at + 1, text)
        return [price], after
    if word.norm in VAGUE or word.norm in ("order", "orders"):
        return _read_vague(words, at)
    value = _spelled(word.norm, lang)
    if value is not None:
        return _read_spelled(value, words, at, text, lang)
    if word.norm in MONTHS:
        return [_weak(word, MONTHS[word.norm])], at + 1
    return [_weak(word, value) for value in _inside(word.norm, lang)], at + 1


def _read_digits(words: Sequence[Word], at: int, text: str) -> tuple[list[Numeral], int]:
    pieces = [piece for piece in _digits(words[at]) if piece.values]
    if not pieces:
        return [], at + 1
    behind = parts(words[at].norm)[1:]
    tail = UNITS.get(behind[-1]) if behind else None
    if len(pieces) == 1 and behind and behind[0] in MAGNITUDES:  # 6-billion-dollar
        values = frozenset(value * MAGNITUDES[behind[0]] for value in pieces[0].values)
        return [replace(pieces[0], text=words[at].text, span=words[at].span, values=values, unit=tail)], at + 1
    if tail is not None:  # 5-year
        return [*pieces[:-1], replace(pieces[-1], unit=tail)], at + 1
    if pieces[-1].span.end < words[at].span.end:
        return [*pieces[:-1], _with_unit(pieces[-1], words, at + 1, text)], at + 1
    numeral, after = _with_magnitude(pieces[-1], words, at + 1, text)
    return [*pieces[:-1], _with_unit(numeral, words, after, text)], after


def _priced(word: Word) -> Numeral:
    """Read a price whose currency is a letter or two before it: `N66`, `HK5.5`."""
    digits = word.text.lstrip(ascii_letters)
    span = Span(word.span.end - len(digits), word.span.end)
    return Numeral(digits, span, frozenset(_readings(digits)), "hint")


def _digits(word: Word) -> Iterator[Numeral]:
    """Read every number in a word that starts with a digit: `22-page`, `2019-20`, `1990s`, `5kg`, `5:2`, `11x15`."""
    matches = [match for match in _RUN.finditer(word.text) if len(match.group()) <= LONGEST]
    for match in matches:
        listed = _listed(match.group("digits"))
        if len(listed) > 1:  # 1,2,4 are three numbers, 15.09.2020 a day, a month and a year
            start = word.span.start + match.start()
            for at, digits in listed:
                span = Span(start + at, start + at + len(digits))
                yield Numeral(digits, span, frozenset(_readings(digits)), "figure")
            continue
        values = _readings(match.group("digits"))
        tail = match.group("tail").casefold()
        if tail in LETTERS:
            values |= {value * LETTERS[tail] for value in values}
        start = word.span.start
        span = Span(start + match.start(), start + match.end())
        before = word.text[match.start() - 1 : match.start()]
        if before.isalpha() and before not in "xX×":
            continue  # m2, H2O
        if match.group() == "00":  # 15: 00 is 3 pm
            continue
        if match.start() == 0 or word.text[match.start() - 1] != ":" or values != {0.0}:  # 15:0
            yield Numeral(match.group(), span, frozenset(values), "figure", UNITS.get(tail))


def _listed(digits: str) -> list[tuple[int, str]]:
    """Cut a list of small numbers or a date into (place, digits); nothing else. Example: `15.09.2020` has three."""
    if digits.count(",") == 1 and digits.count(".") == 2 and all("." in half for half in digits.split(",")):
        left, right = digits.split(",")  # 1.576,3.222
        return [(0, left), (len(left) + 1, right)]
    pieces = regex.split("[.,]", digits)
    marks = {mark for mark in digits if mark in ".,"}
    dated = marks == {"."} and [len(piece) for piece in pieces] in (
        [2, 2, 4],
        [1, 1, 4],
        [1, 2, 4],
        [2, 1, 4],
        [2, 2, 2],
    )
    short = marks == {","} and len(pieces) > 2 and all(len(piece) < 3 for piece in pieces)
    day, _, rest = digits.partition(",")
    run_on = len(pieces) > 2 and "," in marks and len(pieces[0]) != 3 and len(pieces[1]) < 3 and digits[len(day)] == ","
    if run_on and not short and _readings(rest):
        return [(0, day), (len(day) + 1, rest)]  # July 26,1.5 million; since 2016,3,809
    if not (dated or short):
        return []
    places = accumulate((len(piece) + 1 for piece in pieces), initial=0)
    return list(zip(places, pieces, strict=False))


def _readings(digits: str) -> set[float]:
    """Read a digit string every way. Example: `_readings("1,500")` is {1500.0, 1.5}."""
    marks = [mark for mark in digits if mark in ".,"]
    plain = digits.replace(".", "").replace(",", "")
    if not marks:
        return {float(plain)}
    head, _, tail = digits.replace(",", ".").rpartition(".")
    decimal = float(f"{head.replace('.', '')}.{tail}")
    if len(set(marks)) == 2:
        return {decimal}
    groups = digits.replace(",", ".").split(".")
    grouped = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
    if len(marks) > 1:
        return {float(plain)} if grouped else set()  # 1.2.3 is a version, not a number
    return {float(plain), decimal} if grouped else {decimal}


def _with_magnitude(numeral: Numeral, words: Sequence[Word], at: int, text: str) -> tuple[Numeral, int]:
    while at < len(words) and words[at].norm in MAGNITUDES and _joined(text, numeral.span.end, words[at].span.start):
        factor = MAGNITUDES[words[at].norm]
        span = Span(numeral.span.start, words[at].span.end)
        values = frozenset(value * factor for value in numeral.values)
        numeral = replace(numeral, text=text[span.start : span.end], span=span, values=values, weight="figure")
        at += 1
    return numeral, at


def _with_unit(numeral: Numeral, words: Sequence[Word], at: int, text: str) -> Numeral:
    """Find the unit before (`$ 5`) or behind (`5 %`, `5 per cent`, `5 km`)."""
    before = text[max(0, numeral.span.start - 2) : numeral.span.start].strip()[-1:]
    behind = text[numeral.span.end : numeral.span.end + 2].strip()[:1]
    after = "" if behind.isalpha() else behind  # the `g` of `two games` is no gram
    sign = before if before in ("$", "€", "£") else after
    unit = numeral.unit or UNITS.get(sign)
    if unit is None and at < len(words) and _joined(text, numeral.span.end, words[at].span.start):
        norm = words[at].norm
        if norm in ("per", "pour", "por") and at + 1 < len(words) and words[at + 1].norm.startswith(("cent", "cien")):
            unit = "%"
        else:
            unit = UNITS.get(norm) or UNITS.get(parts(norm)[0] if "-" in norm else norm)
    return replace(numeral, unit=unit)


def _joined(text: str, end: int, start: int) -> bool:
    return start - end <= 2 and not text[end:start].strip(" \u00a0\u202f\u2009-")


def _spelled(norm: str, lang: str) -> float | None:
    """Read `seven` or `twenty-five`."""
    table = CARDINALS.get(lang, {})
    if norm in table:
        return table[norm]
    pieces = parts(norm)
    if len(pieces) == 2 and table.get(pieces[0], 0) >= 20 and 0 < table.get(pieces[1], 0) < 10:
        return table[pieces[0]] + table[pieces[1]]
    return None


def _read_spelled(value: float, words: Sequence[Word], at: int, text: str, lang: str) -> tuple[list[Numeral], int]:
    """Read `two hundred and fifty thousand`: weak, unless a magnitude makes it a figure."""
    start, total, current = at, 0.0, value
    at += 1
    while at < len(words) and _joined(text, words[at - 1].span.end, words[at].span.start):
        norm = words[at].norm
        small = _spelled(norm, lang)
        if norm in MAGNITUDES and MAGNITUDES[norm] <= 100:
            current *= MAGNITUDES[norm]
        elif norm in MAGNITUDES:
            total, current = total + current * MAGNITUDES[norm], 0.0
        elif small is not None and (current == 0 or current % 100 == 0 or (current % 10 == 0 and small < 10)):
            current += small
        elif not (norm == "and" and current % 100 == 0 and at + 1 < len(words) and _spelled(words[at + 1].norm, lang)):
            break
        at += 1
    span = Span(words[start].span.start, words[at - 1].span.end)
    numeral = Numeral(
        text[span.start : span.end],
        span,
        frozenset({total + current}),
        weight="figure" if total + current >= 100 else "count",
    )
    return [_with_unit(numeral, words, at, text)], at


def _read_vague(words: Sequence[Word], at: int) -> tuple[list[Numeral], int]:
    """Read `tens of billions`, `orders of magnitude`: figures that must be there; a bare `thousands` is a hint."""
    word, order = words[at], VAGUE.get(words[at].norm)
    last = words[at + 2] if at + 2 < len(words) and len(words[at + 1].norm) <= 3 else word
    factor = MAGNITUDES.get(last.norm) if order is not None else {"magnitude": 1.0}.get(last.norm)
    if last is not word and factor is not None:
        text = " ".join(each.text for each in words[at : at + 3])
        span = Span(word.span.start, last.span.end)
        return [Numeral(text, span, frozenset({-factor * (order or 1.0)}), "figure")], at + 3
    return ([] if order is None else [Numeral(word.text, word.span, frozenset({-order}), "hint")]), at + 1


def _inside(norm: str, lang: str) -> Iterator[float]:
    """Read words with a number in them: `half`, `second-rate`, `forty-two-year`, `eight-billion`, `covid-19`'s 19, `h100`'s 100."""
    tables = (OTHERS.get(lang, {}), CARDINALS.get(lang, {}), MAGNITUDES)
    pieces = parts(norm)
    for piece in pieces:
        yield from (table[piece] for table in tables if piece in table)
    joined = (_spelled(f"{left}-{right}", lang) for left, right in pairwise(pieces))
    yield from (value for value in joined if value is not None)
    yield from (tables[1][a] * MAGNITUDES[b] for a, b in pairwise(pieces) if a in tables[1] and b in MAGNITUDES)
    both = [(tables[1].get(left), tables[0].get(right)) for left, right in pairwise(pieces)]
    yield from (value for left, right in both if left and right for value in ranked(left, right))
    if norm in ROMAN:
        yield ROMAN[norm]
    if any(map(str.isdecimal, norm)):
        for match in _RUN.finditer(norm):
            if len(match.group()) <= LONGEST:
                yield from sorted(_readings(match.group("digits")))


def _weak(word: Word, value: float) -> Numeral:
    return Numeral(word.text, word.span, frozenset({value}), "hint")
