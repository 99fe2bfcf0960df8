"""SARIF 2.1.0, which code hosts and editors read: a Run comes in, one log with one run goes out.

Columns count code points, as everywhere in mtqa, and the log says so. Findings that do not count are in it as suppressed, with
the reason. Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0" (2020, errata 01 2023).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from mtqa.detect import codes
from mtqa.gate.baseline import KNOWN
from mtqa.report.entries import Entry, Place, Weight, entries
from mtqa.types import Run

Object = dict[str, Any]

SCHEMA_URI: str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""Where the standard's schema is published; nobody has to fetch it."""

FINGERPRINT: str = "mtqaFinding/v1"
"""Name and version of what a finding is known by; another way to make fingerprints would be v2."""

LEVELS: dict[Weight, str] = {
    Weight.ERROR: "error",
    Weight.LIMIT: "error",
    Weight.CRITICAL: "error",
    Weight.MAJOR: "error",
    Weight.MINOR: "warning",
    Weight.NOTE: "note",
}
"""What each weight is to SARIF."""

NOTIFIED = frozenset({"file", "comment"})
"""Rules that say something about the run, not about a translation: notifications, not results."""


class SarifWriter:
    """Writes one log, in ASCII: whatever the documents hold, every reader takes it."""

    def write(self, run: Run) -> str:
        """Return the log: rules, results, and notifications about files that could not be judged."""
        told = entries(run)
        results = [entry for entry in told if entry.rule not in NOTIFIED]
        rules = sorted({entry.rule: entry for entry in results}.items())
        indexes = {name: index for index, (name, _) in enumerate(rules)}
        driver = {
            "name": "mtqa",
            "semanticVersion": run.version,
            "rules": [_rule(entry) for _, entry in rules],
        }
        made = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [_invocation(entry for entry in told if entry.rule in NOTIFIED)],
            "results": [_result(entry, indexes[entry.rule]) for entry in results],
        }
        return json.dumps({"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [made]}, indent=2) + "\n"


def _rule(entry: Entry) -> Object:
    """Describe a rule from the table of codes; a missed limit, or a code that is not installed here, by its title."""
    level = {"defaultConfiguration": {"level": LEVELS[entry.weight]}}
    known = codes().get(entry.rule)
    if known is None:
        return {"id": entry.rule, "shortDescription": {"text": entry.title}, **level}
    text = f"{known.why}\n\nSuspect: {known.bad}\nShould be: {known.good}\n\n{known.advice}"
    return {
        "id": known.code,
        "name": _camel(known.name),
        "shortDescription": {"text": known.summary},
        "fullDescription": {"text": known.why},
        "help": {"text": text},
        "properties": {"tags": [known.category], "precision": _precision(known.confidence)},
        **level,
    }


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def _precision(confidence: float) -> str:
    """Say how many of a rule's findings are right in the words that GitHub knows."""
    return next(
        word
        for least, word in ((0.9, "very-high"), (0.75, "high"), (0.5, "medium"), (0.0, "low"))
        if confidence >= least
    )


def _invocation(notified: Iterable[Entry]) -> Object:
    told = list(notified)
    notifications = [
        {
            "descriptor": {"id": entry.rule},
            "level": LEVELS[entry.weight],
            "message": {"text": entry.message},
            "locations": [_location(entry.place)],
        }
        for entry in told
    ]
    return {
        "executionSuccessful": all(entry.weight is not Weight.ERROR for entry in told),
        "toolExecutionNotifications": notifications,
    }


def _result(entry: Entry, rule_index: int) -> Object:
    result: Object = {
        "ruleId": entry.rule,
        "ruleIndex": rule_index,
        "level": LEVELS[entry.weight],
        "message": {"text": entry.message},
        "locations": [_location(entry.place)],
        "partialFingerprints": {FINGERPRINT: entry.fingerprint},
    }
    if entry.elsewhere is not None:
        result["relatedLocations"] = [{"id": 1, "message": {"text": "in the reference"}, **_location(entry.elsewhere)}]
    if entry.flag is not None:
        flag = entry.flag
        own = (
            result["locations"][0]
            if flag.side == "suspect" or entry.elsewhere is None
            else result["relatedLocations"][0]
        )
        own["physicalLocation"]["region"]["snippet"] = {"text": flag.text}
        result["properties"] = {
            "category": flag.category,
            "severity": flag.severity.value,
            "confidence": flag.confidence,
        }
    result["suppressions"] = [] if entry.reason is None else [_suppression(entry.reason)]
    return result


def _suppression(reason: str) -> Object:
    return {"kind": "external" if reason == KNOWN else "inSource", "justification": reason}


def _location(place: Place) -> Object:
    (line, column), (end_line, end_column) = place.start, place.end
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"physicalLocation": {"artifactLocation": _artifact(place.path), "region": region}}


def _artifact(path: str) -> Object:
    """Name a file by its URI: relative to the repository, as code hosts ask, unless its path is absolute."""
    if PurePath(path).is_absolute():
        return {"uri": "file://" + quote(path, errors="backslashreplace")}
    return {"uri": quote(path, errors="backslashreplace"), "uriBaseId": "%SRCROOT%"}
