"""Capitals where none belong, and names written otherwise than in the reference.

Source: MQM's fluency/spelling (capitalisation); the reference is the authority. Deliberately not caught: headings and
titles (half of the words capitalised), words that the reference itself writes both ways, capitals that style allows
(`the President`), lower-cased words that are common nouns too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code, quoted
from mtqa.detect.forms import bare
from mtqa.detect.lexicon import common
from mtqa.types import Context, Evidence, Flag, Sentence, Severity, Span, Word

FUNCTION: float = 5.6
"""Zipf value of words that no title nor style capitalises within a sentence: articles, prepositions, pronouns."""

RARE_NAME: float = 3.5
"""Zipf value under which a word that the reference always capitalises is a name and no common noun."""

TITLE: float = 0.5
"""Share of capitalised words from which a sentence counts as a title."""

CAPITALISING = frozenset({"de", "lb"})
"""Languages that capitalise every noun: there a capital proves nothing."""

CAPITAL = Code(
    code="C101",
    name="stray-capital",
    category="fluency/spelling",
    severity=Severity.MINOR,
    summary="A common word is capitalised within the sentence, and the reference does not do so.",
    why="It reads like a name or like a new sentence: often the seam of two pieces of translation.",
    bad="They Plan to open a shop.",
    good="They plan to open a shop.",
    advice="Titles, headings and words that the reference capitalises are not flagged.",
    confidence=0.88,
)
BRAND = Code(
    code="C102",
    name="name-casing",
    category="terminology",
    severity=Severity.MINOR,
    summary="A name is written with other capitals than in the reference.",
    why="A brand or a person is not written the way it writes itself.",
    bad="We asked Techcorp for a comment.",
    good="We asked TechCorp for a comment.",
    advice="Style guides differ: drop the code if the house style has its own casing.",
    confidence=0.9,
)


class Casing:
    """Compares the capitals of the suspect with the reference's."""

    codes = (CAPITAL, BRAND)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each word whose capitals the reference does not share."""
        if not evidence.reference:
            return
        written: dict[str, set[str]] = {}
        for word in evidence.reference_words:
            written.setdefault(bare(word.norm), set()).add(_plain(word.text))
        for sentence, words in _by_sentence(evidence):
            title = _is_title(words)
            for at, word in enumerate(words):
                spellings = written.get(bare(word.norm), set())
                if _plain(word.text) in spellings:
                    continue
                inner = at > 0 and _runs_on(sentence, words[at - 1], word)
                if not title and inner and _stray_capital(word, words[at + 1 : at + 2], spellings, context):
                    right = word.text[0].lower() + word.text[1:]
                    message = f"{quoted(word.text)} is capitalised within the sentence"
                    yield CAPITAL.flag(evidence, word.span, message, suggestion=right)
                elif not title and spellings:
                    yield from _brand(word, spellings, evidence, context)


def _by_sentence(evidence: Evidence) -> Iterator[tuple[Sentence, list[Word]]]:
    groups: dict[int, list[Word]] = {}
    for word in evidence.suspect_words:
        groups.setdefault(word.sentence, []).append(word)
    for sentence in evidence.suspect:
        yield sentence, groups.get(sentence.index, [])


def _plain(text: str) -> str:
    return text.removesuffix("'s").removesuffix("’s")


def _is_title(words: Sequence[Word]) -> bool:
    capitals = sum(word.text[0].isupper() for word in words)
    return capitals >= TITLE * len(words)


def _runs_on(sentence: Sentence, before: Word, word: Word) -> bool:
    """Tell whether no sentence or quotation starts here: only spaces and a comma stand between."""
    start = sentence.span.start
    between = sentence.prose[before.span.end - start : word.span.start - start]
    return not between.strip(" ,\u00a0")


def _stray_capital(word: Word, behind: Sequence[Word], spellings: set[str], context: Context) -> bool:
    """Tell a common word with a capital from a name: the reference writes it small, or no name could be so common."""
    text = word.text
    if context.lang in CAPITALISING or not text[0].isupper() or not (text[1:].islower() or len(text) == 1):
        return False
    if word.norm == "i" or text in context.spellings or (behind and behind[0].text[0].isupper()):
        return False
    if spellings:
        return all(spelling.islower() for spelling in spellings)
    return common(word.norm, context.lang) >= FUNCTION and bool(behind)


def _brand(word: Word, spellings: set[str], evidence: Evidence, context: Context) -> Iterator[Flag]:
    """Compare a name with its only spelling in the pair's reference."""
    plain = _plain(word.text)
    if len(spellings) != 1 or plain.isupper():
        return
    right = next(iter(spellings))
    inner_capital = right[1:] != right[1:].lower() and not right.isupper()
    acronym = right.isupper() and len(right) > 2 and plain[0].isupper()
    small = plain.islower() and right[0].isupper() and right in context.names
    if inner_capital or acronym or (small and common(bare(word.norm), context.lang) < RARE_NAME):
        span = Span(word.span.start, word.span.start + len(plain))
        yield BRAND.flag(evidence, span, f"reference writes {quoted(right)}, here {quoted(plain)}", suggestion=right)
