"""What the tests of a run share: small texts, and jobs over them."""

from __future__ import annotations

import os
from pathlib import Path

from mtqa.config import Config
from mtqa.gate import Limits
from mtqa.project.jobs import Job, Plan

GOOD = "The ferry leaves at nine. Nobody waits for the last passenger."
BAD = "The ferry leaves at at at nine. Nobody waits for the last passenger."


def job(folder: Path, suspect: str = BAD, reference: str = GOOD, name: str = "a.txt") -> Job:
    """Write both texts and make their job."""
    paths = [folder / side / name for side in ("suspect", "reference")]
    for path, text in zip(paths, (suspect, reference), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Job(
        suspect=f"suspect/{name}",
        reference=f"reference/{name}",
        suspect_path=str(paths[0]),
        reference_path=str(paths[1]),
        config=Config(lang="en"),
        limits=Limits(),
    )


def broken(folder: Path, name: str = "broken.txt") -> Job:
    """A job whose suspect is no text."""
    made = job(folder, name=name)
    Path(made.suspect_path).write_bytes(b"\x00\x01\x02" * 50)
    return made


def plan(*jobs: Job, missing: tuple[tuple[str, str], ...] = ()) -> Plan:
    return Plan(jobs, missing=missing)


def die(_: Job) -> None:
    """End the process at once, as one does that the system kills."""
    os._exit(9)
