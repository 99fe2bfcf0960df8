"""The fixtures as tests use them: read once, rated once a process, altered where a test says how."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from mtqa import Config, Document, Report, read_document, score
from mtqa.read import from_text

FIXTURES = Path(__file__).parents[1] / "fixtures"
DAMAGED = ("garbled", "german", "light", "markdown")
PAIRS = (*DAMAGED, "paraphrase")


def path(folder: str, side: str) -> Path:
    """Name the file of one side; the unrelated article stands beside the garbled one's reference."""
    if folder == "unrelated" and side == "reference":
        folder = "garbled"
    (found,) = FIXTURES.glob(f"{folder}/{side}.*")
    return found


@cache
def document(folder: str, side: str) -> Document:
    return read_document(str(path(folder, side)))


@cache
def rated(folder: str, config: Config = Config()) -> Report:  # noqa: B008  # frozen
    return score(document(folder, "suspect"), document(folder, "reference"), config)


def altered(folder: str, side: str, text: str) -> Report:
    """Rate a fixture with another text on one side."""
    form = path(folder, side).suffix.removeprefix(".")
    other = from_text(text, document(folder, side).name, format=form)
    sides = {"suspect": document(folder, "suspect"), "reference": document(folder, "reference"), side: other}
    return score(sides["suspect"], sides["reference"])


def expected(folder: str) -> list[dict[str, Any]]:
    damage: list[dict[str, Any]] = json.loads((FIXTURES / folder / "expected.json").read_text("utf-8"))["damage"]
    return damage
