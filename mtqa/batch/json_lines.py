"""JSON Lines shards. A rated line is the line that came, byte for byte, with the new fields before its last brace.

A line that is no JSON object, or has a field of a new one's name, comes out as `{"line": ..., "error": ...}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Final

import pyarrow as pa

from mtqa.batch.formats import Chunk
from mtqa.batch.job import DOC_ID, Job
from mtqa.batch.rows import PROBLEM
from mtqa.batch.schema import Row, added
from mtqa.batch.text_files import LineWriter, chunks, opened

LINE = "\x00line"
"""The column that holds the object to be written, without the new fields."""
CHUNK_BYTES = 1 << 20
"""Bytes of a chunk where rows are long: documents, or hostile lines."""
SIDES: Final = ("suspect", "reference")
SURROGATE: Final = re.compile("[\ud800-\udfff]")


class JsonLines:
    """Reads and writes JSON Lines; blank lines are left out."""

    def check(self, path: Path, job: Job) -> None:  # noqa: ARG002  # each line has its own fields
        """Open the file and read its first line. Raises: InputError."""
        with opened(path) as (stream, _):
            stream.readline(CHUNK_BYTES)

    def read(self, path: Path, job: Job) -> Iterator[Chunk]:
        """Stream the lines. Raises: InputError."""
        numbers = count()
        with opened(path) as (stream, raw):
            lines = (line for line in stream if line.strip())
            for group in chunks(lines, job.batch_size, CHUNK_BYTES):
                yield Chunk(_table([_parsed(line, job, next(numbers)) for line in group], job), raw.tell())

    def writer(self, path: Path, source: Path, job: Job) -> JsonLinesWriter:
        """Open a writer, compressed as `source` is."""
        return JsonLinesWriter(LineWriter(path, source.suffix), added(job).names)


class JsonLinesWriter:
    """Puts the new fields behind those that came."""

    def __init__(self, file: LineWriter, names: Sequence[str]) -> None:
        self._file = file
        self._names = names

    def write(self, table: pa.Table) -> None:
        """Append rows."""
        rows = table.select(self._names).to_pylist()
        self._file.write(_joined(line, row) for line, row in zip(table[LINE].to_pylist(), rows, strict=True))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


def _joined(line: str, row: Row) -> str:
    head = line[:-1].rstrip()
    comma = "" if head == "{" else ", "
    return f"{head}{comma}{json.dumps(row, ensure_ascii=False)[1:]}"


def _parsed(line: bytes, job: Job, number: int) -> Row:
    """Read one line: the object to write, the texts, or what is wrong with it."""
    try:
        text = line.decode().strip()
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _refused(line, f"not JSON: {error}")
    if not isinstance(found, dict):
        return _refused(line, f"not a JSON object but {type(found).__name__}")
    columns = job.columns
    names = (columns.suspect, columns.reference)
    doc_id = found.get(columns.doc_id)
    row = {DOC_ID: str(number if doc_id is None else doc_id)}
    if job.documents:
        if SURROGATE.search(row[DOC_ID]):
            return _refused(line, f"{columns.doc_id} has a lone surrogate")
        found, whole = {key: value for key, value in found.items() if key not in {*names, columns.doc_id}}, found
        text = json.dumps(found)
    else:
        whole = found
    if taken := sorted({*found} & {*added(job).names}):
        return _refused(line, f"there is a field {taken[0]} already; --prefix names the new ones differently")
    problems = [_wrong(side, whole, name) for side, name in zip(SIDES, names, strict=True)]
    texts = {} if any(problems) else {side: whole[name] for side, name in zip(SIDES, names, strict=True)}
    return row | texts | {LINE: text, PROBLEM: problems[0] or problems[1]}


def _refused(line: bytes, problem: str) -> Row:
    told = {"line": line.decode("utf-8", "replace")}
    return {LINE: json.dumps(told, ensure_ascii=False), PROBLEM: problem}


def _wrong(side: str, found: Mapping[str, object], name: str) -> str | None:
    text = found.get(name)
    if text is None:
        return f"{side} is {'null' if name in found else 'missing'}"
    if not isinstance(text, str):
        return f"{side} is {type(text).__name__}, not text"
    return None if text.isascii() or not SURROGATE.search(text) else f"{side} has a lone surrogate"


def _table(rows: Sequence[Row], job: Job) -> pa.Table:
    columns = {job.columns.suspect: "suspect", job.columns.reference: "reference", LINE: LINE, PROBLEM: PROBLEM}
    if job.documents:
        columns[job.columns.doc_id] = DOC_ID
    return pa.table({name: pa.array([row.get(key) for row in rows], pa.string()) for name, key in columns.items()})


JSON_LINES = JsonLines()
