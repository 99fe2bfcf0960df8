"""SARIF: as the standard's own schema has it, every region on the flagged text, suppressions with their reason."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema.validators import validator_for
from report_samples import Maker, garbled, pair
from run_samples import RUNS, checked, mixed

from mtqa.detect.base import Code
from mtqa.report import run_writer, sarif
from mtqa.types import Run, Severity

SCHEMA = "MTQA_SARIF_SCHEMA"
STUTTER = Code(
    "F101", "doubled-fragment", "fluency/unintelligible", Severity.CRITICAL, "It stutters.", "Nobody can read it.",
    "re -re -skin", "re-skin", "Say it once.", 0.8,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _stable_codes(monkeypatch):
    """Keep golden files independent of the detectors that happen to be installed."""
    monkeypatch.setattr(sarif, "codes", lambda: {"F101": STUTTER})


def log(run: Run) -> dict:
    return json.loads(run_writer("sarif").write(run))


def results(run: Run) -> list[dict]:
    return log(run)["runs"][0]["results"]


def region(result: dict) -> dict:
    return result["locations"][0]["physicalLocation"]["region"]


@pytest.mark.parametrize("name", RUNS)
def test_it_is_what_was_looked_at(name, golden):
    golden.check(f"run.{name}.sarif", run_writer("sarif").write(RUNS[name]()))


@pytest.mark.parametrize("name", RUNS)
def test_it_obeys_the_schema_of_the_standard(name):
    path = os.environ.get(SCHEMA)
    if not path:
        pytest.skip(f"{SCHEMA} names no file: it is the standard's sarif-schema-2.1.0.json")
    schema = json.loads(Path(path).read_text("utf-8"))
    validator = validator_for(schema)(schema)
    assert [error.message for error in validator.iter_errors(log(RUNS[name]()))] == []


def test_every_region_is_on_the_flagged_text():
    report = garbled()
    text = "\n".join(sentence.text for sentence in report.suspect.sentences)
    lines = text.split("\n")
    on_suspect = [one for one in results(Run.of([checked(report, "a.md")], "0.0.0")) if "relatedLocations" not in one]
    assert len(on_suspect) == 5
    for one in on_suspect:
        place = region(one)
        assert place["startLine"] == place["endLine"]
        found = lines[place["startLine"] - 1][place["startColumn"] - 1 : place["endColumn"] - 1]
        assert found == place["snippet"]["text"]


def test_columns_count_code_points():
    maker = Maker(["🛶 🛶 It goes goes on."], ["🛶 🛶 It goes on."])
    maker.flag(0, "F102", Severity.MAJOR, "goes goes", "it stands twice")
    run = Run.of([checked(maker.report([pair([0], [0], 50.0, 50.0)]), "a.md")], "0.0.0")
    assert log(run)["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert (region(results(run)[0])["startColumn"], region(results(run)[0])["endColumn"]) == (8, 17)


def test_a_finding_over_lines_ends_on_the_last():
    maker = Maker(["It goes", "goes on."], ["It goes on."])
    maker.flag(0, "F102", Severity.MAJOR, "goes\ngoes", "it stands twice")
    run = Run.of([checked(maker.report([pair([0, 1], [0], 50.0, 50.0)]), "a.md")], "0.0.0")
    place = region(results(run)[0])
    assert [place[key] for key in ("startLine", "startColumn", "endLine", "endColumn")] == [1, 4, 2, 5]


def test_what_does_not_count_is_suppressed_with_its_reason():
    suppressed = [one["suppressions"] for one in results(mixed()) if one["suppressions"]]
    assert suppressed == [
        [{"kind": "inSource", "justification": "the harbour master stutters"}],
        [{"kind": "external", "justification": "in the baseline"}],
    ]


def test_a_rule_explains_itself_and_is_found_by_its_index():
    made = log(mixed())["runs"][0]
    rules = made["tool"]["driver"]["rules"]
    stutter = next(rule for rule in rules if rule["id"] == "F101")
    assert stutter["name"] == "DoubledFragment"
    assert stutter["properties"] == {"tags": ["fluency/unintelligible"], "precision": "high"}
    assert STUTTER.advice in stutter["help"]["text"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in made["results"])
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_a_file_without_verdict_is_a_failed_execution():
    (invocation,) = log(mixed())["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert [one["descriptor"]["id"] for one in invocation["toolExecutionNotifications"]] == ["comment", "file"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/old ferry.md", "docs/old%20ferry.md"),
        ("docs/Über#1?.md", "docs/%C3%9Cber%231%3F.md"),
        ("/tmp/a.md", "file:///tmp/a.md"),  # noqa: S108  # a name, no file
        ("docs/\udcff.md", "docs/%5Cudcff.md"),
    ],
)
def test_a_path_is_a_uri(path, uri):
    (first, *_) = results(Run.of([checked(garbled(), path)], "0.0.0"))
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda path: not path.startswith("/")))
def test_a_uri_leads_back_to_its_path(path):
    (first, *_) = results(Run.of([checked(garbled(), path)], "0.0.0"))
    assert unquote(first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == path


def test_it_is_ascii_whatever_the_documents_hold():
    maker = Maker(["\u202eIt \x1b goes goes on."], ["It goes on."])
    maker.flag(0, "F102", Severity.MAJOR, "goes goes", "\u202e \x1b")
    run = Run.of([checked(maker.report([pair([0], [0], 50.0, 50.0)]), "a\x1b.md")], "0.0.0")
    text = run_writer("sarif").write(run)
    assert text.isascii()
    assert "\x1b" not in text
