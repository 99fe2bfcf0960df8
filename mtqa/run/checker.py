"""Judge jobs one after the other: jobs come in, `Checked` files and a `Run` go out to the writers.

A file that cannot be read has its error and the others are still judged. The model is loaded once, by the first file that
the cache does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mtqa import __version__
from mtqa.errors import InputError
from mtqa.gate import baseline as known
from mtqa.gate import judge
from mtqa.project.jobs import Job, Plan
from mtqa.run.cache import Cache
from mtqa.run.key import key_of
from mtqa.run.rated import Rated, documents, rated
from mtqa.types import Checked, Problem, Report, Run, Suppressed

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checker:
    """Judges jobs by their limits, what a baseline knows left out. Example: `Checker().judged(job).passed`."""

    baseline: known.Baseline = known.Baseline()  # noqa: RUF009  # frozen, and empty
    cache: Cache | None = None

    def run(self, plan: Plan, *, missing_is_error: bool = False, progress: Progress = lambda _: None) -> Run:
        """Judge every job of a plan. Raises: ModelError."""
        files = []
        for number, job in enumerate(plan.jobs, 1):
            progress(f"{number}/{len(plan.jobs)} {job.suspect}")
            files.append(self._judged_or_told(job))
        if missing_is_error:
            files += [_without_reference(*names) for names in plan.missing]
        return Run.of(sorted(files, key=lambda file: (file.suspect, file.reference)), __version__)

    def judged(self, job: Job) -> Checked:
        """Judge one job. Raises: InputError where a file cannot be read; ModelError."""
        found = self._rated(job)
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

    def _judged_or_told(self, job: Job) -> Checked:
        try:
            return self.judged(job)
        except InputError as error:
            return Checked(job.suspect, job.reference, error=_in_our_names(error.message, job), hint=error.hint)

    def _rated(self, job: Job) -> Rated:
        key = key_of(job) if self.cache is not None else None
        if self.cache is None or key is None:
            return rated(job)
        found = self.cache.get(key)
        if found is None:
            found = rated(job)
            self.cache.put(key, found)
        return found


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
