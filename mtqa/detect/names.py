"""Names of the reference that vanished, and names of the suspect that are spelt otherwise.

Source: MQM's accuracy/omission and accuracy/mistranslation (names); the seed case is a lost `Tiananmen`. Deliberately not
caught: names that a pronoun may stand for, names made of common words, names that stand nearby in the same paragraph,
first names left off, names in whose place other words stand (translations: `Königspalast`, `royal palace`), other
transliterations of one name, swapped roles of two names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.dates import is_era
from mtqa.detect.forms import bare, nearest, parts, respelt, same_spelling, word_forms
from mtqa.detect.lexicon import CAPITALISING, FUNCTION_WORDS, available, common_noun, is_word, zipf
from mtqa.detect.namelike import same_root
from mtqa.detect.nearby import nearby_words
from mtqa.detect.romanised import letters, sound_alike, unvoiced
from mtqa.detect.standins import (
    PERSONAL,
    SAME_NAME,
    abbreviated,
    apart,
    derived,
    is_first_name,
    is_slight,
    known_as,
    rendered,
    shorts,
    written,
)
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

COMMON_NAME: float = 4.0
"""Zipf value above which a capitalised word may be a common one: its loss proves nothing. At 4.5 DEMETR's removed names
are found oftener (.45 against .33 at 3.7), but on two human translations `Fleet`, `Autumn`, `Federation` are flagged."""

KNOWN_WORD: float = 2.5
"""Zipf value from which a word in a name's place is a translation of it (`Garden` for `Garten`) or another accepted
spelling (`Macao`), not a slip: of 46 findings of meaning read blind, 8 were such (2026-11-22)."""

MOUNTAIN = "shan"
"""What a Chinese mountain's name may end in or not: `Huangshan`, `Huang Mountain`."""

REGIONS = word_set("unter ober nieder neu alt groß klein süd nord ost west")
"""What German puts before a region's name for a part of it, which English says in a word of its own: `Unterallgäu`, `Lower Allgäu`."""

BETTER_KNOWN: float = 0.25
"""How much more frequent, on the Zipf scale, the suspect's spelling is where the reference has the slip (`Asrakhan`)."""

PART: float = 0.5
"""Confidence that a name is lost where another part of it still stands for it (`Ohno` for `Ohno Yudai`): of 15 such findings read blind
3 were right, 6 right and too grave, 6 wrong; of 62 others 44, 8 and 10 (2026-11-30); of four more none (2026-12-01)."""

FAMOUS: float = 3.0
"""Zipf value from which a name has one spelling that everybody knows."""

PRONOUNS = word_set(
    "he she it they him her them his hers its their theirs who whom whose which this that these those there here "
    "i we you me us my our your ours yours "
    "er sie es ihn ihm ihr ihnen il elle ils elles lui leur él ella ellos ellas su sus lui lei loro suo sua"
)
"""Words that stand for names: one more of them in the suspect than in the reference explains a lost name."""

POSSESSIVE = word_set("his her its their ihr sein leur su suo sua")
"""Words that stand for whose something is: one more of them explains a lost `Havel's`."""

RARE_PART: float = 2.5
"""Zipf value under which both words of a full name are no words of the language."""

LOST = Code(
    code="M201",
    name="name-lost",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    summary="A name of the reference is nowhere near in the suspect.",
    why="Who or what the sentence is about cannot be told any more.",
    bad="They asked about the massacre in the square.",
    good="They asked about the massacre in Tiananmen Square.",
    advice="Names that a pronoun replaces are not flagged. Minor where the rest of the name stays, or the noun of one written big (`Corona crisis`).",
    confidence=0.84,
)
CHANGED = Code(
    code="M202",
    name="name-changed",
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    summary="A name is spelt otherwise than in the reference.",
    why="It may be another person, place or product; it cannot be found by search.",
    bad="The talks were held in Reykjavog.",
    good="The talks were held in Reykjavik.",
    advice="The reference is the authority for names; accepted variants may be baselined.",
    confidence=0.88,
)


