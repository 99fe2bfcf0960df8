"""Words missing where grammar needs one: an article without its noun, and the like.

Source: the removed-noun and removed-name classes of DEMETR (Karpinska et al. 2022). Deliberately not caught: gaps that
leave a grammatical sentence; languages other than English; what the reference's pair does as well; articles before a
quotation, a bracket or a word in small capitals of a title.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtqa.detect.base import Code, quoted, word_set
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

OPENERS = word_set("a an the my your our their its every")
"""Words that a noun or an adjective must follow."""

CLOSERS = word_set(
    "of in on at by for from with to into and or but is are was were has have had be been will would can could because "
    "although when which who that this these those a an the he she they we it"
)
"""Words that cannot follow an opener at once."""

MARKS = ".,;:!?"
BEFORE = ("", *",.;:!?()\"'“”‘’—–-")

ALLOWED = frozenset(
    {("a", "to"), ("a", "and"), ("a", "in"), ("a", "is"), ("a", "or"), ("the", "that"), ("the", "which")}
    | {(article, "will") for article in ("the", "a", "my", "your", "our", "their", "its", "every")}
)
"""Pairs that are written all the same: options `a` and `b`, words spoken of as words, somebody's will."""

GAP = Code(
    code="F104",
    name="word-missing",
    category="fluency/grammar",
    severity=Severity.MAJOR,
    summary="An article stands without its noun: a word is missing.",
    why="The reader cannot tell what the sentence is about at that place.",
    bad="The bridge across the was closed on Friday.",
    good="The bridge across the river was closed on Friday.",
    advice="English only. What the reference writes too is not flagged.",
    confidence=0.8,
)


class Gaps:
    """Reads the suspect's words two by two."""

    codes = (GAP,)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each article that nothing follows, or the wrong thing."""
        if context.lang != "en":
            return
        said = {(a.norm, b.norm) for a, b in pairwise(evidence.reference_words)}
        text = context.suspect.text
        for left, right in pairwise(evidence.suspect_words):
            if left.norm not in OPENERS or left.sentence != right.sentence or (left.norm, right.norm) in said:
                continue
            before = text[max(0, left.span.start - 2) : left.span.start].strip()[-1:]
            between = text[left.span.end : right.span.start]
            if _in_prose(before) and _lacks_noun(left, right, before, between):
                yield _flag(left, right, evidence, text)


def _in_prose(before: str) -> bool:
    """Tell an article from a letter in a formula, `911g > a`, by the character before it."""
    return before.isalnum() or before in BEFORE


def _lacks_noun(left: Word, right: Word, before: str, between: str) -> bool:
    if left.text.isupper() or (left.norm == "an" and before in ("'", "’")):
        return False  # vitamin A, an abbreviation; the city Xi 'an
    if between == " ":
        doubled = left.norm == right.norm  # for `repetition`
        return right.norm in CLOSERS and not doubled and right.text.islower() and (left.norm, right.norm) not in ALLOWED
    return between.strip() in tuple(MARKS) and between[0] in MARKS and left.norm not in ("a", "its")


def _flag(left: Word, right: Word, evidence: Evidence, text: str) -> Flag:
    span = Span(left.span.start, right.span.end)
    behind = text[left.span.end : span.end]
    other = "one of them is too many" if right.norm in OPENERS else f"{quoted(behind)} is the wrong one"
    message = f"a word is missing between {quoted(left.text)} and {quoted(behind)}, or {other}"
    return GAP.flag(evidence, span, message)
