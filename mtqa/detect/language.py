"""Whole sentences in another language than the reference: left untranslated, or translated into the wrong one.

Source: MQM's accuracy/untranslated; the language model is CLD3's (see `mtqa.lang`). Deliberately not caught: sentences of
few letters unless their little words give them away, quotations that the reference has as well, languages so near to
each other that a sentence does not tell them apart, single foreign words (see `unknown`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code
from mtqa.detect.lexicon import FUNCTION_WORDS, common, counted
from mtqa.lang import detect_language
from mtqa.types import Context, Evidence, Flag, Severity, Word

STRANGE: float = 0.5
"""Share of a sentence's words that its language must lack before anything is asked."""

LEAST: int = 4
"""Words of the shortest sentence that is looked at."""

GIVEAWAY: float = 0.3
"""Share of another language's articles, prepositions and pronouns that gives a short sentence away."""

OWN: float = 0.1
"""Share of its own language's little words up to which a sentence may be in another: some are in both (`was`, `die`)."""

NEAR: tuple[frozenset[str], ...] = (
    frozenset({"da", "nb", "no", "sv", "nn"}),
    frozenset({"hr", "sr", "bs", "sl", "mk", "bg"}),
    frozenset({"cs", "sk"}),
    frozenset({"id", "ms"}),
    frozenset({"es", "pt", "gl", "ca"}),
    frozenset({"ru", "uk", "be", "bg"}),
    frozenset({"de", "lb"}),
    frozenset({"nl", "af"}),
)
"""Languages that a sentence may not tell apart."""

FOREIGN = Code(
    code="W107",
    name="wrong-language",
    category="accuracy/untranslated",
    severity=Severity.CRITICAL,
    summary="A sentence is in another language than the reference.",
    why="Most readers cannot read it at all: it was left untranslated, or the engine lost its way.",
    bad="Die alte Brücke über den Fluss wurde nach dem Sturm am Freitag für den Verkehr gesperrt.",
    good="The old bridge across the river was closed to traffic on Friday after the storm.",
    advice="Quotations that the reference has in the same words are not flagged; --lang overrides what was detected.",
    confidence=0.95,
)


class Language:
    """Asks of each sentence with strange words what language it is in."""

    codes = (FOREIGN,)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield one flag a sentence in another language."""
        if not counted(context.lang):
            return
        for sentence in evidence.suspect:
            words = [word for word in evidence.suspect_words if word.sentence == sentence.index]
            if len(words) < LEAST or _known(words, context):
                continue
            other = _given_away(words, context.lang)
            if other is None and _strange(words, context):
                other = detect_language(sentence.prose)
            if other and not _near(other, context.lang):
                message = f"the sentence is in another language ({other}) than the reference ({context.lang})"
                yield FOREIGN.flag(evidence, sentence.span, message)


def _known(words: Sequence[Word], context: Context) -> bool:
    """Tell whether the reference has half of the words: then it is in that language itself, or quotes it."""
    return sum(word.norm in context.vocabulary for word in words) > STRANGE * len(words)


def _strange(words: Sequence[Word], context: Context) -> bool:
    """Tell whether half of the words are neither the language's nor the reference's."""
    strange = sum(word.norm not in context.vocabulary and not common(word.norm, context.lang) for word in words)
    return strange >= STRANGE * len(words)


def _given_away(words: Sequence[Word], lang: str) -> str | None:
    """Name the language whose little words the sentence has, and its own has not."""
    own = FUNCTION_WORDS.get(lang)
    norms = [word.norm for word in words if word.text.islower() or word is words[0]]
    if own is None or not norms or sum(norm in own for norm in norms) > OWN * len(words):
        return None
    counts = {other: sum(norm in table for norm in norms) for other, table in FUNCTION_WORDS.items() if other != lang}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] >= GIVEAWAY * len(words) else None


def _near(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in NEAR)
