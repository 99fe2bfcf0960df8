"""GitHub's annotations: read back as the runner reads them, within the limits that it keeps without a word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import Maker, pair
from run_samples import RUNS, checked, many, mixed

from mtqa.report import run_writer
from mtqa.report.entries import counting, entries
from mtqa.report.visible import visible
from mtqa.types import Run, Severity

COMMAND = re.compile(r"::(error|warning|notice) (.*?)::(.*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read commands as the runner does: split at the first `::`, at commas and `=`, then undo the escapes."""
    found = []
    for line in text.splitlines():
        if match := COMMAND.fullmatch(line):
            pairs = (one.split("=", 1) for one in match[2].split(","))
            properties = {name: undone(value, "%0D", "%0A", "%3A", "%2C") for name, value in pairs}
            found.append((match[1], properties, undone(match[3], "%0D", "%0A")))
    return found


def undone(text: str, *escapes: str) -> str:
    for escape in escapes:
        text = text.replace(escape, chr(int(escape[1:], 16)))
    return text.replace("%25", "%")


def one_finding(path: str, message: str) -> Run:
    maker = Maker(["It goes goes on."], ["It goes on."])
    maker.flag(0, "F102", Severity.MAJOR, "goes goes", message)
    return Run.of([checked(maker.report([pair([0], [0], 50.0, 50.0)]), path)], "0.0.0")


@pytest.mark.parametrize("name", RUNS)
def test_it_is_what_was_looked_at(name, golden):
    golden.check(f"run.{name}.github.txt", run_writer("github").write(RUNS[name]()))


def test_a_finding_is_on_its_line_and_columns():
    told = commands(run_writer("github").write(one_finding("docs/de/a.md", "it stands twice")))
    assert told == [
        (
            "error",
            {"file": "docs/de/a.md", "line": "1", "endLine": "1", "col": "4", "endColumn": "13", "title": "F102 doubled word"},
            "it stands twice",
        )
    ]  # fmt: skip


@settings(deadline=None)
@given(path=st.text(min_size=1), message=st.text())
def test_no_name_and_no_message_breaks_out_of_its_command(path, message):
    text = run_writer("github").write(one_finding(path, message))
    assert len(text.split("\n")) == 3  # the command, the verdict, the end
    ((_, properties, told),) = commands(text)
    run = one_finding(path, message)
    (entry,) = entries(run)
    assert told == entry.message
    assert properties["file"] == visible(path)


def test_of_each_kind_ten_are_shown_the_worst_first_and_the_rest_is_counted():
    run = many(5)
    told = commands(run_writer("github").write(run))
    assert Counter(kind for kind, *_ in told) == {"error": 10, "warning": 10}
    severities = [entry.weight for entry in counting(entries(run))]
    assert severities == sorted(severities, reverse=True)
    assert told[9][2] == "31 more errors: see the summary of this run"
    assert told[19][2] == "11 more warnings: see the summary of this run"


def test_ten_of_a_kind_need_no_word_about_more():
    run = many(1)
    told = commands(run_writer("github").write(run))
    assert Counter(kind for kind, *_ in told) == {"error": 8, "warning": 4}


def test_what_does_not_count_is_not_annotated():
    text = run_writer("github").write(mixed())
    ferry = [properties for _, properties, _ in commands(text) if properties.get("file") == "docs/en/old ferry.md"]
    assert not any("F101" in properties["title"] for properties in ferry)


def test_a_lost_sentence_is_told_where_it_ought_to_stand():
    (lost,) = [entry for entry in entries(mixed()) if entry.rule == "M401" and entry.place.path == "docs/en/ferry.md"]
    assert (lost.place.start, lost.place.end) == ((4, 33), (4, 33))  # after the sentence before it
    assert lost.elsewhere is not None
    assert (lost.elsewhere.path, lost.elsewhere.start) == ("reviewed/docs/en/ferry.md", (5, 1))


def test_without_the_lines_of_the_suspect_it_is_told_where_the_reference_has_it():
    run = mixed()
    run = replace(run, files=tuple(replace(file, lines=()) for file in run.files))
    (lost,) = [entry for entry in entries(run) if entry.rule == "M401" and "old" not in entry.place.path]
    assert (lost.place.path, lost.place.start) == ("reviewed/docs/en/ferry.md", (5, 1))


def test_fingerprints_are_unique_and_know_no_line():
    run = mixed()
    known = [entry.fingerprint for entry in entries(run)]
    assert len(set(known)) == len(known)
    ferry = run.files[0].report
    moved = replace(ferry, flags=tuple(replace(flag, line=flag.line + 9) for flag in ferry.flags))
    again = replace(run, files=(replace(run.files[0], report=moved), *run.files[1:]))
    assert [entry.fingerprint for entry in entries(again)] == known
