"""How much of the suspect is flagged: a Report comes in, a percentage goes out to `judge` and to the writers."""

from __future__ import annotations

from mtqa.types import Report, Span


def flagged_percent(report: Report) -> float | None:
    """Return the share, 0-100, of the suspect's characters that lie in a flag on the suspect; white space never counts.

    A character in several flags counts once. None where the documents are not parallel or the suspect is blank.
    Example: a flag on `to to` in the suspect `I go to to town.` gives 100 * 4 / 12.
    """
    total = sum(_ink(sentence.text) for sentence in report.suspect.sentences)
    if not total or not report.scores.parallel:
        return None
    return 100 * _flagged_ink(report) / total


def _flagged_ink(report: Report) -> int:
    """Walk the sentences and the flagged stretches, both rising, side by side."""
    stretches = _merged([flag.span for flag in report.flags if flag.side == "suspect"])
    found, first = 0, 0
    for sentence in report.suspect.sentences:
        while first < len(stretches) and stretches[first].end <= sentence.start:
            first += 1
        at = first
        while at < len(stretches) and stretches[at].start < sentence.end:
            start = max(stretches[at].start - sentence.start, 0)
            found += _ink(sentence.text[start : stretches[at].end - sentence.start])
            at += 1
    return found


def _merged(spans: list[Span]) -> list[Span]:
    """Join spans that overlap or touch; the result rises and is disjoint."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _ink(text: str) -> int:
    return sum(len(word) for word in text.split())
