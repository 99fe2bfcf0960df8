"""The gate: a Report and limits come in, a Verdict goes out; writers show it next. Pure: no printing, no exit."""

from mtqa.gate.flagged import flagged_percent
from mtqa.gate.judge import judge
from mtqa.gate.limits import Limits

__all__ = ["Limits", "flagged_percent", "judge"]
