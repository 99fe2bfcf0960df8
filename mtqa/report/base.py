"""What a writer is: a Report and its Verdict come in, the text of one format goes out; only the command line opens files."""

from __future__ import annotations

from typing import Protocol

from mtqa.types import AlignmentReport, Report, Verdict


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
