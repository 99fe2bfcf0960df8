"""What the commands share: reading both documents, showing one result in every format asked for."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mtqa import __version__
from mtqa.cli import tell
from mtqa.cli.output import STDOUT, Target, terminal_options, write_stdout, write_whole
from mtqa.config import Config
from mtqa.errors import ConfigError
from mtqa.report.numbers import counted
from mtqa.report.visible import visible
from mtqa.types import Run

if TYPE_CHECKING:
    from mtqa.types import AlignmentReport, Checked, Document, ReportSide

Options = dict[str, object]
Render = Callable[[str, Options], str]
"""From the name of a format and the options of its writer to a text."""
Files = Callable[[Target], Mapping[str, str]]
"""From a target to the text of each file that it takes, the entrance first."""

TEXT = "text"
PAIRS_NOTE = "read as plain text; only `mtqa check FILE` reads the two columns of a file of pairs"

SAYS_NOTES = (TEXT, "html")
"""Formats that hold the readers' notes themselves."""


def documents(
    suspect: str, reference: str, encoding: str | None, read_as: str | None, config: Config
) -> tuple[Document, Document]:
    """Read both documents, and note of a file of pairs that its columns are not read as such here.

    Raises: InputError where one cannot be read; ConfigError where both are standard input.
    """
    from mtqa.read import read  # noqa: PLC0415  # only where documents are read
    from mtqa.read.pairs_file import is_named_so  # noqa: PLC0415

    if suspect == reference == STDOUT:
        raise ConfigError("both documents are standard input", "pass one of them as a file")
    first, second = (
        read(path, encoding=encoding, pre_split=config.pre_split, lang=config.lang, format=read_as)
        for path in (suspect, reference)
    )
    if suspect == reference and is_named_so(suspect):
        return replace(first, notes=(*first.notes, PAIRS_NOTE)), replace(second, notes=(*second.notes, PAIRS_NOTE))
    return first, second


def show(checked: Checked, form: str, targets: Sequence[Target], *, quiet: bool) -> None:
    """Write a rated document pair, which has a report and a verdict, to standard output and to every target."""
    report, verdict = checked.report, checked.verdict
    assert report is not None
    assert verdict is not None
    from mtqa.report import RUN_WRITERS, WRITERS, run_writer, writer  # noqa: PLC0415  # with the writers

    def render(name: str, options: Options) -> str:
        if name in WRITERS or name not in RUN_WRITERS:
            return writer(name, **options).write(report, verdict)
        return run_writer(name, **options).write(Run.of([checked], __version__))

    _deliver(form, targets, render, _one_file(render), quiet=quiet)
    _tell_notes((report.suspect, report.reference), form, quiet=quiet)
    if not quiet:
        _tell_annotations(checked)


def show_run(run: Run, form: str, targets: Sequence[Target], *, quiet: bool) -> None:
    """Write a run over several files to standard output and to every target."""
    from mtqa.report import run_files, run_writer  # noqa: PLC0415  # with the writers

    def files(target: Target) -> Mapping[str, str]:
        return run_files(target.format, run, str(target.path))

    _deliver(form, targets, lambda name, options: run_writer(name, **options).write(run), files, quiet=quiet)


def require_run_formats(forms: Iterable[str]) -> None:
    """Make sure, before any work is done, that a run can be written so. Raises: ConfigError."""
    from mtqa.report import run_writer  # noqa: PLC0415  # with the writers

    for form in forms:
        run_writer(form)


def show_alignment(aligned: AlignmentReport, form: str, targets: Sequence[Target], *, quiet: bool) -> None:
    """Write an alignment to standard output and to every target."""
    from mtqa.report import alignment_writer  # noqa: PLC0415  # with the writers

    def render(name: str, options: Options) -> str:
        return alignment_writer(name, **options).write(aligned)

    _deliver(form, targets, render, _one_file(render), quiet=quiet)
    _tell_notes((aligned.suspect, aligned.reference), form, quiet=quiet)


def _tell_notes(sides: Sequence[ReportSide], form: str, *, quiet: bool) -> None:
    """Tell on stderr what was guessed about the documents, where the output itself has no place for it."""
    if not quiet and form not in SAYS_NOTES:
        for side in sides:
            for note in side.notes:
                tell(f"note: {visible(side.name)}: {visible(note)}")


def _tell_annotations(checked: Checked) -> None:
    """Tell on stderr how many findings do not count, and what is wrong with comments that shall silence some."""
    for reason, count in sorted(Counter(each.reason for each in checked.suppressed).items()):
        tell(f"note: {visible(checked.suspect)}: {counted(count, 'finding')} left out: {visible(reason)}")
    for problem in checked.problems:
        tell(f"note: {visible(checked.suspect)}:{problem.line}:{problem.column}: {visible(problem.message)}")


@contextmanager
def waiting(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show a person at a terminal that work is going on, and at what, by what this yields; write nothing to a pipe or a log."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # a person can wait 30 ms
    from rich.markup import escape  # noqa: PLC0415

    with Console(stderr=True).status("reading, aligning, rating …") as status:
        yield lambda what: status.update(f"reading, aligning, rating … {escape(visible(what))}")


def _deliver(form: str, targets: Sequence[Target], render: Render, files: Files, *, quiet: bool) -> None:
    """Render everything first, so that a format that fails leaves nothing half done; then write, entrances last."""
    written = [(Path(path), text) for target in targets for path, text in reversed([*files(target).items()])]
    silent = quiet and form == TEXT
    shown = "" if silent else render(form, terminal_options() if form == TEXT else {})
    for path, text in written:
        write_whole(path, text)
    write_stdout(shown)


def _one_file(render: Render) -> Files:
    return lambda target: {str(target.path): render(target.format, {})}
