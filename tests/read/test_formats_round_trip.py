"""Every format's fixture through the whole pipeline: the planted damage is found, at its line and column of the file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import docx
import pytest

from mtqa import Document, Flag, Report, score
from mtqa.read import read
from mtqa.read.prose import as_read
from mtqa.types import UNREAD

FOLDER = Path(__file__).parents[2] / "fixtures" / "formats"
FORMATS = sorted(path.suffix.removeprefix(".") for path in FOLDER.glob("reference.*"))
PROSE = {"html", "docx", "srt", "vtt"}
PLANTED = {
    ("F102", "Plätze Plätze"),
    ("M501", "{port}"),
    ("M401", "Im Winter ruht der Betrieb auf der gesamten Strecke."),
}


@cache
def documents(form: str) -> dict[str, Document]:
    return {side: read(str(FOLDER / f"{side}.{form}"), lang="de") for side in ("suspect", "reference")}


@cache
def rated(form: str) -> Report:
    return score(documents(form)["suspect"], documents(form)["reference"])


def lines_of(path: Path) -> list[str]:
    """The lines of a file; of a Word document, whose body comes before its only table here, the paragraphs."""
    if path.suffix != ".docx":
        return path.read_bytes().decode().split("\n")
    whole = docx.Document(str(path))
    cells = (cell for table in whole.tables for row in table.rows for cell in row.cells)
    return [each.text for each in (*whole.paragraphs, *(each for cell in cells for each in cell.paragraphs))]


def from_file(form: str, flag: Flag) -> str:
    """What stands at the flag's line and column in its file, by nothing but counting."""
    lines = lines_of(FOLDER / f"{flag.side}.{form}")
    return "\n".join([lines[flag.line - 1][flag.column - 1 :], *lines[flag.line :]])[: len(flag.text)]


def understood(form: str, flag: Flag) -> str:
    """The flagged text without escapes and markup, unless it is markup."""
    if flag.code == "M501":
        return flag.text
    text = as_read(documents(form)[flag.side]).text[flag.span.start : flag.span.end]
    return " ".join(text.translate(UNREAD).split())


@pytest.mark.parametrize("form", FORMATS)
def test_planted_damage_is_found_and_nothing_else(form: str) -> None:
    assert {(flag.code, understood(form, flag)) for flag in rated(form).flags} == PLANTED


@pytest.mark.parametrize("form", FORMATS)
def test_line_and_column_point_at_the_flagged_text_in_the_file(form: str) -> None:
    assert rated(form).flags
    for flag in rated(form).flags:
        assert from_file(form, flag) == flag.text


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in PROSE])
def test_entries_meet_by_key(form: str) -> None:
    report, sides = rated(form), documents(form)
    assert report.scores.parallel_confidence == 1.0
    keys = {side: [block.key for block in sides[side].blocks] for side in sides}
    for score_of_pair in report.pairs:
        ours = {keys["suspect"][index] for index in score_of_pair.pair.suspect}
        theirs = {keys["reference"][index] for index in score_of_pair.pair.reference}
        assert ours == theirs or not ours or not theirs
    assert len(report.pairs) == len({*keys["suspect"], *keys["reference"]})
