"""What was found, counted and ranked: a Report comes in, counts by code and the worst pairs go out to writers for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mtqa.detect import codes
from mtqa.types import Flag, PairScore, Report, Severity, Verdict

WORST_FIRST: tuple[Severity, ...] = tuple(reversed(Severity))


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a code was raised; `by_severity` is worst first and has no zeros."""

    code: str
    name: str
    category: str
    by_severity: tuple[tuple[Severity, int], ...]

    @property
    def total(self) -> int:
        """Return the count over all severities."""
        return sum(count for _, count in self.by_severity)


def code_name(code: str) -> str:
    """Return a code's name in words; a code of a detector that is not installed here is its own name."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return {code: known.name.replace("-", " ") for code, known in codes().items()}


def counts_by_severity(flags: Iterable[Flag]) -> tuple[tuple[Severity, int], ...]:
    """Count flags by severity, worst first, without zeros."""
    counter = Counter(flag.severity for flag in flags)
    return tuple((severity, counter[severity]) for severity in WORST_FIRST if counter[severity])


def counts_by_code(flags: Iterable[Flag]) -> tuple[CodeCount, ...]:
    """Count flags by code: the worst severity first, then the most frequent, then by code."""
    owned: dict[str, list[Flag]] = {}
    for flag in flags:
        owned.setdefault(flag.code, []).append(flag)
    counts = [
        CodeCount(code, code_name(code), raised[0].category, counts_by_severity(raised))
        for code, raised in owned.items()
    ]
    return tuple(sorted(counts, key=lambda count: (-count.by_severity[0][0].rank, -count.total, count.code)))


def worst_pairs(report: Report, verdict: Verdict) -> tuple[int, ...]:
    """Rank the pairs to look at, by index: most critical flags, then most major ones, lowest score, document order.

    These are the flagged pairs, and where a score limit failed also the unflagged pairs below it.
    """
    below = {check.name: check.limit for check in verdict.checks if not check.passed}
    chosen = [index for index, score in enumerate(report.pairs) if score.flags or _is_below(score, below)]
    return tuple(sorted(chosen, key=lambda index: (*_badness(report.pairs[index]), index)))


def _is_below(score: PairScore, limits: dict[str, float]) -> bool:
    rated = {"fidelity": score.fidelity, "fluency": score.fluency}
    return any(value is not None and value < limits.get(name, 0.0) for name, value in rated.items())


def _badness(score: PairScore) -> tuple[int, int, float]:
    severities = Counter(flag.severity for flag in score.flags)
    scores = [value for value in (score.fidelity, score.fluency) if value is not None]
    return -severities[Severity.CRITICAL], -severities[Severity.MAJOR], min(scores, default=100.0)
