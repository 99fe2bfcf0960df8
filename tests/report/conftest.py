from __future__ import annotations

from pathlib import Path

import pytest
from report_golden import Golden

from mtqa.report import counts

NAMES = {
    "F101": "stutter",
    "F102": "doubled word",
    "F201": "glued words",
    "F401": "stray spacing",
    "M201": "number differs",
    "M301": "lost name",
    "M401": "omitted sentence",
    "M402": "added sentence",
}


@pytest.fixture(autouse=True)
def _stable_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep golden files independent of the detectors that happen to be installed."""
    monkeypatch.setattr(counts, "_names", lambda: NAMES)


@pytest.fixture
def golden() -> Golden:
    return Golden(Path(__file__).parent / "golden")
