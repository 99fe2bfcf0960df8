"""Read a saved JSON result: text comes in, the Report and Verdict that made it go out, ready to be judged or shown again.

What is wrong is named with its place, such as `pairs[3].kind`. Keys that this version does not know are passed over.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import cast, get_args

from mtqa.errors import InputError
from mtqa.report.json_node import Node, parsed, wrong
from mtqa.types import (
    AlignedPair,
    Check,
    Flag,
    PairKind,
    PairScore,
    Region,
    Report,
    ReportSentence,
    ReportSide,
    Scores,
    Severity,
    Side,
    Span,
    Verdict,
)

READABLE: frozenset[int] = frozenset({1})
"""The schema versions that `loads` understands."""


def loads(text: str) -> tuple[Report, Verdict]:
    """Return the report and the verdict that `dumps` wrote, equal to the originals; totals are not saved.

    Raises: InputError saying what is wrong and where.
    """
    return read_result(parsed(text))


def read_result(root: Node) -> tuple[Report, Verdict]:
    """Return the report and the verdict of a result's object. Raises: InputError."""
    _require_rated(root)
    flags = root.rows("flags", read_flag)
    report = Report(
        suspect=_side(root.child("suspect")),
        reference=_side(root.child("reference")),
        pairs=_with_flags(root.rows("pairs", _pair), flags),
        flags=flags,
        scores=_scores(root.child("scores")),
        signature=root.text("signature"),
        version=root.text("mtqa"),
        regions=root.rows("regions", _region) if root.has("regions") else (),
    )
    _require_known_indexes(report, root.path)
    return report, read_verdict(root.child("verdict"))


def _require_rated(root: Node) -> None:
    require_readable(root)
    if not root.has("scores"):
        raise InputError("this result has no scores", "`mtqa align` writes no scores: give a file of `mtqa score`")


def require_readable(root: Node) -> None:
    """Make sure that the object has a schema version that this mtqa knows. Raises: InputError."""
    schema = root.whole("schema")
    if schema not in READABLE:
        raise InputError(f"this result has schema {schema}, unknown to this mtqa", "update mtqa to read it")


def _side(node: Node) -> ReportSide:
    return ReportSide(node.text("name"), node.text("lang"), node.rows("sentences", _sentence))


def _sentence(node: Node) -> ReportSentence:
    span = _span(node)
    return ReportSentence(span.start, span.end, node.text("text"))


def _span(node: Node) -> Span:
    start, end = node.whole("start"), node.whole("end")
    if end < start:
        raise wrong(f"{node.path}.end", f"is {end}, before the start at {start}")
    return Span(start, end)


def _pair(node: Node) -> PairScore:
    pair = AlignedPair(
        suspect=node.rows("suspect", Node.as_whole),
        reference=node.rows("reference", Node.as_whole),
        similarity=node.number("similarity"),
        moved=node.truth("moved"),
    )
    kind = node.choice("kind", get_args(PairKind))
    if kind != pair.kind:
        raise wrong(f"{node.path}.kind", f"is {kind}, yet its sentences make it {pair.kind}")
    return PairScore(
        pair=pair,
        fidelity=node.optional_number("fidelity"),
        fluency=node.optional_number("fluency"),
        chrf=node.optional_number("chrf"),
        bleu=node.optional_number("bleu"),
        ter=node.optional_number("ter"),
    )


def _region(node: Node) -> Region:
    return Region(_range(node, "suspect"), _range(node, "reference"), node.number("confidence"))


def _range(node: Node, key: str) -> tuple[int, int]:
    """Return a half-open range of sentence indexes. Raises: InputError."""
    ends = node.rows(key, Node.as_whole)
    if len(ends) != 2 or ends[0] > ends[1]:
        raise wrong(f"{node.path}.{key}", "is no range of sentences, such as [0, 12]")
    return ends[0], ends[1]


def read_flag(node: Node) -> Flag:
    """Return the finding of its object. Raises: InputError."""
    return Flag(
        code=node.text("code"),
        category=node.text("category"),
        severity=Severity(node.choice("severity", tuple(Severity))),
        side=cast("Side", node.choice("side", get_args(Side))),
        span=_span(node),
        message=node.text("message"),
        suggestion=node.optional_text("suggestion"),
        confidence=node.number("confidence"),
        pair=node.whole("pair"),
        text=node.text("text"),
        line=node.whole("line"),
        column=node.whole("column"),
    )


def _with_flags(pairs: tuple[PairScore, ...], flags: tuple[Flag, ...]) -> tuple[PairScore, ...]:
    """Give every pair the flags that name its index, in their order."""
    owned: defaultdict[int, list[Flag]] = defaultdict(list)
    for flag in flags:
        owned[flag.pair].append(flag)
    return tuple(replace(score, flags=tuple(owned[index])) for index, score in enumerate(pairs))


def _scores(node: Node) -> Scores:
    return Scores(
        fidelity=node.optional_number("fidelity"),
        fluency=node.optional_number("fluency"),
        coverage=node.optional_number("coverage"),
        bleu=node.optional_number("bleu"),
        chrf=node.optional_number("chrf"),
        ter=node.optional_number("ter"),
        parallel=node.truth("parallel"),
        parallel_confidence=node.number("parallel_confidence"),
    )


def read_verdict(node: Node) -> Verdict:
    """Return the verdict of its object. Raises: InputError."""
    return Verdict(node.truth("passed"), node.rows("checks", _check))


def _check(node: Node) -> Check:
    return Check(node.text("name"), node.optional_number("actual"), node.number("limit"), node.truth("passed"))


def _require_known_indexes(report: Report, path: str) -> None:
    """Make sure that nothing points at a sentence or a pair that is not there: every writer relies on it."""
    prefix = f"{path}." if path else ""
    sides = {"suspect": len(report.suspect.sentences), "reference": len(report.reference.sentences)}
    for index, score in enumerate(report.pairs):
        for side, indexes in (("suspect", score.pair.suspect), ("reference", score.pair.reference)):
            if any(one >= sides[side] for one in indexes):
                raise wrong(
                    f"{prefix}pairs[{index}].{side}", f"names a sentence beyond the {sides[side]} of its document"
                )
    for index, region in enumerate(report.regions):
        for side, (_, end) in (("suspect", region.suspect), ("reference", region.reference)):
            if end > sides[side]:
                raise wrong(f"{prefix}regions[{index}].{side}", f"ends beyond the {sides[side]} of its document")
    for index, flag in enumerate(report.flags):
        if flag.pair >= len(report.pairs):
            raise wrong(f"{prefix}flags[{index}].pair", f"is {flag.pair}, beyond the {len(report.pairs)} pairs")
