"""Stutters, doubled words, repeated phrases and generation loops. Needs no reference, but what it repeats is no error.

Source: the loops of neural translation ('oscillatory hallucinations', Raunak et al. 2021, section 3) and the doubled
word check of every proofreader. Deliberately not caught: emphasis set off by commas (`very, very`), reduplication
(`so-so`), doubled numbers and names (`Duran Duran`), words that a language doubles by grammar (`that that`, `nous
nous`), and phrases taken up again after more than two words (rhetoric, not a loop).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.forms import parts
from mtqa.detect.lexicon import FUNCTION_WORDS, common, counted
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

LONGEST: int = 40
"""Words of the longest repeated phrase that is looked for: longer loops repeat shorter phrases as well."""

GAP: int = 2
"""Words that may stand between a phrase of three words and its repetition."""

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

RANGE = word_set("to till until through bis à au a hasta")
"""Words between two ends of a range, which may be named alike."""

STARTING = word_set("from between von zwischen de du entre desde")
"""Words before the first of them."""

AWAY: int = 8
"""Words before a repetition among which they stand."""

STEM: int = 5
"""Leading letters by which a word is recognised in another form."""

SHORT: int = 3
"""Letters of words too short to tell what a phrase is about."""

IDIOMS = frozenset({("hand", "in"), ("arm", "in"), ("face", "to"), ("cheek", "to"), ("back", "to"), ("side", "by")})
"""Halves of sayings that may go on with their second word: `hand in hand in the rain`."""

SLOGAN: int = 3
"""Times that a slogan says its word: more often it is a loop."""

QUOTES = frozenset('"“”„«»‘’')

LINKERS = word_set("and or by after upon und oder für um et ou")
"""Words that make a repetition a list or a figure of speech: `again and again and again`, `step by step by step`."""

LOOP = Code(
    code="F101",
    name="stutter",
    category="fluency/unintelligible",
    severity=Severity.CRITICAL,
    summary="A word, a fragment or a phrase comes three times or more in a row.",
    why="The translation engine was caught in a loop: the reader stops, and what should stand there is lost.",
    bad="The app got a careful re -re -re -skinning.",
    good="The app got a careful re-skinning.",
    advice="Legitimate where the reference repeats the same words as often; then it is not flagged.",
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
    severity=Severity.MAJOR,
    summary="A phrase is said a second time at once.",
    why="The sentence starts over: its structure breaks and the reader has to guess which half is meant.",
    bad="He lived in a village, in a village that few people know.",
    good="He lived in a village that few people know.",
    advice="A figure of speech that the reference has too is not flagged.",
    confidence=0.8,
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """`count` times the words `unit`, from word `first` to before word `end`; `loose` where words stand between."""

    unit: tuple[str, ...]
    first: int
    end: int
    count: int
    loose: bool = False


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
                yield LOOP.flag(evidence, word.span, message)


def repeats(words: Sequence[Word]) -> Iterator[Repeat]:
    """Find immediate repetitions, the leftmost first, none inside another; one pass, each word compared a few times.

    Example: `to to take` gives one repeat of the unit `("to",)`, twice.
    """
    norms = [word.norm for word in words]
    seen: dict[tuple[str, str], int] = {}
    at = 0
    while at < len(norms):
        if at + 1 < len(norms) and norms[at] == norms[at + 1]:
            end = at + 2
            while end < len(norms) and norms[end] == norms[at]:
                end += 1
            yield Repeat((norms[at],), at, end, end - at)
            at = end
            continue
        repeat = _phrase_at(norms, at, seen)
        if at + 1 < len(norms):
            seen[norms[at], norms[at + 1]] = at
        if repeat is not None:
            yield repeat
            at = repeat.end
        else:
            at += 1


def _phrase_at(norms: list[str], at: int, seen: dict[tuple[str, str], int]) -> Repeat | None:
    """Recognise a phrase that starts at `at` and ended just before it."""
    if at + 1 >= len(norms):
        return None
    first = seen.get((norms[at], norms[at + 1]))
    if first is None or not 2 <= at - first <= LONGEST:
        return None
    period, length = at - first, 0
    while length < period and at + length < len(norms) and norms[first + length] == norms[at + length]:
        length += 1
    if length == period:
        end = at + length
        while norms[end : end + period] == norms[first:at]:
            end += period
        return Repeat(tuple(norms[first:at]), first, end, (end - first) // period)
    if length >= 3 and period - length <= GAP:
        return Repeat(tuple(norms[first : first + length]), first, at + length, 2, loose=True)
    return None


def _judge(repeat: Repeat, known: set[str], evidence: Evidence, context: Context) -> Iterator[Flag]:
    words = evidence.suspect_words[repeat.first : repeat.end]
    unit = " ".join(repeat.unit)
    if len(repeat.unit) == 1:
        yield from _judge_word(repeat, words, known, evidence, context)
    elif repeat.count > 2:
        if repeat.count == SLOGAN and _is_quoted(words, context.suspect.text):
            return
        yield LOOP.flag(evidence, _span(words), f"{quoted(unit)} comes {repeat.count} times in a row", suggestion=unit)
    elif not _figure(repeat, words, context.suspect.text) and not _is_range(repeat, evidence.suspect_words):
        spoken = context.suspect.text[words[0].span.start : words[-1].span.end]
        severity = Severity.MINOR if "," in spoken else None
        if severity and _is_said_twice(repeat, evidence.reference_words, context.lang):
            return
        yield PHRASE.flag(evidence, _span(words), f"{quoted(unit)} is said twice at once", severity=severity)


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
        yield LOOP.flag(evidence, span, f"{quoted(unit)} comes {repeat.count} times in a row")
    elif plain and lang in DOUBLED and unit not in DOUBLED[lang] and not _is_term(repeat, known, evidence, lang):
        word = words[0].text
        yield DOUBLE.flag(evidence, _span(words), f"{quoted(word)} stands twice in a row", suggestion=word)


def _is_term(repeat: Repeat, known: set[str], evidence: Evidence, lang: str) -> bool:
    """Tell a rare word that is double by right: `ylang ylang`, or behind its genus, `Ovis orientalis orientalis`."""
    unit = repeat.unit[0]
    before = evidence.suspect_words[max(0, repeat.first - 1) : repeat.first]
    named = unit in known and bool(before) and before[0].text[0].isupper()
    return counted(lang) and not common(unit, lang) and (named or f"{unit}-{unit}" in known)


def _figure(repeat: Repeat, words: Sequence[Word], text: str) -> bool:
    """Tell a figure of speech, or a list, from a slip."""
    unit = repeat.unit
    linked = LINKERS.intersection(word.norm for word in words)
    if unit in IDIOMS or (linked and (repeat.loose or len(unit) < 4)) or not any(norm[0].isalpha() for norm in unit):
        return True
    first, second = len(unit), len(words) - len(unit)
    turn = "".join(text[words[at].span.end : words[at + 1].span.start] for at in range(first - 1, second))
    within = "".join(text[words[at].span.end : words[at + 1].span.start] for at in range(first - 1))
    if within.strip() or ";" in text[words[0].span.start : words[-1].span.end]:
        return True  # a list: what its members end in begins the next one
    if (repeat.loose or turn.strip()) and any(norm[0].isdigit() for norm in unit):
        return True  # 20:00 on Monday to 20:00 on Tuesday
    allowed = "" if repeat.loose or len(unit) < 3 else ","
    return bool(turn.strip().strip(allowed))


def _is_said_twice(repeat: Repeat, reference: Sequence[Word], lang: str) -> bool:
    """Tell whether the reference repeats itself, too, if not word for word: `not a sound, make no sound`."""
    counts = Counter(word.norm[:STEM] for word in reference)
    content = [norm for norm in repeat.unit if len(norm) > SHORT and norm not in FUNCTION_WORDS.get(lang, ())]
    return bool(content) and all(counts[norm[:STEM]] > 1 for norm in content)


def _is_range(repeat: Repeat, words: Sequence[Word]) -> bool:
    """Tell two ends of a range that are named alike: `from a master of arts to the master of arts`."""
    before = words[max(0, repeat.first - AWAY) : repeat.first]
    inside = words[repeat.first : repeat.end]
    starts = any(word.norm in STARTING for word in before)
    return repeat.loose and starts and any(word.norm in RANGE for word in inside)


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
