"""Judging many files: each by its own limits, none lost to another's faults, nothing different for the cache."""

from __future__ import annotations

from dataclasses import replace

import pytest
from run_cases import BAD, GOOD, broken, die, job, plan

from mtqa.errors import InputError, ModelError, WorkerError
from mtqa.gate import Limits, baseline
from mtqa.run import Cache, Checker
from mtqa.run.pool import paying_workers
from mtqa.types import Severity


def test_every_file_has_its_verdict_in_the_order_of_names(tmp_path):
    jobs = [job(tmp_path, BAD, name="b.txt"), job(tmp_path, GOOD, name="a.txt")]
    run = Checker().run(plan(*jobs))
    assert [(file.suspect, file.passed) for file in run.files] == [("suspect/a.txt", True), ("suspect/b.txt", False)]
    assert not run.verdict.passed
    (flag,) = run.files[1].report.flags
    assert (flag.code, flag.line, flag.text) == ("F101", 1, "at at at")


def test_each_file_is_judged_by_its_own_limits(tmp_path):
    lenient = replace(job(tmp_path, BAD), limits=Limits(fail_on=None))
    assert Checker().judged(lenient).passed
    assert not Checker().judged(job(tmp_path, BAD)).passed


@pytest.mark.parametrize("cached", [False, True])
def test_a_broken_file_has_its_error_and_the_others_are_judged(cached, tmp_path):
    cache = Cache(tmp_path / "cache") if cached else None
    run = Checker(cache=cache).run(plan(broken(tmp_path), job(tmp_path, GOOD)))
    good, bad = run.files
    assert good.passed
    assert (bad.suspect, bad.report, bad.verdict) == ("suspect/broken.txt", None, None)
    assert bad.error.startswith("suspect/broken.txt: ")
    assert bad.hint
    assert not run.verdict.passed
    with pytest.raises(InputError):
        Checker(cache=cache).judged(broken(tmp_path))


def test_a_model_that_cannot_be_loaded_ends_the_run(tmp_path):
    made = job(tmp_path)
    without = replace(made, config=replace(made.config, model=str(tmp_path / "none"), offline=True))
    with pytest.raises(ModelError):
        Checker(cache=Cache(tmp_path / "cache")).run(plan(without))


def test_a_suspect_without_a_reference_is_an_error_where_that_is_asked(tmp_path):
    missing = plan(job(tmp_path, GOOD), missing=(("x.txt", "gold/x.txt"),))
    assert Checker().run(missing).verdict.passed
    run = Checker().run(missing, missing_is_error=True)
    assert run.files[-1].error == "x.txt: has no reference: there is no gold/x.txt"
    assert not run.verdict.passed


def test_what_the_baseline_knows_does_not_fail(tmp_path):
    made = job(tmp_path, BAD)
    first = Checker().judged(made)
    known = Checker(baseline=baseline.record({made.suspect: [first.report]})).judged(made)
    assert known.passed
    assert known.report.flags == ()
    assert [each.flag.severity for each in known.suppressed] == [Severity.MAJOR]


def test_the_cache_changes_nothing(tmp_path):
    jobs = plan(job(tmp_path, BAD, name="b.txt"), broken(tmp_path), job(tmp_path, GOOD))
    cache = Cache(tmp_path / "cache")
    without, first, second = (Checker(cache=each).run(jobs) for each in (None, cache, cache))
    assert without == first == second


def test_progress_is_told_with_each_file_that_is_done(tmp_path):
    told = []
    Checker().run(plan(job(tmp_path, GOOD), broken(tmp_path)), progress=told.append)
    assert told == ["1/2 suspect/a.txt", "2/2 suspect/broken.txt"]


def test_an_empty_plan_passes():
    assert Checker().run(plan()).verdict.passed


def test_several_processes_find_the_same(tmp_path):
    texts = [BAD, GOOD, f"{BAD} mtqa: no comment", GOOD]
    jobs = plan(broken(tmp_path), *(job(tmp_path, text, name=f"{place}.txt") for place, text in enumerate(texts)))
    alone, together = (Checker(workers=workers).run(jobs) for workers in (1, 2))
    assert alone == together
    assert together.files[-1].hint


@pytest.mark.parametrize(
    ("files", "cores", "model", "workers"),
    [(0, 4, None, 1), (1, 4, None, 1), (19, 4, None, 1), (20, 4, None, 2), (500, 4, None, 4), (500, 4, "large", 1)],
)
def test_processes_are_as_many_as_pay(files, cores, model, workers, tmp_path, monkeypatch):
    monkeypatch.setattr("mtqa.run.pool._cores", lambda: cores)
    made = job(tmp_path)
    assert paying_workers([replace(made, config=replace(made.config, model=model))] * files) == workers


def test_a_process_that_dies_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("mtqa.run.pool._outcome_to_send", die)
    with pytest.raises(WorkerError, match="died"):
        Checker(workers=2).run(plan(job(tmp_path), job(tmp_path, name="b.txt")))
