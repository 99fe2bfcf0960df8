"""Annotations for GitHub Actions: a Run comes in, workflow commands go out, which GitHub shows on the lines of a change.

GitHub shows ten annotations a kind and step and drops the rest without a word, so the worst come first and what does not
fit is counted. Source: GitHub, "Workflow commands for GitHub Actions", and the limits named in "Troubleshooting".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mtqa.report.entries import Entry, Weight, counting, entries
from mtqa.report.numbers import counted
from mtqa.report.run_summary import run_sentence
from mtqa.report.summary import verdict_word
from mtqa.report.visible import visible
from mtqa.types import Run

MOST: int = 10
"""Annotations of one kind that GitHub shows of one step."""

KINDS: dict[Weight, str] = {
    Weight.ERROR: "error",
    Weight.LIMIT: "error",
    Weight.CRITICAL: "error",
    Weight.MAJOR: "error",
    Weight.MINOR: "warning",
    Weight.NOTE: "notice",
}
"""What each weight is to GitHub."""

DATA: tuple[tuple[str, str], ...] = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
"""Characters that a message cannot hold as they are, with what stands for them; the percent sign first."""

PROPERTY: tuple[tuple[str, str], ...] = (*DATA, (":", "%3A"), (",", "%2C"))
"""The same for a property, such as the file."""


class GithubWriter:
    """Writes one workflow command an annotation, then the verdict as plain text for the log."""

    def write(self, run: Run) -> str:
        """Return the commands, the worst first, at most ten of a kind."""
        told = counting(entries(run))
        lines: list[str] = []
        for kind in dict.fromkeys(KINDS.values()):
            lines += _of_kind(kind, [entry for entry in told if KINDS[entry.weight] == kind])
        lines.append(f"{verdict_word(run.verdict)}: {run_sentence(run)}")
        return "".join(f"{line}\n" for line in lines)


def _of_kind(kind: str, told: Sequence[Entry]) -> Iterable[str]:
    """Write the worst of a kind; where there are too many, the last place says how many more there are."""
    fitting = told if len(told) <= MOST else told[: MOST - 1]
    yield from (_annotation(kind, entry) for entry in fitting)
    if len(told) > MOST:
        more = counted(len(told) - len(fitting), f"more {kind}")
        yield f"::{kind} title=mtqa::{more}: see the summary of this run"


def _annotation(kind: str, entry: Entry) -> str:
    start, end = entry.place.start, entry.place.end
    properties = {"file": entry.place.path, "line": str(start.line)}
    if end > start and end.line == start.line:  # columns mean something to GitHub only within one line
        properties |= {"endLine": str(end.line), "col": str(start.column), "endColumn": str(end.column)}
    elif end > start:
        properties |= {"endLine": str(end.line)}
    properties["title"] = entry.heading
    told = ",".join(f"{name}={_escaped(visible(value), PROPERTY)}" for name, value in properties.items())
    return f"::{kind} {told}::{_escaped(entry.message, DATA)}"


def _escaped(text: str, table: Iterable[tuple[str, str]]) -> str:
    for character, escape in table:
        text = text.replace(character, escape)
    return text
