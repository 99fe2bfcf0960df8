"""Compare a report with limits: a Report comes in, a Verdict goes out; writers and the exit status follow it."""

from __future__ import annotations

from mtqa.gate.flagged import flagged_percent
from mtqa.gate.limits import Limits
from mtqa.types import Check, Report, Severity, Verdict


def judge(report: Report, limits: Limits) -> Verdict:
    """Return one check for every limit that is set, by its stable name, on unrounded values.

    `parallel` is 1 or 0; `findings`, `minor-findings` and so on are counts; `fidelity`, `fluency`, `coverage` and `flagged-percent` are 0-100.
    A limit on what does not exist fails. Example: `judge(report, Limits(min_fidelity=70)).passed`.
    """
    scores = report.scores
    checks = (
        _at_least("parallel", float(scores.parallel), 1.0 if limits.require_parallel else None),
        _at_least("fidelity", scores.fidelity, limits.min_fidelity),
        _at_least("fluency", scores.fluency, limits.min_fluency),
        _at_least("coverage", scores.coverage, limits.min_coverage),
        _at_most("flagged-percent", flagged_percent(report), limits.max_flagged_percent),
        _no_finding(report, limits),
        *(
            _at_most(f"{severity}-findings", float(_count(report, severity)), float(limit))
            for severity, limit in limits.counted().items()
        ),
    )
    kept = tuple(check for check in checks if check is not None)
    return Verdict(passed=all(check.passed for check in kept), checks=kept)


def _at_least(name: str, actual: float | None, limit: float | None) -> Check | None:
    if limit is None:
        return None
    return Check(name, actual, limit, passed=actual is not None and actual >= limit)


def _at_most(name: str, actual: float | None, limit: float | None) -> Check | None:
    if limit is None:
        return None
    return Check(name, actual, limit, passed=actual is not None and actual <= limit)


def _no_finding(report: Report, limits: Limits) -> Check | None:
    """Count the findings that fail by themselves: those of a severity with a limit of its own do not."""
    fail_on = limits.fail_on
    if fail_on is None:
        return None
    own = limits.counted()
    count = sum(_count(report, each) for each in Severity if each.rank >= fail_on.rank and each not in own)
    return Check("findings", float(count), 0.0, passed=count == 0)


def _count(report: Report, severity: Severity) -> int:
    return sum(flag.severity is severity for flag in report.flags)
