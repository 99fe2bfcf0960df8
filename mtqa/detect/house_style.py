"""Ways to write a name or a word that house style decides: none is a fault, whatever the reference does.

In: two spellings of a word, which differ in capitals. Out: whether both may be. Next: `casing` flags the others.
Web addresses and labels are known here for `glued` and `articles` as well.
"""

from __future__ import annotations

import regex

from mtqa.detect.base import word_set
from mtqa.detect.forms import parts
from mtqa.detect.lexicon import common, common_noun
from mtqa.detect.morphology import PREFIXES
from mtqa.types import Word

SYLLABLE: int = 2
"""Letters of a particle, `al-`, and of a part of a name behind which the next is written big or small: not the `O` of `O'Neill`."""

CHEMICAL: int = 4
"""Letters beyond which what a single letter and a hyphen go before is a substance (`N-methyl`) and no name (`X-Men`)."""

COMMON_NOUN: float = 4.0
"""Zipf value from which a capitalised word that the reference writes small is a slip and no term: ten in a million."""

ADJECTIVE: float = 4.5
"""Zipf value from which the first part of a compound describes: `high-yield`, not `spider-man`."""

LABELLED = word_set(
    "vitamin hepatitis influenza type class grade group plan section level team point side category serie college phase stage chapter part"
)
"""Words with which a letter or a figure is a label: `vitamin A`, `Level 1`."""

_ADDRESS = regex.compile(r"\.(?:com|org|net|info|edu|gov|cn|cz|de|ru|uk|eu|io)\b")
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
    return _ADDRESS.match(text, word.span.end) is not None


def described(plain: str, right: str, lang: str) -> bool:
    """Tell ordinary words in small letters, which describe where the reference has a title: `high-yield`, `Anti-fraud`, `exhibitors`."""
    pieces = parts(plain.casefold())
    prefixed = len(pieces) > 1 and pieces[0] in PREFIXES.get(lang, ()) and not right.split("-", maxsplit=1)[0].isupper()
    if prefixed and min(common(piece, lang) * (len(piece) > SYLLABLE) for piece in pieces[1:]) > 0:
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
        or (at > 0 and len(ours[at - 2]) == 1 and ours[at - 1] == "-" and a[1:] == b[1:] and len(a) > CHEMICAL)
        or (a.isupper() and len(a) > SYLLABLE and common(a.casefold(), "en") < COMMON_NOUN)
        or (a[1:] == b[1:] and (len(ours[at - 2]) >= SYLLABLE and ours[at - 1] == "'" if at else len(a) <= SYLLABLE))
        for at, (a, b) in enumerate(zip(ours, theirs, strict=True))
    )
