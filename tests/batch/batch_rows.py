"""Rows of a small corpus, written for these tests, and ways to put them into files and to run them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mtqa.batch.job import Job
from mtqa.batch.local import run_local
from mtqa.batch.plan import Outcome, plan_run
from mtqa.config import Config

ENGLISH = Config(lang="en", judge="none", ter=False)
JOB = Job(ENGLISH)
PAIRS = [
    ("He went to to town on Monday.", "He went to town on Monday."),
    ("The gate closed at nine.", "The gate closed at nine."),
    ("", "Nobody asked him why."),
    ("It costs €384 million.", "It costs €348 million."),
    ("The gate closed at nine.", "The gate did not close at nine."),
    ("A paperPublished in spring says so.", "A paper published in spring says so."),
    ("The gate closed at nine.", "The gate closed at nine."),
]


def rows(count: int = len(PAIRS)) -> list[dict[str, Any]]:
    """Number the pairs, over and over, each time a little different."""
    listed = []
    for number in range(count):
        suspect, reference = PAIRS[number % len(PAIRS)]
        again = f" Round {number // len(PAIRS)}." if number >= len(PAIRS) else ""
        listed.append({"id": number, "suspect": suspect + again, "reference": reference + again})
    return listed


def of_shard(listed: Iterable[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """Give a shard texts of its own, so that each takes its time: a pair that comes again is not rated again."""
    return [row | {side: f"{row[side]} In part {number}." for side in ("suspect", "reference")} for row in listed]


def write_lines(path: Path, listed: Iterable[Mapping[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in listed), encoding="utf-8")
    return path


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run_batch(inputs: Iterable[Path], output: Path, job: Job = JOB) -> Outcome:
    return run_local(plan_run(job, [str(path) for path in inputs], output))


def contents(directory: Path) -> dict[str, bytes]:
    """Every file below a directory, by name, hidden ones too."""
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}
