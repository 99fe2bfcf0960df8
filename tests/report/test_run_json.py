"""A run as JSON: looked at once, back to an equal value, as its schema says."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from report_samples import garbled
from run_samples import RUNS, mixed

from mtqa.errors import InputError
from mtqa.gate import Limits, judge
from mtqa.report import run_writer
from mtqa.report.json_format import dumps
from mtqa.report.run_reader import loads_run

SCHEMA = json.loads((files("mtqa.report") / "assets" / "result.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("name", RUNS)
class TestEveryRun:
    def test_its_json_is_what_was_looked_at(self, name, golden):
        golden.check(f"run.{name}.json", run_writer("json").write(RUNS[name]()))

    def test_it_comes_back_equal(self, name):
        run = RUNS[name]()
        assert loads_run(run_writer("json").write(run)) == run

    def test_it_obeys_the_schema(self, name):
        written = json.loads(run_writer("json").write(RUNS[name]()))
        Draft202012Validator(SCHEMA).validate(written)

    def test_every_line_of_json_lines_is_one_result(self, name):
        lines = run_writer("jsonl").write(RUNS[name]()).splitlines()
        assert [json.loads(line) for line in lines] == json.loads(run_writer("json").write(RUNS[name]()))["results"]


@pytest.mark.parametrize("name", ["mixed", "green", "single"])
def test_json_lines_come_back_equal(name):
    run = RUNS[name]()
    assert loads_run(run_writer("jsonl").write(run)) == run


def test_a_single_result_is_a_run_of_one():
    report = garbled()
    run = loads_run(dumps(report, judge(report, Limits())))
    assert [file.suspect for file in run.files] == ["suspect.txt"]
    assert [check.name for check in run.verdict.checks if not check.passed] == ["files-failed"]


@pytest.mark.parametrize("place", [(), ("results", 5), ("results", 1, "suppressed", 0), ("results", 2, "problems", 0)])
def test_the_schema_needs_every_key(place):
    written = json.loads(run_writer("json").write(mixed()))
    spot = written
    for step in place:
        spot = spot[step]
    for key in list(spot):
        kept = spot.pop(key)
        assert not Draft202012Validator(SCHEMA).is_valid(written), f"{key} may be missing"
        spot[key] = kept


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda run: run["results"][1]["pairs"][2].update(kind="match"), "results[1].pairs[2].kind"),
        (lambda run: run["results"][1]["flags"][0].update(pair=99), "results[1].flags[0].pair"),
        (lambda run: run["results"][1]["suppressed"][0].pop("reason"), "results[1].suppressed[0].reason"),
        (lambda run: run["results"][5].update(hint=3), "results[5].hint"),
        (lambda run: run["results"][0].update(lines=[3, 2]), "results[0].lines does not rise from 0"),
        (lambda run: run["results"][0].update(lines="x"), "results[0].lines is not a list"),
        (lambda run: run.update(results={}), "results is not a list"),
        (lambda run: run.update(schema=99), "schema 99"),
        (lambda run: run.pop("verdict"), "verdict is missing"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(change, told):
    run = json.loads(run_writer("json").write(mixed()))
    change(run)
    with pytest.raises(InputError) as error:
        loads_run(json.dumps(run))
    assert told in error.value.message


def test_a_line_that_is_no_json_is_an_error():
    text = run_writer("jsonl").write(mixed())
    with pytest.raises(InputError, match="not JSON"):
        loads_run(text[:-30])
