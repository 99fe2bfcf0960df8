"""What is to be judged: one `Job` for each suspect, made by `matching`, done by `mtqa.run`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mtqa.config import Config
from mtqa.gate import Limits

COLUMNS: Final = ("suspect", "reference")
"""What the columns of a file of pairs are called where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Job:
    """One suspect to judge: what both texts are called, where they are, what they are judged by.

    Paths are what `mtqa.read.read` takes. Without a reference path the suspect's file holds both sides, in these columns.
    """

    suspect: str
    reference: str
    suspect_path: str
    reference_path: str | None
    config: Config
    limits: Limits
    encoding: str | None = None
    read_as: str | None = None
    columns: tuple[str, str] = COLUMNS


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs of a run, in order, and what else a person should know, such as suspects without a reference."""

    jobs: tuple[Job, ...]
    notes: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()  # suspects whose reference is not there, each with its name
