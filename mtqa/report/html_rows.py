"""From a pair to its row on the page: a Report comes in, `Row`s of plain values go out to `html_page`.

All text passes `visible` here; escaping for HTML is the template's work.
"""

from __future__ import annotations

from mtqa.report.counts import code_name
from mtqa.report.html_view import Cell, Figure, Finding, Mark, Row
from mtqa.report.numbers import shown
from mtqa.report.passages import Passage, Piece, passage
from mtqa.report.summary import suggested
from mtqa.report.visible import visible
from mtqa.types import AlignedPair, Flag, Report, Side

ABSENT: dict[Side, str] = {"suspect": "missing from the suspect", "reference": "not in the reference"}
"""What an empty side says."""


def rows(report: Report) -> tuple[Row, ...]:
    """Return every pair as a row, in document order."""
    return tuple(_row(report, passage(report, index)) for index in range(len(report.pairs)))


def rated(*named: tuple[str, float | None]) -> tuple[Figure, ...]:
    """Return the scores that exist, named."""
    return tuple(Figure(name, shown(value)) for name, value in named if value is not None)


def worst(flags: tuple[Flag, ...]) -> str:
    """Return the worst severity, empty where there is no flag."""
    return str(max((flag.severity for flag in flags), key=lambda severity: severity.rank)) if flags else ""


def family(category: str) -> str:
    """Return a category's family. Example: `family("fluency/grammar")` is `fluency`."""
    return category.partition("/")[0]


def _row(report: Report, shown_pair: Passage) -> Row:
    score = shown_pair.score
    return Row(
        index=shown_pair.index,
        kind=score.pair.kind,
        shape=_shape(score.pair),
        moved=score.pair.moved,
        severity=worst(score.flags),
        figures=rated(("fidelity", score.fidelity), ("fluency", score.fluency)),
        metrics=rated(("BLEU", score.bleu), ("chrF", score.chrf), ("TER", score.ter)),
        suspect=_cell(report, shown_pair, "suspect"),
        reference=_cell(report, shown_pair, "reference"),
    )


def _shape(pair: AlignedPair) -> str:
    """Say what became of the reference's sentences; a plain match needs no words."""
    match pair.kind:
        case "match":
            return ""
        case "omission" | "addition":
            return pair.kind
        case kind:
            return f"{kind}: {len(pair.suspect)} for {len(pair.reference)}"


def _cell(report: Report, shown_pair: Passage, role: Side) -> Cell:
    side, sentences = (
        (report.suspect, shown_pair.suspect) if role == "suspect" else (report.reference, shown_pair.reference)
    )
    findings = shown_pair.findings
    return Cell(
        role=role,
        lang=visible(side.lang),
        sentences=tuple(tuple(_mark(piece, findings) for piece in pieces) for pieces in sentences),
        findings=tuple(_finding(number, flag) for number, flag in enumerate(findings, 1) if flag.side == role),
        absent="" if sentences else ABSENT[role],
    )


def _mark(piece: Piece, findings: tuple[Flag, ...]) -> Mark:
    flags = tuple(findings[number - 1] for number in piece.numbers)
    return Mark(visible(piece.text), worst(flags), visible(family(flags[0].category)) if flags else "", piece.ends)


def _finding(number: int, flag: Flag) -> Finding:
    return Finding(
        number=number,
        severity=str(flag.severity),
        code=visible(flag.code),
        name=visible(code_name(flag.code)),
        category=visible(flag.category),
        message=visible(flag.message),
        suggestion="" if flag.suggestion is None else suggested(flag.suggestion),
        line=flag.line,
        column=flag.column,
    )
