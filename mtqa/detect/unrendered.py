"""Words of the reference that nothing in the suspect renders, as the learned judge sees it: less than a clause, more than a word.

Source: the judge's tags of the reference's tokens, which it learnt from marked omissions (training/marking.md), confirmed by
what the suspect does not say and the encoder does not find. Always minor, as what no rule can name. Deliberately not caught: single
words, which paraphrase drops; words in whose place a doubtful passage stands, which `garbled` names; sentences with fewer content
words than the suspect's, where the same is more likely said otherwise. Silent where the judge is off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.detect.base import Code, quoted
from mtqa.detect.clauses import content_words, said_nearby, unrendered
from mtqa.detect.edits import edits
from mtqa.detect.garbled import START, beliefs, support_of
from mtqa.detect.nearby import nearby_words
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

DOUBTED: float = 0.3
"""The judge's tag from which a word of the reference belongs to a run that may be left out."""

MISSED: float = 0.5
"""Mean tag of the run's content words that nothing renders from which it is said to be left out."""

BACKED: float = 0.4
"""Mean support of these words by the suspect's, 0-1, below which the encoder confirms it."""

FEWEST: int = 2
"""Content words that must be unrendered. Source of all four: a look at a hundred settings on marked outputs that the judge was not trained
on, with an earlier judge. With these, 33 of 59 findings touch a marked omission and 17 more stand beside an error of meaning; in human translations there are
at most .8 in 1,000 words (benchmarks/fit_doubts.py, 2026-11-30)."""

LEFT_OUT = Code(
    code="M406",
    name="words-left-out",
    category="accuracy/omission",
    severity=Severity.MINOR,
    summary="Nothing in the suspect's sentence seems to say what some words of the reference say.",
    why="The sentence reads as if it were whole, and tells less than the trusted text.",
    bad="The ferry reached the harbour in the evening.",
    good="The ferry reached the harbour of Lower Quennering with broken engines in the evening.",
    advice="A learned judge says so, not a rule; where it is wrong, ignore the code for the passage, or use --judge none.",
    confidence=0.8,
)


class Unrendered:
    """Turns the judge's tags of the reference into runs of words that are left out."""

    codes = (LEFT_OUT,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each run of the reference's words that the suspect seems to have nothing for."""
        said, words = evidence.judgement, evidence.reference_words
        if said is None or not said.missed:
            return
        content = content_words(words, context.lang)
        if len(content) < len(content_words(evidence.suspect_words, context.lang)):
            return
        runs = list(_runs(words, said.missed))
        if not runs:
            return
        lost = {id(word) for word in unrendered(content, said_nearby(nearby_words(evidence.suspect, context.suspect)))}
        replaced = _replaced(evidence)
        for first, last in runs:
            missed = [at for at in range(first, last + 1) if id(words[at]) in lost]
            if len(missed) < FEWEST or not replaced.isdisjoint(range(first, last + 1)):
                continue
            doubt = sum(said.missed[at] for at in missed) / len(missed)
            support = sum(support_of(words[at]) for at in missed) / len(missed)
            if doubt >= MISSED and support < BACKED:
                span = Span(words[missed[0]].span.start, words[missed[-1]].span.end)
                passage = quoted(context.reference.text[span.start : span.end])
                yield LEFT_OUT.flag(evidence, span, f"the suspect hardly says {passage}", side="reference")


def _runs(words: Sequence[Word], tags: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield first and last word of each run within a sentence that may be left out."""
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and tags[end] >= DOUBTED and words[end].sentence == words[at].sentence:
            end += 1
        if end > at:
            yield at, end - 1
        at = max(end, at + 1)


def _replaced(evidence: Evidence) -> frozenset[int]:
    """List the reference's words in whose place something doubtful stands: that is what is wrong, and is said there."""
    said = evidence.judgement
    if said is None or said.yardstick_da is None:
        return frozenset()
    believed = beliefs(evidence.suspect_words, said)
    return frozenset(
        at
        for edit in edits(evidence)
        if any(value >= START for value in believed[edit.start : edit.end])
        for at in range(edit.low, edit.high)
    )
