"""The fixtures themselves: every folder says where it comes from, every expected span is where it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mtqa.read import read
from mtqa.segment import segment

FIXTURES = Path(__file__).parents[2] / "fixtures"
EXPECTED = sorted(path.parent.name for path in FIXTURES.glob("*/expected.json"))


@pytest.mark.parametrize("folder", ["garbled", "german", "light", "markdown", "paraphrase", "project", "unrelated"])
def test_every_folder_says_where_it_comes_from(folder):
    assert "written for mtqa" in (FIXTURES / folder / "SOURCE.md").read_text(encoding="utf-8").replace("\n", " ")


def test_damage_is_planted_in_four_folders():
    assert {"garbled", "german", "light", "markdown"} <= set(EXPECTED)


@pytest.mark.parametrize("folder", EXPECTED)
def test_expected_damage_is_where_it_says(folder):
    expected = json.loads((FIXTURES / folder / "expected.json").read_text(encoding="utf-8"))
    documents = {side: read(str(FIXTURES / folder / expected[side])) for side in ("suspect", "reference")}
    sentences = {side: segment(document) for side, document in documents.items()}
    for damage in expected["damage"]:
        start, end, side = damage["start"], damage["end"], damage["side"]
        assert documents[side].text[start:end] == damage["text"]
        assert damage["what"]
        (around,) = [each for each in sentences[side] if each.span.start <= start < each.span.end]
        assert end <= around.span.end


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("garbled/reference.txt", 32),
        ("garbled/suspect.txt", 32),
        ("german/reference.txt", 23),
        ("german/suspect.txt", 23),
        ("light/suspect.txt", 21),
        ("markdown/suspect.md", 37),
        ("paraphrase/reference.txt", 32),
        ("paraphrase/suspect.txt", 33),
        ("unrelated/suspect.txt", 29),
    ],
)
def test_sentences_of_the_fixtures(path, count):
    """Counted by hand; in the garbled suspect one is omitted, one added, and two marks are never closed."""
    assert len(segment(read(str(FIXTURES / path)))) == count
