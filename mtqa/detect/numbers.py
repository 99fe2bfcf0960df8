"""Numbers, dates, amounts and units that differ from the reference: changed, invented, lost.

Source: MQM's accuracy/mistranslation (number) and the number checks of translation tools; DEMETR (Karpinska et al.
2022) shows that embeddings hardly see them. Deliberately not caught: numbers written as words against each other
(`two` for `three`), which paraphrase changes freely; converted units (see `glosses`); rounded figures; digits within names
(`H100`); what makes a date fuller (see `dates`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf, log10

from mtqa.detect.amounts import (
    END_OF_YEARS,
    OLDEST,
    clocked,
    is_clock,
    misplaced,
    regrouped,
    rejoined,
    rounded,
    stamps,
)
from mtqa.detect.base import Code, quoted
from mtqa.detect.dates import (
    dated_otherwise,
    in_lost_dateline,
    spare_added,
    spare_lost,
    without_eras,
    without_times,
    year_like,
)
from mtqa.detect.forms import likeness
from mtqa.detect.glosses import converted, doubled
from mtqa.detect.nearby import nearby, nearby_words
from mtqa.detect.numerals import Numeral, numerals
from mtqa.detect.ranges import widened
from mtqa.types import Context, Evidence, Flag, Severity, Word

RIVALS: int = 8
"""Lost numbers, the first ones, among which a wrong one's original is sought: few sentences lose more."""

TRIVIAL: frozenset[float] = frozenset({0.0, 1.0})
"""Counts that every article and every `no` may render: their loss or addition is not said."""

VAGUEST: float = 10
"""Smallest order of magnitude that a number may be told by: `dozens`."""

SMALL: float = 12
"""Largest count whose loss or addition is minor: language says such counts in many ways (`both`, `a few`, a plural)."""

DATED: float = 100
"""What is less does not stand for a year: it is the day of its date, or something else altogether."""

APART: float = 0.35
"""Distance of their relative places (0-1) up to which a wrong number and a lost one are taken for each other."""

ALIKE: float = 0.5
"""Likeness of their digits from which they are, wherever they stand."""

DIFFERS = Code(
    code="M101",
    name="number-differs",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="A number of the suspect is another than the reference's.",
    why="Figures are copied and trusted; a wrong one misleads without looking wrong.",
    bad="The bridge cost 100 million euros.",
    good="The bridge cost 10 million euros.",
    advice="Formats do not matter (`2.5` and `2,5`, `10%` and `ten per cent`). Miles in kilometres are not flagged; another conversion may be baselined.",
    confidence=0.8,
)
ADDED = Code(
    code="M102",
    name="number-added",
    category="accuracy/addition",
    severity=Severity.MAJOR,
    summary="A number of the suspect has no counterpart in the reference's sentence.",
    why="The suspect gives a figure that the trusted text does not.",
    bad="The bridge was opened in 1987.",
    good="The bridge was opened.",
    advice="Counts up to twelve are minor; what only makes a date fuller (`15 July 2020` for `15 July`) is not said.",
    confidence=0.62,
)
LOST = Code(
    code="M103",
    name="number-lost",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    summary="A number of the reference is rendered nowhere near in the suspect.",
    why="The reader of the suspect misses a figure that the trusted text gives.",
    bad="The bridge carries many cars a day.",
    good="The bridge carries 48,000 cars a day.",
    advice="Counts up to twelve are minor; what only makes a date fuller (`15 July 2020` for `15 July`) is not said.",
    confidence=0.82,
)
UNIT = Code(
    code="M104",
    name="unit-differs",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="A number has another unit or currency than in the reference.",
    why="The amount is another, though the digits are right: milligrams for grams can kill.",
    bad="Take 5 g twice a day.",
    good="Take 5 mg twice a day.",
    advice="Abbreviated and written-out units are equal. Conversions change the number too and are M101.",
    confidence=0.8,
)


