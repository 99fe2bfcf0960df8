"""The formats of shards: a file in, chunks of a table out; rated chunks in, a file of the same format out.

Columns that are not ours pass through untouched: Parquet keeps their types, TSV their characters, and a JSON line keeps
its bytes and gets the new fields before its last brace. Next: `rows` rates the chunks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from typing import Protocol, cast

import pyarrow as pa

from mtqa.batch.job import Job
from mtqa.errors import InputError

FORMATS = {
    ".parquet": "mtqa.batch.parquet:PARQUET",
    ".pq": "mtqa.batch.parquet:PARQUET",
    ".jsonl": "mtqa.batch.json_lines:JSON_LINES",
    ".ndjson": "mtqa.batch.json_lines:JSON_LINES",
    ".tsv": "mtqa.batch.tsv:TSV",
}
"""Format by suffix, as import strings; a text format may be compressed besides."""
COMPRESSIONS = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a shard: its rows as a table, and how many of the file's bytes are read by now."""

    table: pa.Table
    position: int


class ShardWriter(Protocol):
    """Takes rated chunks in order."""

    def write(self, table: pa.Table) -> None:
        """Append rows."""
        ...

    def close(self) -> None:
        """Finish the file."""
        ...


class Format(Protocol):
    """Reads and writes shards of one format; `job` names the columns."""

    def check(self, path: Path, job: Job) -> None:
        """Look at the file's head. Raises: InputError where it cannot be read or a text column is missing."""
        ...

    def read(self, path: Path, job: Job) -> Iterator[Chunk]:
        """Stream the file in chunks of at most `job.batch_size` rows, in order. Raises: InputError."""
        ...

    def writer(self, path: Path, source: Path, job: Job) -> ShardWriter:
        """Open `path` for the rated rows of `source`."""
        ...


def suffix_of(path: Path) -> str | None:
    """Return a shard's suffix without compression, None where it is no shard. Example: `a.tsv.gz` gives `.tsv`."""
    stem = path.with_suffix("") if path.suffix in COMPRESSIONS else path
    compressed = stem is not path
    known = stem.suffix in FORMATS and not (compressed and "parquet" in FORMATS[stem.suffix])
    return stem.suffix if known else None


def format_of(path: Path) -> Format:
    """Find the format of a shard by its name. Raises: InputError."""
    suffix = suffix_of(path)
    if suffix is None:
        raise InputError(
            f"{path} is no table that mtqa batch reads",
            f"give files named *{', *'.join(FORMATS)}; text may end in .gz or .zst",
        )
    return cast("Format", resolve_name(FORMATS[suffix]))
