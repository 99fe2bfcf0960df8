"""Typed access to untrusted JSON: text comes in, a `Node` that knows its own place goes out to `json_reader`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from mtqa.errors import InputError

T = TypeVar("T")

HINT = "give a file written by `mtqa score --format json`"
"""What helps with every unreadable result."""


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and where it stands, such as `pairs[3]`; every method raises InputError with that place."""

    value: Any
    path: str = ""

    def child(self, key: str) -> Node:
        """Return the value of a key that must be there."""
        path = f"{self.path}.{key}" if self.path else key
        if not isinstance(self.value, dict):
            raise wrong(self.path or "the result", "is not an object")
        if key not in self.value:
            raise wrong(path, "is missing")
        return Node(self.value[key], path)

    def rows(self, key: str, make: Callable[[Node], T]) -> tuple[T, ...]:
        """Return what `make` builds of every element of a list."""
        listed = self.child(key)
        if not isinstance(listed.value, list):
            raise wrong(listed.path, "is not a list")
        return tuple(make(Node(row, f"{listed.path}[{index}]")) for index, row in enumerate(listed.value))

    def has(self, key: str) -> bool:
        """Tell whether an object has a key."""
        return isinstance(self.value, dict) and key in self.value

    def text(self, key: str) -> str:
        """Return a string."""
        return self.child(key).as_text()

    def optional_text(self, key: str) -> str | None:
        """Return a string, or None for null."""
        node = self.child(key)
        return None if node.value is None else node.as_text()

    def choice(self, key: str, choices: Collection[str]) -> str:
        """Return a string that is one of the choices."""
        node = self.child(key)
        if node.as_text() not in choices:
            raise wrong(node.path, f"is {node.value!r}, not one of {', '.join(choices)}")
        return node.as_text()

    def truth(self, key: str) -> bool:
        """Return true or false."""
        node = self.child(key)
        if not isinstance(node.value, bool):
            raise wrong(node.path, "is neither true nor false")
        return node.value

    def whole(self, key: str) -> int:
        """Return a whole number, 0 or more."""
        return self.child(key).as_whole()

    def number(self, key: str) -> float:
        """Return a finite number."""
        return self.child(key).as_number()

    def optional_number(self, key: str) -> float | None:
        """Return a finite number, or None for null."""
        node = self.child(key)
        return None if node.value is None else node.as_number()

    def as_text(self) -> str:
        """Return this value, a string."""
        if not isinstance(self.value, str):
            raise wrong(self.path, "is not a string")
        return self.value

    def as_whole(self) -> int:
        """Return this value, a whole number, 0 or more."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 0:
            raise wrong(self.path, "is not a whole number, 0 or more")
        return self.value

    def as_number(self) -> float:
        """Return this value, a finite number."""
        is_number = isinstance(self.value, (int, float)) and not isinstance(self.value, bool)
        if not is_number or not -sys.float_info.max <= self.value <= sys.float_info.max:
            raise wrong(self.path, "is not a finite number")
        return float(self.value)


def parsed(text: str) -> Node:
    """Return the root of a JSON text.

    Raises: InputError with the line and column where it stops being JSON.
    """
    try:
        return Node(json.loads(text, parse_constant=_refuse_constant))
    except json.JSONDecodeError as error:
        message = f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        raise InputError(message, HINT) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets nested by thousands
        raise InputError(f"not a result: {error}", HINT) from error


def wrong(path: str, what: str) -> InputError:
    """Return the error that says what is wrong at a place."""
    return InputError(f"not a result: {path} {what}", HINT)


def _refuse_constant(name: str) -> None:
    raise InputError(f"not a result: {name} is not a JSON number", HINT)
