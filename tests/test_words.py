"""What a word is, script by script; linear on a megabyte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.types import MASK, Sentence, Span
from mtqa.words import vocabulary, word_spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" …—!? ", []),
        ("It's 5.5 m", ["It's", "5.5", "m"]),
        ("don’t rock'n'roll", ["don’t", "rock'n'roll"]),
        ("'quoted' dogs' tails", ["quoted", "dogs", "tails"]),
        ("DeepSeek-R1 is a re-skinning", ["DeepSeek-R1", "is", "a", "re-skinning"]),
        ("re -re -skinning", ["re", "re", "skinning"]),
        ("well‑known co‐op", ["well‑known", "co‐op"]),
        ("an em—dash, an en–dash", ["an", "em", "dash", "an", "en", "dash"]),
        ("1,000 1.000,50 5.30 12:45 3. 3,", ["1,000", "1.000,50", "5.30", "12:45", "3", "3"]),
        ("end.Start wires;instead", ["end", "Start", "wires", "instead"]),
        ("H100forbidden v2.0b", ["H100forbidden", "v2.0b"]),
        ("€384 50% C++ a_b", ["384", "50", "C", "a", "b"]),
        ("naïve e\u0301te\u0301 Straße", ["naïve", "e\u0301te\u0301", "Straße"]),
        ("Привет, мир", ["Привет", "мир"]),
        ("Γειά σου", ["Γειά", "σου"]),
        ("أغلق الباب", ["أغلق", "الباب"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("항만장은 문을", ["항만장은", "문을"]),
        ("港口9点关", ["港", "口", "9", "点", "关"]),
        ("門を閉めたドア", ["門", "を", "閉", "めたドア"]),
        ("コーヒー", ["コーヒー"]),
        ("ปิดประตู แล้ว", ["ปิดประตู", "แล้ว"]),
        ("AIが勝つ", ["AI", "が", "勝", "つ"]),
        ("x² ½ Ⅳ", ["x²", "½", "Ⅳ"]),
        ("👩‍👩‍👧 ok", ["ok"]),
        (f"{MASK}f{MASK}erry a{MASK}b{MASK}c{MASK}", [f"f{MASK}erry", f"a{MASK}b{MASK}c"]),
        (f"har\u00ad{MASK}bour 100\u00adfold", [f"har\u00ad{MASK}bour", "100\u00adfold"]),
        (f"re{MASK}-{MASK}skin{MASK} don’{MASK}t -{MASK}x", [f"re{MASK}-{MASK}skin", f"don’{MASK}t", "x"]),
        (f"harbour{MASK}1 H{MASK}2{MASK}O", ["harbour", "1", "H", "2", "O"]),
        (f"門{MASK}口 {MASK}の{MASK}", ["門", "口", "の"]),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in word_spans(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "a-" * 500_000,
        "1," * 500_000,
        "'" * 1_000_000,
        "é\u0301" * 300_000,
        f"a{MASK}" * 500_000,
        f"a-{MASK}" * 500_000,
    ],
)
def test_a_megabyte_comes_to_an_end(text: str) -> None:
    assert len(word_spans(text)) <= 1


def test_words_have_document_spans_and_markup_is_none() -> None:
    text = "Run `x` Twice’s"
    prose = text.replace("`x`", MASK * 3)
    sentence = Sentence(4, Span(10, 10 + len(text)), text, prose)
    found = words(sentence)
    assert [(word.text, word.span, word.norm, word.sentence) for word in found] == [
        ("Run", Span(10, 13), "run", 4),
        ("Twice’s", Span(18, 25), "twice's", 4),
    ]
    assert {word.support for word in found} == {None}


def test_markup_and_soft_hyphens_leave_words_whole() -> None:
    text = "The *h*ar\u00adbour."
    (_, word) = words(Sentence(0, Span(0, len(text)), text, text.replace("*", MASK)))
    assert (word.text, word.norm, word.span) == ("harbour", "harbour", Span(5, 14))


def test_a_vocabulary_has_the_parts_of_hyphenated_words() -> None:
    text = "Re-Skinning of the MID‑life Straße"
    sentence = Sentence(0, Span(0, len(text)), text, text)
    assert vocabulary(words(sentence)) == {
        *("re-skinning", "re", "skinning", "of", "the", "mid-life", "mid", "life", "strasse"),
    }


@given(st.text())
def test_words_rise_and_never_overlap(text: str) -> None:
    end = 0
    for span in word_spans(text):
        assert end <= span.start < span.end <= len(text)
        assert not any(map(str.isspace, text[span.start : span.end]))
        end = span.end


@given(st.text(alphabet="ab1 .,-'", max_size=30), st.text(alphabet="ab1 .,-'", max_size=30))
def test_a_line_break_parts_words(left: str, right: str) -> None:
    both = [f"{left}\n{right}"[span.start : span.end] for span in word_spans(f"{left}\n{right}")]
    assert both == [text[span.start : span.end] for text in (left, right) for span in word_spans(text)]
