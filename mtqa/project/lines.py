"""Where each key of a TOML file stands: its text comes in, line numbers go out to `loader`, which names them in errors.

The standard library parses TOML without places. Here keys are only located, never read, in a text that it has accepted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

KeyPath = tuple[str | int, ...]
"""A key as Python reaches its value, such as `("pairs", 0, "suspect")`."""

NAME: Final = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
DOTTED: Final = rf"{NAME}(?:[ \t]*\.[ \t]*{NAME})*"
HEADER: Final = re.compile(rf"[ \t]*(?P<open>\[\[?)[ \t]*(?P<key>{DOTTED})[ \t]*\]")
ASSIGNMENT: Final = re.compile(rf"[ \t]*(?P<key>{DOTTED})[ \t]*=")
MULTI_LINE: Final = re.compile(r'"""|\'\'\'')


def key_lines(text: str) -> Mapping[KeyPath, int]:
    r"""Map tables and keys to the lines, from 1, that they start at. Example: `key_lines("[a]\nb = 1")[("a", "b")]` is 2."""
    lines: dict[KeyPath, int] = {}
    tables = Counter[KeyPath]()
    current: KeyPath = ()
    inside = ""  # the quotes of a string that goes on
    for number, line in enumerate(text.split("\n"), 1):
        begins_inside = bool(inside)
        for quotes in MULTI_LINE.findall(line):
            inside = "" if inside == quotes else inside or quotes
        if begins_inside:
            continue
        if header := HEADER.match(line):
            current = _table(header, tables)
            lines.setdefault(current, number)
        elif assignment := ASSIGNMENT.match(line):
            lines.setdefault(current + _names(assignment["key"]), number)
    return lines


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """Return the line of a key, or of the nearest table around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _table(header: re.Match[str], tables: Counter[KeyPath]) -> KeyPath:
    """Return the path of a table; one of several with a name has its number in it."""
    path: KeyPath = ()
    names = _names(header["key"])
    for name in names[:-1]:
        path = (*path, name)
        path = (*path, tables[path] - 1) if tables[path] else path
    path = (*path, names[-1])
    if header["open"] == "[[":
        tables[path] += 1
        return (*path, tables[path] - 1)
    return path


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(NAME, dotted))
