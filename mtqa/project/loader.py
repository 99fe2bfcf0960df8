"""Find and read the configuration: a folder or a file comes in, `Settings` go out; whatever is wrong is named with its line.

`mtqa.toml`, or `[tool.mtqa]` in pyproject.toml, in the folder or the nearest one above it, up to the repository's top.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mtqa.errors import ConfigError
from mtqa.project.jobs import COLUMNS
from mtqa.project.keys import OVERRIDE, PAIR, TOP, Key, WrongValueError, named
from mtqa.project.lines import KeyPath, key_lines, line_of
from mtqa.project.meant import meant
from mtqa.project.settings import Override, PairRule, Settings, Value, Values

OWN_FILE: Final = "mtqa.toml"
SHARED_FILE: Final = "pyproject.toml"
OWN_TABLE: Final = ("tool", "mtqa")
REPOSITORY: Final = ".git"
"""What the top folder of a repository holds: no configuration is looked for above it."""

TABLES: Final = {"pairs": PAIR, "overrides": OVERRIDE}
"""The arrays of tables, each with its keys."""


@dataclass(frozen=True, slots=True)
class Source:
    """The configuration as it stands in its file; `prefix` is the path of its table."""

    name: str
    table: Mapping[str, Any]
    lines: Mapping[KeyPath, int]
    prefix: KeyPath

    def origin(self, *path: str | int) -> str:
        """Say where a key stands. Example: `mtqa.toml:12`."""
        return f"{self.name}:{line_of((*self.prefix, *path), self.lines)}"


def load(folder: Path, file: Path | None = None, given: Values | None = None) -> Settings:
    """Read the configuration of a folder, or a file that is named; without one, everything has its default.

    `given` are values from the command line. Raises: ConfigError, naming file, line, key and the nearest right one.
    """
    place = file or find(folder)
    if place is None:
        return Settings(folder, given=given or {})
    source = _source(place)
    pairs, overrides = (source.table.get(name, []) for name in TABLES)
    plain = {key: value for key, value in source.table.items() if key not in TABLES}
    return Settings(
        root=place.resolve().parent,
        file=place,
        found=_values(source, plain, TOP),
        given=given or {},
        pairs=tuple(_pair(source, place) for place in _rows(source, "pairs", pairs)),
        overrides=tuple(_override(source, place) for place in _rows(source, "overrides", overrides)),
        prefix=_prefix(place.resolve().parent),
    )


def find(folder: Path) -> Path | None:
    """Return the configuration file that rules a folder, None where there is none."""
    for place in (folder.resolve(), *folder.resolve().parents):
        if (own := place / OWN_FILE).is_file():
            return own
        if (shared := place / SHARED_FILE).is_file() and _has_table(shared):
            return shared
        if (place / REPOSITORY).exists():
            return None
    return None


def _prefix(root: Path) -> str:
    """Return the way from the top of the repository to a folder, with a final /; nothing outside of a repository."""
    for place in (root, *root.parents):
        if (place / REPOSITORY).exists():
            return f"{root.relative_to(place).as_posix()}/" if place != root else ""
    return ""


def _has_table(place: Path) -> bool:
    """Tell whether a pyproject.toml is about mtqa at all; one that is not is none of our business, broken or not."""
    try:
        text = place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return "mtqa" in text and any(path[:2] == OWN_TABLE for path in key_lines(text))


def _source(place: Path) -> Source:
    try:
        text = place.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{place}: cannot be read: {error.strerror}", "check the path") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{place}: is not UTF-8", "TOML is always UTF-8: save it so") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{place.name}: {error}", "mend this line; strings need quotation marks") from None
    lines = key_lines(text.replace("\r\n", "\n"))
    if place.name != SHARED_FILE:
        return Source(place.name, table, lines, ())
    own = table.get("tool", {}).get("mtqa", {})
    return Source(place.name, own if isinstance(own, dict) else {}, lines, OWN_TABLE)


def _rows(source: Source, name: str, rows: object) -> range:
    """Return the indexes of an array of tables."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(
            f"{source.origin(name)}: {name} is not an array of tables", f"write [[{name}]] above its keys"
        )
    return range(len(rows))


def _values(source: Source, table: Mapping[str, Any], keys: tuple[Key, ...], *path: str | int) -> Values:
    known = named(keys)
    values: dict[str, Value] = {}
    for name, value in table.items():
        origin = source.origin(*path, name)
        if name not in known:
            raise _unknown(name, origin, (*known, *(TABLES if not path else ())), str(path[0]) if path else "")
        try:
            values[name] = Value(known[name].read(value), origin)
        except WrongValueError as error:
            raise ConfigError(f"{origin}: {name} is {_shown(value)}, not {error}", known[name].help) from None
        if name in ("select", "ignore"):
            require_codes(name, values[name])
    return values


def require_codes(name: str, prefixes: Value) -> None:
    """Make sure that each prefix is of some code: a misspelt one would silence nothing, or everything."""
    from mtqa.detect import codes  # noqa: PLC0415  # loads the detectors: only for who chooses codes

    for prefix in prefixes.value:
        if not any(code.startswith(prefix.upper()) for code in codes()):
            guess = meant(prefix.upper(), codes())
            raise ConfigError(
                f"{prefixes.origin}: {name} has {prefix!r}, which begins no code", f"{guess}see mtqa explain"
            )


def _unknown(name: str, origin: str, known: tuple[str, ...], table: str) -> ConfigError:
    guess = meant(name.lower().replace("_", "-"), known)
    where = f" in [[{table}]]" if table else ""
    return ConfigError(f"{origin}: unknown key {name!r}{where}", f"{guess}keys: {', '.join(known)}")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _pair(source: Source, index: int) -> PairRule:
    origin = source.origin("pairs", index)
    values = {
        name: value.value for name, value in _values(source, source.table["pairs"][index], PAIR, "pairs", index).items()
    }
    if "suspect" not in values:
        raise ConfigError(f"{origin}: [[pairs]] has no suspect", 'for example suspect = "docs/{lang}/**/*.md"')
    rule = PairRule(
        suspect=values["suspect"],
        reference=values.get("reference"),
        origin=origin,
        against=values.get("against"),
        languages=values.get("languages", ()),
        lang=values.get("lang"),
        read_as=values.get("read-as"),
        columns=values.get("columns", COLUMNS),
    )
    _require_sense(rule, source.origin("pairs", index, "reference"))
    return rule


def _require_sense(rule: PairRule, origin: str) -> None:
    if rule.reference is None:
        return
    if rule.against is not None:
        raise ConfigError(f"{origin}: [[pairs]] has both reference and against", "keep one: a path, or a revision")
    if rule.reference == rule.suspect:
        raise ConfigError(f"{origin}: reference is the suspect itself", 'give it another path, or against = "REVISION"')
    foreign = sorted(rule.reference.keys - rule.suspect.keys)
    if foreign:
        names = ", ".join(f"{{{key}}}" if key.isidentifier() else key.rstrip("0123456789") for key in foreign)
        raise ConfigError(
            f"{origin}: reference has {names}, which suspect does not catch",
            "every wildcard of the reference takes what the same one of the suspect stands for",
        )


def _override(source: Source, index: int) -> Override:
    origin = source.origin("overrides", index)
    values = dict(_values(source, source.table["overrides"][index], OVERRIDE, "overrides", index))
    if "paths" not in values:
        raise ConfigError(f"{origin}: [[overrides]] has no paths", 'for example paths = ["docs/{lang}/legal/**"]')
    paths = values.pop("paths").value
    return Override(paths, values, origin)
