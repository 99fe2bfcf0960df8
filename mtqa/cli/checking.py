"""What `mtqa check` does: over two files, two folders, files of git's past, or all that the configuration names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from mtqa import __version__
from mtqa.cli import ExitCode
from mtqa.cli.output import append, parse_targets, write_stdout
from mtqa.cli.project import Asked, checker_of, outputs, planned, settings_of, tell_unchecked
from mtqa.cli.show import require_run_formats, show, show_run, waiting
from mtqa.project.explained import explained
from mtqa.project.named import one_file
from mtqa.project.settings import Settings
from mtqa.run import Checker
from mtqa.types import Run

STEP_SUMMARY: Final = "GITHUB_STEP_SUMMARY"
"""The environment variable that names the file whose Markdown GitHub shows on a job's page."""


def checked(asked: Asked, options: Mapping[str, object], *, explain: bool = False) -> int:
    """Check what is asked for and show it. `options` hold values of the configuration's keys. Raises: MtqaError."""
    settings = settings_of(Path.cwd(), asked.config, options)
    if explain:
        write_stdout(explained(settings))
        return ExitCode.PASS
    checker = checker_of(settings, asked)
    if asked.pair is not None:
        return _check_pair(settings, checker, *asked.pair, quiet=asked.quiet)
    return _check_many(settings, checker, asked)


def _check_pair(settings: Settings, checker: Checker, suspect: str, reference: str, *, quiet: bool) -> int:
    """Check two files; one that cannot be read ends it."""
    form = settings.get("format")
    targets = parse_targets(outputs(settings), (suspect, reference))
    with waiting(quiet=quiet):
        found = checker.judged(one_file(settings, suspect, reference))
    show(found, form, targets, quiet=quiet)
    _summarise(Run.of([found], __version__), {form, *(target.format for target in targets)})
    return ExitCode.PASS if found.passed else ExitCode.FAIL


def _check_many(settings: Settings, checker: Checker, asked: Asked) -> int:
    """Check any number of files; one that cannot be read leaves the run without a verdict, the others are judged."""
    form = settings.get("format")
    missing_is_error = settings.get("missing-reference") == "error"
    plans = planned(settings, asked.suspect, asked.reference, asked.changed_from)
    with plans as plan, waiting(quiet=asked.quiet) as progress:
        inputs = [path for job in plan.jobs for path in (job.suspect_path, job.reference_path) if path is not None]
        targets = parse_targets(outputs(settings), inputs)
        require_run_formats([form, *(target.format for target in targets)])
        run = checker.run(plan, missing_is_error=missing_is_error, progress=progress)
    show_run(run, form, targets, quiet=asked.quiet)
    _summarise(run, {form, *(target.format for target in targets)})
    if not asked.quiet:
        tell_unchecked(plan, checker, missing_is_error=missing_is_error)
    return exit_code(run)


def exit_code(run: Run) -> ExitCode:
    """Say how a run ends: without a verdict if any file has none, else by the verdict."""
    if any(file.verdict is None for file in run.files):
        return ExitCode.NO_VERDICT
    return ExitCode.PASS if run.verdict.passed else ExitCode.FAIL


def _summarise(run: Run, forms: set[str]) -> None:
    """Add the run to the page of a GitHub job, where annotations are asked for and there is such a page."""
    from mtqa.report import run_writer  # noqa: PLC0415  # with the writers

    page = os.environ.get(STEP_SUMMARY)
    if page and "github" in forms:
        append(Path(page), run_writer("markdown").write(run))
