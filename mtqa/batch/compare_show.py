"""A comparison as text, JSON or one HTML page. In: a `Comparison`. Out: text; the command line writes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from mtqa.batch.compare import CodeChange, Comparison, Measure, Moved, Rated
from mtqa.errors import ConfigError
from mtqa.report.counts import code_name
from mtqa.report.html import rendered
from mtqa.report.numbers import ABSENT, shown
from mtqa.report.visible import visible

SURE = 0.05
"""The value of p below which a difference is said to be one: convention."""
STYLES = ("palette", "page", "compare")


def as_text(comparison: Comparison) -> str:
    """Write a comparison for a terminal or a log."""
    return "\n".join(_lines(comparison)) + "\n"


def as_json(comparison: Comparison) -> str:
    """Write a comparison as JSON: the fields of `Comparison`, with each difference."""
    told: dict[str, Any] = asdict(comparison)
    for name in ("measures", "moved"):
        for entry, source in zip(told[name], getattr(comparison, name), strict=True):
            entry["difference"] = source.difference
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def as_html(comparison: Comparison) -> str:
    """Write a comparison as one page that opens offline and runs nothing."""
    view: dict[str, Any] = {"sentence": sentence(comparison), "names": [visible(name) for name in comparison.names]}
    view |= {
        "left_out": _left_out(comparison),
        "measures": [_measure(measure) for measure in comparison.measures],
        "codes": [_code(change) for change in comparison.codes],
        "moved": [_moved(moved) for moved in comparison.moved],
    }
    return rendered("compare.html.j2", STYLES, "", comparison=comparison, **view)


FORMATS: dict[str, Callable[[Comparison], str]] = {"text": as_text, "json": as_json, "html": as_html}


def writer(name: str) -> Callable[[Comparison], str]:
    """Find a format. Raises: ConfigError with those there are."""
    if name not in FORMATS:
        raise ConfigError(f"a comparison has no format {name!r}", f"give one of: {', '.join(FORMATS)}")
    return FORMATS[name]


def sentence(comparison: Comparison) -> str:
    """Say in a line which system is better by fidelity, and whether that is more than chance."""
    measure = comparison.measures[0]
    if measure.difference is None:
        return "there is nothing to compare"
    if measure.p is None:
        return "no difference in fidelity"
    if measure.p >= SURE:
        return f"no difference in fidelity that is more than chance (p {_p(measure.p)})"
    better, by = ("B", measure.difference) if measure.difference > 0 else ("A", -measure.difference)
    return f"{better} keeps more of the meaning: fidelity {by:+.1f} (p {_p(measure.p)})"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield sentence(comparison)
    yield ""
    yield from (f"{letter}  {visible(name)}" for letter, name in zip("AB", comparison.names, strict=True))
    yield f"{comparison.segments:,} segments, {comparison.samples:,} resamples{_left_out(comparison)}"
    yield ""
    yield f"{'':10}{'A':>8}{'B':>8}{'B - A':>8}   {'95% interval':16}p"
    for row in map(_measure, comparison.measures):
        yield f"{row['name']:10}{row['a']:>8}{row['b']:>8}{row['difference']:>8}   {row['interval']:16}{row['p']}"
    if comparison.codes:
        yield from ("", "findings")
        for row in map(_code, comparison.codes):
            yield f"{row['code']} {row['name']:24}{row['a']:>8}{row['b']:>8}{row['difference']:>8}"
    if comparison.moved:
        yield from ("", "segments that moved most, by fidelity")
    for moved in map(_moved, comparison.moved):
        yield ""
        yield f"segment {moved['number']}  {moved['difference']}"
        yield f"  reference        {moved['reference']}"
        for side in ("a", "b"):
            yield f"  {side.upper()} {moved[side]['fidelity']:>6}         {moved[side]['text']}{_found(moved[side])}"


def _left_out(comparison: Comparison) -> str:
    left = comparison.left_out
    return f"; {left:,} row{'' if left == 1 else 's'} with an error left out" if left else ""


def _found(side: dict[str, str]) -> str:
    return f"  [{side['codes']}]" if side["codes"] else ""


def _measure(measure: Measure) -> dict[str, str]:
    known = measure.low is not None and measure.high is not None
    return {
        "name": measure.name,
        "a": shown(measure.a),
        "b": shown(measure.b),
        "difference": ABSENT if measure.difference is None else f"{measure.difference:+.1f}",
        "interval": f"{measure.low:+.1f} to {measure.high:+.1f}" if known else ABSENT,
        "p": ABSENT if measure.p is None else _p(measure.p),
    }


def _p(value: float) -> str:
    return f"{value:.3f}"


def _code(change: CodeChange) -> dict[str, str]:
    return {
        "code": change.code,
        "name": code_name(change.code),
        "a": f"{change.a:,}",
        "b": f"{change.b:,}",
        "difference": f"{change.b - change.a:+,}",
    }


def _moved(moved: Moved) -> dict[str, Any]:
    return {
        "number": f"{moved.number:,}",
        "difference": f"{moved.difference:+.1f}",
        "reference": visible(moved.a.reference),
        "a": _side(moved.a),
        "b": _side(moved.b),
    }


def _side(rated: Rated) -> dict[str, str]:
    return {"fidelity": shown(rated.fidelity), "text": visible(rated.suspect), "codes": ", ".join(rated.codes)}
