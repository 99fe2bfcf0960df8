from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from report_samples import SAMPLES, aligned, garbled, side

from mtqa.gate import Limits, judge
from mtqa.report.tsv_format import TsvAlignmentWriter, TsvWriter
from mtqa.types import Report, Verdict

HEADER = [
    *("pair", "kind", "moved", "similarity", "fidelity", "fluency", "chrf", "bleu", "ter", "flags"),
    *("suspect indexes", "reference indexes", "suspect text", "reference text"),
]


def table(report: Report) -> list[list[str]]:
    """Read it with somebody else's reader."""
    text = TsvWriter().write(report, judge(report, Limits()))
    return list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_table_is_what_was_looked_at(name, golden):
    report = SAMPLES[name]()
    golden.check(f"{name}.tsv", TsvWriter().write(report, judge(report, Limits())))
    golden.check(f"{name}.align.tsv", TsvAlignmentWriter().write(aligned(report)))


@pytest.mark.parametrize("name", SAMPLES)
def test_there_is_a_row_a_pair_and_a_header(name):
    header, *rows = table(SAMPLES[name]())
    assert header == HEADER
    assert len(rows) == len(SAMPLES[name]().pairs)
    assert all(len(row) == len(HEADER) for row in rows)


def test_what_does_not_exist_is_an_empty_cell():
    omission = dict(zip(HEADER, table(garbled())[5], strict=True))
    assert (omission["kind"], omission["fidelity"], omission["suspect text"]) == ("omission", "", "")
    assert (omission["reference indexes"], omission["flags"]) == ("4", "M401")


@pytest.mark.parametrize(
    "text", ["a\tb", "a\nb", "a\r\nb", "a\x1bb", "a\\nb", "\ud800", "a\u2028b", '"a', "a\x85b", "a\x1cb"]
)
def test_hostile_text_stays_in_its_cell(text):
    report = replace(garbled(), suspect=side("s", [text] * 6))
    written = TsvWriter().write(report, Verdict(passed=True))
    assert written.encode("utf-8")
    assert len(written.splitlines()) == 1 + len(report.pairs)
    assert {line.count("\t") for line in written.splitlines()} == {len(HEADER) - 1}
