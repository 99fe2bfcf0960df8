"""From a report to what its page shows: a Report and its Verdict come in, a `Page` of plain values goes out to `html`.

All text passes `visible` here; escaping for HTML is the template's work.
"""

from __future__ import annotations

from mtqa.gate import flagged_percent
from mtqa.report.counts import WORST_FIRST, code_name, counts_by_code, counts_by_severity, worst_pairs
from mtqa.report.html_view import Cell, CheckRow, CodeRow, Figure, Finding, Heading, Link, Mark, Page, Row
from mtqa.report.numbers import counted, share, shown, shown_against
from mtqa.report.passages import Passage, Piece, passage
from mtqa.report.summary import suggested, verdict_sentence, verdict_word
from mtqa.report.visible import visible
from mtqa.types import AlignedPair, Check, Flag, PairScore, Report, ReportSide, Side, Verdict

WORST_LINKS: int = 8
"""Links to the worst passages at the top of the page: what one looks through before reading on."""

FIDELITY = "how much of the reference's meaning is kept"
FLUENCY = "how well the suspect reads as it stands"
COVERAGE = "how much of the reference is rendered at all"
FLAGGED = "how much of the suspect's text is inside a finding"

ABSENT: dict[Side, str] = {"suspect": "missing from the suspect", "reference": "not in the reference"}
"""What an empty side says."""


def page(report: Report, verdict: Verdict) -> Page:
    """Gather everything that the page shows, in its order."""
    worst = worst_pairs(report, verdict)
    return Page(
        word=verdict_word(verdict),
        sentence=visible(verdict_sentence(report, verdict)),
        parallel=report.scores.parallel,
        headings=(_heading("suspect", report.suspect), _heading("reference", report.reference)),
        figures=_figures(report),
        metrics=_metrics(report),
        severities=tuple((str(severity), count) for severity, count in counts_by_severity(report.flags)),
        worst=tuple(_link(report, index) for index in worst[:WORST_LINKS]),
        worst_total=len(worst),
        columns=tuple(map(str, WORST_FIRST)),
        codes=_codes(report),
        checks=tuple(_check(check) for check in verdict.checks),
        rows=tuple(_row(report, passage(report, index)) for index in range(len(report.pairs))),
        signature=visible(report.signature),
        version=visible(report.version),
    )


def _heading(role: Side, side: ReportSide) -> Heading:
    size = counted(len(side.sentences), "sentence")
    return Heading(role, visible(side.name), visible(side.lang), size, tuple(map(visible, side.notes)))


def _figures(report: Report) -> tuple[Figure, ...]:
    scores = report.scores
    if not scores.parallel:
        return ()
    flagged = flagged_percent(report)
    return (
        Figure("fidelity", shown(scores.fidelity), FIDELITY, scores.fidelity),
        Figure("fluency", shown(scores.fluency), FLUENCY, scores.fluency),
        Figure("coverage", shown(scores.coverage), COVERAGE, scores.coverage),
        Figure("flagged", _percent(flagged), FLAGGED, flagged),
    )


def _percent(value: float | None) -> str:
    return shown(value) if value is None else f"{shown(value)} %"


def _metrics(report: Report) -> tuple[Figure, ...]:
    scores = report.scores
    parallel = Figure("probability of one text", share(scores.parallel_confidence))
    if not scores.parallel:
        return (parallel,)
    return (*_surface(scores.bleu, scores.chrf, scores.ter), parallel)


def _surface(bleu: float | None, chrf: float | None, ter: float | None) -> tuple[Figure, ...]:
    named = (("BLEU", bleu), ("chrF", chrf), ("TER", ter))
    return tuple(Figure(name, shown(value)) for name, value in named if value is not None)


def _link(report: Report, index: int) -> Link:
    score = report.pairs[index]
    names = dict.fromkeys(visible(code_name(count.code)) for count in counts_by_code(score.flags))
    return Link(index, _worst(score.flags), ", ".join(names) or "low score")


def _worst(flags: tuple[Flag, ...]) -> str:
    return str(max((flag.severity for flag in flags), key=lambda severity: severity.rank)) if flags else ""


def _codes(report: Report) -> tuple[CodeRow, ...]:
    rows = []
    for count in counts_by_code(report.flags):
        numbers = dict(count.by_severity)
        columns = tuple(numbers.get(severity, 0) for severity in WORST_FIRST)
        rows.append(CodeRow(visible(count.code), visible(count.name), visible(count.category), columns, count.total))
    return tuple(rows)


def _check(check: Check) -> CheckRow:
    """Write a yes as a yes and a count as a count; all other checks are scores."""
    if check.actual is None:
        texts = shown(None), shown(check.limit)
    elif check.name == "parallel":
        texts = ("yes" if check.actual else "no"), "yes"
    elif check.name == "findings":
        texts = f"{check.actual:.0f}", f"{check.limit:.0f}"
    else:
        texts = shown_against(check.actual, check.limit)
    return CheckRow(visible(check.name), *texts, check.passed)


def _row(report: Report, shown_pair: Passage) -> Row:
    score = shown_pair.score
    return Row(
        index=shown_pair.index,
        kind=score.pair.kind,
        shape=_shape(score.pair),
        moved=score.pair.moved,
        severity=_worst(score.flags),
        figures=_ratings(score),
        metrics=_surface(score.bleu, score.chrf, score.ter),
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


def _ratings(score: PairScore) -> tuple[Figure, ...]:
    named = (("fidelity", score.fidelity), ("fluency", score.fluency))
    return tuple(Figure(name, shown(value), bar=value) for name, value in named if value is not None)


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
    return Mark(visible(piece.text), _worst(flags), _family(flags[0]) if flags else "", piece.ends)


def _family(flag: Flag) -> str:
    return visible(flag.category.partition("/")[0])


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
