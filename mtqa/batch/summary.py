"""What a run adds up to: counts and sums of its rows, and the text and JSON that show them.

Sums are whole numbers (millionths of a point), so that they are the same in whatever order rows are added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from mtqa.batch.job import ERROR, Job

Numbers = dict[str, Any]

BINS = 10
"""Bars of a histogram: 0-10, 10-20, …, 90-100; 100 is in the last."""
MILLION = 1_000_000
BAR = 40
"""Columns of the longest bar: the line fits a terminal of 80."""
COMMONEST = 12
"""Codes that the text lists; the JSON has all."""


@dataclass(slots=True)
class Distribution:
    """Of one score: how many rows have it, its sum in millionths, its histogram."""

    rows: int = 0
    millionths: int = 0
    histogram: list[int] = field(default_factory=lambda: [0] * BINS)

    def add(self, value: float | None) -> None:
        """Count one row's score, 0-100."""
        if value is not None:
            self.rows += 1
            self.millionths += round(value * MILLION)
            self.histogram[min(int(value // (100 / BINS)), BINS - 1)] += 1

    def join(self, other: Distribution) -> None:
        """Add another distribution's rows."""
        self.rows += other.rows
        self.millionths += other.millionths
        self.histogram = [a + b for a, b in zip(self.histogram, other.histogram, strict=True)]

    @property
    def mean(self) -> float | None:
        """The rows' mean, None where there are none."""
        return self.millionths / self.rows / MILLION if self.rows else None


MEASURED = ("fidelity", "fluency", "chrf")


@dataclass(slots=True)
class Summary:
    """Counts of rated rows; `join` adds those of another shard. `kept` are the rows written."""

    rows: int = 0
    kept: int = 0
    errors: int = 0
    flagged: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    scores: dict[str, Distribution] = field(default_factory=lambda: {name: Distribution() for name in MEASURED})

    def add(self, table: pa.Table, job: Job) -> None:
        """Count the rows of a rated table, before any is left out."""
        self.rows += table.num_rows
        for name, distribution in self.scores.items():
            for value in table[job.prefix + name].to_pylist():
                distribution.add(value)
        self.errors += table.num_rows - table[job.prefix + ERROR].null_count
        for flags in table[job.prefix + "flags"].to_pylist():
            self.flagged += bool(flags)
            self.severities.update(flag["severity"] for flag in flags or ())
            self.codes.update(flag["code"] for flag in flags or ())

    def join(self, other: Summary) -> None:
        """Add what another summary counted."""
        for name in ("rows", "kept", "errors", "flagged"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.severities.update(other.severities)
        self.codes.update(other.codes)
        for name, distribution in self.scores.items():
            distribution.join(other.scores[name])

    def as_json(self) -> Numbers:
        """Give what adds up, and the means, as JSON values; `of_json` reads it back."""
        return {
            "rows": self.rows,
            "kept": self.kept,
            "dropped": self.rows - self.kept,
            "errors": self.errors,
            "flagged": self.flagged,
            "severities": dict(sorted(self.severities.items())),
            "codes": dict(sorted(self.codes.items())),
            "scores": {
                name: {"rows": d.rows, "mean": d.mean, "millionths": d.millionths, "histogram": d.histogram}
                for name, d in self.scores.items()
            },
        }

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Summary:
        """Read what `as_json` gave."""
        return cls(
            **{name: told[name] for name in ("rows", "kept", "errors", "flagged")},
            severities=Counter(told["severities"]),
            codes=Counter(told["codes"]),
            scores={
                name: Distribution(d["rows"], d["millionths"], list(d["histogram"]))
                for name, d in told["scores"].items()
            },
        )


def shown(summary: Summary, *, filtered: bool) -> str:
    """Show a summary as text: counts, means, the histogram of fidelity, the commonest codes."""
    counts = [f"{summary.rows:,} rows", f"{summary.errors:,} with an error", f"{summary.flagged:,} with a finding"]
    if filtered:
        counts.append(f"{summary.kept:,} kept")
    means = "   ".join(f"{name} {_one_decimal(d.mean)}" for name, d in summary.scores.items())
    lines = [", ".join(counts), f"mean of the rows: {means}", "", "fidelity"]
    histogram = summary.scores["fidelity"].histogram
    longest = max(*histogram, 1)
    for at, count in enumerate(histogram):
        bar = "█" * -(-count * BAR // longest)
        lines.append(f"{at * 100 // BINS:3}-{(at + 1) * 100 // BINS:<3} {bar:{BAR}} {count:,}".rstrip())
    if summary.codes:
        commonest = sorted(summary.codes.items(), key=lambda entry: (-entry[1], entry[0]))[:COMMONEST]
        lines += ["", "findings: " + ", ".join(f"{code} {count:,}" for code, count in commonest)]
    return "\n".join(lines) + "\n"


def _one_decimal(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
