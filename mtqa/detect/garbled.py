"""Passages that the learned judge holds for garbled: in doubt beside the reference, and read alone.

Source: the two readings of mtqa/signals/judge.py (its tags were trained on MQM spans and on damaged text); the reference
confirms: a word that it has in this sentence never starts a finding. Always minor: what no rule can name shall not
block anybody. Deliberately not caught: fluent sentences that say something else (the words are fine
alone), and languages that the judge does not read. F601 stays silent where the judge is off, as in benchmarks/spans.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from mtqa.detect.base import Code, quoted
from mtqa.types import Context, Doubt, Evidence, Flag, Severity, Span, Word

START: float = 0.8
"""Belief in an error, the geometric mean of both readings, from which a word starts a finding. On 2026-11-22, on what the
judge was not trained on: .7 finds 2.9 passages in 1,000 words of human translations and is right in .57 of its findings in
biomedical abstracts, .75 2.2 and .65, .8 1.3 (.5 % of the words) and .70. Annotators leave much unmarked."""
GROW: float = 0.5
"""The same for its neighbours, whether the reference has them or not."""

GARBLED = Code(
    code="F601",
    name="garbled-passage",
    category="fluency/unintelligible",
    severity=Severity.MINOR,
    summary="The passage does not read as a person would write it, nor does the reference say it so.",
    why="The reader stumbles, guesses, and trusts the rest less.",
    bad="She has been waited the letter whole of morning because.",
    good="She has been waiting for the letter all morning.",
    advice="A learned judge says so, not a rule; where it is wrong, ignore the code for the passage, or use --judge none.",
    confidence=0.65,
)


class Garbled:
    """Turns doubts about words into passages."""

    codes = (GARBLED,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each passage whose worst word is in doubt twice and not the reference's."""
        if evidence.judgement is None or evidence.judgement.da is None:
            return
        theirs = {word.norm for word in evidence.reference_words}
        words, doubts = evidence.suspect_words, evidence.judgement.doubts
        beliefs = [belief(doubt) for doubt in doubts]
        for first, last in passages(words, beliefs, theirs):
            span = Span(words[first].span.start, words[last].span.end)
            said = quoted(context.suspect.text[span.start : span.end])
            yield GARBLED.flag(evidence, span, f"{said} does not read well, and the reference does not say it so")


def belief(doubt: Doubt) -> float:
    """Join both readings: high only where both are. Example: .9 and .4 give .6."""
    return sqrt(doubt.error * doubt.alone_error)


def passages(words: Sequence[Word], beliefs: Sequence[float], theirs: set[str]) -> Iterator[tuple[int, int]]:
    """List first and last word of each passage: a word that starts one, and its doubtful neighbours in the sentence."""
    at = 0
    while at < len(words):
        if beliefs[at] < GROW:
            at += 1
            continue
        end = at
        while end + 1 < len(words) and beliefs[end + 1] >= GROW and words[end + 1].sentence == words[at].sentence:
            end += 1
        if any(beliefs[i] >= START and words[i].norm not in theirs for i in range(at, end + 1)):
            yield at, end
        at = end + 1
