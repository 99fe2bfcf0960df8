r"""Tables for spreadsheets and scripts: a Report, or an alignment, comes in; tab-separated text, a row a pair, goes out.

Breaks and control characters in a cell are written as `\t`, `\n`, `\x1b` and a backslash as `\\`, so a row is always
one line; what does not exist is an empty cell; numbers are those of the JSON, unrounded.
"""

from __future__ import annotations

from collections.abc import Iterable

from mtqa.report.visible import escaped
from mtqa.types import AlignedPair, AlignmentReport, PairScore, Report, ReportSide, Verdict

PLACE = ("pair", "kind", "moved", "similarity")
RATING = ("fidelity", "fluency", "chrf", "bleu", "ter", "flags")
TEXTS = ("suspect indexes", "reference indexes", "suspect text", "reference text")


class TsvWriter:
    """Writes a row a rated pair."""

    def write(self, report: Report, verdict: Verdict) -> str:  # noqa: ARG002  # every writer is given it
        """Return the header and the rows."""
        rows = (
            (*_place(index, score.pair), *_rating(score), *_texts(score.pair, report.suspect, report.reference))
            for index, score in enumerate(report.pairs)
        )
        return _table((*PLACE, *RATING, *TEXTS), rows)


class TsvAlignmentWriter:
    """Writes a row an aligned pair."""

    def write(self, aligned: AlignmentReport) -> str:
        """Return the header and the rows."""
        rows = (
            (*_place(index, pair), *_texts(pair, aligned.suspect, aligned.reference))
            for index, pair in enumerate(aligned.alignment.pairs)
        )
        return _table((*PLACE, *TEXTS), rows)


def _place(index: int, pair: AlignedPair) -> tuple[str, ...]:
    return str(index), pair.kind, "true" if pair.moved else "false", repr(pair.similarity)


def _rating(score: PairScore) -> tuple[str, ...]:
    numbers = (score.fidelity, score.fluency, score.chrf, score.bleu, score.ter)
    codes = ",".join(flag.code for flag in score.flags)
    return (*("" if number is None else repr(number) for number in numbers), codes)


def _texts(pair: AlignedPair, suspect: ReportSide, reference: ReportSide) -> tuple[str, ...]:
    sides = ((pair.suspect, suspect), (pair.reference, reference))
    indexes = (",".join(map(str, chosen)) for chosen, _ in sides)
    texts = (" ".join(side.sentences[index].text for index in chosen) for chosen, side in sides)
    return (*indexes, *texts)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join("\t".join(map(escaped, row)) + "\n" for row in (header, *rows))
