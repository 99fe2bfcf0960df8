"""The cache: what comes back, what changes a key, damage, sharing, folders that cannot be written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from run_cases import BAD, GOOD, job, plan

from mtqa.config import Config
from mtqa.run import Cache, Checker
from mtqa.run.key import environment, key_of
from mtqa.run.rated import rated

KEY = "0123456789abcdef"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory):
    """A rating with everything in it that JSON does not hold."""
    made = replace(job(tmp_path_factory.mktemp("texts"), f"{BAD}\nmtqa: hm."), config=Config())
    return rated(made)


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_put_comes_back_equal_with_its_notes(fresh, tmp_path):
    Cache(tmp_path).put(KEY, fresh)
    again = Cache(tmp_path).get(KEY)
    assert again == fresh
    assert again.report.suspect.notes == fresh.report.suspect.notes != ()
    assert again.lines == (0, len(BAD) + 1)
    assert again.commented


def test_an_unknown_key_gives_nothing(tmp_path):
    assert Cache(tmp_path).get(KEY) is None


def whole(content: bytes) -> bytes:
    """An entry whose hash is right, whatever it holds."""
    import hashlib

    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-20],
        lambda data: data.replace(b"ferry", b"fairy"),
        lambda _: b"\xff" * 1_000,
        lambda _: whole(b"{}\n{}"),
        lambda _: whole(b"[]\nnull"),
        lambda data: whole(b'{"notes": 1, "lines": [], "commented": true}\n' + data.split(b"\n", 2)[2]),
    ],
)
def test_a_damaged_entry_is_none_and_is_written_anew(damage, fresh, tmp_path):
    cache = Cache(tmp_path)
    cache.put(KEY, fresh)
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage(entry.read_bytes()))
    assert cache.get(KEY) is None
    cache.put(KEY, fresh)
    assert cache.get(KEY) == fresh


def test_writers_at_once_leave_one_whole_entry(fresh, tmp_path):
    threads = [Thread(target=Cache(tmp_path).put, args=(KEY, fresh)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(entries(tmp_path)) == 1
    assert Cache(tmp_path).get(KEY) == fresh


def test_what_no_run_has_used_for_long_goes(fresh, tmp_path):
    cache = Cache(tmp_path)
    keys = ["aa-unused", "bb-used", "cc-new"]
    for key in keys:
        cache.put(key, fresh)
    for entry in entries(tmp_path):
        if entry.name != "-new":
            os.utime(entry, (0, 0))
    assert cache.get("bb-used") == fresh
    cache.tidy()
    assert [cache.get(key) is not None for key in keys] == [False, True, True]
    Cache(tmp_path / "none").tidy()


def test_a_run_that_keeps_something_tidies_up(fresh, tmp_path):
    Cache(tmp_path / "cache").put(KEY, fresh)
    (entry,) = entries(tmp_path / "cache")
    os.utime(entry, (0, 0))
    made = job(tmp_path)
    Checker(cache=Cache(tmp_path / "cache")).run(plan(made))
    assert len(entries(tmp_path / "cache")) == 1
    assert Cache(tmp_path / "cache").get(KEY) is None


def test_where_nothing_can_be_kept_the_run_goes_on(tmp_path):
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file")
    checked = Checker(cache=cache).judged(job(tmp_path))
    assert not checked.passed
    assert "nothing is cached in" in (cache.failure or "")


def test_equal_files_have_equal_keys_and_anything_else_another(tmp_path):
    made = job(tmp_path)
    key = key_of(made)
    assert key is not None
    assert key == key_of(job(tmp_path / "copy")) == key_of(replace(made, limits=replace(made.limits, min_fidelity=1)))
    others = [
        replace(made, suspect="other.txt"),
        replace(made, encoding="utf-8"),
        replace(made, columns=("a", "b")),
        replace(made, read_as="markdown"),
        replace(made, config=Config(lang="de")),
        replace(made, config=Config(lang="en", words=("ferry",))),
        job(tmp_path / "suspect differs", GOOD),
        job(tmp_path / "reference differs", BAD, BAD),
        job(tmp_path / "both exchanged", GOOD, BAD),
    ]
    assert len({key, *map(key_of, others)}) == 1 + len(others)


@pytest.mark.parametrize("path", ["-", "missing.txt", "/"])
def test_what_cannot_be_read_twice_or_at_all_has_no_key(path, tmp_path):
    assert key_of(replace(job(tmp_path), reference_path=path)) is None


def test_our_code_and_what_is_installed_are_in_the_key(tmp_path, monkeypatch):
    before = environment()
    (tmp_path / "plugin-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert environment.__wrapped__() != before
    monkeypatch.setattr("mtqa.run.key.PACKAGE", tmp_path)
    assert environment.__wrapped__() != before


def test_a_run_that_knows_every_file_loads_neither_numpy_nor_the_model(tmp_path):
    made = job(tmp_path)
    (tmp_path / "mtqa.toml").write_text(
        'ignore = ["C"]\n[[pairs]]\nsuspect = "suspect/*.txt"\nreference = "reference/*.txt"\n'
    )
    script = "import sys; from mtqa.cli import run; run(sys.argv[1:]); print('numpy' in sys.modules)"
    command = [sys.executable, "-c", script, "check", "--format", "jsonl", "--cache-dir", "cache"]
    first, second = (
        subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.splitlines()
        for _ in range(2)
    )
    assert (first[-1], second[-1]) == ("True", "False")
    assert first[:-1] == second[:-1]
    assert json.loads(first[0])["suspect"]["name"] == made.suspect
