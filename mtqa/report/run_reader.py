"""Read a saved run: JSON or JSON Lines comes in, the Run that made it goes out, ready to be shown again in any format.

A single result is a run of one. What is wrong is named with its place, such as `results[2].pairs[3].kind`.
"""

from __future__ import annotations

from itertools import pairwise

from mtqa.report.json_node import Node, parsed, wrong
from mtqa.report.json_reader import read_flag, read_result, read_verdict, require_readable
from mtqa.types import Checked, Problem, Run, Suppressed


def loads_run(text: str) -> Run:
    """Return the run that a run writer for `json` or `jsonl` wrote, or the run of one of a single result.

    JSON Lines have no verdict over all: it is taken anew.

    Raises: InputError saying what is wrong and where.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and lines[0].strip() != "{" and lines[0].lstrip().startswith("{"):  # each line is whole
        roots = [Node(parsed(line).value, f"line {number}") for number, line in enumerate(lines, 1)]
        return Run.of((_checked(root) for root in roots), roots[0].text("mtqa"))
    root = parsed(text)
    if not root.has("results"):
        return Run.of((_checked(root),), root.text("mtqa"))
    require_readable(root)
    return Run(root.rows("results", _checked), read_verdict(root.child("verdict")), root.text("mtqa"))


def _checked(node: Node) -> Checked:
    if node.has("error"):
        suspect, reference = (node.child(side).text("name") for side in ("suspect", "reference"))
        return Checked(suspect, reference, error=node.text("error"), hint=node.text("hint"))
    report, verdict = read_result(node)
    return Checked(
        report.suspect.name,
        report.reference.name,
        report,
        verdict,
        suppressed=node.rows("suppressed", _suppressed) if node.has("suppressed") else (),
        problems=node.rows("problems", _problem) if node.has("problems") else (),
        lines=_lines(node) if node.has("lines") else (),
    )


def _lines(node: Node) -> tuple[int, ...]:
    lines = node.rows("lines", Node.as_whole)
    if lines and (lines[0] != 0 or any(after <= before for before, after in pairwise(lines))):
        raise wrong(f"{node.path}.lines" if node.path else "lines", "does not rise from 0")
    return lines


def _suppressed(node: Node) -> Suppressed:
    return Suppressed(read_flag(node.child("flag")), node.text("reason"))


def _problem(node: Node) -> Problem:
    return Problem(node.whole("line"), node.whole("column"), node.text("message"))
