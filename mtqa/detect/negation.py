"""Negation flips: what the reference denies the suspect says, or the reverse.

Source: the negation class of DEMETR (Karpinska et al. 2022) and of ACES (Amrhein et al. 2022); embeddings do not see it.
Deliberately not caught: a denial turned by an antonym (`not right`, `wrong`), by `few` or `hardly` (they count as denials, so
that a legitimate turn is not flagged), double negation, scope, what the other side only supposes (`who may have
forgotten`) or asks (`whether she had any`), contrasts (`the mill, not the quay`) that are put another way. A flip is flagged
only where the very word that one side denies stands undenied in the other, or where the words around a denial are the same
on both sides; it is critical only where the clause, too, is the same for the most part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.denials import (
    BETWEEN,
    NEGATIONS,
    NOT_YET,
    SOFTENERS,
    contrasts,
    denied_twice,
    denies,
    done,
    may_deny,
    pending,
    rejoined,
    weak,
)
from mtqa.detect.edits import Edit, edits
from mtqa.detect.lexicon import FUNCTION_WORDS
from mtqa.detect.opposite_words import OPPOSITES
from mtqa.detect.opposites import opposed
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

REACH: int = 4
"""Words behind a negation among which the denied word, the first content word, is sought: `did not yet start`."""

NEAR: int = 10
"""Words on either side of the asserted word among which anything that may deny silences the finding: a clause."""

HELD: int = 3
"""Equal words that must hold a denial which stands on one side alone: with 3, .54 of the planted ones are found
(2026-11-22, benchmarks/spans.py --minimal-pairs)."""

WIDE: int = 4
"""Words of the longest difference that is looked at so: beyond it the clause was put another way."""

CLOSE: int = 2
"""Words beside such a place among which nothing may deny on the other side."""

AROUND: int = 5
"""Words beside it among which no verb of refusal may stand: `without being restored` is `will not be restored`."""

REFUSING = word_set(
    "without avoid avoids avoided avoiding refrain refrains refrained refuse refuses refused lack lacks lacked lacking fail "
    "fails failed prevent prevents prevented unable impossible deprived ohne sans sin senza"
)

SUPPOSING = (word_set("may might could"), word_set("who whoever anyone anybody case lest"))
"""Words of which one of either kind before an asserted word says that it holds of some, if any: `those who may have slept`."""

SUPPOSED: int = 5
"""Words before it among which they stand."""

LIKELY: float = 0.45
"""Confidence where more than the denial differs, and nothing in the other side could deny at all."""

SHARED: int = 5
"""Leading letters by which a denied word is recognised in another form: `improved`, `improving`."""

BARRIERS = word_set(
    "to in on at of for with from by about and or but that if when because as since while although though until unless than "
    "who whom whose which what where before after"
)
"""Words beyond which nothing is denied by the negation: `not been to`, `for nothing because he came`."""

ASKING = word_set("whether if ob")
"""Words by which a side leaves open what the other denies: `asked whether she owed any`, `made sure that she owed none`."""

KEPT: float = 0.5
"""Share of the denied clause's content words from which the other side has the clause, and says the opposite."""

SAME: float = 0.8
"""Share from which a denial that one side alone has, its words aside, turns the clause round: below, more differs (2026-11-30)."""

LOST: float = 0.2
"""Share under which it lacks the clause: an omission, if anything."""

FLIPPED = Code(
    code="M301",
    name="negation-flipped",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    summary="The suspect denies what the reference says, or says what it denies.",
    why="The sentence means the opposite, and nothing in its wording gives that away.",
    bad="The vaccine is approved for children.",
    good="The vaccine is not approved for children.",
    advice="A denial put another way (`hardly`, `fails to`, `unsafe`) is not flagged. Major where more of the clause differs.",
    confidence=0.5,
)


class Undenied(NamedTuple):
    """A word that one side denies, by its negation `at`, and the other side asserts."""

    at: int
    denied: Word
    asserted: Word
    severity: Severity


