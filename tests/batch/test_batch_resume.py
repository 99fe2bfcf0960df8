"""Broken off at any moment and run again: nothing lost, doubled or half written; what is done is not done again."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from batch_rows import ENGLISH, JOB, contents, of_shard, rows, run_batch, write_lines

from mtqa.batch.shards import locked
from mtqa.errors import ConfigError, InputError

KILLS = 20
SEED = 20
SHARDS = 100
STEPS = 9
"""Signs of work before the kill, at most: a shard gives four, so that some come before one is whole, some after two."""
LONGEST = 0.02
"""Seconds from the last of these signs to the kill, at most: about as long as a shard takes."""
PATIENCE = 120.0
"""Seconds to wait for the signs."""
READY = ["batch_ready"]
"""What a process has loaded when it starts: what is killed is the work, not the import of numpy."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for number in range(3):
        write_lines(tmp_path / "in" / f"{number}.jsonl", [row | {"shard": number} for row in rows(7)])
    return tmp_path / "in"


def test_what_is_done_is_not_done_again(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run_batch([corpus], out).rated == 3
    before = contents(out)
    assert run_batch([corpus], out).rated == 0
    assert contents(out) == before
    assert set(before) == {"0.jsonl", "1.jsonl", "2.jsonl", "_manifest.json", "_summary.json"}


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ("input", 1),
        ("output lost", 1),
        ("output changed", 1),
        ("manifest lost", 3),
        ("manifest damaged", 3),
        ("options", 3),
        ("batch size", 0),
        ("new input", 1),
    ],
)
def test_what_changed_is_done_again(change: str, again: int, corpus: Path, tmp_path: Path) -> None:
    out, job = tmp_path / "out", JOB
    run_batch([corpus], out)
    match change:
        case "input":
            write_lines(corpus / "1.jsonl", rows(3))
        case "output lost":
            (out / "1.jsonl").unlink()
        case "output changed":
            (out / "1.jsonl").write_text("{}\n")
        case "manifest lost":
            (out / "_manifest.json").unlink()
        case "manifest damaged":
            (out / "_manifest.json").write_text('{"shards": {"0.jsonl": 3')
        case "options":
            job = replace(JOB, config=replace(ENGLISH, ignore=("M",)))
        case "batch size":
            job = replace(JOB, batch_size=2)
        case "new input":
            write_lines(corpus / "3.jsonl", rows(3))
    assert run_batch([corpus], out, job).rated == again
    run_batch([corpus], tmp_path / "fresh", job)
    assert contents(out) == contents(tmp_path / "fresh")


