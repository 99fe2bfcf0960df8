"""Words that the language does not have, nor the reference: misspelt, mangled, invented, left untranslated.

Source: the unknown-word rule measured on garbled translation (zipf under 2 and not in the reference: precise), with care
for inflection and compounds. Deliberately not caught: real words in the wrong place; names that the reference lacks
(another name in the place of one is for `replaced`) or parts otherwise (`Zhou Zhe`, `Zhouzhe`); capitalised words without a
reference; pieces of a word that an accent broke (`Fl ü ggen`); languages without a word list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from mtqa.detect.abbreviations import is_abbreviation, is_contraction
from mtqa.detect.base import Code, quoted
from mtqa.detect.forms import (
    bare,
    forms,
    likeness,
    nearest,
    one_slip,
    parts,
    same_spelling,
    slips,
    unaccented,
    vocabulary_forms,
    word_forms,
)
from mtqa.detect.joined import Bigrams, bigrams, joined_parts, named, parted, suggested
from mtqa.detect.lexicon import CAPITALISING, COMMON, LONG, available, common, is_word, same_stem, zipf
from mtqa.detect.namelike import is_inside, may_be_brand, may_be_name, same_name
from mtqa.detect.standins import SAME_NAME
from mtqa.detect.technical import SPECIES
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

ALMOST: float = 0.85
"""Likeness to a word of the reference's pair from which an unknown word is a mere misspelling, read without trouble."""

VARIANT: float = 0.76
"""The same for a name: five of six names that were merely misspelt are at .77 or more, and of five that were mangled none
but one that another word was stuck to (2026-11-27)."""

SHORTEST: int = 3
"""Letters of the shortest word that an unknown one may stand for."""

WIDE: int = 8
READABLE: float = 0.7
"""Letters of a long word, and likeness from which a reader sees which one is meant (`polluties` for `pollutants`): 7 of 56 findings
read blind were right and too grave, 4 of them such (2026-11-30)."""

SLIPS: int = 2
"""Wrong letters of a mere misspelling, one in four at most, in a short word one."""

SCARCE: float = 3.3
"""Zipf value under which a word may be a slip: the commonest misspellings in the word list reach 3.2 (`thier`)."""

FAR: float = 1.0
"""How much more frequent, on the Zipf scale, the right word must be: tenfold."""

GARBLED: int = 2
"""Unknown words in small letters from which unknown names of the same sentence are taken for debris as well."""

ACCENT: float = 5.0
"""Zipf value under which a single accented letter is no word of the language, but one that lost its own: `Fl ü ggen`."""

BORROWED: float = 2.5
"""Zipf value from which an English word is a loan word of the text's language: `deadline` is at 3 in German."""

UNKNOWN = Code(
    code="W101",
    name="unknown-word",
    category="fluency/spelling",
    severity=Severity.MAJOR,
    summary="A word that the language does not have, or hardly, and that is nowhere in the reference.",
    why="It stops the reader: garbled, half translated or made up.",
    bad="It was a skarppy little company.",
    good="It was a scrappy little company.",
    advice="A term that is right belongs in the reference, the authority for vocabulary. Minor where it may be a name, or a mere slip.",
    confidence=0.93,
)
FRAGMENT = Code(
    code="W102",
    name="stray-fragment",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    summary="A name or word of the reference has a piece stuck to it that is no word.",
    why="A word of the source language, or debris, was carried over; the name is no longer the same.",
    bad="The Falcon-3-KTE engine was tested.",
    good="The Falcon-3 engine, which was tested, failed.",
    advice="Model names that the reference writes are known and never flagged. Minor where the piece is written as a name is.",
    confidence=0.75,
)
MISSPELT = Code(
    code="W105",
    name="misspelt-word",
    category="fluency/spelling",
    severity=Severity.MINOR,
    summary="A rare word stands where the reference has a frequent one that looks almost the same.",
    why="A slip that the word list does not know as one, because it is so common.",
    bad="The satelite was lost.",
    good="The satellite was lost.",
    advice="Inflections and derivations of the reference's word are not flagged.",
    confidence=0.85,
)


