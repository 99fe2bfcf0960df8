"""What holds for both whole documents: the reference as the authority for vocabulary, names and casing.

In: documents, words of every sentence, language, whether they are parallel, the project's own words. Out: `Context`,
which detectors read beside each pair's `Evidence`. Only sets go in, never frequencies: text appended elsewhere changes no verdict here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.config import Config
from mtqa.types import Context, Document, Word
from mtqa.words import vocabulary, vocabulary_of

NOTHING_OWN = Config()

LONG = 8
"""Characters before a word that are looked at: a full stop behind a word of as many letters ends a sentence."""

HEADLINE_SHARE = 0.5
"""A sentence with more capitalised words than this is set like a headline and proves nothing about casing."""


def context_of(
    suspect: Document,
    reference: Document,
    sentences: Sequence[Sequence[Word]],
    *,
    lang: str,
    parallel: bool,
    config: Config = NOTHING_OWN,
) -> Context:
    """Collect what the reference and the project know: `sentences` are the words of each of the reference's own.

    `lang` is both documents'. Of `config` only the project's own words, glossary and terms to keep are read.
    """
    return Context(
        suspect=suspect,
        reference=reference,
        lang=lang,
        parallel=parallel,
        vocabulary=vocabulary(word for group in sentences for word in group) | vocabulary_of(config.words),
        spellings=frozenset(word.text for group in sentences for word in group),
        names=frozenset(name.norm for group in sentences for name in _capitalised_inside(group, reference.text)),
        glossary=config.glossary,
        keep=config.keep,
    )


def _capitalised_inside(words: Sequence[Word], text: str) -> Iterator[Word]:
    capitalised = [word for word in words if word.text[:1].isupper()]
    if len(capitalised) <= HEADLINE_SHARE * len(words):
        yield from (word for word in capitalised if word is not words[0] and not _opens(word, text))


def _opens(word: Word, text: str) -> bool:
    """Tell whether something begins with the word: behind a colon, and behind a full stop that ends no abbreviation."""
    before = text[max(0, word.span.start - LONG) : word.span.start].rstrip()
    return before.endswith((":", "?", "!")) or (
        before.endswith(".") and before[:-1].isalpha() and before[:-1].islower()
    )
