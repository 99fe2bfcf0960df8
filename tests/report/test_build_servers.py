"""JUnit and GitLab: read back by the library that build servers' users know, by the rules that GitLab names."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml
from report_samples import Maker, pair
from run_samples import RUNS, checked, many, mixed

from mtqa.gate import Limits
from mtqa.report import run_writer
from mtqa.types import Run, Severity, Verdict


def read(run: Run) -> JUnitXml:
    return JUnitXml.fromstring(run_writer("junit").write(run).encode())


def issues(run: Run) -> list[dict]:
    return json.loads(run_writer("gitlab").write(run))


@pytest.mark.parametrize("form", ["junit", "gitlab"])
@pytest.mark.parametrize("name", RUNS)
def test_it_is_what_was_looked_at(name, form, golden):
    suffix = {"junit": "junit.xml", "gitlab": "gitlab.json"}[form]
    golden.check(f"run.{name}.{suffix}", run_writer(form).write(RUNS[name]()))


def test_a_file_is_a_suite_and_a_check_a_test():
    run = mixed()
    suites = list(read(run))
    assert [suite.name for suite in suites] == [file.suspect for file in run.files]
    for suite, file in zip(suites, run.files, strict=True):
        checks = file.verdict.checks if file.verdict else ()
        assert [case.name for case in suite] == ([check.name for check in checks] or ["read"])
        assert [case.is_passed for case in suite] == ([check.passed for check in checks] or [False])


def test_the_counts_are_right():
    made = read(mixed())
    assert (made.tests, made.failures, made.errors, made.skipped) == (12, 4, 1, 0)


def test_findings_are_listed_in_the_check_that_they_fail():
    (ferry, *_) = read(mixed())
    (failure,) = next(case.result for case in ferry if case.name == "findings")
    assert isinstance(failure, Failure)
    first, *rest = failure.text.splitlines()
    assert first == 'docs/en/ferry.md:2:28: critical F101 stutter: "re" comes three times in a row → "re-skinning"'
    assert len(rest) == 6


def test_a_long_list_is_cut_and_says_so():
    texts = [f"Boat {at} sails sails." for at in range(60)]
    maker = Maker(texts, texts)
    for at in range(60):
        maker.flag(at, "F102", Severity.MAJOR, f"{at} sails sails", "it stands twice")
    report = maker.report([pair([at], [at], 50.0, 50.0) for at in range(60)])
    (suite,) = read(Run.of([checked(report, "a.md", Limits(max_major=3))], "0.0.0"))
    failures = {case.name: case.result for case in suite if case.result}
    (failure,) = failures["major-findings"]
    assert failure.message == "60 major findings, above the limit of 3"
    assert failure.text.splitlines()[50:] == ["and 10 more"]


def test_what_does_not_count_is_in_the_output():
    suite = list(read(mixed()))[1]
    (output,) = [case.system_out for case in suite if case.system_out]
    assert "F101" in output
    assert "(not counted: the harbour master stutters)" in output


def test_a_file_that_cannot_be_judged_is_an_error():
    (case,) = list(read(mixed()))[-1]
    (error,) = case.result
    assert isinstance(error, Error)
    assert "the string is not closed" in error.message
    assert error.text == "close it with a quotation mark"


def test_a_verdict_without_checks_is_a_test_that_passes():
    (file,) = many(1).files
    (suite,) = read(Run.of([replace(file, verdict=Verdict(passed=True))], "0.0.0"))
    assert [(case.name, case.is_passed) for case in suite] == [("rated", True)]


@settings(deadline=None)
@given(st.text(), st.text(min_size=1))
def test_junit_is_xml_whatever_a_document_holds(message, path):
    maker = Maker(["It goes goes on."], ["It goes on."])
    maker.flag(0, "F102", Severity.MAJOR, "goes goes", message)
    (suite,) = read(Run.of([checked(maker.report([pair([0], [0], 50.0, 50.0)]), path)], "0.0.0"))
    assert suite.failures == 1


@pytest.mark.parametrize("name", RUNS)
def test_gitlab_gets_what_it_asks_for(name):
    told = issues(RUNS[name]())
    assert len({issue["fingerprint"] for issue in told}) == len(told)
    for issue in told:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith("./")


def test_gitlab_is_told_the_worst_first_and_nothing_that_does_not_count():
    order = ["blocker", "critical", "major", "minor", "info"]
    told = [order.index(issue["severity"]) for issue in issues(mixed())]
    assert told == sorted(told)
    assert sum(issue["check_name"] == "F101" for issue in issues(mixed())) == 1
