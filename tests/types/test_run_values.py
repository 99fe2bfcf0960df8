"""A run's own verdict, and places counted as editors count them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.types import Checked, Document, Run, Verdict, line_starts
from mtqa.types.documents import position_at

PASSED = Checked("a.md", "b.md", verdict=Verdict(passed=True))
FAILED = Checked("a.md", "b.md", verdict=Verdict(passed=False))
UNREADABLE = Checked("a.md", "b.md", error="a.md: is empty")


@pytest.mark.parametrize(
    ("files", "counts"),
    [
        ([], [0, 0]),
        ([PASSED], [0, 0]),
        ([PASSED, FAILED, FAILED], [2, 0]),
        ([UNREADABLE], [0, 1]),
        ([FAILED, UNREADABLE, PASSED], [1, 1]),
    ],
)
def test_a_run_passes_if_every_file_was_judged_and_passes(files, counts):
    run = Run.of(files, "0.0.0")
    assert [check.name for check in run.verdict.checks] == ["files-failed", "files-without-verdict"]
    assert [check.actual for check in run.verdict.checks] == counts
    assert run.verdict.passed == all(file.passed for file in files)
    assert run.verdict.passed == all(check.passed for check in run.verdict.checks)


@pytest.mark.parametrize(
    ("text", "starts"), [("", (0,)), ("a", (0,)), ("a\nb", (0, 2)), ("a\r\nb\rc\n", (0, 3, 5, 7)), ("\n\n", (0, 1, 2))]
)
def test_lines_start_after_every_kind_of_line_end(text, starts):
    assert line_starts(text) == starts


@settings(deadline=None)
@given(st.text("ab\n\r🛶", max_size=30), st.data())
def test_a_place_leads_back_to_its_offset(text, data):
    offset = data.draw(st.integers(0, len(text)))
    line, column = position_at(line_starts(text), offset)
    assert line_starts(text)[line - 1] + column - 1 == offset
    assert Document("a", text).position(offset) == (line, column)
