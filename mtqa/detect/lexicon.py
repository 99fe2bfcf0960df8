"""What is a word of the language. In: a language code and case-folded words. Out: frequencies, for detectors.

Source: wordfreq 3.1 (Speer 2022), its small and large lists; frequencies on the Zipf scale (log10 of uses per billion
words). The small list loads in a tenth of the time of the large one, which is read only when the small one lacks a word.
Deliberately not caught: languages that wordfreq has no large list for, or that are written without spaces, are silent;
wordfreq itself is never asked for a language that it lacks, since it would answer with a neighbour's words.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import log10

import wordfreq

from mtqa.detect.base import word_set
from mtqa.detect.forms import bare, parts
from mtqa.detect.morphology import COMPOUNDING, DENYING, PREFIXES, stems
from mtqa.detect.technical import is_technical

UNSPACED = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})

RARE: float = 2.0
"""Zipf value under which the large list is mostly noise: on the seed-like garbled text it parts 7 hits from 0 alarms."""

LONG: int = 6
"""Letters from which a word may be rarer still: what is listed and that long is seldom noise."""

LISTED: float = 1.0
"""Zipf value of the rarest words of the large list: one use in a hundred million."""

ACCENTED: float = 3.3
"""Zipf value from which a word with accents is an English one (`café`, `naïve`), not a foreign one that is quoted."""

COMMON: float = 3.0
"""Zipf value from which a word may be part of a compound: one use in a million words, everybody's vocabulary."""

PART: float = 2.5
"""The same for languages that make compounds all day (German, Dutch, Swedish), of rarer words too."""

INFLECTED: float = 2.1
"""Zipf value from which the other number of a noun is in use: `expressways` is at 2.2, `londons` at 1.9."""

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": word_set(
        "a an the and or but nor if than that this these those which who whom whose what when where while because although "
        "to of in on at by for from with without about into onto over under between through during before after against "
        "is are was were be been being has have had do does did can could might must shall should will would not "
        "it its he she they them his her their him we us our you your as so also there then here very more most such"
    ),
    "de": word_set(
        "der die das den dem des ein eine einen einem einer eines und oder aber dass wenn als wie zu in im an am auf aus bei "
        "mit nach von vom für durch gegen um über unter vor zwischen ist sind war waren sein wird werden hat haben hatte kann "
        "können soll sollen muss müssen er sie es wir ihr ich sich ihm ihn ihnen auch da dort hier sehr mehr nur schon noch"
    ),
    "fr": word_set(
        "le la les un une des de du et ou mais que qui dans sur avec pour par est sont a ont il elle ils elles"
    ),
    "es": word_set("el la los las un una unos unas de del y o pero que en con por para es son ha han se su sus"),
    "it": word_set("il lo la i gli le un una di del della e o ma che in con per da è sono ha hanno si suo sua"),
}
"""Language -> articles, prepositions, pronouns, auxiliaries: words that no style capitalises alone and no stem resembles."""

CAPITALISING = frozenset({"de", "lb"})
"""Languages that capitalise every noun: there a capital proves nothing."""


@cache
def available(lang: str) -> bool:
    """Tell whether unknown words can be told at all in this language."""
    return lang not in UNSPACED and lang in wordfreq.available_languages("large")


@cache
def counted(lang: str) -> bool:
    """Tell whether `common` knows this language: where it does not, every word would look rare."""
    return lang in wordfreq.available_languages("small")


@cache
def _frequencies(lang: str, wordlist: str) -> dict[str, float]:
    if lang not in wordfreq.available_languages(wordlist):
        return {}
    frequencies: dict[str, float] = wordfreq.get_frequency_dict(lang, wordlist)
    return frequencies


@lru_cache(maxsize=1 << 16)
def zipf(word: str, lang: str) -> float:
    """Give a case-folded word's Zipf frequency, 0 where it is unknown. Example: `zipf("the", "en")` is 7.7."""
    frequency = _frequencies(lang, "small").get(word) or _frequencies(lang, "large").get(word)
    return round(log10(frequency) + 9, 2) if frequency else 0.0


