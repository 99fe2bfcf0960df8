"""Stutters, doubled words, repeated phrases and generation loops. Needs no reference, but what it repeats is no error.

Source: the loops of neural translation ('oscillatory hallucinations', Raunak et al. 2021, section 3) and the doubled
word check of every proofreader. Deliberately not caught: emphasis set off by commas (`very, very`), reduplication
(`so-so`), doubled numbers and names (`Duran Duran`), words that a language doubles by grammar (`that that`, `nous
nous`, `taken in in`), phrases taken up again after more than two words (rhetoric, not a loop), or by right (`figures`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.figures import is_figure, is_said_twice, is_taken_up
from mtqa.detect.forms import parts
from mtqa.detect.lexicon import common, counted
from mtqa.detect.repeats import Repeat, comes_back, repeats
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

DOUBLED: dict[str, frozenset[str]] = {
    "en": frozenset(
        {"that", "had", "very", "so", "really", "many", "bye", "no", "yes", "ha", "knock", "is", "do", "her"}
    ),
    "de": frozenset({"die", "das", "der", "den", "dem", "sie", "sehr", "so", "ja", "nein", "was"}),
    "fr": frozenset({"nous", "vous", "non", "oui", "très", "bien", "tout"}),
    "es": frozenset({"muy", "no", "sí", "poco", "casi"}),
    "it": frozenset({"molto", "piano", "no", "sì", "così", "quasi", "via", "poco"}),
    "pt": frozenset({"muito", "não", "sim", "quase"}),
    "nl": frozenset({"die", "dat", "heel", "zo", "ze"}),
}
"""Language -> words that its grammar or habit doubles; in other languages only three in a row are flagged."""

PARTICLES: dict[str, frozenset[str]] = {
    "in": word_set(
        "take takes took taken taking come comes came coming go goes went gone going give gives gave given giving move moves "
        "moved moving call calls called check checks checked log logs logged sign signs signed step steps stepped let lets "
        "turn turned hand handed bring brought join joins joined settle settled drop dropped break broke broken look looked"
    ),
    "on": word_set(
        "go goes went gone going carry carries carried carrying move moves moved moving drive drives drove driven walk walks "
        "walked walking live lived pass passed hang hung try tried read later early further"
    ),
    "over": word_set("take takes took taken taking hand hands handed come came go went move moved cross crossed"),
    "by": word_set("go goes went gone come came pass passes passed stand stood stop stopped"),
    "about": word_set("come comes came bring brought talk talked"),
    "through": word_set("come comes came go goes went get got pull pulled fall fell"),
}
"""Particle -> words that take it: the same word may follow as a preposition, `came in in a wet coat`."""

SLOGAN: int = 3
"""Times that a slogan says its word: more often it is a loop."""

ENDLESS: int = 5
"""Times from which a loop stands for what it swallowed; three times are read over (four of four, read blind, 2026-12-01)."""

QUOTES = frozenset('"“”„«»‘’')

LOOP = Code(
    code="F101",
    name="stutter",
    category="fluency/unintelligible",
    severity=Severity.MAJOR,
    summary="A word, a fragment or a phrase comes three times or more in a row.",
    why="The translation engine was caught in a loop: the reader stops, and what should stand there is lost.",
    bad="The app got a careful re -re -re -skinning.",
    good="The app got a careful re-skinning.",
    advice="Legitimate where the reference repeats the same words as often; then it is not flagged. Critical from five times on, minor within a word.",
    confidence=0.95,
)
DOUBLE = Code(
    code="F102",
    name="doubled-word",
    category="fluency/grammar",
    severity=Severity.MINOR,
    summary="A word stands twice in a row.",
    why="A slip that every reader sees, and often a sign that a word between was lost.",
    bad="The ferry goes to to the island.",
    good="The ferry goes to the island.",
    advice="Words that the language doubles by grammar (`that that`), names and numbers are not flagged.",
    confidence=0.96,
)
PHRASE = Code(
    code="F103",
    name="repeated-phrase",
    category="fluency/unintelligible",
    severity=Severity.MINOR,
    summary="A phrase is said a second time at once.",
    why="The sentence starts over: its structure breaks and the reader has to guess which half is meant.",
    bad="He lived in a village, in a village that few people know.",
    good="He lived in a village that few people know.",
    advice="A figure of speech that the reference has too is not flagged.",
    confidence=0.9,
)


class Repetition:
    """Finds what is said twice or more at once in the suspect and not in the reference."""

    codes = (LOOP, DOUBLE, PHRASE)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each repetition; its span covers all that is repeated."""
        words = evidence.suspect_words
        found = list(repeats(words))
        stutters = [word for word in words if _stutters(word)]
        if not found and not stutters:
            return
        legitimate: dict[tuple[str, ...], int] = {}
        for repeat in repeats(evidence.reference_words):
            legitimate[repeat.unit] = max(repeat.count, legitimate.get(repeat.unit, 0))
        known = {word.norm for word in evidence.reference_words}
        for repeat in found:
            if repeat.count > legitimate.get(repeat.unit, 0):
                yield from _judge(repeat, known, evidence, context)
        for word in stutters:
            if word.norm not in known:
                message = f"{quoted(word.text)} repeats {quoted(parts(word.norm)[0])} within the word"
                yield LOOP.flag(evidence, word.span, message, severity=Severity.MINOR)


