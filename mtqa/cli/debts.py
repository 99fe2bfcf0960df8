"""What `mtqa baseline` does: it checks the project without its baseline, and writes that anew, whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from mtqa.cli import tell
from mtqa.cli.output import write_whole
from mtqa.cli.project import Asked, baseline_path, checker_of, planned, read_baseline, settings_of, tell_unchecked
from mtqa.cli.show import waiting
from mtqa.errors import ConfigError, InputError
from mtqa.gate import baseline as known
from mtqa.project.settings import Settings
from mtqa.report.numbers import counted
from mtqa.types import Report, Run


def write_baseline(asked: Asked, options: Mapping[str, object], *, grow: bool) -> None:
    """Write every finding of today down. Raises: ConfigError where a list that is there would grow; InputError."""
    settings = settings_of(Path.cwd(), asked.config, options)
    old = read_baseline(settings, is_asked_for=False)
    run = _checked(settings, asked)
    _require_verdicts(run)
    new = known.record(_reports(run))
    grown = known.growth(old, new) if old is not None else 0
    path = baseline_path(settings)
    if grown and not grow:
        raise ConfigError(
            f"{path}: would grow by {counted(grown, 'finding')}",
            "mend them, or add them with `mtqa baseline write --grow`",
        )
    write_whole(path, known.write(new))
    _tell(asked, f"{path}: {counted(new.total, 'finding')} known in {counted(len(new.files), 'file')}")


def prune_baseline(asked: Asked, options: Mapping[str, object]) -> None:
    """Take out what is fixed. Raises: ConfigError where there is no list."""
    settings = settings_of(Path.cwd(), asked.config, options)
    path = baseline_path(settings)
    old = read_baseline(settings)
    if old is None:
        raise ConfigError(f"{path}: there is no such baseline", "write it with `mtqa baseline write`")
    run = _checked(settings, asked)
    gone = [name for name in old.files if not settings.path_of(name).exists()]
    pruned = known.prune(old, _reports(run), gone)
    write_whole(path, known.write(pruned.baseline))
    left = f"{counted(pruned.removed, 'finding')} taken out, {pruned.baseline.total} left"
    _tell(asked, f"{path}: {left}")
    if pruned.unknown:
        _tell(asked, f"note: {counted(pruned.unknown, 'finding')} of today not in the list: `mtqa check` shows them")


def _checked(settings: Settings, asked: Asked) -> Run:
    """Check all that the configuration names, without its baseline."""
    checker = checker_of(settings, asked, use_baseline=False)
    with planned(settings) as plan, waiting(quiet=asked.quiet) as progress:
        run = checker.run(plan, progress=progress)
    if not asked.quiet:
        tell_unchecked(plan, checker, missing_is_error=False)
    return run


def _reports(run: Run) -> known.Reports:
    """Collect the reports of each suspect, of which there is one for each of its references."""
    found: defaultdict[str, list[Report]] = defaultdict(list)
    for file in run.files:
        if file.report is not None:
            found[file.suspect].append(file.report)
    return found


def _require_verdicts(run: Run) -> None:
    """Make sure that every file was judged: a list must not forget what only could not be read today."""
    for file in run.files:
        if file.error is not None:
            raise InputError(file.error, file.hint or "")


def _tell(asked: Asked, line: str) -> None:
    if not asked.quiet:
        tell(line)
