"""Regions in a saved result and on the terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from report_samples import aligned, garbled, unrelated

from mtqa.errors import InputError
from mtqa.gate import Limits, judge
from mtqa.report.alignment import TextAlignmentWriter
from mtqa.report.json_format import dumps, dumps_alignment, loads
from mtqa.types import Region, Report

SCHEMA = json.loads((files("mtqa.report") / "assets" / "result.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def half() -> Report:
    """A report of which the second half is not rendered."""
    report = garbled()
    suspects, references = len(report.suspect.sentences), len(report.reference.sentences)
    return replace(report, regions=(Region((0, 2), (0, 1), 0.97), Region((2, suspects), (1, references), 0.04)))


def written() -> dict:
    return json.loads(dumps(half(), judge(half(), Limits())))


def test_they_come_back_equal():
    verdict = judge(half(), Limits())
    assert loads(dumps(half(), verdict)) == (half(), verdict)
    assert written()["regions"][0] == {"suspect": [0, 2], "reference": [0, 1], "confidence": 0.97}
    assert list(written())[5:7] == ["pairs", "regions"]


def test_the_schema_knows_them():
    VALIDATOR.validate(written())
    report = aligned(half())
    alignment = replace(report, alignment=replace(report.alignment, regions=half().regions))
    VALIDATOR.validate(json.loads(dumps_alignment(alignment)))


@pytest.mark.parametrize("wrong", [[0], [0, 1, 2], [-1, 2], ["0", 1], None])
def test_the_schema_refuses_what_is_no_range(wrong):
    result = written()
    result["regions"][0]["suspect"] = wrong
    assert not VALIDATOR.is_valid(result)


@pytest.mark.parametrize("wrong", [[0], [2, 1], [0, 99]])
def test_what_is_no_range_of_the_document_is_named(wrong):
    result = written()
    result["regions"][1]["reference"] = wrong
    with pytest.raises(InputError, match=r"regions\[1\]\.reference"):
        loads(json.dumps(result))


def test_a_result_without_regions_is_read():
    result = written()
    del result["regions"]
    VALIDATOR.validate(result)
    assert loads(json.dumps(result))[0].regions == ()


def test_the_terminal_shows_several_and_not_a_single_one():
    report = aligned(unrelated())
    several = (Region((0, 1), (0, 1), 0.97), Region((1, 1), (1, 2), 0.04))
    shown = TextAlignmentWriter().write(replace(report, alignment=replace(report.alignment, regions=several)))
    assert "suspect 0-0, reference 0-0: one text (probability of one text: 0.97)" in shown
    assert "\nreference 1-1: nothing renders it (probability of one text: 0.04)" in shown
    single = TextAlignmentWriter().write(replace(report, alignment=replace(report.alignment, regions=several[:1])))
    assert "suspect 0-0" not in single
