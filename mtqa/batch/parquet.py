"""Parquet shards: streamed by row groups, written in row groups of one size whatever the chunks were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mtqa.batch.formats import Chunk
from mtqa.batch.job import Job
from mtqa.batch.rows import text_columns
from mtqa.batch.schema import added, passed_through
from mtqa.errors import InputError

ROW_GROUP = 10_000
"""Rows of an output row group: some 5 MB of sentences with their flags, which is what memory must hold."""
DOCUMENTS = 16
"""Documents read at once: they are a thousand times as long as sentences."""


class Parquet:
    """Reads and writes Parquet; every column keeps its type, the schema its metadata."""

    def check(self, path: Path, job: Job) -> None:
        """Look for the columns. Raises: InputError."""
        with _opened(path) as file:
            names = file.schema_arrow.names
            text_columns(names, job)
            if len(set(names)) < len(names):
                raise InputError(f"{path} has two columns of one name", "rename one of them")
            passed_through(names, job)

    def read(self, path: Path, job: Job) -> Iterator[Chunk]:
        """Stream record batches. Raises: InputError."""
        size, done = path.stat().st_size, 0
        with _opened(path) as file:
            rows = max(1, file.metadata.num_rows)
            for batch in file.iter_batches(min(job.batch_size, DOCUMENTS) if job.documents else job.batch_size):
                table = pa.Table.from_batches([batch])
                if job.documents and job.columns.doc_id not in table.column_names:
                    table = table.append_column(job.columns.doc_id, pa.array(range(done, done + len(batch))))
                done += len(batch)
                yield Chunk(table, size * done // rows)

    def writer(self, path: Path, source: Path, job: Job) -> ParquetWriter:
        """Open a writer for the columns of `source` and the new ones."""
        with _opened(source) as file:
            schema = file.schema_arrow
        kept = [schema.field(name) for name in passed_through(schema.names, job)]
        return ParquetWriter(path, pa.schema([*kept, *added(job)], schema.metadata))


class ParquetWriter:
    """Collects rows until a row group is full."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._schema = schema
        self._file = pq.ParquetWriter(path, schema, compression="zstd")
        self._held: list[pa.Table] = []
        self._rows = 0

    def write(self, table: pa.Table) -> None:
        """Append rows; full row groups go to the file."""
        self._held.append(table)
        self._rows += table.num_rows
        while self._rows >= ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Write the last row group and the footer."""
        if self._rows:
            self._flush()
        self._file.close()

    def _flush(self) -> None:
        whole = pa.concat_tables(self._held).cast(self._schema)
        group, rest = whole.slice(0, ROW_GROUP), whole.slice(ROW_GROUP)
        self._file.write_table(group.combine_chunks(), row_group_size=ROW_GROUP)
        self._held, self._rows = [rest], rest.num_rows


@contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"cannot read {path}: {error}", "check that it is a whole Parquet file") from error


PARQUET = Parquet()
