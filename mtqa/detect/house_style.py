"""Ways to write a name or a word that house style decides: none is a fault, whatever the reference does.

In: two spellings of a word, which differ in capitals. Out: whether both may be. Next: `casing` flags the others.
"""

from __future__ import annotations

import regex

from mtqa.detect.forms import parts
from mtqa.detect.lexicon import common, common_noun
from mtqa.detect.morphology import PREFIXES
from mtqa.types import Word

SYLLABLE: int = 2
"""Letters of a particle, `al-`, and of a part of a name behind which the next is written big or small: not the `O` of `O'Neill`."""

COMMON_NOUN: float = 4.0
"""Zipf value from which a capitalised word that the reference writes small is a slip and no term: ten in a million."""

ADJECTIVE: float = 4.5
"""Zipf value from which the first part of a compound describes: `high-yield`, not `spider-man`."""

_VOWEL, _START, _END = (
    "[aeiouy]",
    "(?:[cfgptbd]r|[cfgpbs]l|s[ptck]|[cst]h|[^aeiouy])",
    "(?:nt|st|rp|ct|nd|r[sftmdkn]|lt|mp|s[kp]|n[kgs]|[cst]h|[lmp]s|[^aeiouy])",
)
_SAYABLE = regex.compile(
    rf"(?=\p{{L}}{{4}}){_START}?(?:{_VOWEL}{{1,3}}[^aeiouy]{{1,2}}(?={_VOWEL}))*+{_VOWEL}{{1,3}}{_END}?"
)
"""Letters that are read as a word and not one by one: vowels, a consonant or two between them, and what English begins and ends with."""


def in_address(word: Word, text: str) -> bool:
    """Tell a word of a web address: `techcorp.com` is nobody's name."""
    return text[word.span.end : word.span.end + 1] == "." and text[word.span.end + 1 : word.span.end + 2].islower()


def described(plain: str, right: str, lang: str) -> bool:
    """Tell ordinary words in small letters, which describe where the reference has a title: `high-yield`, `Anti-fraud`, `exhibitors`."""
    pieces = parts(plain.casefold())
    if len(pieces) > 1 and pieces[0] in PREFIXES.get(lang, ()) and min(common(piece, lang) for piece in pieces[1:]) > 0:
        return plain[1:].islower()
    if not plain.islower():
        return False
    if len(pieces) > 1:
        return common(pieces[0], lang) >= ADJECTIVE and min(common(piece, lang) for piece in pieces) >= COMMON_NOUN
    return right[1:].islower() and common_noun(plain, lang)


def said_whole(stem: str, lang: str) -> bool:
    """Tell an abbreviation that is read as a word, and so written (`Unesco`), or is one (`App`)."""
    return _SAYABLE.fullmatch(stem) is not None or common_noun(stem, lang)


def joint(here: str, there: str) -> bool:
    """Tell spellings that differ in a particle's capital, one behind an apostrophe, or in an abbreviation's: `N-methyl`, `Yu'e`, `SARS-CoV`."""
    ours, theirs = (regex.split("([-'])", text) for text in (here, there))
    if len(ours) == 1 or len(ours) != len(theirs):
        return False
    return all(
        a == b
        or (at > 0 and len(ours[at - 2]) == 1 and ours[at - 1] == "-" and a[1:] == b[1:])
        or (a.isupper() and len(a) > SYLLABLE)
        or (a[1:] == b[1:] and (len(ours[at - 2]) >= SYLLABLE and ours[at - 1] == "'" if at else len(a) <= SYLLABLE))
        for at, (a, b) in enumerate(zip(ours, theirs, strict=True))
    )
