"""Passages that the learned judge holds for wrong: garbled where they do not read well alone either, doubtful wording elsewhere.

Source: the judge's tags (mtqa/signals/judge.py), weighed by what else is known of word and sentence. The reference confirms:
a word that it has in this sentence never starts a finding. Always minor: what no rule can name shall not block
anybody. Deliberately not caught: what is doubted no more than the words of free human translations are, which is
most of what is wrong, and languages that the judge does not read. Both codes stay silent where the judge is off, as in
benchmarks/spans.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log, sqrt

from mtqa.detect.base import Code, quoted
from mtqa.detect.edits import edits
from mtqa.types import Context, Evidence, Flag, Judgement, Severity, Span, Word

BASE: float = -2.34
DOUBT: float = 0.42
SOUND: float = 0.57
UNSUPPORTED: float = 1.30
DOCUMENT: float = 4.66
"""Log odds of an error in a word that the reference does not have: a constant, and what counts the log odds of the judge's tag, the direct
assessment of the reference's language (one that itself reads badly makes the judge doubt everything), how little the encoder
backs the word, and the root of how much worse the whole document reads than its reference: where the language is broken
throughout, a doubt is more often right. Source: logistic regression on words of marked outputs, garbled and reworded twins that
the judge was not trained on, and human translations in either direction (training/marking.md; benchmarks/fit_doubts.py, 2026-11-27; with the
judge of 2026-12-01 the fit has -2.07, .45, .42, 1.08 and 3.63: at a rate on human translations that is no lower it finds less in garbled documents)."""
ALONE: float = 0.3
"""The same of a pair in no document, or a very short one: what is not known to be good. The fit has .73; at .5 F601 fired up to
2.4 times in 1,000 words of human translations, at .3 1.7 times, by the judge before this one."""
ORDINARY: float = 0.08
"""Standard deviations of direct assessment that a document may read worse than its reference without anything following from it:
of 32 runs of fifty human sentences three do by more, none by more than .13. Its value was set before the fit: at .05 as much is found
at the same rate on human translations, a little more of it in texts that read well."""
SUREST: float = 0.9999
"""A tag beyond which it proves no more."""

START: float = 0.62
GROW: float = 0.56
"""Belief in an error from which a word starts a passage, and from which its neighbours belong to it, whether the reference has
them or not: at most 1.3 garbled passages and 1.3 of doubtful wording in 1,000 words of human translations of 2022 taken as documents,
in either direction. Of the passages so found, .88 and .78 touch a mark in marked outputs, .96 and .83 in garbled twins, 1.00 and .90 in round
trips, .57 and .67 in biomedical abstracts, where annotators leave much unmarked (2026-12-01, with these rows and a garbled article in view:
at .66 and .58 four marks in a hundred less are touched there, and one false passage in three is gone)."""
READ_ALONE: float = 0.5
"""The judge's tag, read alone, from which a passage does not read well by itself."""
LONGEST: int = 8
"""Words of the reference that are named as a passage's counterpart."""

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
    confidence=0.78,
)
DOUBTFUL = Code(
    code="M308",
    name="doubtful-wording",
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    summary="The passage reads well, but hardly says what the reference says.",
    why="A word in another of its senses is the fault that readers of the suspect alone do not notice.",
    bad="The phone carries a big drum under the glass.",
    good="The phone carries a big battery under the glass.",
    advice="A learned judge says so, not a rule; where it is wrong, ignore the code for the passage, or use --judge none.",
    confidence=0.7,
)


class Garbled:
    """Turns the judge's tags into passages."""

    codes = (GARBLED, DOUBTFUL)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag at each passage with a word that is probably wrong and not the reference's."""
        said = evidence.judgement
        if said is None or said.yardstick_da is None:
            return
        theirs = {word.norm for word in evidence.reference_words}
        words = evidence.suspect_words
        for first, last in passages(words, beliefs(words, said), theirs):
            span = Span(words[first].span.start, words[last].span.end)
            passage = quoted(context.suspect.text[span.start : span.end])
            there = counterpart(evidence, first, last)
            instead = None if there is None else context.reference.text[there.start : there.end]
            if reads_badly(said, first, last):
                message = f"{passage} does not read well, and the reference does not say it so"
                yield GARBLED.flag(evidence, span, message, suggestion=instead)
            else:
                has = f", which has {quoted(instead)}" if instead else ""
                message = f"{passage} hardly says what the reference says{has}"
                yield DOUBTFUL.flag(evidence, span, message, suggestion=instead)


def beliefs(words: Sequence[Word], said: Judgement) -> list[float]:
    """Tell of each word how likely it is wrong, 0-1. The judgement is one with a reference."""
    document = ALONE if said.document is None else DOCUMENT * worse_than_ordinary(said.document)
    sentence = BASE + SOUND * (said.yardstick_da or 0.0) + document
    return [
        belief(doubt.error, sentence + UNSUPPORTED * (1.0 - support_of(word)))
        for word, doubt in zip(words, said.doubts, strict=True)
    ]


def support_of(word: Word) -> float:
    """Give how well the other side supports a word, 0-1: where no encoder has read it, nothing speaks against it."""
    return 1.0 if word.support is None else word.support


def worse_than_ordinary(worse: float) -> float:
    """Give what a document counts by, of how much worse it reads than its reference. Example: .3 gives .5."""
    return sqrt(max(0.0, worse - ORDINARY))


def belief(tag: float, rest: float) -> float:
    """Join a tag with the log odds of all else. Example: a tag of .9 with a rest of -.5 gives .59."""
    tag = min(max(tag, 1.0 - SUREST), SUREST)
    return 1.0 / (1.0 + exp(-rest - DOUBT * log(tag / (1.0 - tag))))


def reads_badly(said: Judgement, first: int, last: int) -> bool:
    """Tell whether any word of a passage is in doubt read alone."""
    return any(doubt.alone_error >= READ_ALONE for doubt in said.doubts[first : last + 1])


def passages(words: Sequence[Word], believed: Sequence[float], theirs: set[str]) -> Iterator[tuple[int, int]]:
    """List first and last word of each passage: a word that starts one, and its doubtful neighbours in the sentence."""
    at = 0
    while at < len(words):
        if believed[at] < GROW:
            at += 1
            continue
        end = at
        while end + 1 < len(words) and believed[end + 1] >= GROW and words[end + 1].sentence == words[at].sentence:
            end += 1
        if any(believed[i] >= START and words[i].norm not in theirs for i in range(at, end + 1)):
            yield at, end
        at = end + 1


def counterpart(evidence: Evidence, first: int, last: int) -> Span | None:
    """Find what the reference has in exactly this passage's place, held by equal words; None where that cannot be told."""
    for edit in edits(evidence):
        if (edit.start, edit.end) == (first, last + 1) and edit.held and 0 < edit.high - edit.low <= LONGEST:
            theirs = evidence.reference_words[edit.low : edit.high]
            return Span(theirs[0].span.start, theirs[-1].span.end)
    return None
