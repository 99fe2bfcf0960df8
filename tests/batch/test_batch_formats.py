"""Shards of every format: what is not ours comes out as it was, a bad row is an error of its own, bytes are the same."""

from __future__ import annotations

import gzip
import json
from codecs import BOM_UTF8
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from batch_rows import JOB, contents, read_lines, rows, run_batch, write_lines

from mtqa.batch import parquet
from mtqa.batch.formats import suffix_of
from mtqa.batch.job import Columns, Job
from mtqa.errors import InputError

NEW = ["fidelity", "fluency", "chrf", "bleu", "flags", "signature", "error"]


def rate_lines(folder: Path, lines: list[str], job: Job = JOB) -> list[dict[str, Any]]:
    (folder / "in.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    run_batch([folder / "in.jsonl"], folder / "out", job)
    return read_lines(folder / "out" / "in.jsonl")


def tsv(listed: list[dict[str, Any]]) -> bytes:
    lines = ["\t".join(listed[0]), *("\t".join(map(str, row.values())) for row in listed)]
    return "".join(line + "\n" for line in lines).encode()


# ---- what comes in goes out


def test_a_json_line_keeps_its_bytes(tmp_path: Path) -> None:
    """Spacing, order, numbers no float can hold, escapes, nested values."""
    line = '{ "n": 12345678901234567890.50 , "suspect":"Ja\\u0301.","x":[1, {"y":null}],"reference" : "Já.","e":"\\ud83d" }'
    rate_lines(tmp_path, [line, json.dumps(rows(1)[0])])
    rated = (tmp_path / "out" / "in.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert rated.startswith(line[:-1].rstrip() + ', "fidelity": ')
    assert list(json.loads(rated))[5:] == NEW


def test_parquet_keeps_types_and_metadata(tmp_path: Path) -> None:
    table = pa.Table.from_pylist(rows(5)).append_column("when", pa.array([1, 2, 3, 4, 5], pa.timestamp("ns", "UTC")))
    table = table.append_column("kind", pa.array(list("aabba")).dictionary_encode())
    table = table.replace_schema_metadata({"owner": "us"})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=2)
    run_batch([tmp_path / "a.parquet"], tmp_path / "out")
    rated = pq.read_table(tmp_path / "out" / "a.parquet")
    assert rated.select(table.column_names).equals(pq.read_table(tmp_path / "a.parquet"))
    assert rated.schema.metadata[b"owner"] == b"us"
    assert rated.column_names == [*table.column_names, *NEW]


def test_tsv_keeps_its_cells(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(
        b'id\tsuspect\treference\tnote\n1\tIt "works".\tIt works.\t "x\' \n2\tYes.\tYes.\t\n'
    )
    run_batch([tmp_path / "a.tsv"], tmp_path / "out")
    lines = (tmp_path / "out" / "a.tsv").read_text(encoding="utf-8").split("\n")
    assert lines[0] == "\t".join(["id", "suspect", "reference", "note", *NEW])
    assert lines[1].startswith('1\tIt "works".\tIt works.\t "x\' \t')
    assert lines[2].startswith("2\tYes.\tYes.\t\t100.0\t100.0\t100.0\t100.0\t[]\tmtqa:")
    assert lines[3:] == [""]


def test_tsv_without_a_header(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("7\tYes.\tYes.\n8\tNo.\n9\tHe went to to town.\tHe went to town.\n")
    job = replace(JOB, header=False, columns=Columns("2", "3"))
    run_batch([tmp_path / "a.tsv"], tmp_path / "out", job)
    first, second, third = (tmp_path / "out" / "a.tsv").read_text().splitlines()
    assert first.startswith("7\tYes.\tYes.\t100.0\t")
    assert second.startswith("8\tNo.\t\t")
    assert second.endswith("\t2 cells where the first line has 3")
    assert json.loads(third.split("\t")[7])[0]["code"] == "F102"


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
@pytest.mark.parametrize("kind", ["jsonl", "tsv"])
def test_compressed_text_is_rated_alike(kind: str, suffix: str, tmp_path: Path) -> None:
    data = tsv(rows()) if kind == "tsv" else "".join(json.dumps(row) + "\n" for row in rows()).encode()
    packed = {"": data, ".gz": gzip.compress(data), ".zst": zstandard.compress(data)}
    for end in ("", suffix):
        (tmp_path / f"a.{kind}{end}").write_bytes(packed[end])
        run_batch([tmp_path / f"a.{kind}{end}"], tmp_path / f"out{end}")
    unpack = {"": bytes, ".gz": gzip.decompress, ".zst": lambda b: zstandard.ZstdDecompressor().stream_reader(b).read()}
    assert (
        unpack[suffix]((tmp_path / f"out{suffix}" / f"a.{kind}{suffix}").read_bytes())
        == (tmp_path / "out" / f"a.{kind}").read_bytes()
    )


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "jsonl.zst", "tsv", "tsv.gz", "bare.tsv"])
def test_a_byte_order_mark_is_no_text(kind: str, tmp_path: Path) -> None:
    bare = b"Yes.\tYes.\nIt it rained.\tIt rained.\n", replace(JOB, header=False, columns=Columns("1", "2"))
    data = tsv(rows(3)) if "tsv" in kind else "".join(json.dumps(row) + "\n" for row in rows(3)).encode()
    data, job = bare if kind == "bare.tsv" else (data, JOB)
    pack = {"gz": gzip.compress, "zst": zstandard.compress}.get(kind.rsplit(".", maxsplit=1)[-1], bytes)
    for folder, mark in (("plain", b""), ("marked", BOM_UTF8)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"a.{kind}").write_bytes(pack(mark + data))
        outcome = run_batch([tmp_path / folder], tmp_path / f"{folder}-out", job)
        assert outcome.summary.errors == 0
    plain, marked = ((tmp_path / f"{folder}-out" / f"a.{kind}").read_bytes() for folder in ("plain", "marked"))
    assert plain == marked


def test_formats_agree(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", rows())
    (tmp_path / "a.tsv").write_bytes(tsv(rows()))
    pq.write_table(pa.Table.from_pylist(rows()), tmp_path / "a.parquet")
    run_batch([tmp_path / f"a.{kind}" for kind in ("jsonl", "tsv", "parquet")], tmp_path / "out")
    lines = read_lines(tmp_path / "out" / "a.jsonl")
    assert pq.read_table(tmp_path / "out" / "a.parquet").to_pylist() == lines
    cells = [line.split("\t") for line in (tmp_path / "out" / "a.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert [json.loads(row[7]) for row in cells] == [row["flags"] for row in lines]
    assert [row[3] for row in cells] == [str(row["fidelity"]) for row in lines]


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "jsonl.zst", "tsv", "tsv.gz", "parquet"])
def test_size_of_batches_and_number_of_workers_change_no_byte(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 7)
    path = tmp_path / f"a.{kind}"
    data = tsv(rows(20)) if "tsv" in kind else "".join(json.dumps(row) + "\n" for row in rows(20)).encode()
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(rows(20)), path, row_group_size=6)
    else:
        pack = {"gz": gzip.compress, "zst": zstandard.compress}.get(kind.rsplit(".", maxsplit=1)[-1], bytes)
        path.write_bytes(pack(data))
    outputs = []
    for at, (size, workers) in enumerate(((1000, 1), (1, 1), (3, 1), *([(4, 2)] if kind == "jsonl" else []))):
        run_batch([path], tmp_path / f"out{at}", replace(JOB, batch_size=size, workers=workers))
        outputs.append(contents(tmp_path / f"out{at}"))
    assert all(output == outputs[0] for output in outputs)


def test_shards_change_no_row(tmp_path: Path) -> None:
    write_lines(tmp_path / "whole" / "a.jsonl", rows(20))
    for at, (start, end) in enumerate(((0, 1), (1, 12), (12, 20))):
        write_lines(tmp_path / "parts" / f"{at}.jsonl", rows(20)[start:end])
    whole, parts = (run_batch([tmp_path / name], tmp_path / f"{name}-out") for name in ("whole", "parts"))
    joined = b"".join((tmp_path / "parts-out" / f"{at}.jsonl").read_bytes() for at in range(3))
    assert joined == (tmp_path / "whole-out" / "a.jsonl").read_bytes()
    assert whole.summary == parts.summary


# ---- what is wrong with a row stays with the row


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"suspect": null, "reference": "A."}', "suspect is null"),
        ('{"reference": "A."}', "suspect is missing"),
        ('{"suspect": "A.", "reference": 3}', "reference is int, not text"),
        ('{"suspect": ["A."], "reference": "A."}', "suspect is list, not text"),
        ('{"suspect": "A\\ud800.", "reference": "A."}', "suspect has a lone surrogate"),
        ('{"suspect": "A.", "reference": "A."', "not JSON: Expecting ',' delimiter: line 1 column 36 (char 35)"),
        ("3", "not a JSON object but int"),
        ('{"suspect": "A.", "reference": "A.", "flags": 3}', "there is a field flags already; --prefix names the new"),
        ("[" * 100_000, "not JSON: "),
        ("{}", "suspect is missing"),
    ],
)
def test_a_bad_line_is_an_error_of_its_own(line: str, error: str, tmp_path: Path) -> None:
    good = json.dumps(rows(1)[0])
    before, bad, after = rate_lines(tmp_path, [good, line, good])
    assert before == after
    assert before["error"] is None
    assert bad["error"].startswith(error)
    assert bad["fidelity"] is bad["flags"] is None


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"suspect": "\xff"}\n' + json.dumps(rows(1)[0]).encode() + b"\n")
    (tmp_path / "a.tsv").write_bytes(b"suspect\treference\nA \xff.\tA.\nYes.\tYes.\n")
    outcome = run_batch([tmp_path / "a.jsonl", tmp_path / "a.tsv"], tmp_path / "out")
    assert outcome.summary.errors == 2
    assert read_lines(tmp_path / "out" / "a.jsonl")[0]["error"].startswith("not JSON: 'utf-8' codec")
    lines = (tmp_path / "out" / "a.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[1].endswith("\tnot UTF-8: invalid start byte")
    assert lines[2].startswith("Yes.\tYes.\t100.0\t")


def test_blank_lines_of_json_are_left_out(tmp_path: Path) -> None:
    assert len(rate_lines(tmp_path, ["", json.dumps(rows(1)[0]), "  ", ""])) == 1


@pytest.mark.parametrize("name", ["a.jsonl", "a.tsv", "a.jsonl.gz"])
def test_an_empty_file_gives_an_empty_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"") if name.endswith("gz") else b"")
    outcome = run_batch([tmp_path / name], tmp_path / "out")
    assert outcome.summary.rows == 0
    data = (tmp_path / "out" / name).read_bytes()
    assert (gzip.decompress(data) if name.endswith("gz") else data) == b""


