"""What a gate asks for: options and configuration come in, one validated `Limits` goes out to `judge`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from mtqa.errors import ConfigError
from mtqa.types import Severity

COUNTS: Final[Mapping[str, Severity]] = {f"max_{severity}": severity for severity in Severity}
"""The fields that limit a severity's findings by their number."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Conditions that a report must meet; `None` asks nothing. The default sets no score limit.

    `min_*` and `max_flagged_percent` are 0-100; `fail_on` is the least severity that fails; a severity with a count of
    its own (`max_minor` ...) is judged by that instead. Example: `Limits(min_fidelity=70, max_major=3)`.

    Raises: ConfigError where a number is out of its range or `fail_on` is no severity.
    """

    min_fidelity: float | None = None
    min_fluency: float | None = None
    min_coverage: float | None = None
    max_flagged_percent: float | None = None
    fail_on: Severity | None = Severity.MAJOR
    require_parallel: bool = True
    max_minor: int | None = None
    max_major: int | None = None
    max_critical: int | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in COUNTS:
                _require_count(field.name, value)
            elif field.name.startswith(("min_", "max_")):
                _require_percent(field.name, value)
        if self.fail_on is not None and not isinstance(self.fail_on, Severity):
            names = ", ".join(Severity)
            raise ConfigError(f"fail_on is {self.fail_on!r}, which is no severity", f"use one of {names}")

    def counted(self) -> Mapping[Severity, int]:
        """Return the severities that have a count of their own, each with it."""
        counts = ((severity, getattr(self, field)) for field, severity in COUNTS.items())
        return {severity: count for severity, count in counts if count is not None}


def _require_percent(name: str, value: object) -> None:
    if value is None:
        return
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not (is_number and 0 <= value <= 100):  # type: ignore[operator]  # NaN is not within anything
        raise ConfigError(f"{name} is {value!r}, not a number from 0 to 100", f"give {name} a number from 0 to 100")


def _require_count(name: str, value: object) -> None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise ConfigError(f"{name} is {value!r}, not a whole number from 0", f"give {name} a number of findings")
