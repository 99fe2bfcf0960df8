"""Names of the reference that vanished, and names of the suspect that are spelt otherwise.

Source: MQM's accuracy/omission and accuracy/mistranslation (names); the seed case is a lost `Tiananmen`. Deliberately not
caught: names that a pronoun may stand for, names made of common words, names that stand nearby in the same paragraph,
swapped roles of two names.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.forms import bare, forms, nearest, parts, vocabulary_forms, word_forms
from mtqa.detect.lexicon import available, zipf
from mtqa.detect.nearby import nearby_words
from mtqa.types import Context, Evidence, Flag, Severity, Word

COMMON_NAME: float = 3.7
"""Zipf value above which a capitalised word may be a common one (`State`, `Green`): its loss proves nothing."""

SAME_NAME: float = 0.55
"""Likeness (difflib) from which two names are spellings of one: `Kyiv` and `Kiev` are at .5, `Tartar` and `Tatar` .9."""

PRONOUNS = word_set(
    "he she it they him her them his hers its their theirs who whom whose which this that these those there here "
    "er sie es ihn ihm ihr ihnen il elle ils elles lui leur él ella ellos ellas su sus lui lei loro suo sua"
)
"""Words that stand for names: one more of them in the suspect than in the reference explains a lost name."""

LOST = Code(
    code="M201",
    name="name-lost",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    summary="A name of the reference is nowhere near in the suspect.",
    why="Who or what the sentence is about cannot be told any more.",
    bad="They asked about the massacre in the square.",
    good="They asked about the massacre in Tiananmen Square.",
    advice="Names that a pronoun replaces are not flagged.",
    confidence=0.7,
)
CHANGED = Code(
    code="M202",
    name="name-changed",
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    summary="A name is spelt otherwise than in the reference.",
    why="It may be another person, place or product; it cannot be found by search.",
    bad="The talks were held in Reykjavec.",
    good="The talks were held in Reykjavik.",
    advice="The reference is the authority for names; accepted variants may be baselined.",
    confidence=0.8,
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
        lost = [word for word in evidence.reference_words if _is_name(word, context) and not _among(word, here)]
        if not lost:
            return
        around = nearby_words(evidence.suspect, context.suspect)
        near = word_forms(around)
        lost = [word for word in lost if not _among(word, near)]
        yield from _judge(lost, evidence, context)


def _is_name(word: Word, context: Context) -> bool:
    """Tell a rare proper name: capitalised within sentences, never written small, no abbreviation."""
    text = word.text
    if len(text) < 4 or not text[0].isupper() or text.isupper() or not parts(word.norm)[0].isalpha():
        return False
    if text not in context.names and word.norm not in context.names:
        return False
    return text.lower() not in context.spellings and zipf(bare(word.norm), context.lang) < COMMON_NAME


def _among(word: Word, known: frozenset[str]) -> bool:
    return any(form in known for form in forms(word.norm))


def _judge(lost: list[Word], evidence: Evidence, context: Context) -> Iterator[Flag]:
    vocabulary = vocabulary_forms(context.vocabulary)
    strangers = [word for word in evidence.suspect_words if word.text[0].isupper() and not _among(word, vocabulary)]
    pronouns = _pronouns(evidence.suspect_words) - _pronouns(evidence.reference_words)
    named: set[str] = set()
    count = max(1, len(evidence.reference_words))
    for at, word in enumerate(lost):
        if bare(word.norm) in named:
            continue
        named.add(bare(word.norm))
        variant = nearest(bare(word.norm), at / count, strangers, cutoff=SAME_NAME)
        if variant is not None:
            strangers.remove(variant)
            message = f"reference has {quoted(word.text)}, here {quoted(variant.text)}"
            yield CHANGED.flag(evidence, variant.span, message, suggestion=word.text)
        elif pronouns <= 0 and not _derived(word, evidence.suspect_words):
            message = f"the name {quoted(word.text)} is nowhere near in the suspect"
            yield LOST.flag(evidence, word.span, message, side="reference")


def _pronouns(words: tuple[Word, ...]) -> int:
    return sum(word.norm in PRONOUNS for word in words)


def _derived(word: Word, words: tuple[Word, ...]) -> bool:
    """Tell whether another form of the name is there: `Venice` in `Venetian`, `Uyghur` in `Uyghurs`."""
    stem = word.norm[: max(4, len(word.norm) - 3)]
    return any(other.norm.startswith(stem) for other in words)
