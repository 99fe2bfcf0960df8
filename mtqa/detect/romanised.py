"""Spellings of one name in Latin letters. In: two case-folded names. Out: whether they sound alike, for `names`, `unknown`.

Names from other scripts are written in many ways (`Degtyarev`, `Degtyaryov`; `Zirkon`, `Tsirkon`), and accents come and
go; a reader takes none of them for a mistake. Source: what differs between the romanisations of two human translators.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from unicodedata import normalize

import regex

WRITTEN: tuple[tuple[str, str], ...] = (
    *(("ß", "ss"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ð", "d"), ("þ", "th"), ("æ", "e"), ("œ", "e"), ("ı", "i")),
    *(("tsch", "č"), ("tch", "č"), ("shch", "š"), ("sch", "š"), ("sh", "š"), ("ch", "č"), ("kh", ""), ("ph", "f")),
    *(
        ("zh", "s"),
        ("tz", "s"),
        ("ts", "s"),
        ("z", "s"),
        ("x", "ks"),
        ("ck", "k"),
        ("qi", "či"),
        ("q", "k"),
        ("c", "k"),
    ),
    *(("w", "v"), ("f", "v"), ("h", "")),
)
"""What is written in several ways -> one of them, in the order in which they are sought."""

VOWELS = frozenset("aeiouyj")

_SYLLABLES = regex.compile(
    r"(?:(?:[kgsztdnhbpmrfjlqxwyc]|sh|zh|ch|ts|[kgnhbpmr]y|tch|kk|ss|tt|pp)?+[aeiou]{1,4}+(?:ng?(?![aeiou])|r\Z)?+)++"
)

_UNVOICED = str.maketrans("bdgvz", "ptkfs", "h")


@lru_cache(maxsize=1 << 14)
def sound(norm: str) -> str:
    """Reduce a name to its consonants as most romanisations have them, vowels in a row being one `a`.

    Example: `sound("degtyaryov")` and `sound("degtyarev")` are both `dagtarav`.
    """
    word = normalize("NFC", norm)
    for old, new in (("š", "sh"), ("ž", "zh"), ("č", "ch"), ("ć", "ch"), ("ś", "sh"), *WRITTEN):
        word = word.replace(old, new)
    kept = (letter for letter in normalize("NFKD", word.replace("č", "1").replace("š", "2")) if letter.isalnum())
    return "".join(letter for letter, _ in groupby("a" if letter in VOWELS else letter for letter in kept))


def letters(norm: str) -> str:
    """Reduce a name to what every alphabet has: no accents, no i, j, y, no doubled letters; `x` is `ks`."""
    plain = _alphabetic(norm.replace("x", "ks"))
    return "".join(letter for letter, _ in groupby(letter for letter in plain if letter not in "ijy"))


def unvoiced(norm: str) -> str:
    """Reduce a name to its `letters` without voice and h: whoever writes by ear takes `g` for `k` and `d` for `t`.

    Example: `unvoiced("gorban")` and `unvoiced("korban")` are both `korpan`.
    """
    plain = letters(norm).translate(_UNVOICED)
    return "".join(letter for letter, _ in groupby(plain))


def in_syllables(norm: str) -> bool:
    """Tell whether a name is made of the syllables of Chinese or Japanese: a consonant or two, vowels, maybe `n` or `ng`."""
    return _SYLLABLES.fullmatch(_alphabetic(norm)) is not None


def _alphabetic(text: str) -> str:
    """Leave out accents and all that is no letter."""
    return "".join(letter for letter in normalize("NFKD", text) if letter.isalpha())


def sound_alike(a: str, b: str) -> bool:
    """Tell whether two names are romanisations of one. Example: `tsirkon` and `zirkon` are, `oslo` and `tallinn` not.

    One vowel more makes no difference either: `devaraj` is `devraj`. `kh` is heard as `k` or hardly at all.
    """
    return _heard_alike(a, b) or ("kh" in a + b and _heard_alike(a.replace("kh", "k"), b.replace("kh", "k")))


def _heard_alike(a: str, b: str) -> bool:
    left, right = sound(a), sound(b)
    return left == right or (abs(len(left) - len(right)) == 1 and left.replace("a", "") == right.replace("a", ""))
