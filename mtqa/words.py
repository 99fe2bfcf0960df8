"""The words of a sentence, as every detector and signal sees them.

In: `Sentence`. Out: `Word`s with document spans. A word is a run of letters, marks and digits with inner apostrophes
and hyphens (`don't`, `DeepSeek-R1`) or, between digits, points and commas (`5.5`, `1,000`). Markup and soft hyphens
between two letters are looked through. Scripts written without spaces have no such runs: there each ideograph is a
word, and each run of kana, Thai, Lao, Khmer or Burmese.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from mtqa.types import MASK, PAD, UNREAD, Sentence, Span, Word

_SOFT = "\u00ad"
_UNREAD = {**UNREAD, ord(_SOFT): None}
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{N}}]--[{_UNSPACED}]]"
_INNER = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]"
# Markup and soft hyphens part no word, but markup does part a word from a figure, which may be that of a footnote.
_ON = rf"(?:{_SOFT}++{_INNER}|(?<=[\p{{L}}\p{{M}}])[{MASK}{_SOFT}]++[\p{{L}}--[{_UNSPACED}]])"
_RUN = rf"{_LETTER}{_INNER}*+(?:{_ON}{_INNER}*+)*+"
_JOINT = rf"[{MASK}{_SOFT}]*+['’ʼ‐‑-][{MASK}{PAD}{_SOFT}]*+|(?<=\p{{Nd}})[.,:](?=\p{{Nd}})"
# Possessive quantifiers: a megabyte of letters is one step, never a backtrack.
_WORD = regex.compile(
    rf"{_RUN}(?:(?:{_JOINT}){_RUN})*+"
    rf"|\p{{Han}}{PAD}*+|[\p{{Hiragana}}\p{{Katakana}}ー][\p{{Hiragana}}\p{{Katakana}}ー{PAD}]*+"
    r"|\p{Thai}[\p{Thai}\p{M}]*+|\p{Lao}[\p{Lao}\p{M}]*+|\p{Khmer}[\p{Khmer}\p{M}]*+|\p{Myanmar}[\p{Myanmar}\p{M}]*+",
    regex.V1,
)


def word_spans(text: str) -> list[Span]:
    """Find the words of any text. Example: `word_spans("It's 5.5 m")` covers `It's`, `5.5` and `m`."""
    return [Span(match.start(), match.end()) for match in _WORD.finditer(text)]


def words(sentence: Sentence) -> tuple[Word, ...]:
    """List a sentence's words as they are read, with spans in its document; markup is no word."""
    start = sentence.span.start
    return tuple(
        Word(
            sentence.prose[span.start : span.end].translate(_UNREAD),
            Span(start + span.start, start + span.end),
            _norm(sentence.prose, span),
            sentence.index,
        )
        for span in word_spans(sentence.prose)
    )


def vocabulary(words: Iterable[Word]) -> frozenset[str]:
    """Collect the case-folded words and the parts of hyphenated ones."""
    return _with_parts(word.norm for word in words)


def vocabulary_of(texts: Iterable[str]) -> frozenset[str]:
    """Collect the same of loose words and phrases. Example: `vocabulary_of(["Skarppy App"])` is {"skarppy", "app"}."""
    return _with_parts(_norm(text, span) for text in texts for span in word_spans(text))


def _with_parts(norms: Iterable[str]) -> frozenset[str]:
    return frozenset(part for norm in norms for part in (norm, *norm.split("-")) if part)


def _norm(text: str, span: Span) -> str:
    return (
        text[span.start : span.end].translate(_UNREAD).casefold().replace("’", "'").replace("‐", "-").replace("‑", "-")
    )
