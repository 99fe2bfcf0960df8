"""Words that come back at once where another should stand: `rulers or rulers`, `the harbour at the harbour`.

Source: what weak engines do with a synonym or a name that they do not know, met in translations from Chinese, Hausa and
Nepali. Deliberately not caught: what the reference says twice, too, sayings (`year on year`), comparatives (`older and
older`), a word that goes on as part of a compound (`nose and nose mask`), two mentions that are told apart (`her boats
from the boats sold there`), immediate repetitions (see `repetition`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.forms import bare
from mtqa.detect.lexicon import FUNCTION_WORDS
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

SHORTEST: int = 4
"""Letters of the shortest word that is looked at."""

REACH: int = 6
"""Words behind a comparative among which it comes back: `louder than they were ever louder`."""

COORDINATING = word_set("and or")
LINKING = word_set("in on of at under with into about inside within from over through")

DETERMINING = word_set("the a an his her its their our my your this that these those some any all")

SAYINGS = word_set(
    "half year years month months week weeks day days night nights hour hours minute minutes time times mile miles step steps inch "
    "round around over again through down something someone thing things line side hand face back door layer layers "
    "hundreds thousands millions dozens sort kind many more less better worse wheels heart ages generations"
)
"""Words that a saying or emphasis repeats: `miles and miles`, `year on year`."""

EMPHATIC = ("er", "ed", "ing")
"""Ends of words that are joined to themselves for emphasis: `longer and longer`, `waited and waited`."""

QUALIFYING = word_set(
    "who that which whose where when is are was were has have had will would can could should made seen shown given taken "
    "found held built left known born sold kept sent told brought chosen drawn grown"
)
"""Words behind a second mention that say which one it is, besides participles, or that say something of it alone."""

APART = frozenset('.;:!?()"“”„«»—–/')
"""Marks between two mentions of a word that part them."""

BACK = Code(
    code="F107",
    name="word-comes-back",
    category="fluency/unintelligible",
    severity=Severity.MINOR,
    summary="A word is joined to itself: it comes back where another word should stand.",
    why="A synonym or a name was lost on the way, and the reader cannot guess which.",
    bad="Nobody knew who had built the harbour at the harbour.",
    good="Nobody knew who had built the lighthouse at the harbour.",
    advice="Sayings are not flagged.",
    confidence=0.9,
)


class Echoes:
    """Looks at each word whether it comes back behind a joining word."""

    codes = (BACK,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag from each word to where it comes back."""
        words = evidence.suspect_words
        if context.lang != "en" or not words or not evidence.reference_words:
            return
        text, free = context.suspect.text, 0
        for at, word in enumerate(words):
            if at < free or not _may_echo(word):
                continue
            end = _echo(words, at, text)
            if end and not _is_repeated(word.norm, evidence.reference_words):
                span = Span(word.span.start, words[end].span.end)
                message = f"{quoted(word.text)} comes back in {quoted(text[span.start : span.end])}"
                yield BACK.flag(evidence, span, message)
                free = end + 1


def _may_echo(word: Word) -> bool:
    return (
        len(word.norm) >= SHORTEST
        and word.text.islower()
        and word.norm.isalpha()
        and word.norm not in SAYINGS
        and word.norm not in FUNCTION_WORDS["en"]
    )


def _echo(words: Sequence[Word], at: int, text: str) -> int | None:
    """Find the place where the word at `at` comes back behind a joining word or in its own comparison."""
    norm, behind = words[at].norm, [word.norm for word in words[at + 1 : at + 1 + REACH]]
    if norm.endswith("er") and behind[:1] == ["than"] and norm in behind:
        end = at + 1 + behind.index(norm)
    else:
        end = at + 2 + (behind[1:2] != [norm] and not DETERMINING.isdisjoint(behind[1:2]))
        if end >= len(words) or words[end].norm != norm or words[end].sentence != words[at].sentence:
            return None
        if behind[0] in COORDINATING:
            if norm.endswith(EMPHATIC) or _goes_on(words, end, text):
                return None
        elif behind[0] not in LINKING:
            return None
    if end - at > 2 and _told_apart(words, at, end):
        return None
    between = text[words[at].span.end : words[end].span.start]
    marks = APART if behind[0] in LINKING and end - at > 2 else APART | {","}
    return None if not marks.isdisjoint(between) else end


def _told_apart(words: Sequence[Word], at: int, end: int) -> bool:
    """Tell whether two mentions mean two things: another article or pronoun, and behind the second which one it is."""
    first, behind = words[max(0, at - 1) : at], words[end + 1 : end + 2]
    if not first or not behind or first[0].norm not in DETERMINING or first[0].norm == words[end - 1].norm:
        return False
    return behind[0].norm in QUALIFYING or behind[0].norm.endswith(("ed", "ing"))


def _goes_on(words: Sequence[Word], at: int, text: str) -> bool:
    """Tell whether a content word follows at once: the second mention is part of a compound."""
    if at + 1 >= len(words) or text[words[at].span.end : words[at + 1].span.start] != " ":
        return False
    return words[at + 1].norm not in FUNCTION_WORDS["en"]


def _is_repeated(norm: str, reference: Sequence[Word]) -> bool:
    """Tell whether the reference says the word twice, too, in any form that begins alike."""
    stem = bare(norm)[: max(SHORTEST, len(norm) - 2)]
    return sum(word.norm.startswith(stem) for word in reference) > 1
