from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.report.numbers import counted, share, shown, shown_against


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (0.0, "0.0"),
        (-0.0, "0.0"),
        (0.0001, "0.1"),
        (0.04, "0.1"),
        (61.27, "61.3"),
        (99.949, "99.9"),
        (99.96, "99.9"),
        (99.9999, "99.9"),
        (100.0, "100.0"),
        (101.52, "101.5"),  # TER
    ],
)
def test_a_score_has_one_decimal_and_only_a_true_end_of_the_scale_reads_so(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0.00"), (0.0001, "0.01"), (0.984, "0.98"), (0.9996, "0.99"), (1.0, "1.00")]
)
def test_a_probability_never_reads_as_certain_when_it_is_not(value, text):
    assert share(value) == text


@pytest.mark.parametrize(
    ("value", "limit", "texts"),
    [
        (61.27, 70.0, ("61.3", "70.0")),
        (69.98, 70.0, ("69.98", "70.00")),
        (70.0, 70.0, ("70.0", "70.0")),
        (69.99999999, 70.0, ("69.99999999", "70.00000000")),
    ],
)
def test_a_value_never_reads_like_the_limit_that_it_missed(value, limit, texts):
    assert shown_against(value, limit) == texts


@given(st.floats(0, 100), st.floats(0, 100))
def test_shown_keeps_the_order(one, other):
    low, high = sorted((one, other))
    assert float(shown(low)) <= float(shown(high))
    assert abs(float(shown(low)) - low) <= 0.1


@given(st.floats(1, 100), st.floats(1, 100))
def test_different_numbers_read_differently(value, limit):
    one, other = shown_against(value, limit)
    assert (one == other) == (value == limit)


@pytest.mark.parametrize(("count", "text"), [(0, "0 flags"), (1, "1 flag"), (2, "2 flags")])
def test_nouns_agree_with_their_count(count, text):
    assert counted(count, "flag") == text