class Unknown:
    """Looks up each word of the suspect in the reference, then in the language."""

    codes = (UNKNOWN, FRAGMENT, MISSPELT)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each word that nobody knows."""
        if not available(context.lang):
            return
        known = vocabulary_forms(context.vocabulary)
        here = word_forms(evidence.suspect_words)
        count = max(1, len(evidence.suspect_words))
        comparable = context.parallel and bool(evidence.reference)
        pairs = cache(lambda: bigrams(evidence.reference_words))
        joined = cache(lambda: joined_parts(evidence.reference_words))
        strange: list[tuple[Word, float]] = []
        for at, word in enumerate(evidence.suspect_words):
            if any(form in known for form in forms(word.norm)[:3]) or _is_genus(at, evidence):
                continue
            pieces = [piece for piece in parts(bare(word.norm)) if _strange(piece, known, context.lang)]
            if not pieces:
                yield from _misspelt(word, at / count, here, evidence, context.lang)
                yield from _english(word, evidence, context)
                continue
            if _is_accepted(at, pairs, evidence, context):
                continue
            hyphened = len(parts(word.norm)) > 1
            if hyphened:
                pieces = [
                    piece for piece in pieces if not _is_name(piece, at / count, evidence) and piece not in joined()
                ]
            if pieces and hyphened and any(piece in known for piece in parts(bare(word.norm))):
                message = f"{quoted(pieces[0])} in {quoted(word.text)} is no word and not in the reference"
                severity = Severity.MINOR if _named_abroad(word, pieces) or _is_legible(pieces, at, evidence) else None
                yield FRAGMENT.flag(evidence, word.span, message, suggestion=_without(word, pieces), severity=severity)
            elif not is_abbreviation(at, evidence, context.lang):
                own = _pieces(word, pieces) if hyphened else [word]
                strange += [(each, at / count) for each in own if comparable or not each.text[0].isupper()]
        garbled = sum(word.text.islower() for word, _ in strange) >= GARBLED
        for word, place in strange:
            yield from _unknown(word, place, evidence, context, garbled=garbled)


def _named_abroad(word: Word, pieces: Sequence[str]) -> bool:
    """Tell whether the unknown pieces are written as names: `DFB-Pokal` leaves what is meant, as `KTE` and `skarp` do not."""
    written = {bare(text.casefold()): text for text in word.text.split("-")}
    return all(written.get(piece, "")[:1].isupper() and not written[piece].isupper() for piece in pieces)


def _is_legible(pieces: Sequence[str], at: int, evidence: Evidence) -> bool:
    """Tell pieces that look like words of the reference, so that the reader sees what is meant: `covide-19`."""
    place = at / len(evidence.suspect_words)
    return all(nearest(piece, place, evidence.reference_words, cutoff=READABLE) is not None for piece in pieces)


def _strange(piece: str, known: frozenset[str], lang: str) -> bool:
    return len(piece) > 2 and piece.isalpha() and piece not in known and not is_word(piece, lang)


def _unknown(
    word: Word, place: float, evidence: Evidence, context: Context, *, garbled: bool = False
) -> Iterator[Flag]:
    """Flag one unknown word, with the reference's word that looks most like it; a variant of a name is for `names`."""
    right = nearest(bare(word.norm), place, evidence.reference_words)
    if right is not None and len(right.norm) < min(SHORTEST, len(word.norm)):
        right = None  # `of` is not what `Kofu` stands for
    message = f"{quoted(word.text)} is no word of the language and not in the reference"
    named_so = may_be_name(word.text) or may_be_brand(word.text)
    named_so = named_so and is_inside(word.span.start, context.suspect.text, evidence.suspect)
    shouted = word.text.removesuffix("'s").removesuffix("’s").isupper()
    if right is None:
        if garbled or not may_be_name(word.text):
            severity = Severity.MINOR if shouted or named_so else None
            yield UNKNOWN.flag(evidence, word.span, message, severity=severity)
        return
    here, there = bare(word.norm), bare(right.norm)
    plain = unaccented(here), unaccented(there)
    if (context.lang == "en" and plain[0] == plain[1]) or same_stem(here, there, context.lang):
        return
    alike = likeness(*plain)
    names = word.text[0].isupper() and right.text[0].isupper()
    if named_so and not names and alike < READABLE:  # `Ogino` is no mangled `into`
        yield UNKNOWN.flag(evidence, word.span, message, severity=Severity.MINOR)
        return
    name_like = names and alike >= SAME_NAME
    if (name_like and right.norm in context.names) or (names and same_name(here, there)):
        return
    named_so = named_so and names and right is not evidence.reference_words[0]
    message += f"; nearest there is {quoted(right.text)}"
    variant = alike >= VARIANT and there not in here and _is_named(right, evidence, context)
    readable = alike >= (READABLE if len(here) >= WIDE else ALMOST) or variant or _is_slip(*plain)
    severity = Severity.MINOR if readable or name_like or shouted or named_so else None
    suggestion = suggested(here, right, evidence.reference_words)
    yield UNKNOWN.flag(evidence, word.span, message, suggestion=suggestion, severity=severity)


