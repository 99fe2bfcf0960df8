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


@pytest.fixture(scope="module", params=["lf", "crlf"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixtures as they are, and with the line ends of Windows."""
    copies = tmp_path_factory.mktemp(request.param)
    for path in FOLDER.iterdir():
        data = path.read_bytes()
        windows = request.param == "crlf" and path.suffix != ".docx"
        (copies / path.name).write_bytes(data.replace(b"\n", b"\r\n") if windows else data)
    return copies


@cache
def documents(folder: Path, form: str) -> dict[str, Document]:
    return {side: read(str(folder / f"{side}.{form}"), lang="de") for side in ("suspect", "reference")}


@cache
def rated(folder: Path, form: str) -> Report:
    return score(documents(folder, form)["suspect"], documents(folder, form)["reference"])


def lines_of(path: Path) -> list[str]:
    """The lines of a file; of a Word document, whose body comes before its only table here, the paragraphs."""
    if path.suffix != ".docx":
        return path.read_bytes().decode().split("\n")
    whole = docx.Document(str(path))
    cells = (cell for table in whole.tables for row in table.rows for cell in row.cells)
    return [each.text for each in (*whole.paragraphs, *(each for cell in cells for each in cell.paragraphs))]


def from_file(folder: Path, form: str, flag: Flag) -> str:
    """What stands at the flag's line and column in its file, by nothing but counting."""
    lines = lines_of(folder / f"{flag.side}.{form}")
    return "\n".join([lines[flag.line - 1][flag.column - 1 :], *lines[flag.line :]])[: len(flag.text)]


def understood(folder: Path, form: str, flag: Flag) -> str:
    """The flagged text without escapes and markup, unless it is markup."""
    if flag.code == "M501":
        return flag.text
    text = as_read(documents(folder, form)[flag.side]).text[flag.span.start : flag.span.end]
    return " ".join(text.translate(UNREAD).split())


@pytest.mark.parametrize("form", FORMATS)
def test_planted_damage_is_found_and_nothing_else(folder: Path, form: str) -> None:
    assert {(flag.code, understood(folder, form, flag)) for flag in rated(folder, form).flags} == PLANTED


@pytest.mark.parametrize("form", FORMATS)
def test_line_and_column_point_at_the_flagged_text_in_the_file(folder: Path, form: str) -> None:
    assert rated(folder, form).flags
    for flag in rated(folder, form).flags:
        assert from_file(folder, form, flag) == flag.text


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in PROSE])
def test_entries_meet_by_key(folder: Path, form: str) -> None:
    report, sides = rated(folder, form), documents(folder, form)
    assert report.scores.parallel_confidence == 1.0
    keys = {side: [block.key for block in sides[side].blocks] for side in sides}
    for score_of_pair in report.pairs:
        ours = {keys["suspect"][index] for index in score_of_pair.pair.suspect}
        theirs = {keys["reference"][index] for index in score_of_pair.pair.reference}
        assert ours == theirs or not ours or not theirs
    assert len(report.pairs) == len({*keys["suspect"], *keys["reference"]})
