"""A run as JSON: a Run comes in, one object, or one result a line, goes out; `run_reader` is the way back.

A result is that of a single document pair, with the findings that do not count and why; a file that could not be judged
is an `error` with its `hint`. The contract is told in docs/json.md and checked by assets/result.schema.json.
"""

from __future__ import annotations

from typing import Any

from mtqa.report.json_format import SCHEMA, compact, flag_object, laid_out, result_object, verdict_object
from mtqa.types import Checked, Problem, Run, Suppressed

Object = dict[str, Any]


class JsonRunWriter:
    """Writes a run as one JSON object, a result a line."""

    def write(self, run: Run) -> str:
        """Return the object: the results in the run's order and the verdict over all of them."""
        return laid_out(
            {
                "schema": SCHEMA,
                "mtqa": run.version,
                "results": [_result(file, run.version) for file in run.files],
                "verdict": verdict_object(run.verdict),
            }
        )


class JsonLinesRunWriter:
    """Writes a run as JSON Lines: every line is one result, complete in itself."""

    def write(self, run: Run) -> str:
        """Return a line a file, so nothing at all for a run without files."""
        return "".join(compact(_result(file, run.version)) + "\n" for file in run.files)


def _result(file: Checked, version: str) -> Object:
    if file.report is None or file.verdict is None:
        names = {"suspect": {"name": file.suspect}, "reference": {"name": file.reference}}
        return {"schema": SCHEMA, "mtqa": version, **names, "error": file.error or "", "hint": file.hint or ""}
    return {
        **result_object(file.report, file.verdict),
        "suppressed": [_suppressed(one) for one in file.suppressed],
        "problems": [_problem(one) for one in file.problems],
        "lines": list(file.lines),
    }


def _suppressed(suppressed: Suppressed) -> Object:
    return {"reason": suppressed.reason, "flag": flag_object(suppressed.flag)}


def _problem(problem: Problem) -> Object:
    return {"line": problem.line, "column": problem.column, "message": problem.message}
