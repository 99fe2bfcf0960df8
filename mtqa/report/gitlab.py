"""GitLab's code quality report: a Run comes in, a JSON array with an issue for everything that counts goes out.

Source: GitLab, "Code Quality", section "Code Quality report format": description, check_name, fingerprint, severity,
location.
"""

from __future__ import annotations

import json
from typing import Any

from mtqa.report.entries import Entry, Weight, counting, entries
from mtqa.report.visible import visible
from mtqa.types import Run

SEVERITIES: dict[Weight, str] = {
    Weight.ERROR: "blocker",
    Weight.LIMIT: "critical",
    Weight.CRITICAL: "critical",
    Weight.MAJOR: "major",
    Weight.MINOR: "minor",
    Weight.NOTE: "info",
}
"""What each weight is to GitLab."""


class GitlabWriter:
    """Writes one array, in ASCII, the worst first."""

    def write(self, run: Run) -> str:
        """Return the array, empty where there is nothing to tell."""
        return json.dumps([_issue(entry) for entry in counting(entries(run))], indent=2) + "\n"


def _issue(entry: Entry) -> dict[str, Any]:
    start, end = entry.place.start, entry.place.end
    return {
        "description": f"{entry.heading}: {entry.message}",
        "check_name": entry.rule,
        "fingerprint": entry.fingerprint,
        "severity": SEVERITIES[entry.weight],
        "location": {"path": visible(entry.place.path), "lines": {"begin": start.line, "end": end.line}},
    }
