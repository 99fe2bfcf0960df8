"""Brackets and quotation marks: partners stay, strays go, lengths do not change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.quotes import MARKS, MAX_INSIDE, without_strays


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no marks", "no marks"),
        ("a (b) c", "a (b) c"),
        ("a [b] {c}", "a (b) (c)"),
        ("(One. Two [2].", " One. Two (2)."),
        ("One) two", "One  two"),
        ("“a” „b“ «c» »d« ›e‹ ‘f’ 'g' \"h\" „i”", "“a” “b” “c” “d” “e” “f” “g” “h” “i”"),
        ("“a (b ‘c’) d”", "“a  b  c   d”"),
        ("“a “b” c", " a “b” c"),
        ("(a “b) c”", "(a  b) c "),
        ("don't, it’s, '90s, the workers' union", "donxt, itxs, x90s, the workersx union"),
        ("`a` ‛b‛", " a   b "),
        ("(One.) Two (or three).", " One.  Two (or three)."),
        ("It is. (One. Two.) Three", "It is.  One. Two.  Three"),
        ("“One. Two.” Three “four.” five", " One. Two.  Three “four.” five"),
        ("“One. Two.” he said", "“One. Two.” he said"),
        ("He (Mr. X.) left", "He (Mr. X.) left"),
    ],
)
def test_only_sure_pairs_stay(text, expected):
    assert without_strays(text) == expected


@pytest.mark.parametrize(("inside", "kept"), [(MAX_INSIDE - 1, True), (MAX_INSIDE, False)])
def test_partners_are_near(inside, kept):
    assert (without_strays("(" + "a" * inside + ")") == "(" + "a" * inside + ")") is kept


@given(st.text(alphabet=st.sampled_from([*"ab1. s", *sorted(MARKS)])))
def test_length_and_words_stay_and_marks_are_balanced(text):
    copy = without_strays(text)
    assert len(copy) == len(text)
    assert all(char == shown for char, shown in zip(text, copy, strict=True) if char not in MARKS)
    marks = "".join(char for char in copy if char in MARKS)
    assert marks.replace("()", "").replace("“”", "") == ""
