"""Runs built by hand for the tests of run writers: own texts, no stage before them needed."""

from __future__ import annotations

from dataclasses import replace

from report_samples import VERSION, Maker, clean, garbled, pair, spotless, unrelated

from mtqa.gate import Limits, judge
from mtqa.gate.suppress import without
from mtqa.types import Checked, Problem, Report, Run, Severity, Suppressed, line_starts


def named(report: Report, suspect: str, reference: str = "") -> Report:
    """The same report of files with other names."""
    names = {"suspect": suspect, "reference": reference or f"reviewed/{suspect}"}
    sides = {side: replace(getattr(report, side), name=name) for side, name in names.items()}
    return replace(report, **sides)


def checked(report: Report, suspect: str, limits: Limits = Limits(), **more: object) -> Checked:  # noqa: B008  # frozen
    """A file of a run, with the lines of a suspect that has one sentence a line."""
    report = named(report, suspect)
    lines = line_starts("\n".join(sentence.text for sentence in report.suspect.sentences))
    return Checked(suspect, report.reference.name, report, judge(report, limits), lines=lines, **more)


def silenced(report: Report, suspect: str, *reasons: str) -> Checked:
    """A file whose first findings do not count, for these reasons."""
    flags = report.flags[: len(reasons)]
    suppressed = tuple(Suppressed(flag, reason) for flag, reason in zip(flags, reasons, strict=True))
    return checked(without(report, flags), suspect, suppressed=suppressed)


def unreadable() -> Checked:
    return Checked(
        "docs/de/broken.po",
        "reviewed/de/broken.po",
        error="docs/de/broken.po:7: the string is not closed",
        hint="close it with a quotation mark",
    )


def mixed() -> Run:
    """Everything that a run can hold."""
    problem = Problem(3, 1, "this comment gives no reason")
    files = (
        checked(garbled(), "docs/en/ferry.md", Limits(min_fidelity=70.0)),
        silenced(garbled(), "docs/en/old ferry.md", "the harbour master stutters", "in the baseline"),
        checked(clean(), "docs/en/train.md", problems=(problem,)),
        checked(spotless(), "docs/en/line.md"),
        checked(unrelated(), "docs/en/bees.md"),
        unreadable(),
    )
    return Run.of(files, VERSION)


def green() -> Run:
    return Run.of([checked(spotless(), "docs/en/line.md"), checked(clean(), "docs/en/train.md")], VERSION)


def single() -> Run:
    return Run.of([checked(garbled(), "docs/en/ferry.md")], VERSION)


def nothing() -> Run:
    return Run.of([], VERSION)


def many(count: int) -> Run:
    """Files with twelve findings each, of every severity."""
    texts = [f"Boat number {at} sails sails at noon." for at in range(12)]
    files = []
    for number in range(count):
        maker = Maker(texts, texts)
        for at, text in enumerate(texts):
            severity = tuple(Severity)[at % 3]
            maker.flag(
                at, "F102", severity, f"{at} sails sails", f'"sails" stands twice in {text!r}', suggestion="sails"
            )
        report = maker.report([pair([at], [at], 50.0 + at, 60.0, 40.0, 20.0, 30.0) for at in range(len(texts))])
        files.append(checked(report, f"docs/{number:03}.md"))
    return Run.of(files, VERSION)


RUNS = {"mixed": mixed, "green": green, "single": single, "nothing": nothing}
