"""Reports on real documents of any format, their findings placed by hand: no model is needed."""

from __future__ import annotations

from dataclasses import replace

from mtqa.read import from_text
from mtqa.segment import segment
from mtqa.types import (
    AlignedPair,
    Document,
    Flag,
    PairScore,
    Report,
    ReportSentence,
    ReportSide,
    Scores,
    Severity,
    Side,
    Span,
)

SCORES = Scores(60.0, 60.0, 100.0, 20.0, 50.0, 40.0, parallel=True, parallel_confidence=0.99)


def document(text: str, name: str) -> Document:
    return from_text(text, name, lang="en", format=name.rpartition(".")[2])


def side(read: Document) -> ReportSide:
    sentences = (ReportSentence(one.span.start, one.span.end, one.text) for one in segment(read))
    return ReportSide(read.name, "en", tuple(sentences))


def flag(
    read: Document,
    text: str,
    code: str = "F102",
    *,
    on: Side = "suspect",
    severity: Severity = Severity.MAJOR,
    nth: int = 0,
) -> Flag:
    """A finding on the nth occurrence of a text."""
    start = -1
    for _ in range(nth + 1):
        start = read.text.index(text, start + 1)
    span = Span(start, start + len(text))
    return Flag(code, "fluency/grammar", severity, on, span, "it stands twice").placed(read)


def report(suspect: Document, reference: Document, *flags: Flag) -> Report:
    """A report whose nth sentences render each other."""
    sides = side(suspect), side(reference)
    most = max(len(one.sentences) for one in sides)
    pairs = [AlignedPair(*(tuple(range(at, min(at + 1, len(one.sentences)))) for one in sides)) for at in range(most)]
    owned = []
    for one in flags:
        own = sides[one.side == "reference"].sentences
        index = next(at for at, sentence in enumerate(own) if sentence.start <= one.span.start < sentence.end)
        owned.append(replace(one, pair=index))
    scores = tuple(
        PairScore(pair, 60.0, 60.0, flags=tuple(one for one in owned if one.pair == at))
        for at, pair in enumerate(pairs)
    )
    return Report(*sides, scores, tuple(owned), SCORES, "mtqa:0.0.0", "0.0.0")
