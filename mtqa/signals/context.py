"""What holds for both whole documents: the reference as the authority for vocabulary, names and casing.

In: documents, words of every sentence, language, whether they are parallel. Out: `Context`, which detectors read
beside each pair's `Evidence`. Only sets go in, never frequencies: text appended elsewhere changes no verdict here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.types import Context, Document, Word
from mtqa.words import vocabulary

HEADLINE_SHARE = 0.5
"""A sentence with more capitalised words than this is set like a headline and proves nothing about casing."""


def context_of(
    suspect: Document, reference: Document, sentences: Sequence[Sequence[Word]], *, lang: str, parallel: bool
) -> Context:
    """Collect what the reference knows: `sentences` are the words of each of its own. `lang` is both documents'."""
    return Context(
        suspect=suspect,
        reference=reference,
        lang=lang,
        parallel=parallel,
        vocabulary=vocabulary(word for group in sentences for word in group),
        spellings=frozenset(word.text for group in sentences for word in group),
        names=frozenset(name.norm for group in sentences for name in _capitalised_inside(group)),
    )


def _capitalised_inside(words: Sequence[Word]) -> Iterator[Word]:
    capitalised = [word for word in words if word.text[:1].isupper()]
    if len(capitalised) <= HEADLINE_SHARE * len(words):
        yield from (word for word in capitalised if word is not words[0])
