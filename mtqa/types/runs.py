"""What a run over several files found: every file's report and verdict, or why it has none. Next: run writers show it.

Standard library only. Paths are strings as they are shown: relative to where the run stands, with `/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from mtqa.types.results import Check, Flag, Report, Verdict


class Suppressed(NamedTuple):
    """A finding that does not count, and why: the words of an inline comment, or that the baseline knows it."""

    flag: Flag
    reason: str


class Problem(NamedTuple):
    """What is wrong with the run's own annotations in a document, such as a comment that ignores without a reason.

    It silences nothing, so it fails nothing by itself; `line` and `column` count from 1, in the suspect.
    """

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One suspect of a run: a report with its verdict, or else an `error` with its `hint`.

    `report` holds the findings that count; those that do not are in `suppressed` (the scores still know of both).
    `lines` are the offsets at which the suspect's lines start, as `line_starts(document.text)` gives them: writers need them
    to say where in the suspect something is missing; without them they name the place in the reference.
    """

    suspect: str
    reference: str
    report: Report | None = None
    verdict: Verdict | None = None
    error: str | None = None
    hint: str | None = None
    suppressed: tuple[Suppressed, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def passed(self) -> bool:
        """Say whether the file was judged and meets every limit."""
        return self.verdict is not None and self.verdict.passed


@dataclass(frozen=True, slots=True)
class Run:
    """Every file of a run in its order, and the verdict over all of them."""

    files: tuple[Checked, ...]
    verdict: Verdict
    version: str  # of mtqa

    @classmethod
    def of(cls, files: Iterable[Checked], version: str) -> Run:
        """Judge a run: no file may fail, none may be without a verdict.

        Example: `Run.of((), "0.1.0").verdict.passed` is true.
        """
        files = tuple(files)
        failed = sum(file.verdict is not None and not file.verdict.passed for file in files)
        unjudged = sum(file.verdict is None for file in files)
        checks = tuple(
            Check(name, float(count), 0.0, passed=count == 0)
            for name, count in (("files-failed", failed), ("files-without-verdict", unjudged))
        )
        return cls(files, Verdict(passed=not failed and not unjudged, checks=checks), version)
