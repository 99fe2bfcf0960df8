"""What a writer is: a Report and its Verdict come in, the text of one format goes out; only the command line opens files."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from mtqa.types import AlignmentReport, Report, Run, Verdict


class Writer(Protocol):
    """Shows a rated document pair in one format."""

    def write(self, report: Report, verdict: Verdict) -> str:
        """Return the whole output, ending in a newline."""
        ...


class AlignmentWriter(Protocol):
    """Shows an aligned, unrated document pair in one format."""

    def write(self, aligned: AlignmentReport) -> str:
        """Return the whole output, ending in a newline."""
        ...


class RunWriter(Protocol):
    """Shows a run over several files in one format."""

    def write(self, run: Run) -> str:
        """Return the whole output, ending in a newline unless it is empty."""
        ...


@runtime_checkable
class ManyFilesWriter(RunWriter, Protocol):
    """A run writer whose output may be too large for one file."""

    def files(self, run: Run, path: str) -> dict[str, str]:
        """Return the text of every file by its path; the first is `path`, which links to the others."""
        ...
