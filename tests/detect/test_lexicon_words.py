"""What counts as a word of the language, what as a form of a word, what as the nearest one."""

from __future__ import annotations

import pytest
import wordfreq
from hypothesis import example, given
from hypothesis import strategies as st

from mtqa.detect.forms import ELIDED, bare, forms, likeness, nearest
from mtqa.detect.lexicon import available, common, counted, is_word, same_stem, zipf
from mtqa.types import Span, Word


@pytest.mark.parametrize(
    ("word", "lang", "known"),
    [
        ("bridge", "en", True),
        ("bridge's", "en", True),
        ("reskinned", "en", True),
        ("co-founder", "en", True),
        ("unimpressively", "en", True),
        ("gamekeepers", "en", True),
        ("b2b-marketing", "en", True),
        ("skarppy", "en", False),
        ("motizing", "en", False),
        ("pregenancy", "en", False),
        ("künstlerverein", "en", False),
        ("brückengeländer", "de", True),
        ("zuxamengefaßelt", "de", False),
        ("gletscherbaches", "de", True),
        ("passüberschreitungen", "de", True),
        ("bergsteigerisches", "de", True),
        ("brückengelander", "de", False),
        ("affalèrent", "fr", True),
        ("abandonnâmes", "fr", True),
        ("pluzieurs", "fr", False),
        ("desistere", "fr", False),
        ("maison", "fr", True),
        ("a" * 1000, "en", False),
    ],
)
def test_is_word(word: str, lang: str, known: bool) -> None:
    assert is_word(word, lang) is known


@pytest.mark.parametrize(("lang", "can"), [("en", True), ("cs", True), ("ja", False), ("zh", False), ("xx", False)])
def test_available(lang: str, can: bool) -> None:
    assert available(lang) is can


@pytest.mark.parametrize(("lang", "known"), [("en", True), ("tr", True), ("th", False), ("la", False), ("xx", False)])
def test_a_language_without_a_list_has_no_words(lang: str, known: bool) -> None:
    """Latin is not answered with Italian, Swahili not with English."""
    assert counted(lang) is known
    assert (common("de", lang) > 0) is known
    assert zipf("skarppy", lang) == 0


@pytest.mark.parametrize("word", ["the", "bridge", "brinkmanship", "skarppy", "uyghur"])
def test_zipf_agrees_with_wordfreq(word: str) -> None:
    assert zipf(word, "en") == pytest.approx(wordfreq.zipf_frequency(word, "en", wordlist="large"), abs=0.02)


@pytest.mark.parametrize("word", ["the", "bridge", "skarppy"])
def test_common_agrees_with_the_small_list(word: str) -> None:
    assert common(word, "en") == pytest.approx(wordfreq.zipf_frequency(word, "en", wordlist="small"), abs=0.02)


@pytest.mark.parametrize(
    ("a", "b", "same"), [("tonify", "tonifying", True), ("running", "runs", True), ("adverse", "advice", False)]
)
def test_same_stem(a: str, b: str, same: bool) -> None:
    assert same_stem(a, b, "en") is same


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        ("deepseek's", {"deepseek's", "deepseek"}),
        ("start-up", {"start-up", "startup", "start", "up"}),
        ("plain", {"plain"}),
    ],
)
def test_forms(norm: str, expected: set[str]) -> None:
    assert set(forms(norm)) == expected


@given(st.text(max_size=20))
@example("c'00")
@example("deepseek's")
def test_bare_cuts_a_possessive_and_an_elided_article_only(norm: str) -> None:
    article, _, rest = norm.removesuffix("'s").partition("'")
    assert bare(norm) == rest if article in ELIDED and len(rest) > 1 else norm.startswith(bare(norm))
    assert bare(norm) in forms(norm)


def _words(text: str) -> list[Word]:
    return [Word(each, Span(0, len(each)), each, 0) for each in text.split()]


def test_nearest_by_hand() -> None:
    found = nearest("skarppy", 0.5, _words("it was a scrappy little company"))
    assert found is not None
    assert found.text == "scrappy"
    assert nearest("skarppy", 0.5, _words("nothing like it here")) is None
    assert nearest("skarppy", 0.5, []) is None


@given(st.text(alphabet="abcde", min_size=1, max_size=9), st.text(alphabet="abcde", min_size=1, max_size=9))
def test_likeness_is_a_share(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) == 1