class Names:
    """Looks for each rare name of the reference in the suspect."""

    codes = (LOST, CHANGED)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each lost name (on the reference) and each changed one (on the suspect)."""
        if not evidence.suspect or not evidence.reference or not available(context.lang):
            return
        here = word_forms(evidence.suspect_words)
        places = [
            at
            for at, word in enumerate(evidence.reference_words)
            if _is_name(word, context) and not known_as(word, here)
        ]
        if not places:
            return
        near = word_forms(nearby_words(evidence.suspect, context.suspect))
        places = [at for at in places if not known_as(evidence.reference_words[at], near)]
        also_here = here.union(*map(respelt, here))
        places = [
            at
            for at in places
            if evidence.reference_words[at].norm not in also_here
            and here.isdisjoint(respelt(evidence.reference_words[at].norm))
        ]
        yield from _judge(places, near, evidence, context)


def _is_name(word: Word, context: Context) -> bool:
    """Tell a rare proper name: capitalised within sentences, never written small, no abbreviation."""
    text = word.text
    if len(text) < 4 or not text[0].isupper() or text.isupper() or not text[1].islower():
        return False
    if word.norm not in context.names or not parts(bare(word.norm))[0].isalpha():
        return False
    if (context.lang in CAPITALISING and is_word(word.norm, context.lang)) or common_noun(word.norm, context.lang):
        return False
    return text.lower() not in context.spellings and zipf(bare(word.norm), context.lang) < COMMON_NAME


def _judge(places: list[int], near: frozenset[str], evidence: Evidence, context: Context) -> Iterator[Flag]:
    """Match lost names with unknown capitalised words of the suspect; what is left is lost, if `_judge_lost` is sure."""
    strangers = _strangers(evidence)
    named: set[str] = set()
    lost: list[int] = []
    words = evidence.reference_words
    for at in places:
        name = bare(words[at].norm)
        if name in named:
            continue
        named.add(name)
        variant = nearest(name, at / len(words), strangers, cutoff=SAME_NAME)
        if variant is None:
            lost.append(at)
            continue
        strangers.remove(variant)
        if not _allowed_variant(words[at], variant, context.lang) and not apart(at, variant, evidence):
            message = f"reference has {quoted(words[at].text)}, here {quoted(variant.text)}"
            yield CHANGED.flag(evidence, variant.span, message, suggestion=words[at].text)
    yield from _judge_lost(lost, strangers, near, evidence, context)


def _judge_lost(
    lost: list[int], strangers: list[Word], near: frozenset[str], evidence: Evidence, context: Context
) -> Iterator[Flag]:
    """Flag the lost names, a full name once, unless a pronoun or another capitalised word may stand for them."""
    words = evidence.reference_words
    excused = _count(PRONOUNS, evidence.suspect_words) > _count(PRONOUNS, words)
    owned = _count(POSSESSIVE, evidence.suspect_words) > _count(POSSESSIVE, words)
    here = frozenset(word.norm for word in evidence.suspect_words)
    spoken = sorted(here)
    capitals = {bare(word.norm) for word in evidence.suspect_words if word.text[0].isupper()}
    short = shorts(evidence.suspect_words)
    lost = [
        at
        for at in lost
        if not abbreviated(at, words, short, context.lang) and not is_era(words[at], context.reference.text, here)
    ]
    full = {
        at
        for at in lost
        if _is_full_name(at, words, near, context.lang) and not is_first_name(at, words, near, context.lang)
    }
    if full and (_stood_for(evidence, strangers, context.lang) or any(written(at - 1, evidence) for at in full)):
        full = set()
    for at in lost:
        if at in full:
            span = Span(words[at - 1].span.start, words[at].span.end)
            message = f"the name {quoted(context.reference.text[span.start : span.end])} is nowhere near in the suspect"
            yield LOST.flag(evidence, span, message, side="reference")
            continue
        if at + 1 in full:
            continue  # said with the last name
        partners = _partners(at, words, near, context)
        told = (excused and not partners) or (owned and words[at].norm.endswith("'s"))
        if strangers or told or derived(words[at], spoken) or rendered(at, evidence, context):
            continue
        if not is_first_name(at, words, near, context.lang):
            message = f"the name {quoted(words[at].text)} is nowhere near in the suspect"
            part = any(bare(word.norm) in capitals for word in partners)
            confidence = PART if part else None
            severity = Severity.MINOR if part or is_slight(at, words, near, context.lang) else None
            yield LOST.flag(
                evidence, words[at].span, message, side="reference", confidence=confidence, severity=severity
            )


def _is_full_name(at: int, words: tuple[Word, ...], near: frozenset[str], lang: str) -> bool:
    """Tell whether the lost name at `at` has a first name before it, lost too, and the language knows neither."""
    if at == 0 or words[at - 1].span.end + 1 != words[at].span.start or words[at - 1].sentence != words[at].sentence:
        return False
    first, last = words[at - 1], words[at]
    if not first.text[0].isupper() or first.text.isupper() or known_as(first, near):
        return False
    return max(zipf(bare(first.norm), lang), zipf(bare(last.norm), lang)) < RARE_PART


def _stood_for(evidence: Evidence, strangers: list[Word], lang: str) -> bool:
    """Tell whether a pronoun for a person, or another capitalised word, may stand for a full name."""
    here, there = (Counter(word.norm for word in words) for words in (evidence.suspect_words, evidence.reference_words))
    if any(here[pronoun] > there[pronoun] for pronoun in PERSONAL):
        return True
    return any(word.norm not in FUNCTION_WORDS.get(lang, ()) for word in strangers)


def _allowed_variant(name: Word, variant: Word, lang: str) -> bool:
    """Tell a translated, transliterated or derived name (`Garden`, `Sergey`, `Belarusian`) from a wrong one.

    A name with an inner capital that is cut there (`Open` for `OpenAI`) is wrong though the rest is a word.
    """
    here, there = bare(variant.norm), bare(name.norm)
    if name.text[len(here) : len(here) + 1].isupper() and there.startswith(here):
        return False
    frequencies = zipf(here, lang), zipf(there, lang)
    if letters(here) == letters(there) or same_spelling(here, there):
        return True
    heard = sound_alike(here, there) or unvoiced(here) == unvoiced(there)
    if heard and not frequencies[0] < RARE_PART < FAMOUS <= frequencies[1]:
        return True
    if frequencies[0] >= frequencies[1] + BETTER_KNOWN and frequencies[0] > 1:
        return True
    short, long = sorted((here, there), key=len)
    parted = long.endswith(short) and (long.removesuffix(short) in REGIONS or zipf(short, lang) >= FAMOUS)
    if same_root(here, there) or parted or long == short + MOUNTAIN:
        return True
    return frequencies[0] >= KNOWN_WORD


def _strangers(evidence: Evidence) -> list[Word]:
    """List the suspect's capitalised words that the pair's reference does not write so: they may stand for a name."""
    written = {bare(word.text.replace("’", "'")) for word in evidence.reference_words}
    known = {bare(word.norm) for word in evidence.reference_words}
    found = []
    sentence = -1
    for word in evidence.suspect_words:
        starts, sentence = word.sentence != sentence, word.sentence
        if (
            word.text[0].isupper()
            and bare(word.text.replace("’", "'")) not in written
            and not (starts and bare(word.norm) in known)
        ):
            found.append(word)
    return found


def _partners(at: int, words: tuple[Word, ...], near: frozenset[str], context: Context) -> list[Word]:
    """List the neighbours in the same name that are still there: the `Square` of `Tiananmen Square`."""
    return [
        word
        for word in words[max(0, at - 1) : at + 2]
        if word is not words[at]
        and word.sentence == words[at].sentence
        and word.norm in context.names
        and len(word.norm) > 3
        and known_as(word, near)
    ]


def _count(pronouns: frozenset[str], words: tuple[Word, ...]) -> int:
    return sum(word.norm in pronouns for word in words)
