"""From a report to what its page shows: a Report and its Verdict come in, a `Page` of plain values goes out to `html`.

All text passes `visible` here; escaping for HTML is the template's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.gate import flagged_percent
from mtqa.report.counts import WORST_FIRST, code_name, counts_by_code, counts_by_severity, worst_pairs
from mtqa.report.html_overview import histogram, strip
from mtqa.report.html_rows import family, rated, rows, worst
from mtqa.report.html_view import CheckRow, Choice, CodeRow, Figure, Heading, Link, Page, Row
from mtqa.report.numbers import counted, share, shown, shown_against
from mtqa.report.stretches import MOST_SHOWN, stretches
from mtqa.report.summary import verdict_sentence, verdict_word
from mtqa.report.visible import visible
from mtqa.types import Check, Report, ReportSide, Side, Verdict

WORST_LINKS: int = 8
"""Links to the worst passages at the top of the page: what one looks through before reading on."""

MEANINGS: dict[str, tuple[str, str]] = {
    "fidelity": (
        "how much of the reference's meaning is kept",
        (
            "0 to 100. Estimates the score that a careful reader would give for meaning kept; 100 is the reference itself. "
            "A free human translation gets about 84, half of them 73 to 92: its words are far from the reference's."
        ),
    ),
    "fluency": (
        "how well the suspect reads as it stands",
        (
            "0 to 100. Pays, by severity, for every finding that concerns the language itself; in English it also counts "
            "how a learned judge reads the suspect alone, beside the reference alone: as sound as that is 95."
        ),
    ),
    "coverage": (
        "how much of the reference is rendered at all",
        "The share of the reference's characters, 0 to 100, that some sentence of the suspect renders.",
    ),
    "flagged": (
        "how much of the suspect's text is inside a finding",
        "The share of the suspect's characters, in percent, that lie inside at least one finding.",
    ),
}
"""Figure -> what it means in short and in full."""

SEVERITIES: tuple[tuple[str, str], ...] = (
    ("", "all pairs"),
    ("any", "with findings"),
    *((str(severity), str(severity)) for severity in WORST_FIRST),
    ("none", "without findings"),
)
"""Which pairs to show, by their findings."""

ORDERS: tuple[tuple[str, str], ...] = (("", "document order"), ("worst", "worst first"))
"""In which order to show them."""


def page(report: Report, verdict: Verdict) -> Page:
    """Gather everything that the page shows, in its order."""
    ranked = worst_pairs(report, verdict)
    drawn, runs = rows(report), stretches(report)
    return Page(
        word=verdict_word(verdict),
        sentence=visible(verdict_sentence(report, verdict)),
        parallel=report.scores.parallel,
        headings=(_heading("suspect", report.suspect), _heading("reference", report.reference)),
        figures=_figures(report),
        metrics=_metrics(report),
        severities=tuple((str(severity), count) for severity, count in counts_by_severity(report.flags)),
        strip=strip(drawn),
        histogram=histogram(drawn),
        worst=tuple(_link(report, index) for index in ranked[:WORST_LINKS]),
        worst_total=len(ranked),
        columns=tuple(map(str, WORST_FIRST)),
        codes=_codes(report),
        stretches=runs[:MOST_SHOWN],
        stretches_total=len(runs),
        checks=tuple(_check(check) for check in verdict.checks),
        choices=tuple(_choices(report, drawn)),
        rows=drawn,
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
    texts = {
        "fidelity": shown(scores.fidelity),
        "fluency": shown(scores.fluency),
        "coverage": shown(scores.coverage),
        "flagged": _percent(flagged_percent(report)),
    }
    return tuple(Figure(name, text, *MEANINGS[name]) for name, text in texts.items())


def _percent(value: float | None) -> str:
    return shown(value) if value is None else f"{shown(value)} %"


def _metrics(report: Report) -> tuple[Figure, ...]:
    scores = report.scores
    parallel = Figure("probability of one text", share(scores.parallel_confidence))
    if not scores.parallel:
        return (parallel,)
    return (*rated(("BLEU", scores.bleu), ("chrF", scores.chrf), ("TER", scores.ter)), parallel)


def _link(report: Report, index: int) -> Link:
    score = report.pairs[index]
    names = dict.fromkeys(visible(code_name(count.code)) for count in counts_by_code(score.flags))
    return Link(index, worst(score.flags), ", ".join(names) or "low score")


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
    elif check.name.endswith("findings"):
        texts = f"{check.actual:.0f}", f"{check.limit:.0f}"
    else:
        texts = shown_against(check.actual, check.limit)
    return CheckRow(visible(check.name), *texts, check.passed)


def _choices(report: Report, drawn: Sequence[Row]) -> Iterator[Choice]:
    """Offer what the document has: a filter that can only say one thing is left out."""
    families = sorted({visible(family(flag.category)) for flag in report.flags})
    codes = sorted((visible(count.code), visible(count.name)) for count in counts_by_code(report.flags))
    shapes = ["moved"] if any(row.moved for row in drawn) else []
    if report.flags:
        yield Choice("severity", "Severity", SEVERITIES)
    if len(families) > 1:
        yield Choice("family", "Family", (("", "any family"), *zip(families, families, strict=True)))
    if len(codes) > 1:
        yield Choice("code", "Code", (("", "any code"), *((code, f"{code} {name}") for code, name in codes)))
    kinds = [*dict.fromkeys(row.kind for row in drawn), *shapes]
    if len(kinds) > 1:
        yield Choice("kind", "Kind of pair", (("", "any kind"), *zip(kinds, kinds, strict=True)))
    yield Choice("sort", "Order", ORDERS)
