"""Marks set twice or astray, and quotation marks that are lost.

Source: the punctuation class of DEMETR (Karpinska et al. 2022); MQM's fluency/punctuation. Deliberately not caught: marks
repeated for emphasis (`?!`, `...`, `!!!`), quotes around one word (scare quotes come and go), quotes that the other side
renders by italics, by a colon, as indirect speech or in other words, sentences whose quotation goes on before or behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from mtqa.detect.base import Code, quoted, word_set
from mtqa.detect.figures import SAYING
from mtqa.detect.nearby import nearby
from mtqa.types import Context, Evidence, Flag, Severity, Span, Word

SAID: int = 30
"""Characters between quotation marks from which they enclose somebody's words, and no term or title."""

SENTENCE: int = 5
"""Words of the same."""

STEM: int = 4
"""Leading letters by which a word of the quotation is recognised."""

VERBATIM: float = 0.4
"""Share of the quotation's words that the suspect must have in their order: another engine's wording of a quotation had
.48, .56, .59 and .67 of them, reports of what somebody said .33 (2026-11-27)."""

WORDED: float = 0.9
"""The same from which the quotation's own words stand there, and only its marks are lost."""

REPORTING = SAYING | word_set(
    "stress stressed note notes noted stated point pointed write writes wrote agree agreed complain complained commented concluded"
)
"""Verbs behind which `that` begins indirect speech."""

TELLING = word_set("said says told tells wrote writes according")
"""Words that tell whose words the rest is, besides such of those verbs as end in `ed`."""

SPOKEN = word_set(
    "i we me us my our mine ours myself ourselves you your yours i'm we're i've we've i'll we'll i'd we'd"
)
"""Words that only somebody who speaks can say: such a quotation needs its marks in English, another may be told without."""

LONGEST: int = 400
"""Characters of the longest quotation that is looked for."""

DOUBLED = Code(
    code="F305",
    name="doubled-mark",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    summary="Two marks stand where one belongs: `,,`, `;,`, `.,`.",
    why="It looks careless, and often a word between the two was lost.",
    bad="We bought apples,, pears and plums.",
    good="We bought apples, pears and plums.",
    advice="Dots in a row, `?!` and marks behind an abbreviation are not flagged.",
    confidence=0.85,
)
UNQUOTED = Code(
    code="F502",
    name="quotes-lost",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    summary="The reference quotes somebody's words, and the suspect has no quotation mark there.",
    why="What somebody said is told as the writer's own words.",
    bad="The bridge is safe and stays open, said the mayor on Friday.",
    good='"The bridge is safe and stays open," said the mayor on Friday.',
    advice="Where house style sets quotations without marks, drop the code.",
    confidence=0.8,
)

QUOTES = '"“”„‟«»「」『』'
STRAY = Code(
    code="F306",
    name="stray-mark",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    summary="A mark stands in the middle of a clause: `in 1985~ and`, `it! was`.",
    why="The reader stops where nothing ends.",
    bad="The bridge was opened in 1985~ and closed in spring.",
    good="The bridge was opened in 1985 and closed in spring.",
    advice="Not flagged where the reference's pair has the mark as well.",
    confidence=0.85,
)

_DOUBLE = regex.compile(
    r"(?<=[\p{L}\p{N})\"”’])(?:,{2,}+|;{2,}+|:{2,}+|[;:],|,[;:]|,\.(?!\.)|[;:]\.(?!\.)|\p{Ll}{5}\K\.,)(?![\p{P}\p{N}])"
)
_STRAY = regex.compile(r"(?<=[\p{L}\p{N}])(?:[~^|@](?=\s)|[!?](?=\s\p{Ll}))")
_QUOTATION = regex.compile(rf"[{QUOTES}]([^{QUOTES}]{{{SAID},{LONGEST}}}+)[{QUOTES}]")
_DASHED = regex.compile(r"(?:^|\s)[-–—−]\s")
_GAP = regex.compile(r"\s++(?=[.,:;])")
_ANY = regex.compile(rf"[{QUOTES}]|''|``|(?<!\p{{L}})['‘’‚‹›]|['‘’‚‹›](?!\p{{L}})")


class Marks:
    """Scans the suspect's marks."""

    codes = (DOUBLED, STRAY, UNQUOTED)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:
        """Yield a flag for each mark set twice, and for the first quotation without its marks."""
        found = [(sentence, match) for sentence in evidence.suspect for match in _DOUBLE.finditer(sentence.prose)]
        if found and not any(_is_doubled(sentence.prose) for sentence in evidence.reference):
            for sentence, match in found:
                start = sentence.span.start
                span = Span(start + match.start(), start + match.end())
                yield DOUBLED.flag(evidence, span, f"{quoted(match.group())} is one mark too many")
        if context.parallel and evidence.reference:
            yield from _strays(evidence)
            yield from _unquoted(evidence, context)


