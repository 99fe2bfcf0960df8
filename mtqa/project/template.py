"""Path templates: text such as `docs/{lang}/**/*.md` comes in, a matcher of paths goes out to `matching`.

`*` stands for anything within a name, `**` for any number of folders, `{lang}` for a language tag, any other `{name}`
for part of a name. What a template caught in one path is put into another template by `fill`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

LANG: Final = "lang"

WILDCARD: Final = re.compile(r"(?P<folders>\*\*/)|(?P<rest>\*\*$)|(?P<star>\*)|\{(?P<name>[A-Za-z_]\w*)\}")

LANGUAGE_TAG: Final = "[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*"
"""A language with region or script, as folders are named. Source: the shape of BCP 47, with gettext's underscore."""

Captures = Mapping[str, str]
"""What the wildcards of a template stood for, by their keys: `lang`, and `*0`, `*1`, `**0` ... in order of their kind."""


@dataclass(frozen=True, slots=True)
class Template:
    """A path with wildcards, relative to the configuration, with `/`. Raises: ValueError where it is malformed.

    Example: `Template("docs/{lang}/*.md").match("docs/de/home.md")` is `{"lang": "de", "*0": "home"}`.
    """

    text: str
    parts: tuple[str, ...] = field(init=False, repr=False, compare=False)  # literal, key, literal, key, ... literal
    pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.text.startswith("/"):
            raise ValueError("it is relative to the configuration, so it starts without /")
        parts = _split(self.text)
        for literal in parts[::2]:
            if "{" in literal or "}" in literal:
                raise ValueError(f"{self.text!r} has a brace that belongs to no {{name}}")
            if "**" in literal:
                raise ValueError("** stands for whole folders, as in docs/**/*.md")
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "pattern", re.compile(_expression(parts)))

    @property
    def folder(self) -> str:
        """Return the folder that every match lies in. Example: `docs` for `docs/{lang}/*.md`."""
        return self.parts[0].rpartition("/")[0]

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of its wildcards."""
        return frozenset(self.parts[1::2])

    def match(self, path: str) -> Captures | None:
        """Return what the wildcards stand for in a path, None where the path does not fit."""
        found = self.pattern.fullmatch(path)
        if found is None:
            return None
        return {key: found[group] or "" for key, group in _groups(self.parts).items()}

    def fill(self, captures: Captures) -> str:
        """Put captures in the place of wildcards. Example: `Template("ok/{lang}.md").fill({"lang": "de"})` is `ok/de.md`."""
        filled = [self.parts[0]]
        for key, literal, is_rest in _wildcards(self.parts):
            slash = "/" if key.startswith("**") and captures[key] and not is_rest else ""
            filled.append(captures[key] + slash + literal)
        return "".join(filled)


def _split(text: str) -> tuple[str, ...]:
    """Cut a template at its wildcards and give each its key. `a/*/b` gives `a/`, `*0`, `/b`."""
    parts: list[str] = []
    counts = {"*": 0, "**": 0}
    end = 0
    for found in WILDCARD.finditer(text):
        if found[0].startswith("**") and found.start() and text[found.start() - 1] != "/":
            continue  # stays in a literal, where it is refused
        key = found["name"]
        if key is None:
            kind = "*" if found["star"] else "**"
            key = f"{kind}{counts[kind]}"
            counts[kind] += 1
        parts += [text[end : found.start()], key]
        end = found.end()
    return (*parts, text[end:])


def _wildcards(parts: tuple[str, ...]) -> Iterator[tuple[str, str, bool]]:
    """Yield each wildcard's key, the literal after it, and whether it is a `**` that takes all the rest."""
    last = len(parts) - 2
    for place in range(1, len(parts), 2):
        key, literal = parts[place], parts[place + 1]
        yield key, literal, place == last and not literal and key.startswith("**")


def _groups(parts: tuple[str, ...]) -> dict[str, str]:
    """Name a group for each key."""
    return {key: f"g{number}" for number, key in enumerate(dict.fromkeys(parts[1::2]))}


def _expression(parts: tuple[str, ...]) -> str:
    groups = _groups(parts)
    seen: set[str] = set()
    expression = [re.escape(parts[0])]
    for key, literal, is_rest in _wildcards(parts):
        group = groups[key]
        if key in seen:
            expression.append(f"(?P={group})")
        elif is_rest:
            expression.append(f"(?P<{group}>.*)")
        elif key.startswith("**"):
            expression.append(f"(?:(?P<{group}>.+)/)?")
        else:
            expression.append(f"(?P<{group}>{_within_a_name(key)})")
        expression.append(re.escape(literal))
        seen.add(key)
    return "".join(expression)


def _within_a_name(key: str) -> str:
    if key.startswith("*"):
        return "[^/]*"
    return LANGUAGE_TAG if key == LANG else "[^/]+?"
