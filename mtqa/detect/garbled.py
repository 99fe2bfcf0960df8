"""Passages that the learned judge holds for garbled: in doubt beside the reference, and read alone, above all in a bad sentence.

Source: the two readings of mtqa/signals/judge.py (its tags were trained on MQM spans and on damaged text); the reference
confirms: a word that it has in this sentence never starts a finding. Always minor: what no rule can name shall not
block anybody. Deliberately not caught: fluent sentences that say something else (the words are fine
alone), and languages that the judge does not read. F601 stays silent where the judge is off, as in benchmarks/spans.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, sqrt

from mtqa.detect.base import Code, quoted
from mtqa.types import Context, Doubt, Evidence, Flag, Severity, Span, Word

START: float = 0.9
"""Belief in an error from which a word starts a finding. On 2026-11-22, on what the judge was not trained on: 1.4 findings in
1,000 words of human translations (.6 % of the words), right in .73 of its findings in biomedical abstracts (.74 and .71 in halves of them), a tenth of a
garbled article's marked characters. Without regard to the sentence, .8 found 1.3 and .70, and a third of that tenth.
Annotators leave much unmarked."""
GROW: float = 0.7
"""The same for its neighbours, whether the reference has them or not."""
WORSE_WEIGHT: float = 2.0
"""How much the log odds of an error rise with each standard deviation that the suspect's language is worse than its reference's:
a word in doubt is more likely wrong in a sentence that reads badly as a whole."""
FARTHEST: float = 1.5
"""Standard deviations beyond which a sentence is no worse."""
SUREST: float = 0.9999
"""Belief of both readings beyond which it proves no more."""

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
    confidence=0.7,
)


class Garbled:
    """Turns doubts about words into passages."""

    codes = (GARBLED,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each passage whose worst word is in doubt twice and not the reference's."""
        said = evidence.judgement
        if said is None or said.yardstick_da is None:
            return
        theirs = {word.norm for word in evidence.reference_words}
        words, worse = evidence.suspect_words, said.yardstick_da - said.alone_da
        beliefs = [belief(doubt, worse) for doubt in said.doubts]
        for first, last in passages(words, beliefs, theirs):
            span = Span(words[first].span.start, words[last].span.end)
            passage = quoted(context.suspect.text[span.start : span.end])
            yield GARBLED.flag(evidence, span, f"{passage} does not read well, and the reference does not say it so")


def belief(doubt: Doubt, worse: float) -> float:
    """Join both readings of a word, high only where both are, and how much worse its sentence reads than the reference's.

    Example: .9 and .4 give .6 in a sentence as sound as its reference, .92 in one that is a standard deviation worse.
    """
    both = min(sqrt(doubt.error * doubt.alone_error), SUREST)
    odds = both / (1.0 - both) * exp(WORSE_WEIGHT * max(-FARTHEST, min(FARTHEST, worse)))
    return odds / (1.0 + odds)


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
