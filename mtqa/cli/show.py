"""What the commands share: reading both documents, showing one result in every format asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mtqa.cli import tell
from mtqa.cli.output import STDOUT, Target, terminal_options, write_stdout, write_whole
from mtqa.config import Config
from mtqa.errors import ConfigError
from mtqa.report.visible import visible

if TYPE_CHECKING:
    from mtqa.types import AlignmentReport, Document, Report, ReportSide, Verdict

TEXT = "text"
SAYS_NOTES = (TEXT, "html")
"""Formats that hold the readers' notes themselves."""


def documents(suspect: str, reference: str, encoding: str | None, config: Config) -> tuple[Document, Document]:
    """Read both documents. Raises: InputError where one cannot be read; ConfigError where both are standard input."""
    from mtqa.read import read  # noqa: PLC0415  # only where documents are read

    if suspect == reference == STDOUT:
        raise ConfigError("both documents are standard input", "pass one of them as a file")
    first, second = (
        read(path, encoding=encoding, pre_split=config.pre_split, lang=config.lang) for path in (suspect, reference)
    )
    return first, second


def show(report: Report, verdict: Verdict, form: str, targets: Sequence[Target], *, quiet: bool) -> None:
    """Write a rated document pair to standard output and to every target."""
    from mtqa.report import writer  # noqa: PLC0415  # with the writers

    _deliver(form, targets, lambda name, options: writer(name, **options).write(report, verdict), quiet=quiet)
    _tell_notes((report.suspect, report.reference), form, quiet=quiet)


def show_alignment(aligned: AlignmentReport, form: str, targets: Sequence[Target], *, quiet: bool) -> None:
    """Write an alignment to standard output and to every target."""
    from mtqa.report import alignment_writer  # noqa: PLC0415  # with the writers

    _deliver(form, targets, lambda name, options: alignment_writer(name, **options).write(aligned), quiet=quiet)
    _tell_notes((aligned.suspect, aligned.reference), form, quiet=quiet)


def _tell_notes(sides: Sequence[ReportSide], form: str, *, quiet: bool) -> None:
    """Tell on stderr what was guessed about the documents, where the output itself has no place for it."""
    if not quiet and form not in SAYS_NOTES:
        for side in sides:
            for note in side.notes:
                tell(f"note: {visible(side.name)}: {visible(note)}")


@contextmanager
def waiting(*, quiet: bool) -> Iterator[None]:
    """Show a person at a terminal that work is going on; write nothing to a pipe or a log."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415  # a person can wait 30 ms

    with Console(stderr=True).status("reading, aligning, rating …"):
        yield


def _deliver(
    form: str, targets: Sequence[Target], render: Callable[[str, dict[str, object]], str], *, quiet: bool
) -> None:
    """Render everything first, so that a format that fails leaves nothing half done; then write."""
    files = [(target.path, render(target.format, {})) for target in targets]
    silent = quiet and form == TEXT
    shown = "" if silent else render(form, terminal_options() if form == TEXT else {})
    for path, text in files:
        write_whole(path, text)
    write_stdout(shown)
