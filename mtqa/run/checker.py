"""Judge jobs: jobs come in, `Checked` files and a `Run` go out to the writers.

A file that cannot be read has its error and the others are still judged. The model is loaded once a process, for the first
file that the cache does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mtqa import __version__
from mtqa.errors import InputError
from mtqa.gate import baseline as known
from mtqa.gate import judge
from mtqa.project.jobs import Job, Plan
from mtqa.run.cache import Cache
from mtqa.run.key import key_of
from mtqa.run.rated import Outcome, Rated, documents
from mtqa.types import Checked, Problem, Report, Run, Suppressed

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checker:
    """Judges jobs by their limits, what a baseline knows left out. Example: `Checker().judged(job).passed`.

    `workers` is the number of processes that rate what the cache does not know; None: as many as pay.
    """

    baseline: known.Baseline = known.Baseline()  # noqa: RUF009  # frozen, and empty
    cache: Cache | None = None
    workers: int | None = None

    def run(self, plan: Plan, *, missing_is_error: bool = False, progress: Progress = lambda _: None) -> Run:
        """Judge every job of a plan; `progress` hears of each file that is done. Raises: ModelError, WorkerError."""
        files = []
        for number, (job, found) in enumerate(zip(plan.jobs, self._found(plan.jobs), strict=True), 1):
            files.append(self._judged(job, found))
            progress(f"{number}/{len(plan.jobs)} {job.suspect}")
        if missing_is_error:
            files += [_without_reference(*names) for names in plan.missing]
        return Run.of(sorted(files, key=lambda file: (file.suspect, file.reference)), __version__)

    def judged(self, job: Job) -> Checked:
        """Judge one job. Raises: InputError where a file cannot be read; ModelError."""
        (found,) = self._found([job])
        if isinstance(found, InputError):
            raise found
        return self._judged(job, found)

    def _found(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield the rating of each job, or why there is none: what the cache has first, the rest as it is rated."""
        keys = [key_of(job) if self.cache is not None else None for job in jobs]
        cached = [self.cache.get(key) if self.cache is not None and key is not None else None for key in keys]
        unknown = [job for job, found in zip(jobs, cached, strict=True) if found is None]
        fresh = _rated_now(unknown, self.workers)
        for key, found in zip(keys, cached, strict=True):
            if found is not None:
                yield found
                continue
            outcome = next(fresh)
            if self.cache is not None and key is not None and isinstance(outcome, Rated):
                self.cache.put(key, outcome)
            yield outcome
        if self.cache is not None and unknown:
            self.cache.tidy()

    def _judged(self, job: Job, found: Outcome) -> Checked:
        if isinstance(found, InputError):
            message = _in_our_names(found.message, job)
            return Checked(job.suspect, job.reference, error=message, hint=found.hint)
        report, ignored, problems = _ignored(found, job)
        report, old = known.apply(report, self.baseline, job.suspect)
        return Checked(
            suspect=job.suspect,
            reference=job.reference,
            report=report,
            verdict=judge(report, job.limits),
            suppressed=(*ignored, *old),
            problems=problems,
            lines=found.lines,
        )


def _rated_now(jobs: Sequence[Job], workers: int | None) -> Iterator[Outcome]:
    if jobs:
        from mtqa.run.pool import outcomes  # noqa: PLC0415  # several processes are no matter of a run that is cached

        yield from outcomes(jobs, workers)


def _ignored(found: Rated, job: Job) -> tuple[Report, Sequence[Suppressed], tuple[Problem, ...]]:
    """Leave out what comments in the documents silence."""
    if not found.commented:
        return found.report, (), ()
    from mtqa.gate import ignores  # noqa: PLC0415  # loads a parser of Markdown and the detectors

    return ignores.apply(found.report, *(found.read or documents(job)))


def _in_our_names(message: str, job: Job) -> str:
    """Call a file in an error what the run calls it, wherever it was read from."""
    for path, name in ((job.suspect_path, job.suspect), (job.reference_path, job.reference)):
        if path is not None and message.startswith(f"{path}:"):
            return name + message.removeprefix(path)
    return message


def _without_reference(suspect: str, reference: str) -> Checked:
    hint = 'add it, or set missing-reference = "note"'
    return Checked(suspect, reference, error=f"{suspect}: has no reference: there is no {reference}", hint=hint)