def test_an_error_in_the_middle_keeps_what_is_done(corpus: Path, tmp_path: Path) -> None:
    good = (corpus / "1.jsonl").read_bytes()
    (corpus / "1.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\x00" * 3)
    (corpus / "1.jsonl").unlink()
    with pytest.raises(InputError):
        run_batch([corpus / "0.jsonl", corpus / "1.jsonl.gz"], tmp_path / "out")
    (corpus / "1.jsonl").write_bytes(good)
    (corpus / "1.jsonl.gz").unlink()
    run_batch([corpus], tmp_path / "out")
    run_batch([corpus], tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


@pytest.mark.parametrize(("size", "workers"), [(1000, 1), (2, 1), (1000, 2), (2, 2)])
def test_what_comes_before_a_table_that_cannot_be_read_is_written(size: int, workers: int, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", rows(3))
    packed = gzip.compress("".join(json.dumps(row) + "\n" for row in rows(60)).encode())
    (tmp_path / "b.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    inputs, job = [tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"], replace(JOB, batch_size=size, workers=workers)
    for _ in range(2):
        with pytest.raises(InputError, match=r"b\.jsonl\.gz: Compressed file ended"):
            run_batch(inputs, tmp_path / "out", job)
        assert {"a.jsonl", "_a.jsonl.json"} == set(contents(tmp_path / "out"))
    run_batch(inputs[:1], tmp_path / "fresh")
    assert contents(tmp_path / "out")["a.jsonl"] == contents(tmp_path / "fresh")["a.jsonl"]
    (tmp_path / "b.jsonl.gz").write_bytes(packed)
    assert run_batch(inputs, tmp_path / "out", job).rated == 1


def test_two_runs_keep_out_of_each_others_way(corpus: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "out"), pytest.raises(ConfigError, match="another run is writing"):
        run_batch([corpus], tmp_path / "out")
    assert run_batch([corpus], tmp_path / "out").rated == 3


@pytest.mark.parametrize("wrong", ["itself", "two of one name", "nothing"])
def test_inputs_that_make_no_sense(wrong: str, corpus: Path, tmp_path: Path) -> None:
    inputs, out = [corpus], tmp_path / "out"
    if wrong == "itself":
        out = corpus
    elif wrong == "two of one name":
        inputs = [corpus, write_lines(tmp_path / "other" / "0.jsonl", rows(1))]
    else:
        inputs = [tmp_path / "empty"]
        inputs[0].mkdir()
    with pytest.raises((ConfigError, InputError)) as caught:
        run_batch(inputs, out)
    assert caught.value.hint


def test_an_output_can_be_an_input(corpus: Path, tmp_path: Path) -> None:
    """Its bookkeeping is no table, and folders keep their names."""
    write_lines(corpus / "de" / "0.jsonl", rows(2))
    run_batch([corpus], tmp_path / "out")
    run_batch([tmp_path / "out"], tmp_path / "again", replace(JOB, prefix="second_"))
    names = {"0.jsonl", "1.jsonl", "2.jsonl", "de/0.jsonl", "_manifest.json", "_summary.json"}
    assert set(contents(tmp_path / "out")) == set(contents(tmp_path / "again")) == names


class Crash(BaseException):
    """Stands for whatever stops a process between two steps."""


def test_stopped_at_every_step(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file appears by a rename: stop before each of them, and before each clearing away, then go on."""
    run_batch([corpus], tmp_path / "fresh")
    whole = contents(tmp_path / "fresh")
    replace_file, remove_file = Path.replace, Path.unlink
    steps = 0

    def stop_at(step: int) -> None:
        count = iter(range(step + 1))

        def limited(act: Callable[..., object]) -> Callable[..., object]:
            def acted(path: Path, *args: object, **options: object) -> object:
                if next(count, step) == step:
                    raise Crash
                return act(path, *args, **options)

            return acted

        monkeypatch.setattr(Path, "replace", limited(replace_file))
        monkeypatch.setattr(Path, "unlink", limited(remove_file))

    while True:
        out = tmp_path / f"out{steps}"
        stop_at(steps)
        try:
            run_batch([corpus], out)
        except Crash:
            monkeypatch.undo()
            run_batch([corpus], out)
            assert contents(out) == whole
            steps += 1
        else:
            break
    assert steps >= 2 * 3 + 2


# ---- kill -9


def signs(output: Path) -> list[str]:
    """What there is to see of the work."""
    return sorted(path.name for path in output.glob("*")) + sorted(path.name for path in output.glob(".*.partial"))


@pytest.mark.slow
def test_killed_at_twenty_random_moments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(SHARDS):
        write_lines(tmp_path / "in" / f"{number:03}.jsonl", of_shard(rows(2), number))
    run_batch([tmp_path / "in"], tmp_path / "whole")
    out, moments = tmp_path / "out", random.Random(SEED)  # noqa: S311  # no secret
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(READY)
    progress = []
    for _ in range(KILLS):
        steps, before = moments.randint(1, STEPS), signs(out)
        process = processes.Process(target=run_batch, args=([tmp_path / "in"], out))
        process.start()
        end = time.monotonic() + PATIENCE
        while steps and process.is_alive() and time.monotonic() < end:
            time.sleep(0.005)
            if (now := signs(out)) != before:
                steps, before = steps - 1, now
        time.sleep(moments.uniform(0.0, LONGEST))
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL, "it was done before it could be killed"
        done = [
            path for path in out.glob("*.jsonl") if path.read_bytes() == (tmp_path / "whole" / path.name).read_bytes()
        ]
        assert len(done) == len(list(out.glob("*.jsonl"))), "an output is half written"
        progress.append(len(done))
    assert progress == sorted(progress)
    assert progress[0] < progress[-1] < SHARDS
    command = [sys.executable, "-m", "mtqa", "batch", str(tmp_path / "in"), "--output", str(out), "--lang", "en"]
    subprocess.run([*command, "--workers", "1", "--judge", "none", "--quiet"], check=True)
    assert contents(out) == contents(tmp_path / "whole")
