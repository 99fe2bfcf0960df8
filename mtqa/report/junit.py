"""JUnit XML, which build servers show as tests: a Run comes in, a test suite a file and a test a check go out.

A file that cannot be judged is a test with an error. Findings are listed in the failure of the check that they fail, with
what does not count in the suite's output.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from mtqa.report.entries import Entry, Weight, counting, entries_of
from mtqa.report.run_summary import file_sentence
from mtqa.report.summary import check_sentence
from mtqa.report.visible import visible
from mtqa.types import Check, Checked, Report, Run, Verdict

LISTED: int = 50
"""Findings that a failure lists: a build server shows it in one box, and more is in the other reports."""


class JunitWriter:
    """Writes one XML document; without times, so that equal runs give equal files."""

    def write(self, run: Run) -> str:
        """Return the document: its suites in the run's order."""
        made = JUnitXml("mtqa")
        for file in run.files:
            made.add_testsuite(_suite(file))
        made.update_statistics()  # type: ignore[no-untyped-call]  # the library left it out
        written = BytesIO()
        made.write(written, pretty=True)
        return written.getvalue().decode("utf-8").rstrip("\n") + "\n"


def _suite(file: Checked) -> TestSuite:
    name = visible(file.suspect)
    suite = TestSuite(name)
    suite.add_property("reference", visible(file.reference))
    cases = list(_cases(file))
    aside = [_line(entry) + f" (not counted: {visible(entry.reason)})" for entry in entries_of(file) if entry.reason]
    if aside:
        cases[0].system_out = "\n".join(aside)
    for case in cases:
        case.classname = name
        suite.add_testcase(case)
    return suite


def _cases(file: Checked) -> Iterator[TestCase]:
    if file.report is None or file.verdict is None:
        case = TestCase("read")
        error = Error(file_sentence(file), "InputError")
        error.text = visible(file.hint or "")
        case.result = [error]
        yield case
        return
    for check in file.verdict.checks:
        yield _case(file, file.report, file.verdict, check)
    if not file.verdict.checks:
        yield TestCase("rated")


def _case(file: Checked, report: Report, verdict: Verdict, check: Check) -> TestCase:
    case = TestCase(visible(check.name))
    if check.passed:
        return case
    failure = Failure(visible(check_sentence(report, check, verdict)), "limit")
    if check.name.endswith("findings"):
        failure.text = _listing(file)
    case.result = [failure]
    return case


def _listing(file: Checked) -> str:
    found = [entry for entry in counting(entries_of(file)) if entry.flag is not None]
    lines = [_line(entry) for entry in found[:LISTED]]
    return "\n".join([*lines, f"and {len(found) - LISTED} more"] if len(found) > LISTED else lines)


def _line(entry: Entry) -> str:
    severity = entry.weight.name.lower() if entry.weight < Weight.LIMIT else "error"
    line, column = entry.place.start
    return f"{visible(entry.place.path)}:{line}:{column}: {severity} {entry.heading}: {entry.message}"