class Negation:
    """Compares who denies what."""

    codes = (FLIPPED,)
    needs_reference = True

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield at most one flag: at the suspect's denial, or at the suspect's word that the reference denies."""
        if context.lang not in NEGATIONS or not evidence.suspect or not evidence.reference:
            return
        if any(sentence.prose.rstrip().endswith("?") for sentence in (*evidence.suspect, *evidence.reference)):
            return  # `Is it not?` and `Is it?` ask the same
        suspect, reference = (
            rejoined(words, context.lang) for words in (evidence.suspect_words, evidence.reference_words)
        )
        if weak(suspect) == weak(reference):
            flag = _by_word(suspect, reference, evidence, context) or _in_place(suspect, reference, evidence, context)
            yield from [flag] if flag else []


def _by_word(words: Sequence[Word], other: Sequence[Word], evidence: Evidence, context: Context) -> Flag | None:
    """Look for a word that the side which denies oftener denies, and the other side asserts."""
    here = _denials(words, context.suspect.text, context.lang)
    there = _denials(other, context.reference.text, context.lang)
    if len(here) > len(there):
        found = _first(words, here, other, context.suspect.text, context.lang)
        if found:
            span = Span(words[found.at].span.start, found.denied.span.end)
            message = f"the suspect denies {quoted(found.denied.text)}, the reference does not"
            return FLIPPED.flag(evidence, span, message, severity=found.severity)
    elif len(there) > len(here):
        found = _first(other, there, words, context.reference.text, context.lang)
        if found:
            denial = context.reference.text[other[found.at].span.start : found.denied.span.end]
            message = f"reference has {quoted(denial)}, the suspect no denial"
            return FLIPPED.flag(evidence, found.asserted.span, message, suggestion=denial, severity=found.severity)
    return None


def _first(
    words: Sequence[Word], denials: Sequence[int], other: Sequence[Word], text: str, lang: str
) -> Undenied | None:
    """Find the first denied word that the other side asserts."""
    places = _places(other)
    found = (_undenied(words, at, other, places, lang) for at in denials if not contrasts(words, at, text))
    return next((each for each in found if each), None)


def _in_place(suspect: Sequence[Word], reference: Sequence[Word], evidence: Evidence, context: Context) -> Flag | None:
    """Look for a denial that stands on one side alone, between words that both sides have."""
    lang = context.lang
    one, two = (any(denies(word.norm, lang) for word in words) for words in (suspect, reference))
    counts = (
        len(_denials(words, side.text, lang))
        for words, side in ((suspect, context.suspect), (reference, context.reference))
    )
    if one == two or len(set(counts)) == 1:
        return None  # another denial may be the same one in another place
    for edit in edits(evidence):
        here, there = suspect[edit.start : edit.end], reference[edit.low : edit.high]
        denied = [any(denies(word.norm, lang) for word in words) for words in (here, there)]
        if edit.held < HELD or max(len(here), len(there)) > WIDE or denied[0] == denied[1]:
            continue
        own, other = (suspect, reference) if denied[0] else (reference, suspect)
        start, end, low, high = edit[:4] if denied[0] else (*edit[2:4], *edit[:2])
        if any(word.norm in SOFTENERS for word in own[start : end + 2]) or denied_twice(own[end : end + CLOSE], lang):
            continue
        close = other[max(0, low - CLOSE) : high + CLOSE]
        around = other[max(0, low - AROUND) : high + AROUND]
        if any(word.norm in REFUSING for word in around) or _turned(own[start:end], other[low:high], lang):
            continue
        if _asks(other, low) and not _asks(own, start):
            continue
        text = (context.suspect if denied[0] else context.reference).text
        if low < high and any(contrasts(own, at, text) for at in range(start, end)):
            continue
        sure = _functional((*here, *there), lang) and not may_deny(close, lang)
        if sure or (_same_weight(own[start:end], other[low:high], lang) and not may_deny(other, lang)):
            same = sure and _kept(own, start, other, low, lang) >= SAME
            return _flagged(edit, evidence, context, denied=denied[0], sure=sure, same=same)
    return None


def _asks(words: Sequence[Word], at: int) -> bool:
    """Tell whether the clause leaves open what it says at `at`."""
    return any(word.norm in ASKING for word in words[max(0, at - NEAR) : at])


def _turned(denied: Sequence[Word], plain: Sequence[Word], lang: str) -> bool:
    """Tell whether one side says by the opposite what the other denies: `wrong`, `not right`."""
    return lang in OPPOSITES and any(opposed(left.norm, right.norm, lang) for left in denied for right in plain)


def _same_weight(denied: Sequence[Word], plain: Sequence[Word], lang: str) -> bool:
    """Tell whether one content word at most stands on each side, and the denied one denies nothing itself."""
    functional = FUNCTION_WORDS.get(lang, frozenset()) | BETWEEN | NOT_YET[lang][1]
    left = [word for word in denied if word.norm not in functional and not denies(word.norm, lang)]
    right = [word for word in plain if word.norm not in functional]
    return len(left) == len(right) <= 1 and not may_deny(left, lang)


def _functional(words: Sequence[Word], lang: str) -> bool:
    """Tell whether nothing but negations, auxiliaries and adverbs is at stake."""
    functional = FUNCTION_WORDS.get(lang, frozenset()) | BETWEEN | NOT_YET[lang][1]
    return all(denies(word.norm, lang) or word.norm in functional or word.norm.endswith("ly") for word in words)


def _flagged(edit: Edit, evidence: Evidence, context: Context, *, denied: bool, sure: bool, same: bool) -> Flag:
    """Point at the suspect's denial, or at the words where it should stand: less surely where more than the denial differs here."""
    severity, confidence = None if same else Severity.MAJOR, None if sure else LIKELY
    suspect, reference = evidence.suspect_words, evidence.reference_words
    if denied:
        span = Span(suspect[edit.start].span.start, suspect[edit.end - 1].span.end)
        message = f"the suspect has {quoted(context.suspect.text[span.start : span.end])}, the reference no denial"
        return FLIPPED.flag(evidence, span, message, severity=severity, confidence=confidence)
    near = suspect[max(0, edit.start - 1) : edit.end + 1]
    span = Span(near[0].span.start, near[-1].span.end)
    denial = context.reference.text[reference[edit.low].span.start : reference[edit.high - 1].span.end]
    message = f"reference has {quoted(denial)} here, the suspect no denial"
    return FLIPPED.flag(evidence, span, message, severity=severity, confidence=confidence)