class Numbers:
    """Compares the numbers of the two sides by value."""

    codes = (DIFFERS, ADDED, LOST, UNIT)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each number without a counterpart, on the side that has it."""
        if not evidence.suspect or not evidence.reference:
            return
        suspect = _read(_prose(evidence.suspect_words, context.suspect.text), context.suspect.text, context.lang)
        reference = _read(
            _prose(evidence.reference_words, context.reference.text), context.reference.text, context.lang
        )
        suspect = clocked(suspect, evidence.reference, context.reference.text)
        reference = clocked(reference, evidence.suspect, context.suspect.text)
        suspect = regrouped(suspect, reference, context.suspect.text)
        reference = regrouped(reference, suspect, context.reference.text)
        if not any(numeral.strong for numeral in (*suspect, *reference)):
            return
        extra, lost = _unanswered(suspect, reference), _unanswered(reference, suspect)
        if any(numeral.strong for numeral in extra):
            extra = _still_extra(extra, evidence, context)
        if any(numeral.strong for numeral in lost):
            lost = _still_lost(lost, evidence, context)
        again = doubled(lost, reference, suspect, context.reference.text)
        extra = without_eras(extra, context.suspect.text, evidence.reference)
        extra = without_times(extra, evidence, context.suspect.text)
        lost = without_eras(lost, context.reference.text, evidence.suspect)
        yield from _differences(extra, lost, again, evidence, context.lang)
        yield from _units(suspect, reference, evidence)


def _read(words: Sequence[Word], text: str, lang: str) -> list[Numeral]:
    return widened(rejoined(numerals(words, text, lang), text), text)


def _prose(words: Sequence[Word], text: str) -> list[Word]:
    """Leave out sentences without a letter (page numbers, counters, cells of a table) and the number of an entity, `&#39;`."""
    lettered = {word.sentence for word in words if word.text[0].isalpha()}
    return [
        word
        for word in words
        if word.sentence in lettered
        and not (word.text[0].isdigit() and text[max(0, word.span.start - 2) : word.span.start] == "&#")
    ]


def _unanswered(asked: Sequence[Numeral], answers: Sequence[Numeral]) -> list[Numeral]:
    """Keep the numerals that no number of the other side may stand for."""
    values = frozenset(value for numeral in answers for value in numeral.values)
    years = frozenset(value % 100 for value in values if OLDEST <= value < END_OF_YEARS)
    vague, exact = ({_order(value) for value in values if (value < 0) is sign} - {None} for sign in (True, False))
    return [
        numeral
        for numeral in asked
        if not _answered(numeral, values, years)
        and not any(_order(value) in (exact if value < 0 else vague) for value in numeral.values)
    ]


def _order(value: float) -> float | None:
    """Give the power of ten by which a vague number and an exact one answer each other: `hundreds`, `more than 100`."""
    size = abs(value)
    return 10.0 ** int(log10(size)) if VAGUEST <= size < inf else None


def _answered(numeral: Numeral, values: frozenset[float], years: frozenset[float]) -> bool:
    return any(
        not values.isdisjoint(_equals(value)) or (value < 100 and value in years) or is_clock(value, values)
        for value in numeral.values
    )


def _equals(value: float) -> Iterator[float]:
    """List what says the same: 15:00 is 3 pm, 0.5 is half (50), 1869 may be written 69."""
    yield from (value, value / 100)
    if 0 < value < 13:
        yield value + 12
    if 12 < value < 25:
        yield value - 12
    if value < 1:
        yield value * 100
    if OLDEST <= value < END_OF_YEARS:
        yield value % 100


def _still_extra(extra: list[Numeral], evidence: Evidence, context: Context) -> list[Numeral]:
    around = nearby_words(evidence.reference, context.reference)
    return _unanswered(extra, _read(around, nearby(evidence.reference, context.reference), context.lang))


def _still_lost(lost: list[Numeral], evidence: Evidence, context: Context) -> list[Numeral]:
    around = nearby_words(evidence.suspect, context.suspect)
    return _unanswered(lost, _read(around, nearby(evidence.suspect, context.suspect), context.lang))


def _differences(
    extra: Sequence[Numeral], lost: Sequence[Numeral], again: frozenset[int], evidence: Evidence, lang: str
) -> Iterator[Flag]:
    """Match what is extra with what is lost: a changed number; what is left was invented or dropped.

    `again` has the starts of the reference's amounts that are told in other units as well, and so are not lost.
    """
    open_lost = [numeral for numeral in lost if numeral.weight != "hint" and 1.0 not in numeral.values]
    run_together = stamps(evidence.reference)
    for numeral in extra:
        if not numeral.strong:
            continue
        rival = _rival(numeral, open_lost, evidence)
        if rival is None:
            spared = spare_added(numeral, evidence.suspect_words, evidence.reference_words, lang)
            if spared or not TRIVIAL.isdisjoint(numeral.values):
                continue
            message = f"the reference has no number such as {quoted(numeral.text)} here"
            yield ADDED.flag(evidence, numeral.span, message, severity=_weight(numeral))
        else:
            open_lost.remove(rival)
            if rounded(numeral, rival, evidence.suspect_words) or converted(numeral, rival):
                continue
            message = f"reference has {quoted(rival.text)}, here {quoted(numeral.text)}"
            minor = misplaced(numeral, rival, lang)
            if numeral.text in run_together:  # the lost space is all that is wrong, and is said once
                minor = True
                open_lost = [each for each in open_lost if each.span.start != rival.span.end + 1]
            severity = Severity.MINOR if minor else None
            yield DIFFERS.flag(evidence, numeral.span, message, suggestion=rival.text, severity=severity)
    for numeral in open_lost:
        fully = numeral.unit == "%" and 100.0 in numeral.values  # as an adverb
        if not numeral.strong or fully or spare_lost(numeral, evidence.reference_words, evidence.suspect_words, lang):
            continue
        if TRIVIAL.isdisjoint(numeral.values) and numeral.span.start not in again:
            told = dated_otherwise(numeral, evidence.reference_words, evidence.suspect_words, lang)
            message = f"reference has {quoted(numeral.text)}, the suspect no such number here"
            told = told or in_lost_dateline(numeral, evidence)
            severity = Severity.MINOR if told else _weight(numeral)
            yield LOST.flag(evidence, numeral.span, message, side="reference", severity=severity)


def _rival(numeral: Numeral, lost: Sequence[Numeral], evidence: Evidence) -> Numeral | None:
    """Choose the lost number that this one most likely stands for: by unit, then by its looks; None if none is near."""
    place = _place(numeral, evidence.suspect_words)
    return max(
        (
            each
            for each in lost[:RIVALS]
            if likeness(each.text, numeral.text) >= ALIKE
            or (
                abs(_place(each, evidence.reference_words) - place) <= APART
                and not (year_like(each) and max(numeral.values) < DATED)
            )
        ),
        key=lambda each: (each.strong, each.unit == numeral.unit, likeness(each.text, numeral.text)),
        default=None,
    )


def _place(numeral: Numeral, words: Sequence[Word]) -> float:
    """Give the relative place of a numeral among its side's words, 0-1."""
    start, end = words[0].span.start, words[-1].span.end
    return (numeral.span.start - start) / max(1, end - start)


def _weight(numeral: Numeral) -> Severity:
    value = min(numeral.values)
    return Severity.MINOR if value <= SMALL else Severity.MAJOR


def _units(suspect: Sequence[Numeral], reference: Sequence[Numeral], evidence: Evidence) -> Iterator[Flag]:
    """Compare the units behind equal numbers; a unit that the other side has as often may just have moved."""
    suspect_units = Counter(numeral.unit for numeral in suspect)
    by_value = {value: numeral for numeral in reference for value in numeral.values}
    reference_units = Counter(numeral.unit for numeral in reference)
    for numeral in suspect:
        other = next((by_value[value] for value in sorted(numeral.values) if value in by_value), None)
        if other is None or numeral.unit is None or other.unit is None or numeral.unit == other.unit:
            continue
        added = suspect_units[numeral.unit] > reference_units[numeral.unit]
        if added and reference_units[other.unit] > suspect_units[other.unit]:
            message = f"reference has {other.text} {other.unit}, here {numeral.text} {numeral.unit}"
            yield UNIT.flag(evidence, numeral.span, message)
