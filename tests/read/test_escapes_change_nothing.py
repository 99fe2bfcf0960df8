"""What a file writes in escapes is judged as if it were written plainly: the same findings, the same scores."""

from __future__ import annotations

import json

import pytest
from fixture_reports import document

from mtqa import Document, Report, score
from mtqa.read import from_text
from mtqa.read.prose import as_read
from mtqa.segment import segment
from mtqa.types import UNREAD


def rated(suspect: list[str], reference: list[str], *, ascii_only: bool) -> tuple[Report, Document]:
    sides = [json.dumps(side, ensure_ascii=ascii_only) for side in (suspect, reference)]
    documents = [from_text(side, name, format="json", lang="de") for side, name in zip(sides, "ab", strict=True)]
    return score(*documents), documents[0]


def shown(report: Report, suspect: Document) -> list[tuple[object, ...]]:
    """Every finding by what is read under it."""
    text = as_read(suspect).text
    return [
        (
            flag.code,
            flag.pair,
            flag.side == "suspect" and text[flag.span.start : flag.span.end].translate(UNREAD),
            flag.severity,
        )
        for flag in report.flags
    ]


@pytest.mark.parametrize("folder", ["german", "garbled"])
def test_escaped_and_plain_are_rated_alike(folder: str) -> None:
    sides = [
        [sentence.text.replace("ss", "ß") + " „ÄÖ“" for sentence in segment(document(folder, side))]
        for side in ("suspect", "reference")
    ]
    size = min(map(len, sides))
    plain, plain_suspect = rated(sides[0][:size], sides[1][:size], ascii_only=False)
    escaped, escaped_suspect = rated(sides[0][:size], sides[1][:size], ascii_only=True)
    assert "\\u" in escaped_suspect.text
    assert shown(plain, plain_suspect)
    assert shown(escaped, escaped_suspect) == shown(plain, plain_suspect)
    assert escaped.scores == plain.scores
