"""TSV: a row a line, cells between tabs, no quoting; also what goes through standard input and output.

A rated line is the cells that came and the new ones behind them; flags are JSON. A line with too few cells is padded
and has an `error`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

import pyarrow as pa

from mtqa.batch.formats import Chunk
from mtqa.batch.job import Job
from mtqa.batch.rows import PROBLEM, text_columns
from mtqa.batch.schema import added, passed_through
from mtqa.batch.text_files import LineWriter, chunks, opened
from mtqa.errors import InputError

CHUNK_BYTES = 1 << 20
"""Bytes of a chunk where rows are long."""


class Tsv:
    """Reads and writes TSV, with a header line or without."""

    def check(self, path: Path, job: Job) -> None:
        """Look for the columns in the first line. Raises: InputError."""
        with opened(path) as (stream, _):
            Header.of(stream.readline(), job)

    def read(self, path: Path, job: Job) -> Iterator[Chunk]:
        """Stream the lines. Raises: InputError."""
        with opened(path) as (stream, raw):
            lines = iter(stream)
            first = next(lines, b"")
            header = Header.of(first, job)
            rest = lines if job.header else (line for part in ([first] if first else [], lines) for line in part)
            numbers = count()
            for group in chunks(rest, job.batch_size, CHUNK_BYTES):
                yield Chunk(header.table(group, job, numbers), raw.tell())

    def writer(self, path: Path, source: Path, job: Job) -> TsvWriter:
        """Open a writer, compressed as `source` is."""
        with opened(source) as (stream, _):
            header = Header.of(stream.readline(), job)
        file = LineWriter(path, source.suffix)
        file.write(header.output(job))
        return TsvWriter(file, header, job)


class Header:
    """The columns of one file, by name or by number."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)

    @classmethod
    def of(cls, line: bytes, job: Job) -> Header:
        """Read the first line. Raises: InputError where a text column is missing or a name comes twice."""
        cells = _cells(line.removesuffix(b"\n").removesuffix(b"\r")) if line else []
        names = cells if job.header else [str(number) for number in range(1, len(cells) + 1)]
        if line:
            text_columns(names, job)
        if len(set(names)) < len(names):
            raise InputError("two columns have one name", "rename one of them, or number them with --no-header")
        passed_through(names, job)
        return cls(names)

    def table(self, lines: Sequence[bytes], job: Job, numbers: Iterator[int]) -> pa.Table:
        """Cut lines into cells. A cell of the texts is never null here: an empty one is an empty text."""
        width = len(self.names)
        rows = [_cells(line) for line in lines]
        problems = [_problem(line, len(row), width) for line, row in zip(lines, rows, strict=True)]
        whole = [row[:width] + [""] * (width - len(row)) for row in rows]
        columns = {name: pa.array([row[at] for row in whole], pa.string()) for at, name in enumerate(self.names)}
        if job.documents and job.columns.doc_id not in columns:
            columns[job.columns.doc_id] = pa.array([str(next(numbers)) for _ in rows], pa.string())
        return pa.table(columns | {PROBLEM: pa.array(problems, pa.string())})

    def output(self, job: Job) -> list[str]:
        """Give the output's header line, if the input has one."""
        return ["\t".join((*passed_through(self.names, job), *added(job).names))] if job.header and self.names else []


class TsvWriter:
    """Writes rated rows as lines."""

    def __init__(self, file: LineWriter, header: Header, job: Job) -> None:
        self._file = file
        self._names = [*passed_through(header.names, job), *added(job).names]

    def write(self, table: pa.Table) -> None:
        """Append rows."""
        self._file.write(lines_of(table.select(self._names)))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


def lines_of(table: pa.Table) -> Iterable[str]:
    """Turn rated rows into lines. Example: a fidelity of 61.25 beside no flag ends in `61.25`, …, `[]`."""
    return ("\t".join(_cell(value) for value in row.values()) for row in table.to_pylist())


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\t", " ").replace("\n", " ")
    return json.dumps(value, ensure_ascii=False)


def _cells(line: bytes) -> list[str]:
    return line.decode("utf-8", "replace").split("\t")


def _problem(line: bytes, cells: int, width: int) -> str | None:
    if cells != width:
        return f"{cells} cells where the first line has {width}"
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return f"not UTF-8: {error.reason}"
    return None


TSV = Tsv()
