"""A run before its rows are touched: which shards, in which language, by which models; and what it leaves at its end.

In: a `Job` and the names of inputs and output. Out: a `Plan`, which an engine carries out; then `finish` adds up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path

from mtqa import __version__
from mtqa.batch.formats import format_of
from mtqa.batch.job import Job
from mtqa.batch.keep import parse_keep
from mtqa.batch.shards import SUMMARY, Records, Shard, find_shards, write_json
from mtqa.batch.summary import Summary
from mtqa.errors import InputError
from mtqa.pairs import corpus_language
from mtqa.pipeline import encoder_of, signature


@dataclass(frozen=True, slots=True)
class Plan:
    """What an engine carries out. `fingerprint` names the job with its models and language."""

    job: Job
    shards: tuple[Shard, ...]
    output: Path
    signature: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: the sums over all shards, and how many of the shards were rated just now."""

    summary: Summary
    shards: int
    rated: int


def plan_run(job: Job, inputs: Sequence[str], output: Path) -> Plan:
    """Find the shards, look at each one's head, settle the language, load the model.

    Raises: InputError, ConfigError, ModelError, all before any row is rated.
    """
    shards = find_shards(inputs, output)
    if job.keep:
        parse_keep(job)
    for shard in shards:
        _check(shard, job)
    job = with_language(job, _references(shards, job))
    told = signature(encoder_of(job.config), job.config, job.config.lang or "")
    return Plan(job, shards, output, told, job.fingerprint(told))


def with_language(job: Job, references: Iterable[str | None]) -> Job:
    """Settle the language of a corpus by its first thousand references; documents have each their own."""
    if job.config.lang or job.documents:
        return job
    lang = corpus_language(text or "" for text in references)
    return replace(job, config=replace(job.config, lang=lang))


def finish(plan: Plan, records: Records, rated: int) -> Outcome:
    """Write the manifest and the summary of all shards."""
    summary = Summary()
    for record in records.all():
        summary.join(Summary.of_json(record["summary"]))
    options = {name: value for name, value in asdict(plan.job).items() if name not in {"batch_size", "workers"}}
    about = {"mtqa": __version__, "signature": plan.signature, "job": plan.fingerprint, "options": options}
    told = {"mtqa": __version__, "signature": plan.signature, "shards": len(plan.shards)}
    write_json(plan.output / SUMMARY, told | summary.as_json())
    records.finish(about)
    return Outcome(summary, len(plan.shards), rated)


def _check(shard: Shard, job: Job) -> None:
    try:
        format_of(shard.path).check(shard.path, job)
    except InputError as error:
        where = "" if str(shard.path) in error.message else f"{shard.path}: "
        raise InputError(where + error.message, error.hint) from error


def _references(shards: Sequence[Shard], job: Job) -> Iterable[str | None]:
    tables = chain.from_iterable(format_of(shard.path).read(shard.path, job) for shard in shards)
    return chain.from_iterable(chunk.table[job.columns.reference].to_pylist() for chunk in tables)
