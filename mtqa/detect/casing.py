"""Capitals where none belong, and names written otherwise than in the reference.

Source: MQM's fluency/spelling (capitalisation); the reference is the authority. Deliberately not caught: headings and
titles (half of the words capitalised), what the reference writes in capitals throughout, words that the reference itself
writes both ways, capitals that style allows (`the President`), lower-cased words that are common nouns too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.forms import bare, parts
from mtqa.detect.house_style import COMMON_NOUN, LABELLED, described, in_address, joint, said_whole
from mtqa.detect.lexicon import CAPITALISING, FUNCTION_WORDS, common, counted
from mtqa.detect.number_words import MONTHS
from mtqa.types import Context, Evidence, Flag, Sentence, Severity, Span, Word

RARE_NAME: float = 3.4
"""Zipf value under which a word that the reference always capitalises is a name and no common noun (`corona` is at 3.42)."""

TITLE: float = 0.5
"""Share of capitalised words from which a sentence counts as a title."""

TITLE_LEADS = word_set("the of and for in our your his her their its this that each every no mr mrs ms dr") | word_set(
    "la le les des du el los las il gli lo i der die das den dem"
)
"""Words beside which style often capitalises a noun: `the Government`, `Director of`."""

STYLED = word_set(
    "western eastern northern southern north south east west state city senate parliament government federal president minister "
    "ambassador senator governor chairman chairwoman games league internet web app apps god dad mum mom grandma grandpa earth sun moon black party "
    "constitution ltd inc corp co"
)
"""Words that style capitalises or not: a region, an office, a state of a federation."""

STOCKS = ("share", "shares", "stock", "stocks")
"""Words before which a single capital letter is their kind."""

LETTERS: int = 6
"""Letters of the longest abbreviation: longer words in capitals are shouted, as datelines are."""

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
    confidence=0.8,
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
    advice="Said once a document, with the count. Drop the code if the house style has its own casing.",
    confidence=0.9,
)


_SAME = str.maketrans("’‐‑", "'--")
"""Other ways to write an apostrophe and a hyphen, which are no matter of capitals."""


class Casing:
    """Compares the capitals of the suspect with the reference's."""

    codes = (CAPITAL, BRAND)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each word whose capitals the reference does not share."""
        if not evidence.reference:
            return
        written, inside = _spellings(evidence)
        prose = _outside_titles(evidence.reference_words)
        names = context.names & _lone_capitals(prose)
        composed = _composed(prose)
        usual = frozenset().union(*inside.values())
        for sentence, words in _by_sentence(evidence):
            if _is_title(words):
                continue
            for at, word in enumerate(words):
                if _plain(word.text) in usual:
                    continue
                norm = bare(word.norm)
                if at > 0 and _runs_on(sentence, words[at - 1], word) and _stray(words, at, inside, context):
                    right = word.text[0].lower() + word.text[1:]
                    message = f"{quoted(word.text)} is capitalised within the sentence"
                    yield CAPITAL.flag(evidence, word.span, message, suggestion=right)
                elif _plain(word.text) not in written.get(norm, ()):
                    spellings = written.get(norm, {})
                    known = names | (context.names & _half_small(words, at, spellings, composed))
                    yield from _brand(word, spellings, known, evidence, context)


def _spellings(evidence: Evidence) -> tuple[dict[str, dict[str, str]], dict[str, set[str]]]:
    """Collect how the pair's reference writes each word: anywhere, and where no sentence starts."""
    written: dict[str, dict[str, str]] = {}
    inside: dict[str, set[str]] = {}
    shouted = _shouted(evidence.reference_words)
    sentence = -1
    for word in evidence.reference_words:
        if word.sentence in shouted:
            continue
        written.setdefault(bare(word.norm), {}).setdefault(_plain(word.text), word.text)
        if word.sentence == sentence:
            inside.setdefault(bare(word.norm), set()).add(_plain(word.text))
        sentence = word.sentence
    return written, inside


def _shouted(words: Sequence[Word]) -> frozenset[int]:
    """Find the sentences set in capitals, headings mostly: they are no authority for how a word is written."""
    capitals = Counter(word.sentence for word in words if word.text.isupper() and len(word.text) > 1)
    every = Counter(word.sentence for word in words)
    return frozenset(sentence for sentence, count in capitals.items() if count > TITLE * every[sentence])


def _outside_titles(words: Sequence[Word]) -> list[Word]:
    """Leave out the sentences in which most words have a capital: which of them are names cannot be told."""
    return [word for sentence in _grouped(words).values() if not _is_title(sentence) for word in sentence]


def _composed(words: Sequence[Word]) -> frozenset[tuple[str, str]]:
    """Collect the capitalised words in a row: the parts of longer names."""
    return frozenset(
        (_plain(left.text), _plain(right.text))
        for left, right in pairwise(words)
        if left.text[0].isupper() and right.text[0].isupper()
    )


