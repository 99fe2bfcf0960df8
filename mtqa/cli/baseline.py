"""`mtqa baseline` as commands: write today's findings down as known, take out what is fixed. What they do is in `debts`."""

from __future__ import annotations

from typing import Annotated

import typer

from mtqa.cli import ExitCode
from mtqa.cli import options as opt

baseline = typer.Typer(name="baseline", help="Keep a list of known findings, so that only new ones fail.")


@baseline.command("write")
def write_command(
    grow: Annotated[
        bool, typer.Option("--grow", help="Let a list that is there take findings it does not know.")
    ] = False,
    against: opt.Against = None,
    baseline: opt.BaselineFile = None,
    config: opt.ConfigFile = None,
    cache_dir: opt.CacheDir = None,
    no_cache: opt.NoCache = False,
    quiet: opt.Quiet = False,
    traceback: opt.Traceback = False,  # noqa: ARG001  # read by main
) -> int:
    """Write all of today's findings down as known. A list that is there already grows only with --grow."""
    options = {"against": against, "baseline": baseline}
    from mtqa.cli.debts import write_baseline  # noqa: PLC0415  # --help shall not wait for it
    from mtqa.cli.project import Asked  # noqa: PLC0415

    write_baseline(Asked(config=config, cache_dir=cache_dir, use_cache=not no_cache, quiet=quiet), options, grow=grow)
    return ExitCode.PASS


@baseline.command("prune")
def prune_command(
    against: opt.Against = None,
    baseline: opt.BaselineFile = None,
    config: opt.ConfigFile = None,
    cache_dir: opt.CacheDir = None,
    no_cache: opt.NoCache = False,
    quiet: opt.Quiet = False,
    traceback: opt.Traceback = False,  # noqa: ARG001  # read by main
) -> int:
    """Take what is fixed out of the list. Nothing is added: new findings go on failing."""
    options = {"against": against, "baseline": baseline}
    from mtqa.cli.debts import prune_baseline  # noqa: PLC0415  # --help shall not wait for it
    from mtqa.cli.project import Asked  # noqa: PLC0415

    prune_baseline(Asked(config=config, cache_dir=cache_dir, use_cache=not no_cache, quiet=quiet), options)
    return ExitCode.PASS
