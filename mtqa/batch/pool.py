"""Several processes that rate chunks, in order, a few ahead of the one that writes.

Tokenising, rules and metrics hold Python's lock, so that threads would wait for each other; processes do not. Each has
one thread for the model: N processes of one thread leave no core waiting for the end of another's batch.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa

from mtqa.batch.job import Job
from mtqa.batch.shards import Shard
from mtqa.errors import WorkerError
from mtqa.run.worker import become_worker

if TYPE_CHECKING:
    from mtqa.batch.rows import RowRater

AHEAD = 2
"""Chunks a worker: one at work, one waiting. More only take memory."""

Piece = tuple[Shard, pa.Table | None]
"""A chunk of a shard; None tells that the shard ends."""
Rating = Callable[[Iterable[Piece]], Iterator[Piece]]
"""Rates a stream of chunks, in order."""
Waiting = tuple[Shard, Future[pa.Table] | None]

_rater: RowRater | None = None


@contextmanager
def rating(job: Job) -> Iterator[Rating]:
    """Start what `job.workers` asks for: this process with all cores for the model, or others with one core each.

    Raises: WorkerError where a process dies; ModelError.
    """
    if job.workers == 1:
        from mtqa.batch.rows import RowRater  # noqa: PLC0415  # heavy: only where rows are rated

        rater = RowRater(job)
        yield lambda stream: ((shard, None if table is None else rater(table)) for shard, table in stream)
        return
    context = multiprocessing.get_context("spawn")  # a forked copy of threads that run would hang
    executor = ProcessPoolExecutor(job.workers, context, _start, (job,))
    try:
        yield lambda stream: _ordered(stream, executor, AHEAD * job.workers)
    except BrokenProcessPool as error:
        raise WorkerError("a worker process died", "run again with fewer --workers: it goes on where it was") from error
    finally:
        executor.shutdown(cancel_futures=True)


def _ordered(stream: Iterable[Piece], executor: ProcessPoolExecutor, ahead: int) -> Iterator[Piece]:
    """Rate ahead; where the stream fails, what came before is given out first, so that whole shards are written."""
    waiting: deque[Waiting] = deque()
    failed: list[Exception] = []
    for shard, table in _until_failure(stream, failed):
        waiting.append((shard, None if table is None else executor.submit(_rate, table)))
        while len(waiting) > ahead:
            yield _next(waiting)
    while waiting:
        yield _next(waiting)
    if failed:
        raise failed[0]


def _until_failure(stream: Iterable[Piece], failed: list[Exception]) -> Iterator[Piece]:
    try:
        yield from stream
    except Exception as error:  # noqa: BLE001  # whatever it is, it is raised in the end
        failed.append(error)


def _next(waiting: deque[Waiting]) -> Piece:
    shard, future = waiting.popleft()
    return shard, None if future is None else future.result()


def _start(job: Job) -> None:
    """Make this process a worker: one thread, the models loaded, gone when its parent is."""
    global _rater  # noqa: PLW0603  # what a pool's function finds in its process
    become_worker()
    from mtqa.batch.rows import RowRater  # noqa: PLC0415  # numpy reads the number of threads when it is loaded

    _rater = RowRater(job)


def _rate(table: pa.Table) -> pa.Table:
    assert _rater is not None
    return _rater(table)