def test_a_table_without_rows(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(rows(1)).slice(0, 0), tmp_path / "a.parquet")
    run_batch([tmp_path / "a.parquet"], tmp_path / "out")
    assert pq.read_table(tmp_path / "out" / "a.parquet").column_names == ["id", "suspect", "reference", *NEW]


# ---- what is wrong with a file stops the run before any row is rated


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.tsv", b"src\tmt\nA.\tA.\n", "a.tsv: there is no column suspect among: src, mt"),
        ("a.tsv", b"suspect\treference\treference\n", "a.tsv: two columns have one name"),
        ("a.tsv", b"suspect\treference\terror\n", "a.tsv: the input has a column error already"),
        ("a.tsv.gz", b"suspect\treference\n", "a.tsv.gz"),
        ("a.jsonl.zst", b"{}", "a.jsonl.zst"),
        ("a.parquet", b"PAR1", "a.parquet"),
        ("a.csv", b"suspect,reference\n", "a.csv is no table that mtqa batch reads"),
    ],
)
def test_a_file_that_cannot_be_rated(name: str, data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        run_batch([tmp_path / name], tmp_path / "out")
    assert told in caught.value.message
    assert caught.value.hint
    assert not (tmp_path / "out").exists()


def test_a_file_cut_off_in_the_middle_leaves_no_output(tmp_path: Path) -> None:
    packed = gzip.compress("".join(json.dumps(row) + "\n" for row in rows(50)).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(InputError, match=r"a\.jsonl\.gz: Compressed file ended"):
        run_batch([tmp_path / "a.jsonl.gz"], tmp_path / "out")
    assert contents(tmp_path / "out") == {}


# ---- documents


def test_documents_in_every_format(tmp_path: Path) -> None:
    row = {"year": 1999, "suspect": "It rained. He came to to town.", "reference": "It rained. He came to town."}
    job = replace(JOB, documents=True)
    write_lines(tmp_path / "a.jsonl", [row, row | {"doc_id": 7}])
    (tmp_path / "a.tsv").write_bytes(tsv([row, row]))
    pq.write_table(pa.Table.from_pylist([row, row]), tmp_path / "a.parquet")
    run_batch([tmp_path / "a.jsonl", tmp_path / "a.tsv", tmp_path / "a.parquet"], tmp_path / "out", job)
    lines = read_lines(tmp_path / "out" / "a.jsonl")
    assert [(line["doc_id"], line["pair_id"]) for line in lines] == [("0", 0), ("0", 1), ("7", 0), ("7", 1)]
    assert list(lines[0])[:5] == ["year", "suspect", "reference", "doc_id", "pair_id"]
    assert [line["suspect"] for line in lines[:2]] == ["It rained.", "He came to to town."]
    table = pq.read_table(tmp_path / "out" / "a.parquet").to_pylist()
    assert [row["doc_id"] for row in table] == ["0", "0", "1", "1"]
    assert [{**row, "doc_id": ""} for row in table] == [{**line, "doc_id": ""} for line in lines]
    assert len((tmp_path / "out" / "a.tsv").read_text(encoding="utf-8").splitlines()) == 5


def test_a_document_whose_name_is_no_text_is_an_error_of_its_own(tmp_path: Path) -> None:
    good = '{"doc_id": "a", "suspect": "It rained.", "reference": "It rained."}'
    lines = rate_lines(tmp_path, [good.replace('"a"', '"\\ud800"'), good], replace(JOB, documents=True))
    assert [(line["doc_id"], line["error"]) for line in lines] == [(None, "doc_id has a lone surrogate"), ("a", None)]
    assert rate_lines(tmp_path, [good.replace('"a"', '"\\ud800"')], JOB)[0]["error"] is None


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.jsonl.gz", ".jsonl"), ("a.b.tsv", ".tsv"), ("a.parquet", ".parquet"), ("a.parquet.gz", None), ("a.gz", None)],
)
def test_suffixes(name: str, suffix: str | None) -> None:
    assert suffix_of(Path(name)) == suffix
