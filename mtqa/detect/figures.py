"""Phrases that are said twice by right. In: a `Repeat` and the pair's words. Out: whether it is one, for `repetition`.

A figure of speech, a list, two ends of a range that are named alike, a main clause that takes up what the clause before
it ended in: nothing of that is a slip. Source: what repeats itself in human translations, and the findings on machine
translation that a reader of both texts called wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mtqa.detect.base import word_set
from mtqa.detect.lexicon import FUNCTION_WORDS
from mtqa.detect.repeats import Repeat
from mtqa.types import Word

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

LINKERS = word_set("and or by after upon und oder für um et ou")
"""Words that make a repetition a list or a figure of speech: `again and again and again`, `step by step by step`."""

SAYING = word_set(
    "say says said tell tells told state states stated claim claims claimed think thinks thought believe believes believed "
    "announce announces announced insist insists insisted hope hopes hoped fear fears feared add adds added admit admits "
    "admitted confirm confirms confirmed explain explains explained argue argues argued warn warns warned deny denies denied "
    "promise promises promised report reports reported know knows knew"
)
"""Verbs behind which a reported clause may begin as the main clause did."""

OPENING = word_set(
    "after before when whenever while since although though because if once until unless as whereas during despite "
    "following upon due thanks given like unlike with without in on at by for from under near"
)
"""Words that open a clause or phrase which goes before the main clause."""

PLACING = word_set("in on at by for from to of with under into over near about between through than as")
"""Words that begin no subject: behind a comma they start a slip over again, `in a village, in a village`."""

CLAUSE: int = 20
"""Words of the longest opening clause."""


def is_figure(repeat: Repeat, words: Sequence[Word], text: str) -> bool:
    """Tell a figure of speech, or a list, from a slip."""
    unit = repeat.unit
    if _is_reported(repeat, words) or _nests(repeat, words):
        return True
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


def is_said_twice(repeat: Repeat, reference: Sequence[Word], lang: str) -> bool:
    """Tell whether the reference repeats itself, too, if not word for word: `not a sound, make no sound`."""
    counts = Counter(word.norm[:STEM] for word in reference)
    content = [norm for norm in repeat.unit if len(norm) > SHORT and norm not in FUNCTION_WORDS.get(lang, ())]
    return bool(content) and all(counts[norm[:STEM]] > 1 for norm in content)


def is_taken_up(repeat: Repeat, words: Sequence[Word], text: str) -> bool:
    """Tell what names its thing a second time among all `words` of a side: the end of a range, the subject of a main clause."""
    return _is_range(repeat, words) or _is_subject(repeat, words, text)


def _is_range(repeat: Repeat, words: Sequence[Word]) -> bool:
    """Tell two ends of a range that are named alike: `from a master of arts to the master of arts`."""
    before = words[max(0, repeat.first - AWAY) : repeat.first]
    inside = words[repeat.first : repeat.end]
    starts = any(word.norm in STARTING for word in before)
    return repeat.loose and starts and any(word.norm in RANGE for word in inside)


def _is_subject(repeat: Repeat, words: Sequence[Word], text: str) -> bool:
    """Tell a main clause that begins with what its opening clause ended in: `After a vote in the town, the town ...`."""
    turn = repeat.first + len(repeat.unit)
    if (
        repeat.loose
        or repeat.unit[0] in PLACING
        or text[words[turn - 1].span.end : words[turn].span.start].strip() != ","
    ):
        return False
    start = repeat.first
    while repeat.first - start < CLAUSE and start > 0 and _goes_on(words[start - 1], words[start], text):
        start -= 1
    return start < repeat.first and words[start].norm in OPENING


def _goes_on(word: Word, behind: Word, text: str) -> bool:
    return word.sentence == behind.sentence and text[word.span.end : behind.span.start].isspace()


def _is_reported(repeat: Repeat, words: Sequence[Word]) -> bool:
    """Tell a main clause and the clause that it reports: `the mill has said the mill has`."""
    between = [word.norm for word in _between(repeat, words)]
    return not SAYING.isdisjoint(between) and all(norm in SAYING or norm == "that" for norm in between)


def _nests(repeat: Repeat, words: Sequence[Word]) -> bool:
    """Tell a body within another one whose titles are alike: `Board of the Harbour Board of the`."""
    titles = (words[0], *_between(repeat, words), words[len(words) - len(repeat.unit)])
    return repeat.loose and all(word.text[0].isupper() for word in titles)


def _between(repeat: Repeat, words: Sequence[Word]) -> Sequence[Word]:
    """Give the words between the two mentions."""
    return words[len(repeat.unit) : len(words) - len(repeat.unit)] if repeat.loose else ()