def _is_doubled(prose: str) -> bool:
    """Tell whether marks are doubled, also with the gaps closed: in some texts every mark stands by itself."""
    return _DOUBLE.search(prose) is not None or _DOUBLE.search(_GAP.sub("", prose)) is not None


def _speaks(text: str) -> bool:
    """Tell somebody's words from a title and from a written-out abbreviation."""
    pieces = text.split()
    capitals = sum(piece[0].isupper() for piece in pieces)
    return len(pieces) >= SENTENCE and (text[0].isupper() or text.rstrip()[-1] in ",.!?") and 3 * capitals < len(pieces)


def _indirect(evidence: Evidence) -> bool:
    """Tell indirect speech, which needs no marks: `he stressed that, on the whole, ...`, `he said that`."""
    words = evidence.suspect_words
    if any(word.norm == "that" and before.norm in REPORTING for before, word in pairwise(words)):
        return True
    here, there = ({word.norm for word in words} for words in (evidence.suspect_words, evidence.reference_words))
    return any(word in here and word not in there for word in ("that", "dass", "que", "che"))


def _reported(quotation: str, evidence: Evidence) -> bool:
    """Tell what is told as somebody's: `It was late, said the miller`, but not `We are late, said the miller`."""
    norms = {word.norm for word in evidence.suspect_words}
    told = any(norm in TELLING or (norm in REPORTING and norm.endswith("ed")) for norm in norms)
    if not told or not norms.isdisjoint(SPOKEN) or quotation[-1] in "?!":
        return False
    return not any(_DASHED.search(sentence.prose) for sentence in evidence.suspect)


def _opens(found: regex.Match[str], prose: str) -> bool:
    """Tell an opening mark from a closing one, behind which straight marks look alike: as many stand before as pair."""
    return len(regex.findall(f"[{QUOTES}]", prose[: found.start()])) % 2 == 0


def _rendered(quotation: str, evidence: Evidence) -> bool:
    """Tell whether the suspect has the quotation at all, half of its longer words and enough in their order, and not as told in others."""
    here = {word.norm[:STEM] for word in evidence.suspect_words}
    longer = [piece for piece in quotation.casefold().split() if len(piece) > STEM]
    if 2 * sum(piece[:STEM] in here for piece in longer) < max(1, len(longer)):
        return False
    kept = _kept(quotation, evidence)
    return kept >= WORDED or (kept >= VERBATIM and not _reported(quotation, evidence))


def _kept(quotation: str, evidence: Evidence) -> float:
    """Give the share of the quotation's words that the suspect has in their order."""
    said = [text[:STEM] for text in regex.findall(r"[\p{L}\p{N}'’-]++", quotation.casefold())]
    return _in_order(said, evidence.suspect_words) / max(1, len(said))


def _in_order(said: list[str], words: Sequence[Word]) -> int:
    """Count the words of the quotation that the suspect has in their order (longest common subsequence)."""
    row = [0] * (len(said) + 1)
    for word in words:
        before = 0
        for at, stem in enumerate(said, 1):
            before, row[at] = row[at], before + 1 if stem == word.norm[:STEM] else max(row[at], row[at - 1])
    return row[-1]


def _strays(evidence: Evidence) -> Iterator[Flag]:
    """Find marks within a clause that the reference does not use at all."""
    found = [(sentence, match) for sentence in evidence.suspect for match in _STRAY.finditer(sentence.prose)]
    used = "".join(sentence.prose for sentence in evidence.reference) if found else ""
    for sentence, match in found:
        if match.group() not in used:
            start = sentence.span.start
            span = Span(start + match.start(), start + match.end())
            yield STRAY.flag(evidence, span, f"{quoted(match.group())} stands in the middle of a clause")


def _unquoted(evidence: Evidence, context: Context) -> Iterator[Flag]:
    for sentence in evidence.reference:
        found = _QUOTATION.search(sentence.prose)
        if found is None or not evidence.suspect or not _speaks(found.group(1)) or not _opens(found, sentence.prose):
            continue
        if not _rendered(found.group(1), evidence):
            continue
        if not _indirect(evidence) and _ANY.search(nearby(evidence.suspect, context.suspect)) is None:
            span = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
            message = f"the suspect does not set {quoted(found.group(1))} in quotation marks"
            yield UNQUOTED.flag(evidence, span, message, side="reference")
            return
