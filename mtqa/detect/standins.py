"""What stands in a lost name's place: a translation, a pronoun, half of the name, the name parted otherwise.

In: the place of a name in a pair's reference, and the pair. Out: whether the name is lost at all. Next: `names` flags it.
"""

from __future__ import annotations

from itertools import pairwise

from mtqa.detect.base import word_set
from mtqa.detect.edits import edits
from mtqa.detect.forms import bare, forms, nearest, word_forms
from mtqa.detect.lexicon import FUNCTION_WORDS, zipf
from mtqa.types import Context, Evidence, Word

SAME_NAME: float = 0.65
"""Likeness (difflib's ratio) from which two names are spellings of one: `Shoigu` and `Shoygu` are at .83."""

JOINED: float = 0.8
"""Likeness from which a word is two parts of a name run together: `Quang Binh`, `Quangbin`."""

UNMISTAKABLE: int = 5
"""Letters from which a name is recognised inside another word."""

PLAIN: float = 4.3
"""Zipf value from which what follows a name is a common word (`Square`, `Region`) and not the rest of a person's name."""

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
    """Tell whether a family name follows and is still there: first names come and go."""
    if at + 1 == len(words) or words[at + 1].span.start != words[at].span.end + 1:
        return False
    last = words[at + 1]
    return last.text[0].isupper() and known_as(last, near) and zipf(bare(last.norm), lang) < PLAIN


def apart(at: int, variant: Word, evidence: Evidence) -> bool:
    """Tell whether the two differ in where the name is parted: `Liang Yun`, `Liangyun`."""
    here, there = bare(variant.norm), bare(evidence.reference_words[at].norm)
    around = [word.norm for word in evidence.reference_words[max(0, at - 1) : at + 2]]
    behind = [right.norm for left, right in pairwise(evidence.suspect_words) if left is variant]
    parted = any(a + b == here for a, b in pairwise(around))
    return parted or any((here + word).startswith(there) for word in behind)
