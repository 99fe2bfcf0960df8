"""Files of pairs: rows meet by number, cells stand where they are, and a table that is none is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtqa import score
from mtqa.errors import InputError
from mtqa.read import read_pairs
from mtqa.read.prose import prose_of
from mtqa.types import UNREAD, Document

cells = st.text(st.sampled_from('aé大 ",;\t\n\\'), max_size=8)


JSON_LINES = (
    '{"suspect": "One \\"a\\".", "reference": "One."}',
    '{"suspect": "", "reference": "Two."}',
    '{"n": 1, "suspect": "Three.", "reference": "Three."}',
)


def said(document: Document) -> dict[str | None, str]:
    return {block.key: prose_of(document.text, block).translate(UNREAD) for block in document.blocks}


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("tsv", 'id\tsuspect\treference\n1\tOne "a".\tOne.\n2\t\tTwo.\n3\tThree.\tThree.\n'),
        ("csv", 'suspect,reference\n"One ""a"".",One.\n,Two.\nThree.,"Three."'),
        ("csv", 'reference;suspect\r\nOne.;"One ""a""."\r\nTwo.;\r\nThree.;Three.\r\n'),
        ("jsonl", "\n".join(JSON_LINES)),
    ],
)
def test_rows_by_hand(suffix: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / f"pairs.{suffix}"
    path.write_bytes(text.encode())
    suspect, reference = read_pairs(str(path))
    assert said(suspect) == {"1": 'One "a".', "3": "Three."}
    assert said(reference) == {"1": "One.", "2": "Two.", "3": "Three."}
    assert suspect.keyed
    assert reference.keyed
    assert suspect.text == reference.text == text
    assert suspect.notes[0].startswith("1 entry is not translated")


def test_a_finding_points_into_the_table(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(
        'id,suspect,reference\n7,"The ferry, it seems, is late late today.","The ferry, it seems, is late today."\n'
    )
    flags = score(*read_pairs(str(path))).flags
    assert [(flag.text, flag.line, flag.column) for flag in flags] == [("late late", 2, 28)]


@pytest.mark.parametrize(
    ("name", "text", "message", "hint"),
    [
        ("a.tsv", "suspects\treference\na\tb", "line 1: has no column 'suspect'", "did you mean 'suspects'"),
        ("a.tsv", "suspect\treference\na\tb\tc", "line 2: row 1 has 3 cells, the first line 2", "make them equal"),
        ("a.csv", 'suspect,reference\n"a"b,c', "line 2: a quotation mark stands where none may", "double it"),
        ("a.csv", 'suspect,reference\n"a,b', "line 2: a quotation mark stands", "close them"),
        ("a.jsonl", '{"suspect": "a"}', "line 1: row 1 has no string 'reference'", "name one of these: suspect"),
        ("a.jsonl", '\n{"suspect": "a",', "line 2: is not valid JSON", "repair"),
        ("a.txt", "a", "is no file of pairs", "jsonl"),
        ("a.tsv", "", "line 1: has no column 'suspect'", "none"),
    ],
)
def test_a_table_that_is_none_is_refused(name: str, text: str, message: str, hint: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(InputError, match=message) as error:
        read_pairs(str(path))
    assert hint in error.value.hint


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=st.lists(st.tuples(cells, cells), max_size=4),
    separator=st.sampled_from(",;"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_csv_as_the_standard_library_writes_it(
    rows: list[tuple[str, str]], separator: str, end: str, tmp_path: Path
) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=end).writerows([("suspect", "reference"), *rows])
    path = tmp_path / "pairs.csv"
    path.write_bytes(stream.getvalue().encode())
    for column, document in enumerate(read_pairs(str(path))):
        wanted = {
            str(row): each[column].strip() for row, each in enumerate(rows, 1) if any(map(str.isalnum, each[column]))
        }
        assert said(document) == wanted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(cells, cells), max_size=4))
def test_json_lines_as_the_standard_library_writes_them(rows: list[tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps({"suspect": one, "reference": other}) + "\n" for one, other in rows))
    for column, document in enumerate(read_pairs(str(path))):
        wanted = {
            str(row): each[column].strip() for row, each in enumerate(rows, 1) if any(map(str.isalnum, each[column]))
        }
        assert said(document) == wanted
