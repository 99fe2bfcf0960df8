"""Bad files of every format: truncated, in the wrong encoding, too large, bombs. Each gets its error, none a traceback."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from mtqa.errors import InputError
from mtqa.read import read

FOLDER = Path(__file__).parents[2] / "fixtures" / "formats"
FORMATS = sorted(path.suffix.removeprefix(".") for path in FOLDER.glob("reference.*"))
STRUCTURED = [form for form in FORMATS if form not in {"html", "properties", "srt", "vtt"}]
XML_ROOTS = {"xliff": "xliff", "xlf": "xliff", "tmx": "tmx", "xml": "resources"}
LATIN = {
    "xml": b'<?xml version="1.0" encoding="iso-8859-1"?><resources><string name="a">Die F\xe4hre</string></resources>',
    "html": b'<html><head><meta charset="windows-1252"></head><p>Die F\xe4hre</p>',
    "po": b'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "a"\nmsgstr "Die F\xe4hre"\n',
}


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as error:
        read(str(path))
    assert error.value.message.startswith(str(path))
    assert error.value.hint
    assert error.value.exit_code == 2
    return error.value


@pytest.mark.parametrize("form", STRUCTURED)
def test_a_truncated_file_is_refused(form: str, tmp_path: Path) -> None:
    whole = (FOLDER / f"reference.{form}").read_bytes()
    path = tmp_path / f"cut.{form}"
    path.write_bytes(whole[: whole.index(b"Strecke") + 3] if form != "docx" else whole[: len(whole) // 2])
    if form == "ftl":  # its last line is a line like any other
        assert read(str(path)).blocks
    else:
        refused(path)


@pytest.mark.parametrize("form", FORMATS)
def test_any_truncation_is_read_or_refused(form: str, tmp_path: Path) -> None:
    whole = (FOLDER / f"reference.{form}").read_bytes()
    path = tmp_path / f"cut.{form}"
    for size in range(0, len(whole), max(1, len(whole) // 25)):
        path.write_bytes(whole[:size])
        try:
            document = read(str(path))
        except InputError as error:
            message = error.message
        else:
            message = document.name
            assert all(block.span.end <= len(document.text) for block in document.blocks)
        assert str(path) in message


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "docx"])
def test_a_broken_byte_is_named(form: str, tmp_path: Path) -> None:
    whole = (
        (FOLDER / f"reference.{form}")
        .read_bytes()
        .replace(b"Im Winter", "Grüße ü \udcff".encode("utf-8", "surrogateescape"))
    )
    path = tmp_path / f"broken.{form}"
    path.write_bytes(whole)
    assert "is not valid UTF-8, which the rest of the file is" in refused(path).message


@pytest.mark.parametrize("form", sorted(LATIN))
def test_an_encoding_that_the_file_declares_is_used(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"latin.{form}"
    path.write_bytes(LATIN[form])
    document = read(str(path))
    assert [document.text[block.span.start : block.span.end] for block in document.blocks] == ["Die Fähre"]
    path.write_bytes(LATIN[form].replace(b"iso-8859-1", b"shift_jis").replace(b"windows-1252", b"shift_jis")
                     .replace(b"ISO-8859-1", b"shift_jis").replace(b"\xe4", b"\x81\xff"))  # fmt: skip
    name = "cp932" if form == "html" else "shift_jis"  # what browsers read
    assert f"is not valid {name} (the file itself says so)" in refused(path).message


@pytest.mark.parametrize("form", FORMATS)
def test_a_hundred_megabytes_are_too_large(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"large.{form}"
    path.touch()
    os.truncate(path, 100 * 1024 * 1024)
    assert "is larger than 64 MiB" in refused(path).message


@pytest.mark.parametrize("form", sorted(XML_ROOTS))
@pytest.mark.parametrize(
    ("declaration", "what"),
    [
        ('<!ENTITY a "ha"><!ENTITY b "&a;&a;">', "declares the entity 'b', which could grow"),
        ('<!ENTITY a SYSTEM "file:///etc/hostname">', "declares the entity 'a', which comes from elsewhere"),
        ('<!ENTITY % a SYSTEM "http://x.example/a.dtd"> %a;', "declares the entity 'a', which comes from elsewhere"),
    ],
)
def test_entity_bombs_are_refused(form: str, declaration: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / f"bomb.{form}"
    path.write_text(f"<!DOCTYPE x [{declaration}]><{XML_ROOTS[form]}>&a;</{XML_ROOTS[form]}>")
    assert what in refused(path).message


def test_a_large_entity_is_never_expanded(tmp_path: Path) -> None:
    path = tmp_path / "quadratic.xml"
    entity = "ha" * 50_000
    path.write_text(
        f'<!DOCTYPE resources [<!ENTITY a "{entity}">]><resources><string name="a">So {"&a;" * 5000}</string></resources>'
    )
    document = read(str(path))
    assert len(document.text) < 2 * len(entity)
    assert [document.text[block.span.start : block.span.end][:5] for block in document.blocks] == ["So &a"]


def repacked(path: Path, part: str, content: bytes) -> None:
    """Write the Word fixture with another part in it."""
    with (
        zipfile.ZipFile(FOLDER / "reference.docx") as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for each in source.namelist():
            target.writestr(each, content if each == part else source.read(each))


def test_a_zip_bomb_is_refused_by_its_table_of_contents(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    repacked(path, "docProps/thumbnail.jpeg", bytes(300 * 1024 * 1024))
    assert path.stat().st_size < 1_000_000
    assert "would unpack to 300 MiB" in refused(path).message


def test_a_word_document_with_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "entities.docx"
    with zipfile.ZipFile(FOLDER / "reference.docx") as source:
        body = source.read("word/document.xml")
    start = body.index(b"?>") + 2
    bomb = b'<!DOCTYPE x [<!ENTITY a "hahaha"><!ENTITY b "&a;&a;&a;">]>'
    repacked(path, "word/document.xml", body[:start] + bomb + body[start:].replace(b"Im Winter", b"Im &b; Winter"))
    assert "word/document.xml declares entities" in refused(path).message


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"plain text", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_document_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "none.docx"
    path.write_bytes(data)
    assert "is no Word document, or a damaged one" in refused(path).message


def test_a_catalogue_without_a_translation_says_so(tmp_path: Path) -> None:
    path = tmp_path / "new.po"
    path.write_text('msgid "One"\nmsgstr ""\n')
    assert refused(path).hint.startswith("1 entry is not translated and left out (the first is 'One' in line 2); pass ")


def test_times_that_nobody_can_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.vtt"
    path.write_text("WEBVTT\n\n:00:01.000 --> :00:02.000\nThe lock is open.\n")
    assert "its cues cannot be read" in refused(path).message


def test_a_missing_library_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise ModuleNotFoundError("No module named 'docx'", name="docx")

    monkeypatch.setattr("mtqa.read.base.resolve_name", missing)
    with pytest.raises(InputError, match="the format 'docx' needs the library 'docx'") as error:
        read(str(FOLDER / "reference.docx"))
    assert error.value.hint == "pip install 'mtqa[formats]'"
