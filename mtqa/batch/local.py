"""One machine: shards one after the other, their chunks rated by several processes, written in order.

In: a `Job`, inputs, an output directory. Out: rated shards, `_manifest.json`, `_summary.json`. A run that was killed
goes on where it was; one whose input or options changed does again what they concern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing

import pyarrow as pa

from mtqa.batch.formats import format_of
from mtqa.batch.job import Job
from mtqa.batch.keep import keep_all, parse_keep
from mtqa.batch.plan import Outcome, Plan, finish
from mtqa.batch.pool import Piece, rating
from mtqa.batch.shards import Record, Records, Shard, file_hash, locked, replacing
from mtqa.batch.summary import Summary
from mtqa.errors import InputError

Progress = Callable[[int, int], None]
"""Told how many rows were written just now, and how many bytes of the input are done since the last call."""


def run_local(plan: Plan, progress: Progress = lambda _rows, _bytes: None) -> Outcome:
    """Rate what is not done yet. Raises: InputError, OutputError, ModelError; what is finished by then stays."""
    with locked(plan.output):
        records = Records(plan.output, plan.shards)
        pending = [shard for shard in plan.shards if records.done(shard, plan.fingerprint) is None]
        for shard in plan.shards:
            if shard not in pending:
                progress(0, shard.path.stat().st_size)
        with rating(plan.job) as rated:
            pieces = rated(_chunks(pending, plan.job, progress))
            for shard, first in pieces:
                records.add(shard, write_shard(shard, _of_shard(first, pieces), plan, progress))
        return finish(plan, records, len(pending))


def write_shard(shard: Shard, tables: Iterable[pa.Table], plan: Plan, progress: Progress) -> Record:
    """Write the rated tables of one shard, whole or not at all, and return the record of it."""
    job, output = plan.job, plan.output / shard.name
    keep = parse_keep(job) if job.keep else keep_all
    summary = Summary()
    with replacing(output) as temporary, closing(format_of(shard.path).writer(temporary, shard.path, job)) as writer:
        for table in tables:
            summary.add(table, job)
            kept = keep(table)
            summary.kept += kept.num_rows
            writer.write(kept)
            progress(table.num_rows, 0)
    return {
        "job": plan.fingerprint,
        "input": file_hash(shard.path),
        "output": file_hash(output),
        "summary": summary.as_json(),
    }


def read_shard(shard: Shard, job: Job, progress: Progress) -> Iterator[pa.Table]:
    """Stream a shard's tables. Raises: InputError where it cannot be read, or changes meanwhile."""
    before, position = shard.path.stat(), 0
    for chunk in format_of(shard.path).read(shard.path, job):
        progress(0, chunk.position - position)
        position = chunk.position
        yield chunk.table
    after = shard.path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise InputError(f"{shard.path} changed while it was read", "run again when it is complete")
    progress(0, after.st_size - position)


def _of_shard(table: pa.Table | None, rest: Iterator[Piece]) -> Iterator[pa.Table]:
    """Go on from a shard's first table to its end, and take no piece of the next one: that may be unreadable."""
    while table is not None:
        yield table
        _, table = next(rest)


def _chunks(shards: Sequence[Shard], job: Job, progress: Progress) -> Iterator[Piece]:
    """Stream all shards as one, so that no worker waits for the end of one; each ends with None, empty or not."""
    for shard in shards:
        for table in read_shard(shard, job, progress):
            yield shard, table
        yield shard, None
