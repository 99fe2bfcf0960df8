"""The `--keep` expression: parsed into a function over rated rows, never evaluated as Python.

    fidelity >= 70 and not flags.critical
    chrf > 40 and fluency >= 80 and flags.count <= 2 or error

Values: the scores; `error` (whether there is one); `flags.count`, `flags.minor`, `flags.major`, `flags.critical` and
`flags.CODE` (how many). Operators: `< <= > >= == !=`, `and`, `or`, `not`, brackets; comparisons chain as in Python.
A score that a row does not have is neither high nor low: what depends on it is not true, and the row is not kept.
"""

from __future__ import annotations

import ast
import operator
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final

import pyarrow as pa

from mtqa.batch.job import ERROR, Job
from mtqa.detect import codes
from mtqa.errors import ConfigError
from mtqa.types import Severity

Values = Mapping[str, Any]
Term = Callable[[Values], Any]
"""A part of the expression: its value for a row, None where the row has none (as in SQL)."""

SCORES: Final = ("fidelity", "fluency", "chrf", "bleu")
NAMES: Final = (*SCORES, ERROR)
COMPARISONS: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
LONGEST: Final = 1000
"""Characters of an expression: more than anybody writes, few enough that parsing cannot run out of stack."""
COUNTS: Final = ("count", *map(str, Severity))
EXAMPLE: Final = "for example: fidelity >= 70 and not flags.critical"


def parse_keep(job: Job) -> Keep:
    """Parse the expression of a job that has one. Raises: ConfigError."""
    return Keep(job.keep or "", frozenset(codes()), job.prefix)


def keep_all(table: pa.Table) -> pa.Table:
    """Keep every row: what a job without an expression does."""
    return table


class Keep:
    """Decides which rated rows are written. Raises: ConfigError where the expression is none of this language."""

    def __init__(self, expression: str, codes: frozenset[str], prefix: str = "") -> None:
        self._codes = codes
        self._prefix = prefix
        self._expression = expression
        self._term = self._condition(self._parsed())

    def __call__(self, table: pa.Table) -> pa.Table:
        """Return the rows for which the expression is true, in order."""
        columns = {name: table[self._prefix + name].to_pylist() for name in (*NAMES, "flags")}
        rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
        chosen = [self._term(_counted(row)) is True for row in rows]
        return table.filter(pa.array(chosen, pa.bool_()))

    def _parsed(self) -> ast.expr:
        if len(self._expression) > LONGEST:
            raise ConfigError(f"--keep has more than {LONGEST} characters", EXAMPLE)
        try:
            return ast.parse(self._expression.strip(), mode="eval").body
        except SyntaxError as error:
            raise self._wrong(f"does not parse at character {error.offset or 1}") from error
        except (ValueError, RecursionError, MemoryError) as error:
            raise self._wrong("does not parse") from error

    def _condition(self, node: ast.expr) -> Term:
        """Turn a condition into a function: true, false, or None where it hangs on a score that is not there."""
        match node:
            case ast.BoolOp(op=ast.And(), values=parts):
                return _all([self._condition(part) for part in parts])
            case ast.BoolOp(values=parts):
                return _any([self._condition(part) for part in parts])
            case ast.UnaryOp(op=ast.Not(), operand=part):
                return _not(self._condition(part))
            case ast.Compare(left=left, ops=ops, comparators=others):
                sides = pairwise([self._number(side) for side in (left, *others)])
                return _all([self._comparison(op, *both) for op, both in zip(ops, sides, strict=True)])
            case ast.Name(id="error"):
                return itemgetter(ERROR)
            case ast.Attribute():
                return _some(self._number(node))
            case ast.Name(id=name) if name in SCORES:
                raise self._wrong(f"{name} is a number: compare it, as in {name} >= 70")
            case ast.Name(id=name):
                raise self._unknown(name, NAMES)
        raise self._wrong(f"{_quoted(node)} is no condition")

    def _number(self, node: ast.expr) -> Term:
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return lambda _: value
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
                return lambda _: -value
            case ast.Name(id=name) if name in SCORES:
                return itemgetter(name)
            case ast.Attribute(value=ast.Name(id="flags"), attr=name):
                if name not in {*COUNTS, *self._codes}:
                    raise self._unknown(f"flags.{name}", [f"flags.{known}" for known in (*COUNTS, *self._codes)])
                return _count(name)
            case ast.Name(id=name) if name != ERROR:
                raise self._unknown(name, [*NAMES, "flags.count"])
        raise self._wrong(f"{_quoted(node)} is no number")

    def _comparison(self, op: ast.cmpop, left: Term, right: Term) -> Term:
        compare = COMPARISONS.get(type(op))
        if compare is None:
            raise self._wrong("only < <= > >= == != compare")

        def compared(values: Values) -> bool | None:
            a, b = left(values), right(values)
            return None if a is None or b is None else compare(a, b)

        return compared

    def _unknown(self, name: str, known: Sequence[str]) -> ConfigError:
        nearest = get_close_matches(name, known, n=1)
        return self._wrong(f"there is no {name}" + (f"; did you mean {nearest[0]}?" if nearest else ""))

    def _wrong(self, what: str) -> ConfigError:
        return ConfigError(f"--keep {self._expression!r}: {what}", EXAMPLE)


def _all(parts: Sequence[Term]) -> Term:
    """Three-valued `and`: false if any is false, else unknown if any is unknown."""

    def joined(values: Values) -> bool | None:
        found = [part(values) for part in parts]
        return False if False in found else None if None in found else True

    return joined


def _any(parts: Sequence[Term]) -> Term:
    return _not(_all([_not(part) for part in parts]))


def _not(part: Term) -> Term:
    def turned(values: Values) -> bool | None:
        found = part(values)
        return None if found is None else not found

    return turned


def _some(number: Term) -> Term:
    def more_than_none(values: Values) -> bool | None:
        found = number(values)
        return None if found is None else found > 0

    return more_than_none


def _count(name: str) -> Term:
    def counted(values: Values) -> int | None:
        counts = values["flags"]
        return None if counts is None else counts[name]

    return counted


def _counted(row: Values) -> Values:
    """Replace one row's flags by their numbers by severity and by code, and its error by whether there is one."""
    flags, counts = row["flags"], None
    if flags is not None:
        counts = Counter([*(flag["severity"] for flag in flags), *(flag["code"] for flag in flags)])
        counts["count"] = len(flags)
    return {**row, ERROR: row[ERROR] is not None, "flags": counts}


def _quoted(node: ast.expr) -> str:
    return repr(ast.unparse(node))
