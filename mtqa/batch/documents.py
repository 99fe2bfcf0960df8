"""One document pair in, one row an aligned pair out, in the order of the alignment.

Each row has its own texts, cut from the documents, and where they begin there; its flags' offsets count within them.
Next: `rows` puts them into columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.batch.job import PAIR_ID
from mtqa.batch.schema import Row, flag_row
from mtqa.config import Config
from mtqa.pipeline import score
from mtqa.types import PairScore, Report, ReportSentence


def rate_document(suspect: str, reference: str, config: Config) -> list[Row]:
    """Align and rate a document pair; a pair of blank documents is one row without texts and scores."""
    report = score(suspect, reference, config)
    rows = [_row(report, suspect, reference, index, pair) for index, pair in enumerate(report.pairs)]
    for row in rows:
        row["signature"] = report.signature
    return rows or [{"signature": report.signature, "parallel": report.scores.parallel}]


def _row(report: Report, suspect: str, reference: str, index: int, scored: PairScore) -> Row:
    sides = {
        "suspect": _stretch(report.suspect.sentences, scored.pair.suspect),
        "reference": _stretch(report.reference.sentences, scored.pair.reference),
    }
    whole = {"suspect": suspect, "reference": reference}
    return {
        PAIR_ID: index,
        "kind": scored.pair.kind,
        "moved": scored.pair.moved,
        "parallel": report.scores.parallel,
        **{side: whole[side][slice(*place)] if place else None for side, place in sides.items()},
        **{f"{side}_start": place[0] if place else None for side, place in sides.items()},
        "fidelity": scored.fidelity,
        "fluency": scored.fluency,
        "chrf": scored.chrf,
        "bleu": scored.bleu,
        "flags": [flag_row(flag, (sides[flag.side] or (0, 0))[0]) for flag in scored.flags],
    }


def _stretch(sentences: Sequence[ReportSentence], indexes: Sequence[int]) -> tuple[int, int] | None:
    """Find the stretch of a document that a pair's sentences take up; a pair's sentences follow each other."""
    return (sentences[indexes[0]].start, sentences[indexes[-1]].end) if indexes else None
