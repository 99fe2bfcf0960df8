"""Rate jobs: those that no cache knows come in, each one's rating or error goes out to `checker`, in their order.

A few in this process, with every core for the model; many in several processes of one core each, since tokenising, rules
and metrics hold Python's lock. What comes out is the same.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Final

from mtqa.errors import InputError, WorkerError
from mtqa.project.jobs import Job
from mtqa.run.rated import Outcome, Rated, rated
from mtqa.run.worker import become_worker

FILES_A_WORKER: Final = 10
"""A process loads the model in about the time of three files of 40 sentences (2026-11): with fewer than these it is not
worth it."""


def outcomes(jobs: Sequence[Job], workers: int | None = None) -> Iterator[Outcome]:
    """Yield each job's rating, or why it has none. `workers` is a number of processes; None: as many as pay.

    Raises: ModelError; WorkerError where a process dies.
    """
    count = paying_workers(jobs) if workers is None else min(workers, len(jobs))
    if count <= 1:
        yield from map(outcome, jobs)
        return
    context = multiprocessing.get_context("spawn")  # a forked copy of threads that run would hang
    executor = ProcessPoolExecutor(count, context, become_worker)
    try:
        yield from executor.map(_outcome_to_send, jobs)
    except BrokenProcessPool as error:
        raise WorkerError("a worker process died", "run again with --workers 1") from error
    finally:
        executor.shutdown(cancel_futures=True)


def paying_workers(jobs: Sequence[Job]) -> int:
    """Return how many processes pay: one a core and ten files; one where a model is not ours, and may be too large."""
    if any(job.config.model is not None for job in jobs):
        return 1
    return max(1, min(_cores(), len(jobs) // FILES_A_WORKER))


def outcome(job: Job) -> Outcome:
    """Rate a job, or return why it cannot be rated. Raises: ModelError."""
    try:
        return rated(job)
    except InputError as error:
        return error


def _outcome_to_send(job: Job) -> Outcome:
    """Leave out the documents, which whoever needs them can read again."""
    found = outcome(job)
    return replace(found, read=None) if isinstance(found, Rated) else found


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
