"""Say what is in effect and where it comes from: `Settings` come in, TOML with an origin beside each value goes out."""

from __future__ import annotations

import json
from collections.abc import Iterable

from mtqa.project.jobs import COLUMNS
from mtqa.project.keys import GLOSSARY, TOP
from mtqa.project.settings import Override, PairRule, Settings, Value, Values
from mtqa.project.template import Template


def explained(settings: Settings) -> str:
    """Return the effective configuration as TOML; a key without a value stands in a comment."""
    head = f"# {settings.file}" if settings.file else f"# no configuration in {settings.root} or above it"
    parts = [[head, *_lines({key.name: settings.values[key.name] for key in TOP})]]
    parts += [[f"[[pairs]]  # {rule.origin}", *_pair(rule)] for rule in settings.pairs]
    parts += [[f"[[overrides]]  # {override.origin}", *_override(override)] for override in settings.overrides]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts)


def toml(value: object) -> str:
    """Write a value as TOML. Example: `toml(("a", 1.5))` is `["a", 1.5]`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Template):
        return toml(value.text)
    if isinstance(value, tuple) and value and all(isinstance(one, tuple) for one in value):
        return "{ " + ", ".join(f"{toml(term)} = {toml(wording)}" for term, wording in value) + " }"
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(str(value), ensure_ascii=False) if isinstance(value, str) else f"{value:g}"


def _lines(values: Values) -> Iterable[str]:
    shown = {name: "" if value.value is None else f"{name} = {_value(name, value)}" for name, value in values.items()}
    width = max((len(line) for line in shown.values() if len(line) <= 60), default=0)
    for name, value in values.items():
        yield f"{shown[name]:{width}}  # {value.origin}" if shown[name] else f"# {name}: not set"


def _value(name: str, value: Value) -> str:
    """Write the value of a key: no wordings are an empty table, no values of any other key an empty list."""
    return "{}" if name == GLOSSARY and not value.value else toml(value.value)


def _pair(rule: PairRule) -> Iterable[str]:
    fields = {
        "suspect": rule.suspect,
        "reference": rule.reference,
        "against": rule.against,
        "languages": rule.languages or None,
        "lang": rule.lang,
        "read-as": rule.read_as,
        "columns": rule.columns if rule.columns != COLUMNS else None,
    }
    return [f"{name} = {toml(value)}" for name, value in fields.items() if value is not None]


def _override(override: Override) -> Iterable[str]:
    return _lines({"paths": Value(override.paths, override.origin), **override.values})
