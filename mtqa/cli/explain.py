"""The text behind `mtqa explain`: one code in full, or all of them in a line each."""

from __future__ import annotations

from difflib import get_close_matches

from mtqa.detect import codes
from mtqa.detect.base import Code
from mtqa.errors import ConfigError


def explained(code: str | None) -> str:
    """Explain one code, or list all. Raises: ConfigError for a code that does not exist, with the nearest one."""
    table = codes()
    if code is None:
        width = max(len(entry.name) for entry in table.values())
        return "".join(f"{entry.code}  {entry.name:{width}}  {entry.summary}\n" for entry in table.values())
    if (entry := table.get(code.upper())) is None:
        nearest = get_close_matches(code.upper(), table, n=1)
        guess = f"did you mean {nearest[0]}? " if nearest else ""
        raise ConfigError(f"no finding has the code {code!r}", f"{guess}list them with: mtqa explain")
    return _in_full(entry)


def _in_full(entry: Code) -> str:
    return (
        f"{entry.code} {entry.name}  ({entry.severity}, {entry.category})\n\n"
        f"{entry.summary}\n\n"
        f"Why it matters: {entry.why}\n\n"
        f"Flagged:        {entry.bad}\n"
        f"Should be:      {entry.good}\n\n"
        f"To live with it: {entry.advice}\n"
    )
