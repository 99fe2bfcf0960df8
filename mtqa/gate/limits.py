"""What a gate asks for: options and configuration come in, one validated `Limits` goes out to `judge`."""

from __future__ import annotations

from dataclasses import dataclass, fields

from mtqa.errors import ConfigError
from mtqa.types import Severity


@dataclass(frozen=True, slots=True)
class Limits:
    """Conditions that a report must meet; `None` asks nothing. The default sets no score limit.

    `min_*` and `max_flagged_percent` are 0-100; `fail_on` is the least severity that fails. Example: `Limits(min_fidelity=70)`.

    Raises: ConfigError where a number is not within 0-100 or `fail_on` is no severity.
    """

    min_fidelity: float | None = None
    min_fluency: float | None = None
    min_coverage: float | None = None
    max_flagged_percent: float | None = None
    fail_on: Severity | None = Severity.MAJOR
    require_parallel: bool = True

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.name.startswith(("min_", "max_")):
                _require_percent(field.name, getattr(self, field.name))
        if self.fail_on is not None and not isinstance(self.fail_on, Severity):
            names = ", ".join(Severity)
            raise ConfigError(f"fail_on is {self.fail_on!r}, which is no severity", f"use one of {names}")


def _require_percent(name: str, value: object) -> None:
    if value is None:
        return
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not (is_number and 0 <= value <= 100):  # type: ignore[operator]  # NaN is not within anything
        raise ConfigError(f"{name} is {value!r}, not a number from 0 to 100", f"give {name} a number from 0 to 100")
