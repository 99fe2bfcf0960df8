"""The report on a terminal: a Report and its Verdict come in, text goes out that is understood in ten seconds.

The verdict stands first, then the scores, then the worst passages with every finding marked `⟦like this⟧¹` and its
reason beneath, then the counts. Colour only repeats what words and brackets say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from mtqa.report.console import rendered
from mtqa.report.counts import code_name, counts_by_code, counts_by_severity, worst_pairs
from mtqa.report.excerpt import Run, excerpt, focus, superscript
from mtqa.report.numbers import counted, share, shown
from mtqa.report.passages import Passage, passage
from mtqa.report.stretches import MOST_SHOWN, stretches
from mtqa.report.summary import suggested, verdict_sentence, verdict_word
from mtqa.report.visible import visible
from mtqa.types import Flag, PairScore, Report, ReportSide, Severity, Verdict

STYLES: dict[Severity, str] = {Severity.CRITICAL: "bold red", Severity.MAJOR: "yellow", Severity.MINOR: "cyan"}


LONGEST_NAME: int = 30
"""Characters of a path that every finding repeats: a third of a line."""


SHOW_ALL: str = "; --output html=report.html shows all"
"""Where the passages are that the text leaves out; with it the title fits a line of 80 columns."""


MOST_FINDINGS: int = 12
"""Findings that one passage lists, the severest: more say no more about it, and hostile sentences have thousands."""


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Writes for a person at a terminal `width` columns wide; `passages` is how many of the worst are shown."""

    width: int = 100
    color: bool = False
    passages: int = 5

    def write(self, report: Report, verdict: Verdict) -> str:
        """Return the whole text; nothing in the documents reaches the terminal as a command or as markup."""
        worst = worst_pairs(report, verdict)
        blocks = (
            _headline(report, verdict),
            *_section("", _documents(report)),
            *_section("", _scores(report)),
            *_stretches(report),
            *_worst(report, worst, self.passages),
            *_counts(report),
            *_notes(report),
            *_section("", _whole(f"signature  {visible(report.signature)}", "dim")),
        )
        return rendered(blocks, width=self.width, color=self.color)


def _headline(report: Report, verdict: Verdict) -> RenderableType:
    style = "bold green" if verdict.passed else "bold red"
    return _rows([(Text(verdict_word(verdict), style), _plain(visible(verdict_sentence(report, verdict)), "bold"))])


def _documents(report: Report) -> RenderableType:
    return _rows([_document("suspect", report.suspect), _document("reference", report.reference)])


def _document(role: str, side: ReportSide) -> tuple[Text, ...]:
    size = counted(len(side.sentences), "sentence")
    return _plain(role), _plain(visible(side.name)), _plain(visible(side.lang)), _plain(size)


def _scores(report: Report) -> RenderableType:
    scores = report.scores
    if not scores.parallel:
        return _plain("no scores: they would compare sentences that say different things")
    own = [("fidelity", scores.fidelity), ("fluency", scores.fluency), ("coverage", scores.coverage)]
    others = [("BLEU", scores.bleu), ("chrF", scores.chrf), ("TER", scores.ter)]
    parts = [Text.assemble(f"{name} ", (shown(value), "bold")) for name, value in own]
    if scores.fidelity is not None:
        parts[0].append(" of 100")
    beside = "   ".join(f"{name} {shown(value)}" for name, value in others)
    certainty = f"versions of one text: yes ({share(scores.parallel_confidence)})"
    return Text.assemble(Text("   ").join(parts), "\n", (f"{beside}   {certainty}", "dim"))


def _stretches(report: Report) -> Iterator[RenderableType]:
    runs = stretches(report)
    if runs:
        rows = [
            (_plain(run.pairs), _plain(run.verdict), _plain(f"probability of one text {run.probability}", "dim"))
            for run in runs[:MOST_SHOWN]
        ]
        unshown = len(runs) - len(rows)
        more = [_plain(f"and {unshown} more", "dim")] if unshown else []
        yield from _section("Where it is one text", _rows(rows), *more)


def _worst(report: Report, worst: tuple[int, ...], limit: int) -> Iterator[RenderableType]:
    if not worst:
        return
    is_cut = len(worst) > limit
    title = f"Worst passages ({limit} of {len(worst)})" if is_cut else "Worst passages"
    order = f"most severe first{SHOW_ALL if is_cut else ''}" if len(worst) > 1 else ""
    yield from _section("", Text.assemble((title, "bold"), (f"  {order}", "dim")))
    for index in worst[:limit]:
        yield Padding(_passage(report, passage(report, index, MOST_FINDINGS)), (1, 0, 0, 0))


