"""Words out of order: two neighbours exchanged, or a whole sentence shuffled.

Source: the word-swap and shuffle classes of DEMETR (Karpinska et al. 2022). Deliberately not caught: content words
that both orders suit, parts of a list in another order, clauses moved as wholes (their words stay together), sentences of which the reference
has few words, neighbours parted by a mark on either side, orders that both are English (`in both`, `both in`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.edits import Edit, edits
from mtqa.detect.lexicon import UNSPACED
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

HELD: int = 3
"""Equal words that must hold two exchanged neighbours."""

LEAST: int = 8
"""Words of the shortest sentence that counts as shuffled."""

SHARED: float = 0.7
"""Share of the suspect's words that the reference must have, too."""

LONGEST: int = 5
"""Equal words in a row that no shuffling leaves: where there are as many nothing is counted."""

TOGETHER: float = 0.12
"""Share of the shared words' neighbourhoods that shuffling leaves: of 5,732 human pairs that share as many words none has
less (2026-11-22)."""

FIXED = word_set("the a an of in on at by for from with into as such than") | word_set(
    "der die das den dem ein eine von in auf mit für aus zu le la les un une de du des en à par pour avec"
)
"""Words that have one place beside their neighbour: of two others (`modern reversible`, `said Putin`) both orders do."""

ARTICLES = word_set("the a an der die das den dem ein eine le la les un une")
"""Words that are right before nearly any other."""

MOVABLE = word_set(
    "both all also only just even half quite rather so then there here now too still often even not never"
)
"""Words that go before or behind their neighbour with hardly a difference."""

ORDERED: float = 0.5
"""Share of the shared words that may stand in the reference's order in a shuffled sentence: chance leaves fewer."""

SWAPPED = Code(
    code="F105",
    name="words-swapped",
    category="fluency/grammar",
    severity=Severity.MINOR,
    summary="Two neighbouring words have changed places.",
    why="The reader stumbles, and `such as` is not `as such`.",
    bad="Small animals as such insects and mice live here.",
    good="Small animals such as insects and mice live here.",
    advice="Only exchanges with an article or a preposition are flagged.",
    confidence=0.7,
)
SHUFFLED = Code(
    code="F106",
    name="shuffled",
    category="fluency/unintelligible",
    severity=Severity.CRITICAL,
    summary="The words of the reference's sentence stand here in no order.",
    why="Each word is right, and nobody can read it.",
    bad="River the Friday across closed was on old the bridge storm after.",
    good="The old bridge across the river was closed on Friday after the storm.",
    advice="Lists of names and tables are not prose: give them as such.",
    confidence=0.9,
)


class Order:
    """Compares the order of words that both sides have."""

    codes = (SWAPPED, SHUFFLED)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for a shuffled sentence, or one at each pair of exchanged neighbours."""
        suspect, reference = evidence.suspect_words, evidence.reference_words
        if context.lang in UNSPACED or not suspect or not reference:
            return
        places = edits(evidence)
        if max((edit.before for edit in places), default=LONGEST) < LONGEST and _shuffled(suspect, reference):
            span = Span(suspect[0].span.start, suspect[-1].span.end)
            yield SHUFFLED.flag(evidence, span, "these words are the reference's, in no order")
            return
        for first, second in pairwise(places):
            swap = _swap(first, second, evidence)
            if swap and _out_of_place(swap, evidence, context):
                span = Span(suspect[swap.start].span.start, suspect[swap.end - 1].span.end)
                right = context.reference.text[reference[swap.low].span.start : reference[swap.high - 1].span.end]
                yield SWAPPED.flag(evidence, span, f"reference has {quoted(right)}", suggestion=right)


def _out_of_place(swap: Edit, evidence: Evidence, context: Context) -> bool:
    """Tell whether one neighbour has a fixed place, both orders do not serve, and no mark parts them on either side."""
    norms = [word.norm for word in evidence.suspect_words[swap.start : swap.end]]
    if FIXED.isdisjoint(norms) or not MOVABLE.isdisjoint(norms) or norms[0] in ARTICLES:
        return False
    sides = (
        (evidence.suspect_words[swap.start : swap.end], context.suspect.text),
        (evidence.reference_words[swap.low : swap.high], context.reference.text),
    )
    return all("," not in text[words[0].span.start : words[-1].span.end + 1] for words, text in sides)


def _swap(first: Edit, second: Edit, evidence: Evidence) -> Edit | None:
    """Join two edits that are one exchange: a word added before the equal one, and the same lost behind it."""
    here, there = evidence.suspect_words, evidence.reference_words
    gap = second.start - first.end
    if (
        gap != 1
        or second.low - first.high != 1
        or first.before < 1
        or second.after < 1
        or first.before + second.after < HELD
    ):
        return None
    added, lost = here[first.start : first.end], there[second.low : second.high]
    if first.low == first.high and second.start == second.end and _same(added, lost):
        return Edit(first.start, second.end, first.low, second.high, first.before, second.after)
    added, lost = here[second.start : second.end], there[first.low : first.high]
    if first.start == first.end and second.low == second.high and _same(added, lost):
        return Edit(first.start, second.end, first.low, second.high, first.before, second.after)
    return None


def _same(left: Sequence[Word], right: Sequence[Word]) -> bool:
    return len(left) == len(right) == 1 and left[0].norm == right[0].norm


def _shuffled(suspect: Sequence[Word], reference: Sequence[Word]) -> bool:
    """Tell whether the suspect has the reference's words and none of its neighbourhoods."""
    here, there = Counter(word.norm for word in suspect), Counter(word.norm for word in reference)
    shared = here & there
    count = shared.total()
    if min(len(suspect), len(reference)) < LEAST or count < SHARED * len(suspect):
        return False
    pairs = Counter(pairwise(word.norm for word in reference))
    left = Counter(pairwise(word.norm for word in suspect))
    if (pairs & left).total() > TOGETHER * count:
        return False
    places = {word.norm: at for at, word in enumerate(reference)}
    ordered = rising([places[word.norm] for word in suspect if word.norm in places])
    return ordered <= ORDERED * count


def rising(numbers: Sequence[int]) -> int:
    """Count the longest rising subsequence, in n log n. Example: of 1, 4, 2, 3 it is 3."""
    tops: list[int] = []
    for number in numbers:
        at = bisect_left(tops, number)
        tops[at : at + 1] = [number]
    return len(tops)
