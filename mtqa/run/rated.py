"""Rate one job: its files come in, a report and what else must be known of them go out to `checker`, and to the cache."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mtqa.errors import InputError
from mtqa.project.jobs import Job
from mtqa.types import Document, Report, line_starts

COMMENT: str = "mtqa:"
"""Begins every comment that speaks to mtqa; a document without it need not be read again to look for them."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A rated job: its report, where the suspect's lines start, whether one of its documents may speak to mtqa.

    `read` are its documents, where they were read just now: standard input cannot be read twice.
    """

    report: Report
    lines: tuple[int, ...]
    commented: bool
    read: tuple[Document, Document] | None = field(default=None, compare=False)


Outcome = Rated | InputError
"""A rating, or why there is none."""


def rated(job: Job) -> Rated:
    """Read both documents and rate them. Raises: InputError, ModelError."""
    suspect, reference = documents(job)
    from mtqa.pipeline import score  # noqa: PLC0415  # heavy: only for what can be read and the cache does not know

    return Rated(
        report=score(suspect, reference, job.config),
        lines=line_starts(suspect.text),
        commented=any(COMMENT in document.text for document in (suspect, reference)),
        read=(suspect, reference),
    )


def documents(job: Job) -> tuple[Document, Document]:
    """Read the documents of a job, under the names that it gives them. Raises: InputError."""
    from mtqa.read import read, read_pairs  # noqa: PLC0415  # with the readers

    if job.reference_path is None:
        first, second = read_pairs(job.suspect_path, *job.columns, encoding=job.encoding)
    else:
        first, second = (
            read(path, encoding=job.encoding, pre_split=job.config.pre_split, lang=job.config.lang, format=job.read_as)
            for path in (job.suspect_path, job.reference_path)
        )
    return replace(first, name=job.suspect), replace(second, name=job.reference)