def _half_small(
    words: Sequence[Word], at: int, spellings: dict[str, str], composed: frozenset[tuple[str, str]]
) -> frozenset[str]:
    """Give the word at `at` if the rest of its name stands beside it with its capital: `halvorsen Traction`."""
    before = _plain(words[at - 1].text) if at > 0 else ""
    behind = _plain(words[at + 1].text) if at + 1 < len(words) else ""
    half = any((right, behind) in composed or (before, right) in composed for right in spellings)
    return frozenset({bare(words[at].norm)}) if half else frozenset()


def _lone_capitals(words: Sequence[Word]) -> frozenset[str]:
    """Collect the capitalised words with no capitalised neighbour: names, not parts of a title (`Phonetic Signs`)."""
    capitals = [False, *(word.text[0].isupper() for word in words), False]
    return frozenset(
        bare(word.norm)
        for at, word in enumerate(words, 1)
        if capitals[at] and not (capitals[at - 1] or capitals[at + 1])
    )


def _by_sentence(evidence: Evidence) -> Iterator[tuple[Sentence, list[Word]]]:
    groups = _grouped(evidence.suspect_words)
    for sentence in evidence.suspect:
        yield sentence, groups.get(sentence.index, [])


def _grouped(words: Sequence[Word]) -> dict[int, list[Word]]:
    """Group words by their sentence."""
    groups: dict[int, list[Word]] = {}
    for word in words:
        groups.setdefault(word.sentence, []).append(word)
    return groups


@lru_cache(maxsize=1 << 16)
def _plain(text: str) -> str:
    return text.translate(_SAME).removesuffix("'s")


def _is_title(words: Sequence[Word]) -> bool:
    capitals = sum(word.text[0].isupper() for word in words)
    return capitals >= TITLE * len(words)


def _runs_on(sentence: Sentence, before: Word, word: Word) -> bool:
    """Tell whether no sentence or quotation starts here: only spaces stand between."""
    start = sentence.span.start
    return sentence.prose[before.span.end - start : word.span.start - start].isspace()


def _stray(words: Sequence[Word], at: int, inside: dict[str, set[str]], context: Context) -> bool:
    """Tell a common word with a capital from a name: a function word, or one that the reference writes small."""
    word, before = words[at], words[at - 1]
    text, behind = word.text, words[at + 1].text if at + 1 < len(words) else ""
    if context.lang in CAPITALISING or not text[0].isupper() or not (text[1:].islower() or len(text) == 1):
        return False
    numbered = behind[:1].isdigit() and word.norm in LABELLED  # Level 1
    named = behind[:1].isupper() or before.text[0].isdigit() or numbered
    if named or word.norm in STYLED or word.norm == "i" or "'" in word.norm:
        return False
    if word.norm in FUNCTION_WORDS.get(context.lang, ()):
        titled = (at > 1 and before.text[0].isupper()) or _in_title(words, at, context.suspect.text, context.lang)
        label = len(text) == 1 and (before.norm in LABELLED or behind in STOCKS)  # vitamin A, A shares
        return bool(behind) and not titled and not label
    if (at > 1 and before.text[0].isupper()) or before.norm in TITLE_LEADS or behind.casefold() in TITLE_LEADS:
        return False
    if common(word.norm, context.lang) < COMMON_NOUN or word.norm in context.names or word.norm in MONTHS:
        return False
    spellings = inside.get(word.norm, set())
    return bool(spellings) and all(spelling.islower() for spelling in spellings)


def _in_title(words: Sequence[Word], at: int, text: str, lang: str) -> bool:
    """Tell whether a word stands in a title within quotation marks, each content word of which is written big: `"Home After Dark"`."""
    start = max(text.rfind(mark, words[0].span.start, words[at].span.start) for mark in '"“„')
    behind = text[start : words[at].span.start] if start >= 0 else ""
    if not behind or any(mark in behind[1:] for mark in '"”'):
        return False
    inside = [word for word in words[:at] if word.span.start > start and word.norm not in FUNCTION_WORDS.get(lang, ())]
    return bool(inside) and all(word.text[0].isupper() for word in inside)


def _brand(
    word: Word, spellings: dict[str, str], names: frozenset[str], evidence: Evidence, context: Context
) -> Iterator[Flag]:
    """Compare a name with its only spelling in the pair's reference."""
    plain = _plain(word.text)
    if len(spellings) != 1 or plain.isupper() or not counted(context.lang):
        return
    right = next(iter(spellings))
    if plain.casefold() in STYLED or joint(plain, right) or described(plain, right, context.lang):
        return
    if in_address(word, context.suspect.text):
        return
    stem = parts(plain.casefold())[0]  # Covid of Covid-19
    inner_capital = right[1:] != right[1:].lower() and not right.isupper()
    acronym = len(right) > 2 and len(stem) <= LETTERS and right.isupper() and plain[0].isupper()
    acronym = acronym and not said_whole(stem, context.lang)
    small = (
        plain.islower() and right[0].isupper() and bare(word.norm) in names and common(stem, context.lang) < RARE_NAME
    )
    if inner_capital or acronym or small:
        span = Span(word.span.start, word.span.start + len(plain))
        shown = spellings[right].removesuffix("'s").removesuffix("’s")
        yield BRAND.flag(evidence, span, f"reference writes {quoted(shown)}, here {quoted(plain)}", suggestion=shown)
