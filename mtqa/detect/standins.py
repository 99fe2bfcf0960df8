"""What stands in a lost name's place: a translation, a pronoun, half of the name, the name parted otherwise.

In: the place of a name in a pair's reference, and the pair. Out: whether the name is lost at all. Next: `names` flags it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from mtqa.detect.base import word_set
from mtqa.detect.edits import edits
from mtqa.detect.forms import bare, forms, nearest, word_forms
from mtqa.detect.lexicon import COMMON, FUNCTION_WORDS, LISTED, zipf
from mtqa.detect.romanised import in_syllables
from mtqa.types import Context, Evidence, Word

SAME_NAME: float = 0.65
"""Likeness (difflib's ratio) from which two names are spellings of one: `Shoigu` and `Shoygu` are at .83."""

JOINED: float = 0.8
"""Likeness from which a word is two parts of a name run together: `Quang Binh`, `Quangbin`."""

RARE_GIVEN: float = 2.5
"""Zipf value under which what looks like an East Asian given name is no word and no well-known place (`Guinea Bissau`)."""

UNMISTAKABLE: int = 5
"""Letters from which a name is recognised inside another word."""

PLAIN: float = 4.3
"""Zipf value from which what follows a name is a common word (`Square`, `Region`) and not the rest of a person's name."""

GIVEN: int = 3
"""Words of a name behind a given name among which the family name stands: `Anna Maria Luisa Lindqvist`."""

INITIALS: int = 3
"""Letters from which an abbreviation is one of an institution's name."""

TITLE: int = 12
"""Words on either side of a name among which the rest of an institution's name stands."""

LINKS: int = 2
"""Small words in a row within an institution's name: `of the`."""

ALSO_NOUN: float = 1.5
"""How much rarer, on the Zipf scale, the plural of a common noun is at most: `corona` and `coronas` are 1.35 apart, names
that are used as nouns now and then (`tesla`, `omega`) 1.8 and more."""

CONTENT: int = 3
"""Letters from which a word may stand for a name."""

PERSONAL = word_set("he she it they him her them his their er sie ihn ihm ihr il elle lui él ella lei")
"""Pronouns that stand for a person by themselves, as `who` and `that` do not."""


def known_as(word: Word, known: frozenset[str]) -> bool:
    """Tell whether a word is known in any form. Example: `start-up` is where `startup` is."""
    return any(form in known for form in forms(word.norm))


def rendered(at: int, evidence: Evidence, context: Context) -> bool:
    """Tell whether something else stands where the name at `at` does: a translation, a pronoun, the name in small letters."""
    words, others = evidence.reference_words, evidence.suspect_words
    if written(at, evidence):
        return True
    place = next((edit for edit in edits(evidence) if edit.low <= at < edit.high), None)
    if place is None:
        return False
    if any(word.norm in PERSONAL for word in others[place.start : place.end]):
        return True
    here = _alone(others[place.start : place.end], word_forms(words), context.lang)
    there = _alone(words[place.low : place.high], word_forms(others), context.lang)
    return 2 * here > there


def written(at: int, evidence: Evidence) -> bool:
    """Tell whether the name at `at` stands in the suspect after all, misspelt or in small letters."""
    words, place = evidence.reference_words, at / len(evidence.reference_words)
    name = bare(words[at].norm)
    if nearest(name, place, evidence.suspect_words, cutoff=SAME_NAME) is not None:
        return True
    if len(name) >= UNMISTAKABLE and any(name in word.norm for word in evidence.suspect_words):
        return True  # floods-Xinhuanet
    joined = ["".join(word.norm for word in pair) for pair in (words[max(0, at - 1) : at + 1], words[at : at + 2])]
    return any(nearest(name, place, evidence.suspect_words, cutoff=JOINED) is not None for name in joined)


def _alone(words: tuple[Word, ...], known: frozenset[str], lang: str) -> int:
    """Count the content words that the other side lacks."""
    functional = FUNCTION_WORDS.get(lang, frozenset())
    return sum(
        len(word.norm) >= CONTENT and word.norm not in functional and not known_as(word, known) for word in words
    )


def is_first_name(at: int, words: tuple[Word, ...], near: frozenset[str], lang: str) -> bool:
    """Tell whether a family name follows, maybe behind more given names, and is still there: first names come and go."""
    for word, last in pairwise(words[at : at + GIVEN + 1]):
        if last.span.start != word.span.end + 1 or not last.text[0].isupper() or word.norm.endswith("'s"):
            return False
        if known_as(last, near) or zipf(bare(last.norm), lang) >= PLAIN:  # `Governor` is nobody's name
            return zipf(bare(last.norm), lang) < PLAIN
    return False


def is_slight(at: int, words: tuple[Word, ...], near: frozenset[str], lang: str) -> bool:
    """Tell a name whose loss leaves who is meant: a given name behind its family name, a noun written big (`Corona crisis`)."""
    return _is_given_behind(at, words, near, lang) or _is_attribute(at, words, near, lang)


def _is_given_behind(at: int, words: tuple[Word, ...], near: frozenset[str], lang: str) -> bool:
    """Tell whether a family name stands before the name and is still there, as East Asia writes them."""
    if at == 0 or words[at - 1].span.end + 1 != words[at].span.start or words[at - 1].sentence != words[at].sentence:
        return False
    family, given = (bare(word.norm) for word in words[at - 1 : at + 1])
    eastern = in_syllables(family) and in_syllables(given) and zipf(given, lang) < RARE_GIVEN
    return eastern and words[at - 1].text[0].isupper() and known_as(words[at - 1], near) and zipf(family, lang) < PLAIN


def _is_attribute(at: int, words: tuple[Word, ...], near: frozenset[str], lang: str) -> bool:
    """Tell a common noun written big (`the Corona crisis`) whose own noun is still there, so that the sense stays."""
    if at + 1 >= len(words) or words[at + 1].span.start != words[at].span.end + 1 or lang != "en":
        return False
    noun, name = words[at + 1], bare(words[at].norm)
    if not (noun.text.islower() and noun.norm not in FUNCTION_WORDS[lang] and known_as(noun, near)):
        return False
    singular, plural = zipf(name, lang), zipf(name + "s", lang)
    return singular >= COMMON and plural >= LISTED and singular - plural <= ALSO_NOUN


def shorts(words: Sequence[Word]) -> frozenset[str]:
    """Collect what may be an abbreviation of an institution's name."""
    found = (bare(word.norm) for word in words if bare(word.text).isupper())
    return frozenset(short for short in found if len(short) >= INITIALS)


def abbreviated(at: int, words: tuple[Word, ...], short: frozenset[str], lang: str) -> bool:
    """Tell whether the initials of the title that a name is in are one of `short`: `HUB`, `Harbour University of Bergen`."""
    if not short:
        return False
    places = _title(at, words, lang)
    initials = "".join(bare(words[place].norm)[0] for place in places)
    mine = places.index(at)
    return any(
        initials[begin:end] in short
        for begin in range(mine + 1)
        for end in range(max(mine + 1, begin + INITIALS), len(initials) + 1)
    )


def _title(at: int, words: tuple[Word, ...], lang: str) -> list[int]:
    """List the places of the capitalised words around the one at `at`, with no mark between, small words as `of the` passed over."""
    places = [at]
    for way in (range(at - 1, max(-1, at - 1 - TITLE), -1), range(at + 1, min(len(words), at + 1 + TITLE))):
        small = 0
        for place in way:
            left = min(place, place + (1 if way.step < 0 else -1))
            if words[left].span.end + 1 != words[left + 1].span.start:
                break
            if words[place].text[0].isupper():
                places.append(place)
                small = 0
            elif words[place].norm in FUNCTION_WORDS.get(lang, ()) and small < LINKS:
                small += 1
            else:
                break
    return sorted(places)


def apart(at: int, variant: Word, evidence: Evidence) -> bool:
    """Tell whether the two differ in where the name is parted: `Liang Yun`, `Liangyun`."""
    here, there = bare(variant.norm), bare(evidence.reference_words[at].norm)
    around = [word.norm for word in evidence.reference_words[max(0, at - 1) : at + 2]]
    behind = [right.norm for left, right in pairwise(evidence.suspect_words) if left is variant]
    parted = any(a + b == here for a, b in pairwise(around))
    return parted or any((here + word).startswith(there) for word in behind)


def derived(word: Word, norms: list[str]) -> bool:
    """Tell whether another form of the name is among the sorted `norms`: `Venetian` for `Venetia`, `Uyghurs`."""
    stem = word.norm[: max(4, len(word.norm) - 3)]
    at = bisect_left(norms, stem)
    return at < len(norms) and norms[at].startswith(stem)
