"""`a` where English says `an`, and the reverse: what is left where a word was exchanged behind its article.

Source: the function-word class of DEMETR (Karpinska et al. 2022); engines that translate word by word. Deliberately not caught:
words whose first sound their letters do not tell (`hour`, `unit`, `one`), capitals and abbreviations, which are spelt out as often as
read, words of three letters and fewer, languages other than English, what the reference writes as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from mtqa.detect.base import Code, quoted
from mtqa.detect.house_style import LABELLED
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

_VOWEL = regex.compile(r"[ai]|e(?![uw])|o(?!n[ce]|ui|ua)|u(?:n(?!i|an)|[lmp])")
"""How words begin that are said with a vowel, whatever the dialect."""

_CONSONANT = regex.compile(r"(?![aeiouhxy])\p{L}{1,2}[aeiouy]")
"""How words begin that are said with a consonant: `h` is silent at times, and letters without a vowel are spelt out."""

SHORTEST = 4
"""Letters of the shortest word that is judged: shorter ones may be abbreviations in small letters."""

ARTICLE = Code(
    code="F204",
    name="wrong-article",
    category="fluency/grammar",
    severity=Severity.MINOR,
    summary="The article `a` stands before a vowel, or `an` before a consonant.",
    why="The reader stumbles, and sees that a word was put in by a machine.",
    bad="It was an curious answer.",
    good="It was a curious answer.",
    advice="English only. What the reference writes too is not flagged.",
    confidence=0.9,
)


class Articles:
    """Reads each indefinite article with the word behind it."""

    codes = (ARTICLE,)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each article that does not go with the next word's first sound."""
        if context.lang != "en":
            return
        text = context.suspect.text
        before = ""
        for article, word in pairwise(evidence.suspect_words):
            right = _right(article, word)
            broken = article.norm == "an" and before[:1].isupper() and _follows_apostrophe(article, text)
            alone = text[article.span.end : word.span.start] == " " and not broken and before.casefold() not in LABELLED
            if right and alone and not _written(article, word, evidence.reference_words):
                span = Span(article.span.start, word.span.end)
                right = right.capitalize() if article.text[0].isupper() else right
                message = f"{quoted(article.text)} stands before {quoted(word.text)}"
                yield ARTICLE.flag(evidence, span, message, suggestion=f"{right} {word.text}")
            before = article.text


def _right(article: Word, word: Word) -> str | None:
    """Give the article that the word takes where the other one stands; None where all is well or it cannot be told."""
    if article.norm not in ("a", "an") or not (
        word.text.islower() and word.text.isalpha() and len(word.text) >= SHORTEST
    ):
        return None
    if article.norm == "a" and _VOWEL.match(word.norm):
        return "an"
    return "a" if article.norm == "an" and _CONSONANT.match(word.norm) else None


def _written(article: Word, word: Word, reference: tuple[Word, ...]) -> bool:
    return any((a.norm, b.norm) == (article.norm, word.norm) for a, b in pairwise(reference))


def _follows_apostrophe(word: Word, text: str) -> bool:
    """Tell the rest of a name that an apostrophe parts: the `an` of `Tan 'an`."""
    return text[max(0, word.span.start - 1) : word.span.start] in ("'", "’", "‘")
