"""Several processes: one that dies stops the run, which goes on later; none outlives a parent that was killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from batch_rows import JOB, contents, rows, run_batch, write_lines

from mtqa.batch.local import run_local
from mtqa.batch.plan import plan_run
from mtqa.cli import ExitCode
from mtqa.errors import WorkerError

PATIENCE = 300.0
"""Seconds after which a process that is still there is a failure."""


@pytest.mark.slow
def test_a_worker_that_dies_stops_the_run_which_goes_on_later(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "0.jsonl", rows(40))
    killed: list[int] = []

    def kill_all(written: int, _bytes: int) -> None:
        if written and not killed:
            for child in multiprocessing.active_children():
                killed.append(child.pid or 0)
                child.kill()

    job = replace(JOB, workers=2, batch_size=2)
    with pytest.raises(WorkerError, match="a worker process died") as caught:
        run_local(plan_run(job, [str(path)], tmp_path / "out"), kill_all)
    assert len(killed) == 2
    assert caught.value.hint
    assert contents(tmp_path / "out") == {}
    run_batch([path], tmp_path / "out", job)
    run_batch([path], tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc to find the workers")
def test_no_worker_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    process = at_work(tmp_path)
    end = time.monotonic() + PATIENCE
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert len(children) >= 2
    process.send_signal(signal.SIGKILL)
    process.communicate()
    while any(map(alive, children)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(alive, children))


def test_ctrl_c_ends_all_of_them_quietly(tmp_path: Path) -> None:
    process = at_work(tmp_path)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to parent and workers
    _, errors = process.communicate(timeout=PATIENCE)
    assert errors in {b"", b"interrupted\n"}  # no worker has a word to say, nor a traceback
    assert process.returncode == ExitCode.INTERRUPTED
    assert contents(tmp_path / "out") == {}


def at_work(folder: Path) -> subprocess.Popen[bytes]:
    """Start a run of two workers, in a process group of its own, and wait until it writes."""
    path = write_lines(folder / "0.jsonl", rows(200))
    command = [sys.executable, "-m", "mtqa", "batch", str(path), "-o", str(folder / "out"), "--lang", "en"]
    command += ["--judge", "none", "--workers", "2", "--batch-size", "2", "-q"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    end = time.monotonic() + PATIENCE
    while not list(folder.glob("out/.*.partial")) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert process.poll() is None
    return process


def alive(pid: str) -> bool:
    """Tell whether a process runs; one that has ended and waits for its parent to ask does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