def _passage(report: Report, shown_pair: Passage) -> RenderableType:
    table = _grid(2)
    table.add_row(_plain(f"pair {shown_pair.index}", "bold"), _plain(_rating(shown_pair.score)))
    for role, sentences, other in (
        ("suspect", shown_pair.suspect, shown_pair.reference),
        ("reference", shown_pair.reference, shown_pair.suspect),
    ):
        table.add_row(_plain(role), _marked(excerpt(sentences, focus(other)), shown_pair.findings))
    for number, flag in enumerate(shown_pair.findings, 1):
        table.add_row(_number(number), _finding(report, flag))
    if shown_pair.unshown:
        table.add_row("", _plain(f"and {counted(shown_pair.unshown, 'finding')} more in this pair", "dim"))
    return table


def _rating(score: PairScore) -> str:
    parts = [score.pair.kind, *(["moved"] if score.pair.moved else [])]
    parts += [
        f"{name} {shown(value)}"
        for name, value in (("fidelity", score.fidelity), ("fluency", score.fluency))
        if value is not None
    ]
    return ", ".join(parts)


def _marked(runs: tuple[Run, ...], findings: tuple[Flag, ...]) -> Text:
    if not runs:
        return _plain("(nothing)", "dim")
    text = Text()
    for run in runs:
        if run.numbers:
            worst = max((findings[number - 1].severity for number in run.numbers), key=lambda severity: severity.rank)
            text.append(f"⟦{run.text}⟧", f"{STYLES[worst]} underline").append(superscript(run.numbers))
        else:
            text.append(run.text)
    return text


def _number(number: int) -> Text:
    return Text(superscript((number,)), justify="right")


def _finding(report: Report, flag: Flag) -> Text:
    side = report.suspect if flag.side == "suspect" else report.reference
    text = Text.assemble((flag.severity.value, STYLES[flag.severity]), f" {visible(flag.code)} ")
    text.append(visible(f"{code_name(flag.code)}: {flag.message}"))
    if flag.suggestion is not None:
        text.append(f" → {suggested(flag.suggestion)}", "bold")
    return text.append(f"  {_short(side.name)}:{flag.line}:{flag.column}", "dim")


def _short(name: str) -> str:
    """Keep of a long path its last part: the whole path stands above, and every finding repeats this one."""
    return visible(name if len(name) <= LONGEST_NAME else f"…/{PurePath(name).name}")


def _counts(report: Report) -> Iterator[RenderableType]:
    rows = [
        (
            _plain(visible(count.code)),
            _plain(visible(count.name)),
            Text(str(count.total), justify="right"),
            _plain(_severities(count.by_severity)),
        )
        for count in counts_by_code(report.flags)
    ]
    if rows:
        sums = ", ".join(f"{number} {severity}" for severity, number in counts_by_severity(report.flags))
        yield from _section(f"{counted(len(report.flags), 'finding')} by kind: {sums}", _rows(rows))


def _severities(by_severity: Sequence[tuple[Severity, int]]) -> str:
    """Name the severities, each with its number unless it is the only one: the total beside it says that already."""
    if len(by_severity) == 1:
        return by_severity[0][0].value
    return ", ".join(f"{number} {severity}" for severity, number in by_severity)


def _notes(report: Report) -> Iterator[RenderableType]:
    """Tell what the readers noted; what they noted of both documents alike, once."""
    suspect, reference = report.suspect.notes, report.reference.notes
    told = [("both" if note in reference else "suspect", note) for note in suspect]
    told += [("reference", note) for note in reference if note not in suspect]
    if told:
        yield from _section("Notes", _rows([(_plain(role), _plain(visible(note))) for role, note in told]))


def _section(title: str, *blocks: RenderableType) -> Iterator[RenderableType]:
    yield _plain("")
    if title:
        yield _plain(title, "bold")
    yield from blocks


def _rows(rows: Sequence[tuple[Text, ...]]) -> Table:
    table = _grid(len(rows[0]))
    for row in rows:
        table.add_row(*row)
    return table


def _grid(count: int) -> Table:
    columns = (Column(overflow="fold") for _ in range(count))  # not cut: scripts without spaces have long words
    return Table.grid(*columns, padding=(0, 2, 0, 0))


def _plain(text: str, style: str = "") -> Text:
    return Text(text, style)


def _whole(text: str, style: str = "") -> Text:
    """Keep a text on one line however long it is, so that it can be copied."""
    return Text(text, style, no_wrap=True)
