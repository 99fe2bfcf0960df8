"""What the tests of the command line share: the fixtures as arguments, and what an error leaves."""

from __future__ import annotations

import pytest
from fixture_reports import path

Capture = pytest.CaptureFixture[str]
GARBLED = [str(path("garbled", side)) for side in ("suspect", "reference")]
LIGHT = [str(path("light", side)) for side in ("suspect", "reference")]
CLEAN = [str(path("paraphrase", side)) for side in ("suspect", "reference")]
UNRELATED = [str(path("unrelated", side)) for side in ("suspect", "reference")]


def error_lines(capsys: Capture) -> list[str]:
    """What an error leaves: nothing on standard output, two lines on the other."""
    shown = capsys.readouterr()
    assert shown.out == ""
    lines = shown.err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["error", "hint"]
    assert all(line.partition(": ")[2] for line in lines)
    return lines
