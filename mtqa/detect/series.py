"""Members of a series exchanged: another weekday, month, season, ordinal or spelt-out count than in the reference.

Source: the date and number classes of DEMETR (Karpinska et al. 2022), for what `numbers` does not compare: words against
words. Deliberately not caught: members that the other side has nearby as well, `may` and `march` written small (verbs),
dates that one side gives otherwise (`tomorrow`), counts in places that were put another way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.edits import edits
from mtqa.detect.forms import bare
from mtqa.detect.lexicon import FUNCTION_WORDS
from mtqa.detect.nearby import nearby_words
from mtqa.detect.number_words import CARDINALS, ENGLISH_MONTHS, MONTHS
from mtqa.types import Context, Evidence, Flag, Severity, Word

HELD: int = 3
"""Equal words that must hold a count or an ordinal: paraphrase adds and drops them."""

WEEKDAYS: dict[str, frozenset[str]] = {
    "en": word_set("monday tuesday wednesday thursday friday saturday sunday"),
    "de": word_set("montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"),
    "fr": word_set("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    "es": word_set("lunes martes miércoles jueves viernes sábado domingo"),
    "it": word_set("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
    "cs": word_set("pondělí úterý středa čtvrtek pátek sobota neděle pondělek středu sobotu neděli"),
    "ru": word_set("понедельник вторник среда четверг пятница суббота воскресенье среду пятницу субботу"),
}
"""Language -> weekdays."""

SYNONYMS = {
    "sonnabend": "samstag",
    "pondělek": "pondělí",
    "středu": "středa",
    "sobotu": "sobota",
    "neděli": "neděle",
} | {
    "среду": "среда",
    "пятницу": "пятница",
    "субботу": "суббота",
}
"""Member -> the other form of the same day."""

ORDINALS: dict[str, frozenset[str]] = {
    "en": word_set("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
    "de": word_set("erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte"),
    "fr": word_set("premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième"),
}
"""Language -> ordinals."""

AMBIGUOUS = word_set("may march mar sat sun mon")
"""Members that are other words too when written small."""

DATING = FUNCTION_WORDS["en"] | word_set("last next early late mid since until till past")
"""Words behind which a month is one, whatever follows."""

NIGHTS = word_set("night nights overnight midnight nacht nachts nuit noche notte noc ночь ночью")
"""Words that make two days of one: Saturday night is the night before Sunday."""

EXCHANGED = Code(
    code="M105",
    name="series-exchanged",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="A weekday, month, ordinal or spelt-out count is another member of its series than in the reference.",
    why="A meeting on the wrong day, a third chapter that is the fourth: nobody notices until it matters.",
    bad="The council meets again on Thursday evening.",
    good="The council meets again on Tuesday evening.",
    advice="Weekdays and months that stand nearby in the other text as well are not flagged.",
    confidence=0.8,
)


class Series:
    """Compares members of closed series."""

    codes = (EXCHANGED,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each member that stands for another one of the reference."""
        if not evidence.suspect or not evidence.reference:
            return
        for members in (WEEKDAYS.get(context.lang, frozenset()), frozenset(MONTHS)):
            yield from _dates(members, evidence, context)
        lists = (ORDINALS.get(context.lang, frozenset()), frozenset(CARDINALS.get(context.lang, {})))
        for edit in edits(evidence):
            if edit.alone and edit.held >= HELD:
                here, there = evidence.suspect_words[edit.start], evidence.reference_words[edit.low]
                if any(here.norm in members and there.norm in members for members in lists):
                    yield _flag(here, there, evidence)


def _dates(members: frozenset[str], evidence: Evidence, context: Context) -> Iterator[Flag]:
    """Compare the weekdays or months of a pair as sets: a lone one that became another lone one."""
    here = _among(evidence.suspect_words, members, context.lang)
    there = _among(evidence.reference_words, members, context.lang) if here else {}
    extra, lost = here.keys() - there.keys(), there.keys() - here.keys()
    if len(extra) != 1 or len(lost) != 1:
        return
    if any(word.norm in NIGHTS for word in (*evidence.suspect_words, *evidence.reference_words)):
        return
    (wrong,), (right,) = extra, lost
    around = _among(nearby_words(evidence.suspect, context.suspect), members, context.lang)
    beside = _among(nearby_words(evidence.reference, context.reference), members, context.lang)
    if right not in around and wrong not in beside:
        yield _flag(here[wrong], there[right], evidence)


def _among(words: Sequence[Word], members: frozenset[str], lang: str) -> dict[str, Word]:
    """Find the members of a series, by what they mean."""
    found: dict[str, Word] = {}
    for at, word in enumerate(words):
        norm = word.norm if word.norm in members else bare(word.norm)
        if (
            norm in members
            and (norm not in AMBIGUOUS or word.text[0].isupper())
            and not (lang == "en" and norm in MONTHS and _in_name(at, words))
        ):
            number = MONTHS.get(norm)
            found.setdefault(SYNONYMS.get(norm, norm) if number is None else str(number), word)
    return found


def _in_name(at: int, words: Sequence[Word]) -> bool:
    """Tell a month that is part of a name or a title: `written by Mai Lindqvist` in English, `directed October Siege`, but not `last May President`."""
    behind, before = words[at + 1 : at + 2], words[max(0, at - 1) : at]
    if not behind or behind[0].span.start != words[at].span.end + 1 or not behind[0].text[0].isupper():
        return False
    if words[at].norm not in ENGLISH_MONTHS:
        return True
    dated = before and (before[0].text[0].isdigit() or before[0].norm in DATING)
    return bool(before) and words[at].text[0].isupper() and not dated


def _flag(here: Word, there: Word, evidence: Evidence) -> Flag:
    message = f"reference has {quoted(there.text)}, here {quoted(here.text)}"
    return EXCHANGED.flag(evidence, here.span, message, suggestion=there.text)
