"""Numbers are read to the same values however they are written."""

from __future__ import annotations

import pytest
from detect_pairs import pair
from hypothesis import given
from hypothesis import strategies as st

from mtqa.detect import detect
from mtqa.detect.amounts import regrouped, rejoined
from mtqa.detect.numerals import Numeral, numerals


def read(text: str, lang: str = "en") -> list[Numeral]:
    evidence, context = pair(text, "", lang=lang)
    return numerals(evidence.suspect_words, context.suspect.text, lang)


def values(text: str, lang: str = "en") -> list[set[float]]:
    return [set(numeral.values) for numeral in read(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is 5.5 m high.", [{5.5}]),
        ("It cost $5.5 million.", [{5_500_000}]),
        ("It cost 5.5m dollars.", [{5.5, 5_500_000}]),
        ("It has 1,200 rooms.", [{1200, 1.2}]),
        ("It has 1,234,567 rooms.", [{1_234_567}]),
        ("It has 1.234,5 rooms.", [{1234.5}]),
        ("A 22-page paper.", [{22}]),
        ("A forty-two-page paper.", [{40}, {2}, {42}]),
        ("From 2019-20 on.", [{2019}, {20}]),
        ("They won 5:2.", [{5}, {2}]),
        ("We met at 15:00.", [{15}]),
        ("In the 1990s.", [{1990}]),
        ("A room of 135m2 here.", [{135, 135_000_000}]),
        ("It is 11x15 cm.", [{11}, {15}]),
        ("Two hundred and fifty thousand came.", [{250_000}]),
        ("Twenty-five came.", [{25}]),
        ("Three dozen came.", [{36}]),
        ("Tens of billions went.", [{-1e10}]),
        ("Orders of magnitude less.", [{-1}]),
        ("Half of them on 3 March.", [{50}, {3}, {3}]),
        ("The H100 chip.", [{100}]),
        ("Version 1.2.3 is out.", []),
        ("On 15.09.2020 it was.", [{15}, {9}, {2020}]),
        ("Signatures 1,2,4,5 were read.", [{1}, {2}, {4}, {5}]),
        ("No number at all.", []),
        ("", []),
    ],
)
def test_values(text: str, expected: list[set[float]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It is $5 here.", "$"),
        ("It is 5 dollars.", "$"),
        ("It is 5% here.", "%"),
        ("It is 5 per cent here.", "%"),
        ("It is 5 percent here.", "%"),
        ("It is 5kg here.", "kg"),
        ("It is a 5-year plan.", "year"),
        ("It is 5 trees.", None),
    ],
)
def test_units(text: str, unit: str | None) -> None:
    assert [numeral.unit for numeral in read(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "weights"),
    [("In 1987 three men, half asleep.", ["figure", "count", "hint"]), ("Five hundred men.", ["figure"])],
)
def test_weights(text: str, weights: list[str]) -> None:
    assert [numeral.weight for numeral in read(text)] == weights


def test_digit_groups_join_only_where_the_other_side_has_the_sum() -> None:
    text = "There were 45 233 people."
    assert [set(each.values) for each in regrouped(read(text), read("There were 45,233 people."), text)] == [{45233}]
    assert len(regrouped(read(text), read("There were 45 men and 233 women."), text)) == 2


@given(st.integers(min_value=0, max_value=10**12))
def test_grouping_marks_do_not_matter(number: int) -> None:
    """Python's own formatting is the oracle; the German form swaps its marks."""
    english = f"{number:,}"
    for text in (str(number), english, english.replace(",", ".")):
        assert float(number) in values(f"It is {text} here.")[0]


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_decimal_marks_do_not_matter(number: object) -> None:
    english = f"{number:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert values(f"It is {english} here.") == values(f"It is {german} here.") == [{float(str(number))}]


@given(st.text(alphabet="0123456789.,:-xm% ", max_size=40))
def test_spans_hold_what_was_read(text: str) -> None:
    evidence, context = pair(f"So {text} it is", "")
    for numeral in numerals(evidence.suspect_words, context.suspect.text, "en"):
        assert context.suspect.text[numeral.span.start : numeral.span.end].startswith(numeral.text.split()[0])
        assert numeral.values


def test_an_amount_beyond_all_numbers_is_compared_all_the_same() -> None:
    endless = "9 " + "trillion " * 40
    for texts in ((f"They have {endless} and 5 million.", "They have 3."), ("They have 3.", f"They have {endless}.")):
        evidence, context = pair(*texts)
        assert any(flag.code.startswith("M10") for flag in detect(evidence, context))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It took 2 billion and 37 million.", [{2.037e9}]),
        ("It took 2.4 million, 86 thousand fell ill.", [{2.4e6}, {86e3}]),
        ("It closed at 8.48 p.m. again.", [{8.0}, {48.0}]),
        ("It cost 8.48 dollars.", [{8.48}]),
    ],
)
def test_amounts_and_times_in_pieces_are_read_whole(text: str, expected: list[set[float]]) -> None:
    assert [set(numeral.values) for numeral in rejoined(read(text), text)] == expected
