"""`mtqa check`, the gate, as a command: its options. What it does is in `checking`, loaded only when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from mtqa.cli import options as opt


def check(
    suspect: opt.AnySuspect = None,
    reference: opt.AnyReference = None,
    against: opt.Against = None,
    changed_from: opt.ChangedFrom = None,
    min_fidelity: opt.MinFidelity = None,
    min_fluency: opt.MinFluency = None,
    min_coverage: opt.MinCoverage = None,
    max_flagged_percent: opt.MaxFlagged = None,
    fail_on: Annotated[
        opt.FailOn | None, typer.Option(help="Least severity of a finding that fails.", show_default="major")
    ] = None,
    max_minor: opt.MaxMinor = None,
    max_major: opt.MaxMajor = None,
    max_critical: opt.MaxCritical = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    baseline: opt.BaselineFile = None,
    format: opt.OwnFormat = None,  # noqa: A002
    output: opt.Output = None,
    lang: opt.Lang = None,
    encoding: opt.Encoding = None,
    read_as: opt.ReadAs = None,
    pre_split: opt.PreSplit = False,
    model: opt.Model = None,
    offline: opt.Offline = False,
    max_block: opt.OwnMaxBlock = None,
    judge: opt.OwnJudge = None,
    config: opt.ConfigFile = None,
    explain_config: Annotated[
        bool, typer.Option("--explain-config", help="Show every value in effect and where it comes from, and stop.")
    ] = False,
    cache_dir: opt.CacheDir = None,
    no_cache: opt.NoCache = False,
    workers: Annotated[
        int | None, typer.Option(min=1, show_default="as many as pay", help="Processes that rate files.")
    ] = None,
    quiet: opt.Quiet = False,
    traceback: opt.Traceback = False,  # read by main
) -> int:
    """Judge SUSPECT, or all that the configuration names.

    Exits 1 on a finding of severity major or above, on texts that are not versions of one text, or beyond a limit. SUSPECT
    and REFERENCE are two files or two folders in the same language; without REFERENCE, or without both, the configuration or
    --against says what is compared with what.
    """
    options = locals()  # those that are keys of the configuration too go there by their names
    from mtqa.cli.checking import checked  # noqa: PLC0415  # --help shall not wait for it
    from mtqa.cli.project import Asked  # noqa: PLC0415

    asked = Asked(suspect, reference, changed_from, config, cache_dir, not no_cache, workers, quiet)
    return checked(asked, options, explain=explain_config)
