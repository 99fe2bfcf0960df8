"""What `check`, `baseline` and `init` share: settings of the command line and the configuration, plans, a checker."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from mtqa.cli import tell
from mtqa.errors import ConfigError
from mtqa.gate import baseline as known
from mtqa.project.approved import Approved
from mtqa.project.jobs import Plan
from mtqa.project.keys import TOP, Key
from mtqa.project.loader import OWN_FILE, load, require_codes
from mtqa.project.matching import changed_only, configured, within
from mtqa.project.named import against_git, file_of_pairs, folders
from mtqa.project.settings import COMMAND_LINE, DEFAULT, Settings, Value, Values
from mtqa.read.pairs_file import is_named_so
from mtqa.report.visible import visible
from mtqa.run import Cache, Checker

NAMED: int = 5
"""Suspects without a reference that a note names before it only counts the rest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one run is asked to do, beyond what a configuration can say."""

    suspect: str | None = None
    reference: str | None = None
    changed_from: str | None = None
    config: Path | None = None
    cache_dir: Path | None = None
    use_cache: bool = True
    workers: int | None = None
    quiet: bool = False

    @property
    def pair(self) -> tuple[str, str] | None:
        """Return the two files that were named, if it is two files."""
        if self.suspect is None or self.reference is None:
            return None
        are_folders = Path(self.suspect).is_dir() and Path(self.reference).is_dir()
        return None if are_folders else (self.suspect, self.reference)


def settings_of(folder: Path, file: Path | None, options: Mapping[str, object]) -> Settings:
    """Join the configuration with the options that were given: those named as its keys. Raises: ConfigError."""
    given = given_of(options)
    for name in ("select", "ignore"):
        if name in given:
            require_codes(name, given[name])
    return load(folder, file, given)


def given_of(options: Mapping[str, object]) -> Values:
    """Take from options those that are named as keys of the configuration and have a value."""
    return {
        key.name: Value(_as_key(key, value), COMMAND_LINE)
        for key in TOP
        if (value := options.get(key.name.replace("-", "_"))) is not None and value is not False
    }


def _as_key(key: Key, value: object) -> object:
    """Turn the value of an option into that of its key: codes are written F,M1; lists are tuples."""
    if key.default == () and isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return tuple(value) if isinstance(value, list) else str(value) if isinstance(value, Path) else value


def checker_of(settings: Settings, asked: Asked, *, use_baseline: bool = True) -> Checker:
    """Make what judges files: with the known findings, if there are any, and with the ratings of earlier runs."""
    baseline = read_baseline(settings) if use_baseline else None
    cache = Cache(asked.cache_dir or user_cache_path("mtqa")) if asked.use_cache else None
    return Checker(baseline or known.Baseline(), cache, asked.workers)


def baseline_path(settings: Settings) -> Path:
    """Return where known findings are kept: beside the configuration, or where the command line says."""
    name, origin = settings.values["baseline"]
    return Path(name) if origin == COMMAND_LINE else settings.root / name


def outputs(settings: Settings) -> tuple[str, ...]:
    """Return what files to write, FORMAT=PATH: beside the configuration, or where the command line says."""
    values, origin = settings.values["output"]
    if origin == COMMAND_LINE:
        return tuple(values)
    parts = (value.partition("=") for value in values)
    return tuple(f"{form}={settings.root / path}" if path else form + equals for form, equals, path in parts)


def read_baseline(settings: Settings, *, is_asked_for: bool = True) -> known.Baseline | None:
    """Read the known findings, None where there are none.

    Raises: ConfigError where they are damaged, or where a file of them `is_asked_for` by name and not there.
    """
    path = baseline_path(settings)
    try:
        return known.read(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if not is_asked_for or settings.values["baseline"].origin == DEFAULT:
            return None
        raise ConfigError(f"{path}: there is no such baseline", "write it with `mtqa baseline write`") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}", "write it with `mtqa baseline write`") from None
    except ConfigError as error:
        raise ConfigError(f"{path}: {error.message}", error.hint) from None


@contextmanager
def planned(
    settings: Settings, suspect: str | None = None, reference: str | None = None, changed_from: str | None = None
) -> Iterator[Plan]:
    """Plan a run over many files; references out of git are there while it lasts. Raises: ConfigError."""
    with tempfile.TemporaryDirectory(prefix="mtqa-") as folder:
        plan = _planned(settings, suspect, reference, Path(folder))
        yield plan if changed_from is None else changed_only(plan, settings, changed_from)


def _planned(settings: Settings, suspect: str | None, reference: str | None, folder: Path) -> Plan:
    if suspect is not None and reference is not None:
        return folders(settings, Path(suspect), Path(reference))
    against = settings.get("against")
    is_by_git_alone = "against" in settings.given or not settings.pairs
    if suspect is not None and against is not None and is_by_git_alone:
        return against_git(settings, Path(suspect), against, Approved(Path.cwd(), folder))
    if suspect is not None and not settings.pairs and is_named_so(suspect):
        return file_of_pairs(settings, suspect)
    if not settings.pairs:
        raise _nothing_to_check(settings, suspect)
    plan = configured(settings, Approved(settings.root, folder))
    return plan if suspect is None else within(plan, settings, Path(suspect))


def _nothing_to_check(settings: Settings, suspect: str | None) -> ConfigError:
    if suspect is not None:
        return ConfigError(f"{suspect} has no REFERENCE", "give one, or --against REV, or [[pairs]] in " + OWN_FILE)
    if settings.file is None:
        return ConfigError("nothing to check: there is no mtqa.toml", "give SUSPECT and REFERENCE, or run `mtqa init`")
    return ConfigError(f"nothing to check: {settings.file.name} has no [[pairs]]", "see `mtqa init` for an example")


def tell_unchecked(plan: Plan, checker: Checker, *, missing_is_error: bool) -> None:
    """Tell on stderr what was not checked, and that nothing could be kept."""
    if plan.missing and not missing_is_error:
        names = ", ".join(visible(name) for name, _ in plan.missing[:NAMED])
        more = f" and {len(plan.missing) - NAMED} more" if len(plan.missing) > NAMED else ""
        tell(f"note: not checked, since there is no reference: {names}{more}")
    if checker.cache is not None and checker.cache.failure is not None:
        tell(f"note: {visible(checker.cache.failure)}")
