"""A pair as it is read: a Report comes in, its texts cut at the flags go out to the text and HTML writers.

Writers mark pieces by number and list the findings of that number beside them; no writer searches a text for a flag.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mtqa.types import AlignedPair, Flag, PairScore, Report, ReportSentence, ReportSide, Side, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence and the findings on it, by number; `ends` are those whose span ends with it."""

    text: str
    numbers: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One pair: both sides sentence by sentence, and the findings that the pieces number from 1, `score.flags`."""

    index: int
    score: PairScore
    suspect: tuple[Pieces, ...]
    reference: tuple[Pieces, ...]
    findings: tuple[Flag, ...]
    unshown: int = 0  # further flags of the pair


def passage(report: Report, index: int, most: int | None = None) -> Passage:
    """Cut both sides of a pair at its flags, or at its `most` severest, which keep their order."""
    score = report.pairs[index]
    if most is not None and len(score.flags) > most:
        ranked = sorted(range(len(score.flags)), key=lambda at: -score.flags[at].severity.rank)
        score = replace(score, flags=tuple(score.flags[at] for at in sorted(ranked[:most])))
    return Passage(
        index=index,
        score=score,
        unshown=len(report.pairs[index].flags) - len(score.flags),
        suspect=_side(report.suspect, "suspect", score.pair.suspect, score),
        reference=_side(report.reference, "reference", score.pair.reference, score),
        findings=score.flags,
    )


def _side(document: ReportSide, side: Side, indexes: tuple[int, ...], score: PairScore) -> tuple[Pieces, ...]:
    numbered = [(number, flag.span) for number, flag in enumerate(score.flags, 1) if flag.side == side]
    return tuple(_sentence(document.sentences[index], numbered, score.pair) for index in indexes)


def _sentence(sentence: ReportSentence, numbered: Iterable[tuple[int, Span]], pair: AlignedPair) -> Pieces:
    one_sided = not pair.suspect or not pair.reference
    clipped = []
    for number, span in numbered:
        start = max(span.start - sentence.start, 0)
        end = min(span.end - sentence.start, len(sentence.text))
        is_whole = start == 0 and end == len(sentence.text)
        if start <= end and not (one_sided and is_whole):  # a lone sentence is drawn as lone, not marked throughout
            clipped.append((number, Span(start, end)))
    return cut(sentence.text, clipped)


def cut(text: str, numbered: Sequence[tuple[int, Span]]) -> Pieces:
    """Partition a text at the ends of numbered spans, which may overlap; an empty span becomes an empty piece.

    Example: `cut("a bb", [(1, Span(2, 4))])` is `(Piece("a "), Piece("bb", (1,), (1,)))`.
    """
    opening, closing, points = (
        defaultdict[int, set[int]](set),
        defaultdict[int, set[int]](set),
        defaultdict[int, list[int]](list),
    )
    for number, span in numbered:
        if span.start == span.end:
            points[span.start].append(number)
        else:
            opening[span.start].add(number)
            closing[span.end].add(number)
    edges = sorted({0, len(text), *opening, *closing, *points})
    pieces, active = _points(points[0]), set[int]()
    for start, end in pairwise(edges):
        active = (active - closing[start]) | opening[start]
        pieces.append(Piece(text[start:end], tuple(sorted(active)), tuple(sorted(active & closing[end]))))
        pieces.extend(_points(points[end]))
    return tuple(pieces)


def _points(numbers: list[int]) -> list[Piece]:
    return [Piece("", (number,), (number,)) for number in numbers]
