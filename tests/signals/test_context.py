"""What the reference is an authority for: vocabulary, spellings, names."""

from __future__ import annotations

import pytest

from mtqa.config import Config
from mtqa.signals.context import context_of
from mtqa.types import Context, Document, Sentence, Span
from mtqa.words import words


def context(*sentences: str) -> Context:
    groups = [words(Sentence(0, Span(0, len(text)), text, text)) for text in sentences]
    return context_of(Document("s", ""), Document("r", " ".join(sentences)), groups, lang="en", parallel=True)


def test_vocabulary_is_folded_and_spellings_are_not() -> None:
    found = context("The re-opened Gate shut.", "A GATE.")
    assert found.vocabulary == {"the", "re-opened", "re", "opened", "gate", "shut", "a"}
    assert found.spellings == {"The", "re-opened", "Gate", "shut", "A", "GATE"}
    assert (found.lang, found.parallel) == ("en", True)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("In the spring he met Ilse Marckhout in Orlebeke.", {"ilse", "marckhout", "orlebeke"}),
        ("Trams are back.", set()),  # a capital at the start proves nothing
        ("The Trams Return To Orlebeke", set()),  # nor does a headline
        ("THE TRAMS ARE BACK", set()),
        ("Half Is Not more than half here.", {"is", "not"}),
        ("", set()),
    ],
)
def test_names_are_capitalised_inside_a_sentence(sentence: str, names: set[str]) -> None:
    assert context(sentence).names == names


def test_text_that_is_appended_takes_nothing_away() -> None:
    before, after = context("He met Ilse in town."), context("He met Ilse in town.", "SHARE THIS", "he met them")
    assert before.vocabulary <= after.vocabulary
    assert before.spellings <= after.spellings
    assert before.names == after.names


def test_an_empty_reference_knows_nothing() -> None:
    empty = context()
    assert empty.vocabulary == empty.spellings == empty.names == frozenset()


def test_the_projects_own_words_are_known_too() -> None:
    config = Config(words=("Night-Watch",), glossary=(("gate", "door"),), keep=("Skarppy",))
    found = context_of(Document("s", ""), Document("r", ""), (), lang="en", parallel=True, config=config)
    assert found.vocabulary == {"night-watch", "night", "watch"}
    assert (found.glossary, found.keep) == (config.glossary, config.keep)
