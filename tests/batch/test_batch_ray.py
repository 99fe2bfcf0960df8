"""A real Ray cluster on this machine, two workers, one of them killed in the middle: the same bytes as without Ray."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from batch_rows import JOB, contents, of_shard, rows, run_batch, write_lines

pytest.importorskip("ray", reason="Ray is not installed: pip install 'mtqa[ray]'")

SHARDS, ROWS = 8, 30
ATTEMPTS = 3
"""To start a cluster, for which Ray allows 30 seconds: a busy machine may need longer, and then nothing was done."""
DEADLINE = 900.0
"""Seconds after which a run that hangs is a failure."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for number in range(SHARDS):
        write_lines(tmp_path / "in" / f"{number:02}.jsonl", of_shard(rows(ROWS), number))
    return tmp_path


def workers(output: Path) -> Iterator[int]:
    """Name the processes that have an output half written."""
    for path in output.glob(".*.partial"):
        found = re.search(r"-(\d+)\.partial$", path.name)
        assert found
        yield int(found.group(1))


def run_and_kill(corpus: Path) -> tuple[int, bool, str, str]:
    """Run on Ray; kill the first worker that is seen at work. Its exit code, whether one was killed, what it told."""
    command = [sys.executable, "-m", "mtqa", "batch", str(corpus / "in"), "--output", str(corpus / "ray")]
    command += ["--lang", "en", "--judge", "none", "--engine", "ray", "--workers", "2"]
    ray = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    killed = False
    end = time.monotonic() + DEADLINE
    while not killed and ray.poll() is None and time.monotonic() < end:
        for pid in workers(corpus / "ray"):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                killed = True
                break
        time.sleep(0.005)
    told, errors = ray.communicate(timeout=DEADLINE)
    return ray.returncode, killed, told, errors


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_changes_nothing(corpus: Path) -> None:
    run_batch([corpus / "in"], corpus / "local", JOB)
    for _ in range(ATTEMPTS):
        code, killed, told, errors = run_and_kill(corpus)
        if "no Ray cluster" not in errors:
            break
    assert code == 0, errors
    assert killed, "no worker was seen at work"
    assert f"{SHARDS * ROWS:,} rows, 0 with an error" in told
    assert contents(corpus / "ray") == contents(corpus / "local")
