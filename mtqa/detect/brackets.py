"""Brackets and typographic quotes that are opened and never closed, or closed and never opened.

Source: the unpaired-bracket check of proofreaders. Deliberately not caught: straight quotes and apostrophes (they do not
say which way they point), list labels (`a)`), quotations that run on over several sentences of a paragraph, quotes whose
direction depends on the language (`„ “ ”`).
"""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.base import Code, quoted
from mtqa.detect.nearby import nearby
from mtqa.types import Context, Evidence, Flag, Sentence, Severity, Span

PAIRS: dict[str, str] = {"(": ")", "[": "]", "{": "}"}
"""Opening -> closing."""

OPENING = {closing: opening for opening, closing in PAIRS.items()}

WIDE = str.maketrans("（）［］｛｝", "()[]{}")
"""The wide brackets of Chinese and Japanese fonts, which often close what a narrow one opened."""

LABEL: int = 4
"""Characters before a closing bracket at a sentence's start that make it a label: `a)`, `12)`, `iii)`."""

UNBALANCED = Code(
    code="F501",
    name="unbalanced-bracket",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    summary="A bracket is opened and not closed, or closed and not opened.",
    why="The reader does not see where the aside ends.",
    bad="The bridge (built in 1930 is closed.",
    good="The bridge (built in 1930) is closed.",
    advice="Not flagged where the rest of the paragraph or the reference leaves it open as well.",
    confidence=0.95,
)


class Brackets:
    """Counts brackets up and down through the pair's suspect sentences."""

    codes = (UNBALANCED,)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each bracket without its partner."""
        lone = list(_lone(evidence.suspect))
        if not lone or next(_lone(evidence.reference), None) is not None:
            return
        around = nearby(evidence.suspect, context.suspect).translate(WIDE)
        balanced = {mark for pair in PAIRS.items() for mark in pair if around.count(pair[0]) == around.count(pair[1])}
        end = -1
        for sentence, at in lone:
            start = sentence.span.start + at
            mark = sentence.prose[at].translate(WIDE)
            if mark not in balanced and start != end:  # of a row of brackets, the first
                what = "is never closed" if mark in PAIRS else "was never opened"
                yield UNBALANCED.flag(evidence, Span(start, start + 1), f"the bracket {quoted(mark)} {what}")
            end = start + 1


def _lone(sentences: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, int]]:
    """Find the brackets without a partner within these sentences."""
    waiting: dict[str, list[tuple[Sentence, int]]] = {opening: [] for opening in PAIRS}
    for sentence in sentences:
        for at, mark in enumerate(sentence.prose.translate(WIDE)):
            if mark in PAIRS:
                waiting[mark].append((sentence, at))
            elif mark in OPENING:
                if waiting[OPENING[mark]]:
                    waiting[OPENING[mark]].pop()
                elif not (at <= LABEL or _follows_sign(sentence.prose, at)):
                    yield sentence, at
    for places in waiting.values():
        yield from places


def _follows_sign(prose: str, at: int) -> bool:
    """Tell a face, `:)`, and an inner label, ` a)`, from the end of an aside."""
    return prose[at - 1] in ":;-=8" or prose[at - 2].isspace()