def _denials(words: Sequence[Word], text: str, lang: str) -> list[int]:
    """Find the negations, but for `No. 5`, for idle ones and for those that a mark parts from what they might deny."""
    return [
        at
        for at, word in enumerate(words)
        if denies(word.norm, lang) and not _is_idle(words, at) and text[word.span.end : word.span.end + 1] in (" ", "")
    ]


def _is_idle(words: Sequence[Word], at: int) -> bool:
    """Tell a part of a name, `Hare No Megumi`, or of a saying, `in no time`, from a denial."""
    before, behind = words[max(0, at - 1) : at], words[at + 1 : at + 2]
    if before and behind and (before[0].norm, words[at].norm, behind[0].norm) == ("in", "no", "time"):
        return True
    return bool(before) and words[at].text[0].isupper() and before[0].text[0].isupper()


def _places(words: Sequence[Word]) -> dict[str, list[int]]:
    """Map the first letters of every word to where words begin with them."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(word.norm[:SHARED], []).append(at)
    return places


def _undenied(
    words: Sequence[Word], at: int, other: Sequence[Word], stems: dict[str, list[int]], lang: str
) -> Undenied | None:
    """Find the word denied at `at`, the first content word behind it, where the other side asserts it."""
    for word in words[at + 1 : at + 1 + REACH]:
        if word.norm in SOFTENERS or word.norm in BARRIERS:
            return None
        if word.norm not in BETWEEN and word.norm not in FUNCTION_WORDS.get(lang, ()):
            places = stems.get(word.norm[:SHARED], [])
            if not _content(word) or len(places) != 1:
                return None
            clause = other[max(0, places[0] - NEAR) : places[0] + NEAR]
            if may_deny(clause, lang) and not (pending(words, at, lang) and done(clause, other, places[0], lang)):
                return None
            supposed = {each.norm for each in other[max(0, places[0] - SUPPOSED) : places[0]]}
            if not any(supposed.isdisjoint(kind) for kind in SUPPOSING):
                return None
            kept = _kept(words, at, other, places[0], lang)
            severity = Severity.CRITICAL if kept >= KEPT else Severity.MAJOR
            return Undenied(at, word, other[places[0]], severity) if kept >= LOST else None
    return None


def _kept(words: Sequence[Word], at: int, other: Sequence[Word], place: int, lang: str) -> float:
    """Rate how much of the clause around the denial at `at`, 0-1, the other side has around `place`."""
    clause = _stems(words[max(0, at - NEAR) : at + NEAR], lang)
    around = _stems(other[max(0, place - 2 * NEAR) : place + 2 * NEAR], lang)
    return len(clause & around) / len(clause) if clause else 1.0


def _stems(words: Sequence[Word], lang: str) -> set[str]:
    """Collect how the content words begin."""
    functional = FUNCTION_WORDS.get(lang, frozenset()) | BETWEEN
    return {word.norm[:SHARED] for word in words if word.norm not in functional and not denies(word.norm, lang)}


def _content(word: Word) -> bool:
    return len(word.norm) > 2 and word.norm.replace("-", "").isalnum()
