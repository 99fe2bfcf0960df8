"""The forms of a word that count as the same. In: `Word`s and vocabularies. Out: sets and nearest words for detectors.

Possessives, hyphens and apostrophes are how one word comes in several spellings; case is folded by `Word.norm`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

from mtqa.detect.base import word_set
from mtqa.types import Word

ELIDED = word_set("l d j n s m t c qu jusqu lorsqu puisqu dell all dall nell sull quest un")
"""What French, Italian and Catalan put before an apostrophe and a vowel."""

CLOSE: float = 0.6
"""Least similarity (difflib's ratio) of a word that is offered as the right one: its manual's value for a close match."""

VARIANTS: tuple[tuple[str, str], ...] = (
    *(("our", "or"), ("is", "iz"), ("ys", "yz"), ("tre", "ter"), ("gre", "ger"), ("bre", "ber")),
    *(("ae", "e"), ("oe", "e"), ("ll", "l"), ("k", "c")),
    *(("ß", "ss"), ("ph", "f"), ("mme", "m"), ("ogue", "og"), ("ence", "ense")),
)
"""Spellings of one word: British and American, German and Swiss, older and newer."""

WINDOW: int = 40
"""Words on either side of the same place in the other text that may be the right one: most sentences, whole."""


@lru_cache(maxsize=1 << 16)
def bare(norm: str) -> str:
    """Cut a possessive and an elided article. Example: `bare("deepseek's")` is `"deepseek"`, `bare("l'avion")` `"avion"`."""
    word = norm.removesuffix("'s")
    head, _, tail = word.partition("'")
    return tail if len(tail) > 1 and head in ELIDED else word


@lru_cache(maxsize=1 << 16)
def parts(norm: str) -> tuple[str, ...]:
    """Split a case-folded word at hyphens. Example: `parts("re-opened")` is `("re", "opened")`."""
    return tuple(part for part in norm.split("-") if part)


@lru_cache(maxsize=1 << 16)
def forms(norm: str) -> tuple[str, ...]:
    """List a word's equivalents: itself, bare, joined and its hyphen parts. Example: `start-up` is also `startup`."""
    plain = bare(norm)
    pieces = parts(plain)
    if len(pieces) < 2:
        return (norm, plain)
    return (norm, plain, "".join(pieces), *pieces)


def shared_start(a: str, b: str) -> int:
    """Count the letters that two words share at their beginning."""
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def all_forms(norms: Iterable[str]) -> frozenset[str]:
    """Collect the forms of many words."""
    return frozenset(form for norm in norms for form in forms(norm))


@lru_cache(maxsize=8)
def vocabulary_forms(vocabulary: frozenset[str]) -> frozenset[str]:
    """Collect the forms of a whole reference's words, once a document."""
    return all_forms(vocabulary)


def word_forms(words: Sequence[Word]) -> frozenset[str]:
    """Collect the forms of a pair's words on one side."""
    return all_forms(word.norm for word in words)


def nearest(word: str, at: float, candidates: Sequence[Word], *, cutoff: float = CLOSE) -> Word | None:
    """Find the candidate that looks most like the case-folded `word`, near the relative place `at` (0-1).

    Example: of `a scrappy start`, `skarppy` is nearest to `scrappy`. Returns None below `cutoff`.
    """
    middle = round(at * len(candidates))
    grams = _bigrams(word)
    best, best_overlap = None, 0.0
    for candidate in candidates[max(0, middle - WINDOW) : middle + WINDOW]:
        other = _bigrams(candidate.norm)
        overlap = 2 * len(grams & other) / (len(grams) + len(other))
        if overlap > best_overlap:
            best, best_overlap = candidate, overlap
    if best is None or likeness(word, bare(best.norm)) < cutoff:
        return None
    return best


@lru_cache(maxsize=1 << 14)
def unaccented(norm: str) -> str:
    """Take accents off. Example: `unaccented("cliché")` is `cliche`."""
    if norm.isascii():
        return norm
    return normalize("NFC", "".join(each for each in normalize("NFD", norm) if not "\u0300" <= each <= "\u036f"))


def same_spelling(a: str, b: str) -> bool:
    """Tell two accepted spellings of one word. Example: `haematoma`, `hematoma`; `colour`, `color`."""
    return b in respelt(a) or a in respelt(b)


def respelt(norm: str) -> set[str]:
    """List a word as it is and with each variant spelling. Example: `haematoma` gives `hematoma` as well."""
    return {norm, *(norm.replace(old, new) for old, new in VARIANTS)}


def likeness(a: str, b: str) -> float:
    """Rate how alike two spellings are, 0-1 (difflib's ratio)."""
    if max(len(a), len(b)) > 100:  # no word: the matcher is quadratic
        return float(a == b)
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


@lru_cache(maxsize=1 << 14)
def slips(a: str, b: str) -> int:
    """Count the letters to add, take out or put in another's place (Levenshtein's distance). Example: `boter`, `boat`: 2."""
    row = list(range(len(b) + 1))
    for at, letter in enumerate(a, 1):
        diagonal, row[0] = row[0], at
        for place, other in enumerate(b, 1):
            diagonal, row[place] = row[place], min(diagonal + (letter != other), row[place] + 1, row[place - 1] + 1)
    return row[-1]


@lru_cache(maxsize=1 << 14)
def _bigrams(word: str) -> frozenset[str]:
    framed = f"^{word[:100]}$"
    return frozenset(framed[i : i + 2] for i in range(len(framed) - 1))


def one_slip(a: str, b: str) -> bool:
    """Tell whether one letter within is missing, added, wrong or swapped: not one at either end, where words inflect."""
    start = shared_start(a, b)
    end = min(shared_start(a[::-1], b[::-1]), min(len(a), len(b)) - start)
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    slip = len(left) + len(right) <= 2 or (len(left) == 2 and left == right[::-1])
    return slip and start > 1 and end > 1
