"""`mtqa batch`: options to a `Job`, the engine that carries it out, progress and sums for the person who waits."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mtqa.batch.job import BATCH_SIZE, DOC_ID, Columns, Job
from mtqa.cli import ExitCode, tell
from mtqa.cli import options as opt
from mtqa.cli.output import STDOUT, write_stdout
from mtqa.config import Config
from mtqa.errors import ConfigError, OutputError

if TYPE_CHECKING:
    from rich.progress import Progress

    from mtqa.batch.plan import Outcome, Plan
    from mtqa.batch.summary import Summary

    Run = Callable[[Plan, Callable[[int, int], None]], Outcome]


class Engine(StrEnum):
    """What carries a run out."""

    LOCAL = "local"
    RAY = "ray"


def batch(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Tables, directories of them, or - for TSV through a pipe.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Where the rated tables go. Required, unless INPUT is -."),
    ] = None,
    suspect_column: Annotated[str | None, typer.Option(help="Name of the suspect's column. [default: suspect]")] = None,
    reference_column: Annotated[
        str | None, typer.Option(help="Name of the reference's column. [default: reference]")
    ] = None,
    doc_id_column: Annotated[str, typer.Option(help="Name of the column that names a document pair.")] = DOC_ID,
    no_header: Annotated[
        bool, typer.Option("--no-header", help="TSV has no header: columns are numbers, by default 1 and 2.")
    ] = False,
    documents: Annotated[
        bool, typer.Option("--documents", help="Rows are whole documents: align them, write one row per aligned pair.")
    ] = False,
    keep: Annotated[
        str | None,
        typer.Option(metavar="EXPRESSION", help="Write only rows with: fidelity >= 70 and not flags.critical"),
    ] = None,
    prefix: Annotated[str, typer.Option(help="What the names of new columns begin with.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if any row has an error.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, show_default="one per core", help="Processes that rate. No effect on results.")
    ] = None,
    batch_size: Annotated[int, typer.Option(min=1, help="Rows rated together. No effect on results.")] = BATCH_SIZE,
    engine: Annotated[Engine, typer.Option(help="One machine, or a Ray cluster.")] = Engine.LOCAL,
    ray_address: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Address of a running cluster. [default: start one on this machine]"),
    ] = None,
    lang: opt.Lang = None,
    pre_split: opt.CellsPreSplit = False,
    model: opt.Model = None,
    offline: opt.Offline = False,
    max_block: opt.OwnMaxBlock = None,
    judge: opt.OwnJudge = None,
    config: opt.CorpusConfigFile = None,
    quiet: opt.Quiet = False,
    traceback: opt.Traceback = False,  # noqa: ARG001  # read by main
) -> int:
    """Rate every row of tables.

    Tables are Parquet, JSON Lines or TSV. The same rows come out, with scores and findings, in tables of the same names in the
    directory of --output; only TSV through a pipe (INPUT -) goes to standard output.
    """
    suspect, reference = ("1", "2") if no_header else ("suspect", "reference")
    told = {"lang": lang, "pre_split": pre_split, "model": model, "offline": offline}
    job = Job(
        config=_config(config, told | {"max_block": max_block, "judge": judge}),
        columns=Columns(suspect_column or suspect, reference_column or reference, doc_id_column),
        documents=documents,
        header=not no_header,
        keep=keep,
        prefix=prefix,
        batch_size=batch_size,
        workers=workers or _cores(),
    )
    if STDOUT in inputs:
        summary = _piped(replace(job, workers=1), inputs, output, quiet=quiet)
    else:
        summary = _tables(job, inputs, output, _run(engine, ray_address), quiet=quiet)
    return ExitCode.FAIL if strict and summary.errors else ExitCode.PASS


def _config(file: Path | None, told: Mapping[str, object]) -> Config:
    """Join the options that were told with the configuration that is named.

    None is looked for: what a corpus gets depends on no folder that somebody happens to stand in. Raises: ConfigError.
    """
    from mtqa.cli.project import given_of  # noqa: PLC0415  # --help shall not wait for it
    from mtqa.project.loader import load  # noqa: PLC0415
    from mtqa.project.settings import Settings  # noqa: PLC0415

    given = given_of(told)
    settings = Settings(Path(), given=given) if file is None else load(file.parent, file, given)
    return replace(replace(settings, overrides=()).config_of(""), ter=False)


def _piped(job: Job, inputs: list[str], output: Path | None, *, quiet: bool) -> Summary:
    """Rate standard input to standard output. Raises: ConfigError where files are named besides."""
    if output is not None or len(inputs) > 1:
        raise ConfigError("- is a pipe from standard input to standard output", "give no other INPUT and no --output")
    from mtqa.batch.stream import rate_stream  # noqa: PLC0415  # heavy

    summary = rate_stream(job, sys.stdin.buffer, _write_on)
    _tell_summary(summary, job, lambda text: tell(text.rstrip("\n")), quiet=quiet)
    return summary


def _write_on(text: str) -> None:
    """Write lines while somebody reads them. Raises: typer.Exit where the reader has left, as `head` does."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError as gone:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is flushed at exit
        raise typer.Exit from gone
    except OSError as error:
        raise OutputError(f"cannot write to standard output: {error.strerror}", "free some space") from error


