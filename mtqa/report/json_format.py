"""The JSON result, schema version 1: a Report and its Verdict come in, text goes out; `json_reader` is the way back.

The contract is told in docs/json.md and checked by assets/result.schema.json. Every pair, sentence and flag has a
line of its own, so that two results can be compared with `diff`. Numbers are unrounded: a saved result can be judged again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from mtqa.report.json_reader import loads
from mtqa.types import AlignedPair, AlignmentReport, Flag, PairScore, Region, Report, ReportSide, Scores, Verdict

__all__ = ["SCHEMA", "JsonAlignmentWriter", "JsonWriter", "dumps", "dumps_alignment", "loads"]

SCHEMA: int = 1
"""Raised only when a reader of the old format would misread the new one."""

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Legal in JSON or not encodable, yet read as terminal commands, as line ends or not at all: escaped."""

Object = dict[str, Any]


class JsonWriter:
    """Writes the JSON result."""

    def write(self, report: Report, verdict: Verdict) -> str:
        """Return `dumps(report, verdict)`."""
        return dumps(report, verdict)


class JsonAlignmentWriter:
    """Writes the JSON of `mtqa align`."""

    def write(self, aligned: AlignmentReport) -> str:
        """Return `dumps_alignment(aligned)`."""
        return dumps_alignment(aligned)


def dumps(report: Report, verdict: Verdict) -> str:
    """Return a rated document pair as JSON that always encodes to UTF-8; `loads` gives both back equal.

    Raises: ValueError where a number is not finite, which no stage may produce.
    """
    return laid_out(result_object(report, verdict))


def dumps_alignment(aligned: AlignmentReport) -> str:
    """Return an alignment as JSON: the same object without scores, flags and verdict."""
    return laid_out(
        {
            **_head(aligned.version, aligned.signature, aligned.suspect, aligned.reference),
            "pairs": [_alignment(pair) for pair in aligned.alignment.pairs],
            **_regions(aligned.alignment.regions),
        }
    )


def result_object(report: Report, verdict: Verdict) -> Object:
    """Return the object of a rated document pair."""
    return {
        **_head(report.version, report.signature, report.suspect, report.reference),
        "pairs": [_pair(score) for score in report.pairs],
        **_regions(report.regions),
        "flags": [flag_object(flag) for flag in report.flags],
        "scores": _scores(report.scores),
        "verdict": verdict_object(verdict),
    }


def _head(version: str, signature: str, suspect: ReportSide, reference: ReportSide) -> Object:
    return {
        "schema": SCHEMA,
        "mtqa": version,
        "signature": signature,
        "suspect": _side(suspect),
        "reference": _side(reference),
    }


def _side(side: ReportSide) -> Object:
    sentences = [{"start": one.start, "end": one.end, "text": one.text} for one in side.sentences]
    return {"name": side.name, "lang": side.lang, "sentences": sentences}


def _alignment(pair: AlignedPair) -> Object:
    return {
        "suspect": list(pair.suspect),
        "reference": list(pair.reference),
        "kind": pair.kind,
        "moved": pair.moved,
        "similarity": pair.similarity,
    }


def _regions(regions: Sequence[Region]) -> Object:
    """Return the member with the regions, or none where there are none."""
    rows = [
        {"suspect": list(one.suspect), "reference": list(one.reference), "confidence": one.confidence}
        for one in regions
    ]
    return {"regions": rows} if rows else {}


def _pair(score: PairScore) -> Object:
    return {
        **_alignment(score.pair),
        "fidelity": score.fidelity,
        "fluency": score.fluency,
        "chrf": score.chrf,
        "bleu": score.bleu,
        "ter": score.ter,
    }


def flag_object(flag: Flag) -> Object:
    """Return the object of a finding."""
    return {
        "code": flag.code,
        "category": flag.category,
        "severity": flag.severity.value,
        "side": flag.side,
        "start": flag.span.start,
        "end": flag.span.end,
        "line": flag.line,
        "column": flag.column,
        "text": flag.text,
        "message": flag.message,
        "suggestion": flag.suggestion,
        "confidence": flag.confidence,
        "pair": flag.pair,
    }


def _scores(scores: Scores) -> Object:
    return {
        "fidelity": scores.fidelity,
        "fluency": scores.fluency,
        "coverage": scores.coverage,
        "parallel": scores.parallel,
        "parallel_confidence": scores.parallel_confidence,
        "bleu": scores.bleu,
        "chrf": scores.chrf,
        "ter": scores.ter,
    }


def verdict_object(verdict: Verdict) -> Object:
    """Return the object of a verdict."""
    checks = [
        {"name": check.name, "actual": check.actual, "limit": check.limit, "passed": check.passed}
        for check in verdict.checks
    ]
    return {"passed": verdict.passed, "checks": checks}


def laid_out(value: Object) -> str:
    """Write the keys of the object and of its sides a line each, and every row of their lists a line of its own."""
    return _lines(value, "") + "\n"


def _lines(value: Object, margin: str) -> str:
    inner = margin + "  "
    members = [f"{inner}{compact(key)}: {_member(member, inner)}" for key, member in value.items()]
    return "{\n" + ",\n".join(members) + f"\n{margin}}}"


def _member(member: object, margin: str) -> str:
    if isinstance(member, dict) and any(isinstance(inner, list) for inner in member.values()):
        return _lines(member, margin)
    if isinstance(member, list) and member:
        rows = ",\n".join(f"{margin}  {compact(row)}" for row in member)
        return f"[\n{rows}\n{margin}]"
    return compact(member)


def compact(value: object) -> str:
    """Return a value on one line that encodes to UTF-8 and that no reader takes for several."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
