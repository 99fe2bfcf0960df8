"""Slips that leave a word: a letter lost (`may` for `many`), an adverb for an adjective, a pronoun in another case.

Source: the character, part-of-speech and case classes of DEMETR (Karpinska et al. 2022). Only words that stand between
equal words on both sides are compared. Deliberately not caught: plurals and tenses (paraphrase changes them), spelling
variants, names (see `names`), slips between two function words (`of`, `on`), languages without a word list.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.edits import Edit, edits
from mtqa.detect.forms import same_spelling, shared_start
from mtqa.detect.lexicon import FUNCTION_WORDS, available, same_stem, zipf
from mtqa.types import Context, Evidence, Flag, Severity, Word

HELD: int = 3
"""Equal words that must hold a slip of one letter."""

FIRMLY: int = 4
"""Equal words that must hold another part of speech or case."""

SHORTEST: int = 3
"""Letters of the shortest word of the reference whose slips are told from another word."""

PRONOUNS: tuple[frozenset[str], ...] = (
    word_set("i me my mine myself"),
    word_set("he him his himself"),
    word_set("she her hers herself"),
    word_set("we us our ours ourselves"),
    word_set("they them their theirs themselves"),
)
"""Pronouns of one person: between equal words only one of them is grammatical."""

CLOSING = word_set("mine ours yours hers theirs")
"""Pronouns with which a sentence may end: nothing behind has to hold them."""

SLIP = Code(
    code="W106",
    name="wrong-word",
    category="fluency/spelling",
    severity=Severity.MINOR,
    summary="A letter is lost, added or changed, and what is left is another word.",
    why="No spelling check sees it, and the reader takes the word for what it says.",
    bad="There are may small boats in the harbour.",
    good="There are many small boats in the harbour.",
    advice="Spelling variants (`colour`, `color`), plurals and tenses are not flagged.",
    confidence=0.5,
)
FORM = Code(
    code="F203",
    name="wrong-form",
    category="fluency/grammar",
    severity=Severity.MINOR,
    summary="The right word in the wrong form: an adverb for an adjective, `him` for `his`.",
    why="The sentence limps, and sometimes it cannot be told who does what.",
    bad="The council wants a quickly answer from him.",
    good="The council wants a quick answer from him.",
    advice="Flagged only between words that both texts have in the same order.",
    confidence=0.88,
)


class Slips:
    """Compares words that stand at the same place and look alike."""

    codes = (SLIP, FORM)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each word that is almost the reference's."""
        if not available(context.lang):
            return
        for edit in edits(evidence):
            if edit.alone and edit.held >= HELD:
                yield from _compared(edit, evidence, context.lang)


def _compared(edit: Edit, evidence: Evidence, lang: str) -> Iterator[Flag]:
    here, there = evidence.suspect_words[edit.start], evidence.reference_words[edit.low]
    message = f"reference has {quoted(there.text)}, here {quoted(here.text)}"
    firmly = edit.held >= FIRMLY and min(edit.before, edit.after) > 1
    behind = evidence.suspect_words[edit.end].norm if edit.end < len(evidence.suspect_words) else ""
    firmly = firmly and not (here.norm.endswith("ly") and behind.endswith(("ed", "ble")))  # freely accessible
    firmly = firmly or (there.norm in CLOSING and edit.before >= FIRMLY and edit.end == len(evidence.suspect_words))
    if lang == "en" and firmly and (_other_case(here.norm, there.norm) or _other_class(here.norm, there.norm)):
        yield FORM.flag(evidence, here.span, message, suggestion=there.text)
    elif _slipped(here, there, lang):
        yield SLIP.flag(evidence, here.span, message, suggestion=there.text)


def _other_case(a: str, b: str) -> bool:
    return any(a in person and b in person for person in PRONOUNS)


def _other_class(a: str, b: str) -> bool:
    """Tell an adjective beside its adverb. Example: `quick`, `quickly`."""
    short, long = sorted((a, b), key=len)
    return len(short) > SHORTEST and long in (short + "ly", short + "ally", short[:-1] + "ily")


def _slipped(here: Word, there: Word, lang: str) -> bool:
    """Tell a slip of one letter from another form, another spelling and another word that fits as well."""
    a, b = here.norm, there.norm
    if len(b) < SHORTEST or not (a + b).isalpha() or not (here.text + there.text).islower():
        return False
    if (
        EITHER.issuperset((a, b))
        or same_stem(a, b, lang)
        or same_spelling(a, b)
        or a in _functions(lang)
        or b in _functions(lang) - _HEAVY
    ):
        return False
    if len(a) == len(b) - 1:
        return _one_lost(a, b) and zipf(a, lang) < zipf(b, lang) + FAR  # else the slip is the reference's
    return len(a) == len(b) and sorted(a) == sorted(b) and zipf(a, lang) < zipf(b, lang)


_HEAVY = word_set("and many more most because which before after")

FAR: float = 0.5
"""How much more frequent, on the Zipf scale, the suspect's word may be: beyond, the slip is the reference's (`appartment`)."""

EITHER = word_set("either neither")
"""Words of which a denial elsewhere decides: `does not think that it has either` is `thinks that it has neither`."""


def _functions(lang: str) -> frozenset[str]:
    return FUNCTION_WORDS.get(lang, frozenset())


def _one_lost(a: str, b: str) -> bool:
    """Tell whether the first is the second with one letter dropped, but for the last: `patella` is of `patellar`."""
    at = shared_start(a, b)
    return at < len(a) and a[at:] == b[at + 1 :]