def _tables(job: Job, inputs: list[str], output: Path | None, run: Run, *, quiet: bool) -> Summary:
    """Rate files into a directory. Raises: ConfigError where none is named."""
    if output is None:
        raise ConfigError("no directory for the rated tables", "name one with --output DIR")
    with _progress(quiet=quiet) as progress:
        from mtqa.batch.plan import plan_run  # noqa: PLC0415  # heavy

        plan = plan_run(job, inputs, output)
        progress.expect(sum(shard.path.stat().st_size for shard in plan.shards))
        outcome = run(plan, progress.advance)
    if not quiet and outcome.rated < outcome.shards:
        tell(f"note: {outcome.shards - outcome.rated} of {outcome.shards} tables were done already")
    _tell_summary(outcome.summary, job, write_stdout, quiet=quiet)
    return outcome.summary


def _tell_summary(summary: Summary, job: Job, write: Callable[[str], None], *, quiet: bool) -> None:
    from mtqa.batch.summary import shown  # noqa: PLC0415  # with pyarrow

    if not quiet:
        write(shown(summary, filtered=job.keep is not None))


def _run(engine: Engine, address: str | None) -> Run:
    """Choose what carries a plan out. Raises: ConfigError where an address is given to no cluster."""
    if engine is Engine.LOCAL:
        if address is not None:
            raise ConfigError("--ray-address without --engine ray", "add --engine ray")
        from mtqa.batch.local import run_local  # noqa: PLC0415  # heavy

        return run_local
    from mtqa.batch.ray_engine import run_ray  # noqa: PLC0415  # an extra

    return partial(run_ray, address=address)


def _cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Progress:
    """Shows nothing: for pipes and logs."""

    def expect(self, size: int) -> None:
        """Tell how many bytes there are to read."""

    def advance(self, rows: int, size: int) -> None:
        """Count rows written and bytes read."""


class _Bar(_Progress):
    """A bar by bytes, for a person at a terminal, with rows, rows a second and the time left."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("reading", total=None, rows=0, rate="")
        self._rows = 0

    def expect(self, size: int) -> None:
        self._bar.update(self._task, total=size, description="rating")

    def advance(self, rows: int, size: int) -> None:
        self._rows += rows
        elapsed = self._bar.tasks[0].elapsed or 0.0
        rate = f"{self._rows / elapsed:,.0f} rows/s" if elapsed and self._rows else ""
        self._bar.update(self._task, advance=size, rows=self._rows, rate=rate)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[_Progress]:
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield _Progress()
        return
    from rich.console import Console  # noqa: PLC0415  # a person can wait 30 ms
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    rows, rate = TextColumn("{task.fields[rows]:,} rows"), TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), rows, rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        yield _Bar(bar)