def _is_slip(here: str, there: str) -> bool:
    """Tell a plain misspelling, wrong in a letter or two."""
    most = max(1, min(SLIPS, min(len(here), len(there)) // 4))
    return abs(len(here) - len(there)) <= most and slips(here, there) <= most


def _is_named(word: Word, evidence: Evidence, context: Context) -> bool:
    """Tell whether a word of the reference is a name: capitalised within its sentence, or in a part of it."""
    if context.lang in CAPITALISING or not is_inside(word.span.start, context.reference.text, evidence.reference):
        return False
    return any(piece[:1].isupper() for piece in word.text.split("-"))


def _is_accepted(at: int, pairs: Callable[[], Bigrams], evidence: Evidence, context: Context) -> bool:
    """Tell another spelling, a name that the reference parts otherwise, and a piece beside the accent that broke it off."""
    word = evidence.suspect_words[at]
    here = bare(word.norm)
    like = nearest(here, at / len(evidence.suspect_words), evidence.reference_words)
    if like is not None and same_spelling(here, bare(like.norm)):
        return True
    if not word.text[0].isupper():
        return _is_broken_off(at, evidence, context)
    both = parted(here, pairs())
    short = any(is_contraction(here, other.norm) for other in evidence.reference_words)
    return short or (both is not None and named(both)) or _is_broken_off(at, evidence, context)


def _is_broken_off(at: int, evidence: Evidence, context: Context) -> bool:
    word, text = evidence.suspect_words[at], context.suspect.text
    for other in (*evidence.suspect_words[max(0, at - 1) : at], *evidence.suspect_words[at + 1 : at + 2]):
        gap = text[min(word.span.end, other.span.end) : max(word.span.start, other.span.start)]
        lone = len(other.text) == 1 and other.text.isalpha() and not other.text.isascii()
        if lone and gap == " " and zipf(other.norm, context.lang) < ACCENT:
            return True
    return False


def _is_name(piece: str, place: float, evidence: Evidence) -> bool:
    """Tell a piece of a word that a hyphen joins to a name of the reference: the end of `mode-Xinhuanet`."""
    right = nearest(piece, place, evidence.reference_words)
    return right is not None and right.text[0].isupper() and same_name(piece, bare(right.norm))


def _pieces(word: Word, pieces: list[str]) -> list[Word]:
    """Cut the unknown pieces out of a word with hyphens, each a word of its own."""
    if word.span.end - word.span.start != len(word.text):
        return [word]  # something unread stands within
    found = []
    start = word.span.start
    for text in word.text.replace("‐", "-").replace("‑", "-").split("-"):
        norm = text.casefold().replace("’", "'")
        if bare(norm) in pieces:
            found.append(Word(text, Span(start, start + len(text)), norm, word.sentence, word.support))
        start += len(text) + 1
    return found


def _is_genus(at: int, evidence: Evidence) -> bool:
    """Tell the first word of a species from an unknown one: `Gymnocypris przewalskii`."""
    return evidence.suspect_words[at + 1 : at + 2] != () and evidence.suspect_words[at + 1].norm.endswith(SPECIES)


def _misspelt(word: Word, place: float, here: frozenset[str], evidence: Evidence, lang: str) -> Iterator[Flag]:
    """Flag a rare word that looks like a much more frequent one of the reference that the suspect lacks."""
    rarity = zipf(word.norm, lang)
    if not 0 < rarity < SCARCE or len(word.norm) < LONG or not word.text.islower():
        return
    right = nearest(word.norm, place, evidence.reference_words, cutoff=ALMOST)
    if right is None or right.norm in here or zipf(right.norm, lang) < rarity + FAR:
        return
    if one_slip(word.norm, right.norm):
        message = f"{quoted(word.text)} is a rare word; reference has {quoted(right.text)}"
        yield MISSPELT.flag(evidence, word.span, message, suggestion=right.text)


def _english(word: Word, evidence: Evidence, context: Context) -> Iterator[Flag]:
    """Flag a small-written word that English has and the text's language hardly: its list has strays of English too."""
    if context.lang == "en" or len(word.norm) < LONG or not (word.text.islower() and word.text.isalpha()):
        return
    here, there = zipf(word.norm, context.lang), common(word.norm, "en")
    if there >= COMMON and here < BORROWED and there >= here + FAR:
        message = f"{quoted(word.text)} is hardly a word of this language (English has it) and not in the reference"
        yield UNKNOWN.flag(evidence, word.span, message)


def _without(word: Word, pieces: list[str]) -> str:
    """Leave the stray pieces out. Example: `R1-KTE` without `kte` is `R1`."""
    kept = [piece for piece in word.text.split("-") if bare(piece.casefold()) not in pieces]
    return "-".join(kept)
