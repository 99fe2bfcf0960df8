"""What a project asks for: values with their origins; for each path a `Config` and `Limits` go out to `matching`.

The command line goes before [[overrides]], those before the configuration, that before the defaults.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from mtqa.config import Config
from mtqa.gate import Limits
from mtqa.project.jobs import COLUMNS
from mtqa.project.keys import NEVER, TOP
from mtqa.project.template import Template
from mtqa.read.files import STDIN
from mtqa.types import Severity

COMMAND_LINE: Final = "command line"
DEFAULT: Final = "default"


class Value(NamedTuple):
    """The value of a key, and where it comes from: `mtqa.toml:12`, `command line` or `default`."""

    value: Any
    origin: str


Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PairRule:
    """One [[pairs]] table: where suspects are, and where the reference of each is."""

    suspect: Template
    reference: Template | None
    origin: str
    against: str | None = None
    languages: tuple[str, ...] = ()
    lang: str | None = None
    read_as: str | None = None
    columns: tuple[str, str] = COLUMNS


@dataclass(frozen=True, slots=True)
class Override:
    """One [[overrides]] table: other values for some paths."""

    paths: tuple[Template, ...]
    values: Values
    origin: str


DEFAULTS: Final[Values] = {key.name: Value(key.default, DEFAULT) for key in TOP}


@dataclass(frozen=True, slots=True)
class Settings:
    """The effective settings of a run. `root` is the folder that all paths are relative to.

    `prefix` is the way there from the top of the repository: files are called by their place in that, as CI systems do.

    Example: `Settings(Path()).get("fail-on")` is `"major"`.
    """

    root: Path
    file: Path | None = None
    found: Values = field(default_factory=dict)  # in the configuration
    given: Values = field(default_factory=dict)  # on the command line
    pairs: tuple[PairRule, ...] = ()
    overrides: tuple[Override, ...] = ()
    prefix: str = ""

    @property
    def values(self) -> Values:
        """Return every key's value, before any override."""
        return {**DEFAULTS, **self.found, **self.given}

    def get(self, key: str) -> Any:  # noqa: ANN401  # a key's type is in the table of keys
        """Return the value of a key, before any override."""
        return self.values[key].value

    def called(self, path: str) -> str:
        """Return what a file of the project is called. Example: `site/docs/a.md`, for `docs/a.md` in the folder `site`."""
        is_ours = self.prefix and path != STDIN and not Path(path).is_absolute()
        return posixpath.normpath(self.prefix + path) if is_ours else path

    def path_of(self, name: str) -> Path:
        """Return where the file is that is called so."""
        return self.root / (posixpath.relpath(name, self.prefix) if self.prefix else name)

    def place_of(self, path: str) -> str:
        """Return the place of a file in the project; elsewhere its full path; as it was given where there is no project."""
        if self.file is None or path == STDIN:
            return path
        resolved, root = Path(path).resolve(), self.root.resolve()
        return (resolved.relative_to(root) if resolved.is_relative_to(root) else resolved).as_posix()

    def values_of(self, path: str) -> Values:
        """Return the values for one suspect. An override's `ignore` adds to the project's; anything else replaces."""
        values = {**DEFAULTS, **self.found}
        for override in self.overrides:
            if any(template.match(path) is not None for template in override.paths):
                values |= _added(values["ignore"], override.values)
        return {**values, **self.given}

    def config_of(self, path: str, lang: str | None = None) -> Config:
        """Return the options of scoring one suspect, whose language may be known from its path."""
        values = {key: value.value for key, value in self.values_of(path).items()}
        return Config(
            lang=values["lang"] if "lang" in self.given else lang or values["lang"],
            model=values["model"],
            offline=values["offline"],
            pre_split=values["pre-split"],
            max_block=values["max-block"],
            judge=values["judge"],
            words=values["words"],
            glossary=values["glossary"],
            keep=values["keep"],
            select=values["select"],
            ignore=values["ignore"],
        )

    def limits_of(self, path: str) -> Limits:
        """Return what one suspect is judged by."""
        values = {key: value.value for key, value in self.values_of(path).items()}
        return Limits(
            min_fidelity=values["min-fidelity"],
            min_fluency=values["min-fluency"],
            min_coverage=values["min-coverage"],
            max_flagged_percent=values["max-flagged-percent"],
            fail_on=None if values["fail-on"] == NEVER else Severity(values["fail-on"]),
            require_parallel=values["require-parallel"],
            max_minor=values["max-minor"],
            max_major=values["max-major"],
            max_critical=values["max-critical"],
        )


def _added(ignored: Value, override: Values) -> dict[str, Value]:
    values = dict(override)
    if "ignore" in values:
        both = (*cast("tuple[str, ...]", ignored.value), *values["ignore"].value)
        origin = values["ignore"].origin if not ignored.value else f"{ignored.origin} and {values['ignore'].origin}"
        values["ignore"] = Value(both, origin)
    return values
