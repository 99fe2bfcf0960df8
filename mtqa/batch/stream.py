"""A shell pipeline: TSV lines in, the same lines with scores out, in order, each as soon as it is rated.

In: a binary stream and a function that writes text. Out: the run's `Summary`. Lines are rated in batches of whatever
has arrived, so that neither a slow producer waits for its answer nor a fast one for us.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count, islice
from queue import Empty, Queue
from threading import Thread
from typing import BinaryIO

from mtqa.batch.job import Job
from mtqa.batch.keep import keep_all, parse_keep
from mtqa.batch.plan import with_language
from mtqa.batch.rows import RowRater
from mtqa.batch.schema import added, passed_through
from mtqa.batch.summary import Summary
from mtqa.batch.tsv import Header, lines_of
from mtqa.pairs import SAMPLE

HELD = 10_000
"""Lines read ahead of the model."""


def rate_stream(job: Job, lines: BinaryIO, write: Callable[[str], None]) -> Summary:
    """Rate standard input. Without a language in the job, the first thousand lines are read before any is rated.

    Raises: InputError where the first line does not have the columns; ModelError.
    """
    keep = parse_keep(job) if job.keep else keep_all
    first = lines.readline().removeprefix(BOM_UTF8)
    header = Header.of(first, job)
    rest: Iterable[bytes] = lines if job.header else chain([first] if first else [], lines)
    if not (job.config.lang or job.documents):
        sample = list(islice(rest, SAMPLE))
        table = header.table(sample, job, count())
        job = with_language(job, table[job.columns.reference].to_pylist() if sample else ())
        rest = chain(sample, rest)
    rater, summary, numbers = RowRater(job), Summary(), count()
    _write(write, header.output(job))
    names = [*passed_through(header.names, job), *added(job).names]
    for batch in _as_they_come(rest, job.batch_size):
        rated = rater(header.table(batch, job, numbers))
        summary.add(rated, job)
        kept = keep(rated)
        summary.kept += kept.num_rows
        _write(write, lines_of(kept.select(names)))
    return summary


def _write(write: Callable[[str], None], lines: Iterable[str]) -> None:
    if text := "".join(line + "\n" for line in lines):
        write(text)


def _as_they_come(lines: Iterable[bytes], most: int) -> Iterator[Sequence[bytes]]:
    """Group lines: all that have arrived by now, at most `most`, at least one."""
    queue: Queue[bytes | BaseException | None] = Queue(HELD)
    Thread(target=_fill, args=(queue, lines), daemon=True).start()
    while (line := queue.get()) is not None:
        if isinstance(line, BaseException):
            raise line
        batch = [line.removesuffix(b"\n").removesuffix(b"\r")]
        ended = _drain(queue, batch, most)
        yield batch
        if ended:
            return


def _drain(queue: Queue[bytes | BaseException | None], batch: list[bytes], most: int) -> bool:
    """Move what has arrived into `batch`; tell whether the stream ended."""
    while len(batch) < most:
        try:
            line = queue.get_nowait()
        except Empty:
            return False
        if line is None:
            return True
        if isinstance(line, BaseException):
            raise line
        batch.append(line.removesuffix(b"\n").removesuffix(b"\r"))
    return False


def _fill(queue: Queue[bytes | BaseException | None], lines: Iterable[bytes]) -> None:
    try:
        for line in lines:
            queue.put(line)
    except (OSError, ValueError) as error:  # told by the thread that rates
        queue.put(error)
    else:
        queue.put(None)
