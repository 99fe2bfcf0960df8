"""How words are made: prefixes, endings, link letters. In: a case-folded word. Out: its possible stems, for `lexicon`.

Source: own lists of the commonest endings; English, German, French, Spanish, Italian and Portuguese have theirs. A stem
is a guess: `lexicon` asks the word list whether it exists.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product


def _verbal(endings: str, bases: str) -> tuple[tuple[str, str], ...]:
    """Pair every ending with every base that may have stood in its place; `-` is none."""
    return tuple((ending, "" if base == "-" else base) for ending, base in product(endings.split(), bases.split()))


PREFIXES: dict[str, tuple[str, ...]] = {
    "en": (
        *("anti", "auto", "bio", "co", "counter", "cross", "cyber", "de", "dis", "eco", "euro", "extra", "fore", "geo"),
        *("hydro", "hyper", "immuno", "in", "infra", "inter", "intra", "kilo", "macro", "mega", "meta", "micro", "mid"),
        *(
            "mini",
            "mis",
            "mono",
            "multi",
            "nano",
            "neo",
            "neuro",
            "non",
            "out",
            "over",
            "para",
            "peri",
            "photo",
            "poly",
        ),
        *("post", "pre", "pro", "pseudo", "psycho", "radio", "re", "self", "semi", "socio", "sub", "super", "tele"),
        *("thermo", "trans", "ultra", "un", "under", "up", "vice"),
    ),
}
"""Language -> what may stand before a known word and leave it a word."""

DENYING = ("un", "non")
"""English prefixes that every adjective in `-able` takes: there the word in the middle may be a rare one."""

SUFFIXES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        *(("ies", "y"), ("ied", "y"), ("iest", "y"), ("ier", "y"), ("ily", "y"), ("iness", "y"), ("es", ""), ("s", "")),
        *(("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("est", "")),
        *(
            ("ly", ""),
            ("ness", ""),
            ("less", ""),
            ("like", ""),
            ("able", ""),
            ("able", "e"),
            ("ability", "able"),
            ("ably", "able"),
            ("ibly", "ible"),
        ),
        *(("ization", "ize"), ("isation", "ise"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("ish", "")),
        *(("man", ""), ("men", ""), ("woman", ""), ("women", "")),
        *(("ship", ""), ("hood", ""), ("wise", ""), ("ful", ""), ("ism", ""), ("ist", ""), ("ists", ""), ("ally", "")),
    ),
    "de": _verbal(
        "e en er es em n s ern t te ten test tet st ste sten ster stes stem ere eren erer eres ung ungen tum tums "
        "end ende enden ender endes endem isch ische ischen ischer isches ischem haft hafte haften lich liche lichen",
        "- e en",
    ),
    "fr": (
        *_verbal("s e es x", "-"),
        *_verbal("ques que", "e"),
        *_verbal(
            "âmes âtes èrent a as ai ât ons ez ais ait aient ions iez ant ants ante antes é ée és ées asse assent ent "
            "erai era eras erons erez eront erais erait eraient ation ations ateur ateurs",
            "er e",
        ),
        *_verbal("îmes îtes irent it is ît issent issait issaient issant isse i ie ies", "ir re"),
        *_verbal("ûmes urent ut us ût u ue ues", "ir re oir"),
        *_verbal("aux", "al ail"),
        *_verbal("ment ement iste istes isme ismes", "- e"),
    ),
    "es": (
        *_verbal("s es", "-"),
        *_verbal("ar ado ada ados adas ando é ó aron amos aba aban ábamos ará arán aría arían e en a an", "ar a o"),
        *_verbal("ido ida idos idas iendo ió ieron imos ía ían erá erán ería irá irán iría", "er ir"),
        *_verbal("mente ito ita itos itas", "- a o"),
    ),
    "it": (
        *_verbal("i e he", "o a"),
        *_verbal("ato ata ati ate ando ò arono iamo ava avano erà eranno erebbe ano ino", "are"),
        *_verbal("uto uta uti ute ito ita iti ite endo é è erono irono eva evano iva ivano", "ere ire"),
        *_verbal("mente", "- a e"),
    ),
    "pt": (
        *_verbal("s es", "-"),
        *_verbal("ado ada ados adas ando ou aram amos ava avam ará arão aria ariam em a am", "ar"),
        *_verbal("ido ida idos idas endo indo eu iu eram iram ia iam erá erão irá irão", "er ir"),
        *_verbal("mente", "- a o"),
    ),
}
"""Language -> (ending, what stood in its place): inflections and derivations that a word list never has in full."""

COMPOUNDING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("de", "nl", "sv", "da", "nb"), ("", "s", "e", "n", "en", "es", "er")),
    "fi": ("", "n"),
    "en": ("",),
}
"""Language -> the link letters with which it joins nouns into one word."""


def _by_last_letter(endings: tuple[tuple[str, str], ...]) -> dict[str, tuple[tuple[str, str], ...]]:
    letters = {ending[-1] for ending, _ in endings}
    return {letter: tuple(pair for pair in endings if pair[0][-1] == letter) for letter in letters}


_BY_LAST_LETTER = {lang: _by_last_letter(endings) for lang, endings in SUFFIXES.items()}
"""The same, by the last letter, so that of some fifty endings a word is compared with five."""


@lru_cache(maxsize=1 << 16)
def stems(word: str, lang: str) -> tuple[str, ...]:
    """Undo one ending in every way, the word itself first. Example: of `running` one is `run`."""
    found = [word]
    for ending, before in _BY_LAST_LETTER.get(lang, {}).get(word[-1:], ()):
        stem = word.removesuffix(ending)
        if 2 < len(stem) < len(word):
            found.append(stem + before)
            if not before and lang == "en" and stem[-1] == stem[-2]:  # running, run
                found.append(stem[:-1])
    return tuple(found)
