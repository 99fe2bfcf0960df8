"""Words that may well be names, though nobody knows them. In: a word and its text. Out: whether it is one, for `unknown`.

A capital proves nothing where a sentence begins, and little in a word that ends as English words do or that stutters
(`CCabinet`). Source: the unknown words of machine translation that a reader of both texts called wrong or too severe.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from mtqa.detect.base import word_set
from mtqa.detect.forms import bare, shared_start, unaccented
from mtqa.detect.romanised import sound_alike
from mtqa.types import Sentence

NO_NAME = ("izing", "ising", "ized", "ised", "tion", "tions", "ness", "ment", "ity", "ism", "ical", "ology")
"""Endings that English words have and names have not."""

SHORTEST: int = 4
"""Letters of the shortest name of which another may be a longer form."""

LONGEST: int = 20
"""Letters of the longest name: what is longer was put together from words."""

BEFORE: int = 4
"""Characters before a word among which the mark stands that ends the sentence before it."""

_ONE_CAPITAL = regex.compile(r"\p{Lu}[^\p{Lu}]*+")
_BRAND = regex.compile(r"\p{Lu}\p{Ll}++(?:\p{Lu}++\p{Ll}*+)++")
_STARTS = regex.compile(r"(?:^|[.!?:;…\n])[\s\"'“”„‘’«»(\[]*\Z")

ENDINGS = word_set(
    "s n an ian er ers ish i ese a ia en in y sk sky e isch ische net ic ics ism ist he jiang cho machi jo cheng dian skaya skiy ski ska skoye skoe sko"
)
"""Endings that make another form of a name: `Belarus`, `Belarusian`; `Marburg`, `Marburger`; `Huai`, `Huaihe` (a river)."""

ROOT: int = 5
"""Letters that two names must share before endings that differ."""

PEOPLE = word_set("ese er ian ish isch")
"""Endings of those that may have a letter in common: `Turiner`, `Turinese`."""


def may_be_name(text: str) -> bool:
    """Tell a word written as names are, one capital in front: `Guojun`, not `CCabinet`, `Motizing` or `skarppy`."""
    plain = len(text) <= LONGEST and not text.casefold().endswith(NO_NAME)
    return plain and _ONE_CAPITAL.fullmatch(bare(text)) is not None


def may_be_brand(text: str) -> bool:
    """Tell a word with capitals inside, each at the start of a part: `LaLaMove`, not `CCabinet`."""
    plain = len(text) <= LONGEST and not text.casefold().endswith(NO_NAME)
    return plain and _BRAND.fullmatch(bare(text)) is not None


def is_inside(start: int, text: str, sentences: Sequence[Sentence]) -> bool:
    """Tell whether what begins at `start` of a side's text stands within a sentence, where only names are capitalised."""
    first = sentences[0].span.start
    return start > first and _STARTS.search(text[max(first, start - BEFORE) : start]) is None


def same_name(here: str, there: str) -> bool:
    """Tell other spellings and longer forms of one name, case-folded: `Xinhuanet`, `Xinhua`."""
    short, long = sorted((here, there), key=len)
    return sound_alike(here, there) or (len(short) >= SHORTEST and long.startswith(short))


def same_root(a: str, b: str) -> bool:
    """Tell two names that differ in their endings only: `Belarus`, `Belarusian`; `Slovene`, `Slovenian`; `Ota-cho`, `Otamachi`."""
    a, b = (unaccented(name.replace("-", "")) for name in (a, b))
    root = shared_start(a, b)
    ends = a[root:], b[root:]
    if ("" in ends or root >= ROOT) and all(not end or end in ENDINGS for end in ends):
        return True
    return root > ROOT and a[root - 1 :] in PEOPLE and b[root - 1 :] in PEOPLE