@lru_cache(maxsize=1 << 16)
def common(word: str, lang: str) -> float:
    """Give the Zipf frequency by the small list alone, 0 for words rarer than about 3: cheap, for frequent words."""
    frequency = _frequencies(lang, "small").get(word)
    return round(log10(frequency) + 9, 2) if frequency else 0.0


@lru_cache(maxsize=1 << 16)
def is_word(norm: str, lang: str) -> bool:
    """Tell whether a case-folded word is one of the language, by itself, by its hyphen parts, ending or compound."""
    word = bare(norm)
    pieces = parts(word)
    if len(pieces) > 1:
        return all(_is_part(piece, lang) for piece in pieces)
    if _listed(word, lang) or _inflected(word, lang) or _compound(word, lang):
        return True
    return lang == "en" and any(
        is_technical(stem, lambda tail: zipf(tail, "en") >= PART) for stem in (word, word.removesuffix("s"))
    )


def _is_part(piece: str, lang: str) -> bool:
    return not piece.isalpha() or piece in PREFIXES.get(lang, ()) or is_word(piece, lang)


def _listed(word: str, lang: str) -> bool:
    if lang == "en" and not word.isascii():
        return zipf(word, lang) >= ACCENTED
    return zipf(word, lang) >= (RARE if len(word) < LONG else LISTED)


def _inflected(word: str, lang: str) -> bool:
    """Undo one ending, then one prefix: `reskinned` is `re` + `skin` + `ed`, `unfixable` is `un` + `fix` + `able`."""
    able = lang == "en" and "abl" in word[-5:]
    for stem in stems(word, lang):
        if _listed(stem, lang):
            return True
        for prefix in PREFIXES.get(lang, ()):
            rest = stem.removeprefix(prefix)
            least = PART if able and prefix in DENYING else COMMON
            if 3 < len(rest) < len(stem) and zipf(rest, lang) >= least:
                return True
    return False


def same_stem(a: str, b: str, lang: str) -> bool:
    """Tell whether two words differ by an ending only. Example: `tonify`, `tonifying`."""
    return not set(stems(a, lang)).isdisjoint(stems(b, lang))


@lru_cache(maxsize=1 << 14)
def common_noun(norm: str, lang: str) -> bool:
    """Tell a word that inflects (`Marines`, `Highway`, `Phased`) from a name, which does not: English only, else False."""
    if lang != "en":
        return False
    if norm.endswith(("ing", "ed", "ly")) and any(zipf(stem, lang) >= COMMON for stem in stems(norm, lang)[1:]):
        return True
    singular = norm.removesuffix("ies") + "y" if norm.endswith("ies") else norm.removesuffix("s")
    plurals = (norm + "s", norm.removesuffix("y") + "ies") if norm.endswith("y") else (norm + "s",)
    if singular != norm and zipf(singular, lang) >= INFLECTED:
        return True
    return any(zipf(plural, lang) >= INFLECTED for plural in plurals)


def _compound(word: str, lang: str) -> bool:
    """Split into two known parts of at least four letters, the second with any ending."""
    if lang not in COMPOUNDING or not 7 <= len(word) <= 40:
        return False
    least = COMMON if lang == "en" else PART
    return any(
        _ends_compound(word[at:], lang, least) and _starts_compound(word[:at], lang, least)
        for at in range(3 if least == PART else 4, len(word) - 3)
    )


def _ends_compound(tail: str, lang: str, least: float) -> bool:
    if zipf(tail, lang) >= least:
        return True
    return lang != "en" and any(len(stem) > 3 and zipf(stem, lang) >= least for stem in stems(tail, lang))


def _starts_compound(head: str, lang: str, least: float) -> bool:
    return any(
        head.endswith(link) and len(head) - len(link) > 2 and zipf(head.removesuffix(link), lang) >= least
        for link in COMPOUNDING[lang]
    )
