"""What every writer keeps: whole text ending in a newline, the same twice, nothing that steers a terminal or a page."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from fixture_reports import DAMAGED, PAIRS, document, rated

from mtqa import align_documents, score
from mtqa.gate import Limits, judge
from mtqa.report import ALIGNMENT_WRITERS, RUN_WRITERS, WRITERS, alignment_writer, writer
from mtqa.report.json_reader import loads
from mtqa.types import ReportSide, line_starts

FORMATS = list({**WRITERS, **RUN_WRITERS})
FOLDERS = [*PAIRS, "unrelated"]
HOSTILE = "\x1b[31mred\x07 <script>alert(1)</script> [bold]x[/] {{ 7 }} \u202e to to\ttab, \x9bend."


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_real_report_is_written_whole_and_the_same_twice(form: str, folder: str) -> None:
    report = rated(folder)
    text = writer(form).write(report, judge(report, Limits()))
    assert text.endswith("\n")
    assert text == writer(form).write(report, judge(report, Limits()))


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_again_from_json_is_the_same(form: str) -> None:
    rating = rated("garbled")
    sides = (replace(side, notes=()) for side in (rating.suspect, rating.reference))  # they are for people, not in JSON
    report = replace(rating, **dict(zip(("suspect", "reference"), sides, strict=True)))
    verdict = judge(report, Limits())
    saved, judged = loads(writer("json").write(report, verdict))
    assert (saved, judged) == (report, verdict)
    assert writer(form).write(saved, judged) == writer(form).write(report, verdict)


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_steers_nothing(form: str) -> None:
    report = score(HOSTILE, HOSTILE.replace("to to", "to"))
    text = writer(form).write(report, judge(report, Limits()))
    assert not any(char in text for char in "\x1b\x07\x9b")
    if form == "html":
        assert "<script>alert" not in text
    if form not in {"json", "jsonl"}:
        assert "\u202e" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_a_hostile_name_steers_nothing(form: str) -> None:
    report = rated("light")
    side = ReportSide("a\x1b[2J<b>\n.txt", "en", report.suspect.sentences)
    text = writer(form).write(replace(report, suspect=side), judge(report, Limits()))
    assert "\x1b" not in text
    assert form != "html" or "<b>\n" not in text


@pytest.mark.parametrize("form", ALIGNMENT_WRITERS)
@pytest.mark.parametrize("folder", ["garbled", "markdown"])
def test_a_real_alignment_is_written_whole(form: str, folder: str) -> None:
    aligned = align_documents(document(folder, "suspect"), document(folder, "reference"))
    text = alignment_writer(form).write(aligned)
    assert text.endswith("\n")
    assert text == alignment_writer(form).write(aligned)


def test_every_alignment_format_shows_every_suspect_sentence() -> None:
    aligned = align_documents(document("light", "suspect"), document("light", "reference"))
    assert len(json.loads(alignment_writer("json").write(aligned))["suspect"]["sentences"]) == 21
    words = document("light", "suspect").text.split()
    assert [word for line in alignment_writer("lines").write(aligned).splitlines() for word in line.split()] == words


@pytest.mark.parametrize("folder", DAMAGED)
def test_every_region_of_sarif_is_cut_from_its_file(folder: str) -> None:
    report = rated(folder)
    found = json.loads(writer("sarif").write(report, judge(report, Limits())))["runs"][0]["results"]
    texts = {document(folder, side).name: document(folder, side).text for side in ("suspect", "reference")}
    placed = [one["locations"][0]["physicalLocation"] for one in found if not one["ruleId"].startswith("limit/")]
    assert len(placed) == len(report.flags) > 0
    for place in placed:
        region, text = place["region"], texts[place["artifactLocation"]["uri"].removeprefix("file://")]
        starts = line_starts(text)
        first, last = (starts[region[f"{end}Line"] - 1] + region[f"{end}Column"] - 1 for end in ("start", "end"))
        assert text[first:last] == region["snippet"]["text"]