def _judge(repeat: Repeat, known: set[str], evidence: Evidence, context: Context) -> Iterator[Flag]:
    words = evidence.suspect_words[repeat.first : repeat.end]
    unit = " ".join(repeat.unit)
    if len(repeat.unit) == 1:
        yield from _judge_word(repeat, words, known, evidence, context)
    elif repeat.count > 2:
        if repeat.count == SLOGAN and _is_quoted(words, context.suspect.text):
            return
        yield _loop(repeat, _span(words), unit, evidence, suggestion=unit)
    elif not _is_right(repeat, evidence, context):
        spoken = context.suspect.text[words[0].span.start : words[-1].span.end]
        if "," in spoken and is_said_twice(repeat, evidence.reference_words, context.lang):
            return
        if comes_back(repeat.unit, evidence.reference_words, context.lang):
            return
        yield PHRASE.flag(evidence, _span(words), f"{quoted(unit)} is said twice at once")


def _loop(repeat: Repeat, span: Span, unit: str, evidence: Evidence, *, suggestion: str | None = None) -> Flag:
    message = f"{quoted(unit)} comes {repeat.count} times in a row"
    severity = Severity.CRITICAL if repeat.count >= ENDLESS else None
    return LOOP.flag(evidence, span, message, suggestion=suggestion, severity=severity)


def _is_right(repeat: Repeat, evidence: Evidence, context: Context) -> bool:
    """Tell whether a phrase is said twice by right."""
    words, text = evidence.suspect_words, context.suspect.text
    return is_figure(repeat, words[repeat.first : repeat.end], text) or is_taken_up(repeat, words, text)


def _is_quoted(words: Sequence[Word], text: str) -> bool:
    """Tell a slogan in quotation marks: `"location, location, location"`."""
    before, behind = text[max(0, words[0].span.start - 1) : words[0].span.start], text[words[-1].span.end :][:2]
    return before in QUOTES and not QUOTES.isdisjoint(behind)


def _judge_word(
    repeat: Repeat, words: Sequence[Word], known: set[str], evidence: Evidence, context: Context
) -> Iterator[Flag]:
    """Flag a word that comes twice or more; names and numbers only if the reference has them once (`Duran Duran`)."""
    unit, lang, text = repeat.unit[0], context.lang, context.suspect.text
    between = text[words[0].span.end : words[1].span.start]
    name_or_number = words[1].text[0].isupper() or not unit[0].isalpha()
    if not between or (name_or_number and unit not in known):
        return  # ideographs; what may be double by right
    plain = between.isspace() and "\n\n" not in between
    if repeat.count > 2 and (plain or between.strip() == "-" or repeat.count > 4):
        span = _with_rest(words, evidence.suspect_words[repeat.end : repeat.end + 1], text)
        yield _loop(repeat, span, unit, evidence)
    elif plain and lang in DOUBLED and unit not in DOUBLED[lang] and not _is_term(repeat, known, evidence, lang):
        if lang == "en" and _is_particle(repeat, evidence.suspect_words):
            return
        word = words[0].text
        yield DOUBLE.flag(evidence, _span(words), f"{quoted(word)} stands twice in a row", suggestion=word)


def _is_particle(repeat: Repeat, words: Sequence[Word]) -> bool:
    """Tell the particle of a verb before the same preposition: `went on on foot`."""
    before, behind = words[max(0, repeat.first - 1) : repeat.first], words[repeat.end : repeat.end + 1]
    takes = bool(before) and before[0].norm in PARTICLES.get(repeat.unit[0], ())
    return repeat.count == 2 and takes and bool(behind) and behind[0].sentence == before[0].sentence


def _is_term(repeat: Repeat, known: set[str], evidence: Evidence, lang: str) -> bool:
    """Tell a rare word that is double by right: `ylang ylang`, or behind its genus, `Ovis orientalis orientalis`."""
    unit = repeat.unit[0]
    before = evidence.suspect_words[max(0, repeat.first - 1) : repeat.first]
    named = unit in known and bool(before) and before[0].text[0].isupper()
    return counted(lang) and not common(unit, lang) and (named or f"{unit}-{unit}" in known)


def _with_rest(words: Sequence[Word], rest: Sequence[Word], text: str) -> Span:
    """Take in the word that the stutter was on its way to: `re -re -skinning`."""
    if rest and text[words[-1].span.end : rest[0].span.start].strip() == "-":
        return Span(words[0].span.start, rest[0].span.end)
    return _span(words)


def _span(words: Sequence[Word]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def _stutters(word: Word) -> bool:
    """Tell a stutter within one word, `re-re-skinning`, from reduplication, `cha-cha`."""
    pieces = parts(word.norm) if "-" in word.text else []
    if sum(piece[0].isupper() for piece in word.text.split("-") if piece) > 1:
        return False  # a title, `By-By-Zero`
    return len(pieces) > 2 and pieces[0] == pieces[1] and pieces[0] != pieces[-1] and pieces[0].isalpha()
