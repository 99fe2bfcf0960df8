"""Paths, standard input and strings to documents; what cannot be read is a clear error, never a traceback."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from mtqa.errors import InputError
from mtqa.read import FORMATS, from_text, read, reader_for
from mtqa.read.files import MAX_BYTES
from mtqa.types import Block, Span


def test_a_file_is_read_by_its_suffix(tmp_path):
    path = tmp_path / "page.MD"
    path.write_bytes(b"# Title\r\n\r\nText *here*.")
    document = read(str(path))
    assert (document.name, document.text) == (str(path), "# Title\r\n\r\nText *here*.")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]


def test_a_format_and_pre_split_overrule_the_suffix(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("# Title\n\nText *here*.", encoding="utf-8")
    assert [block.span for block in read(str(path), format="plain").blocks] == [Span(0, 7), Span(9, 21)]
    assert [block.kind for block in read(str(path), pre_split=True).blocks] == ["line", "line", "line"]


def test_what_no_reader_claims_is_plain_text(tmp_path):
    path = tmp_path / "README.unheard-of"
    path.write_text("# One line", encoding="utf-8")
    assert read(str(path)).blocks == (Block(Span(0, 10)),)


def test_standard_input_is_bytes(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Café.\n".encode("cp1252"))))
    document = read("-")
    assert (document.name, document.text) == ("<stdin>", "Café.\n")
    assert "windows-1252" in document.notes[0]


def test_no_standard_input_is_an_error(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="<stdin>: is closed"):
        read("-")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"* * *\n---\n", "has no prose"),
        (b"```\ncode only\n```\n", "has no prose"),
        (b"---\ntitle: x\n---\n", "has no prose"),
        (b"Text\0", "is binary"),
    ],
)
def test_a_file_without_prose_is_an_error(tmp_path, content, message):
    path = tmp_path / "a.md"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read(str(path))
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_blank_lines_alone_are_no_pre_split_document(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\n\n")
    with pytest.raises(InputError, match="is empty"):
        read(str(path), pre_split=True)


def test_a_missing_file_a_directory_and_a_device_are_errors(tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    wrong = {
        str(tmp_path / "missing.txt"): "no such file",
        str(tmp_path): "is a directory",
        "/dev/null": "is no regular file",
        str(fifo): "is no regular file",
        "a\0b": "cannot be read",
        "x" * 5000: "cannot be read",
        str(tmp_path / "a.txt" / "b.txt"): "no such file",
    }
    for path, message in wrong.items():
        with pytest.raises(InputError, match=message) as caught:
            read(path)
        assert caught.value.hint


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "permission denied"),
        (OSError(5, "Input/output error"), "Input/output"),
    ],
)
def test_a_file_that_cannot_be_opened_is_an_error(tmp_path, monkeypatch, error, message):
    path = tmp_path / "secret.txt"
    path.write_text("Text.", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=message) as caught:
        read(str(path))
    assert str(path) in caught.value.message


def test_a_huge_file_is_an_error(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError, match="larger than 64 MiB"):
        read(str(path))


def test_a_name_that_is_not_unicode_can_be_shown(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.message.encode("utf-8")


def test_an_empty_string_is_a_document_without_blocks():
    assert from_text("").blocks == ()
    assert from_text(" \n").blocks == ()


def test_a_lone_surrogate_is_no_text():
    with pytest.raises(InputError, match="character 2 is a lone surrogate"):
        from_text("ab\ud800")


def test_an_unknown_format_lists_the_known_ones():
    with pytest.raises(InputError, match="no reader for the format 'pdf'") as caught:
        from_text("x", format="pdf")
    assert "markdown" in caught.value.hint


class OneBlock:
    def blocks(self, text: str) -> tuple[Block, ...]:
        return (Block(Span(0, len(text))),)


def test_an_installed_reader_is_found_by_format_and_suffix(tmp_path, monkeypatch):
    entries = EntryPoints([EntryPoint("tex", f"{__name__}:OneBlock", "mtqa.readers")])
    monkeypatch.setattr("importlib.metadata.entry_points", entries.select)
    path = tmp_path / "a.tex"
    path.write_text("One.\nTwo.", encoding="utf-8")
    assert read(str(path)).blocks == from_text("One.\nTwo.", format="tex").blocks == (Block(Span(0, 9)),)


def test_lines_of_pre_split_text_are_blocks_blank_ones_too():
    document = from_text("One.\r\n\r\n  Two. \rThree\u2028still", pre_split=True)
    assert [document.text[b.span.start : b.span.end] for b in document.blocks] == [
        "One.",
        "",
        "Two.",
        "Three\u2028still",
    ]
    assert document.blocks[1].span == Span(6, 6)


PROSE = [name for name, target in FORMATS.items() if target.endswith(("PlainReader", "MarkdownReader", "HtmlReader"))]


@pytest.mark.parametrize("name", PROSE)
def test_every_reader_of_prose_keeps_the_contract(name):
    text = "One two.\n\n- three\r\n* * *\n\n| a | b |\n|---|---|\n| c | *d* |\n\n\u00a0\u2028x 😀 `e` f"
    blocks = reader_for(name).blocks(text)
    assert blocks
    end = 0
    for block in blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        end = block.span.start
        for mask in block.masks:
            assert end <= mask.start < mask.end <= block.span.end
            end = mask.end
        end = block.span.end
    assert reader_for(name).blocks("") == ()


def test_reading_plain_text_loads_no_parser():
    code = "import sys, mtqa.read as r; r.from_text('a'); print(*({'markdown_it', 'charset_normalizer', 'numpy'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
