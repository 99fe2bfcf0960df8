"""Which codes a project asks for, and that what it leaves out costs no score."""

from __future__ import annotations

import pytest

from mtqa.config import Config
from mtqa.pipeline import score


@pytest.mark.parametrize(
    ("select", "ignore", "code", "reported"),
    [
        ((), (), "F101", True),
        (("F",), (), "F101", True),
        (("F",), (), "M101", False),
        ((), ("F1",), "F101", False),
        ((), ("F1",), "F201", True),
        (("F101",), ("F",), "F101", True),
        (("F101",), ("F",), "F102", False),
        (("F",), ("F101",), "F101", False),
        (("F",), ("F",), "F101", False),
        (("f1",), (), "F101", True),
    ],
)
def test_the_longer_prefix_decides(select: tuple[str, ...], ignore: tuple[str, ...], code: str, reported: bool) -> None:
    assert Config(select=select, ignore=ignore).reports(code) is reported


def test_an_ignored_code_is_not_found_and_costs_nothing() -> None:
    texts = "He went to to town on Monday and came back.", "He went to town on Monday and came back."
    found, ignored = (score(*texts, Config(lang="en", ignore=codes, judge="none")) for codes in ((), ("F",)))
    assert [flag.code for flag in found.flags] == ["F102"]
    assert ignored.flags == ()
    assert ignored.scores.fluency == 100.0 > (found.scores.fluency or 0)
    assert found.signature != ignored.signature
