"""`a` where English says `an`, and the reverse: what is left where a word was exchanged behind its article.

Source: the function-word class of DEMETR (Karpinska et al. 2022); engines that translate word by word. Deliberately not caught:
words whose first sound their letters do not tell (`hour`, `unit`, `one`), capitals and abbreviations, which are spelt out as often as
read, words of three letters and fewer, languages other than English, what the reference writes as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from mtqa.detect.base import Code, quoted, word_set
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

_VOWEL = regex.compile(r"[ai]|e(?![uw])|o(?!n[ce]|ui|ua)|u(?:n(?!i|an)|[lmp])")
"""How words begin that are said with a vowel, whatever the dialect."""

_CONSONANT = regex.compile(r"(?![aeiouhxy])\p{L}{1,2}[aeiouy]")
"""How words begin that are said with a consonant: `h` is silent at times, and letters without a vowel are spelt out."""

LABELLED = word_set(
    "vitamin hepatitis influenza type class grade group plan section level team point side category serie"
)
"""Words behind which a single letter is a label: `hepatitis a`."""

APOSTROPHES = ("'", "’", "‘", "-")
"""What parts `an` from the name that it ends: `Yan'an`."""

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
        before, sentence = "", -1
        for article, word in pairwise(evidence.suspect_words):
            right = _right(article, word)
            named = article.text[0].isupper() and article.sentence == sentence  # college A
            broken = text[max(0, article.span.start - 1) : article.span.start] in APOSTROPHES  # Yan 'an
            alone = text[article.span.end : word.span.start] == " " and not (named or broken) and before not in LABELLED
            if right and alone and not _written(article, word, evidence.reference_words):
                span = Span(article.span.start, word.span.end)
                right = right.capitalize() if article.text[0].isupper() else right
                message = f"{quoted(article.text)} stands before {quoted(word.text)}"
                yield ARTICLE.flag(evidence, span, message, suggestion=f"{right} {word.text}")
            before, sentence = article.norm, article.sentence


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
