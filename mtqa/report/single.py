"""One document pair in a run's formats: a Report and its Verdict come in, what the run writer says of a run of one goes out."""

from __future__ import annotations

from dataclasses import dataclass

from mtqa.report.base import RunWriter
from mtqa.types import Checked, Report, Run, Verdict


@dataclass(frozen=True, slots=True)
class SingleWriter:
    """Writes a rated document pair by the writer of a run."""

    of_run: RunWriter

    def write(self, report: Report, verdict: Verdict) -> str:
        """Return the whole output."""
        file = Checked(report.suspect.name, report.reference.name, report, verdict)
        return self.of_run.write(Run.of([file], report.version))
