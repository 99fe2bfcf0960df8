"""Rows of judgement as what the judge is to learn from them: groups of readings with targets, tags and an order.

In: rows of the data, as material.py draws them. Out: `Group`s for train.py.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate

import numpy as np
from corrupt import MAJOR, MINOR, PIECES
from marked import Twin

Row = dict
Marks = list[tuple[int, int, int]]
SEVERITY = {"Neutral": 0, "Minor": MINOR, "Major": MAJOR, "Critical": MAJOR}
FLUENCY = ("Fluency", "Linguistic_conventions", "Style", "Unintelligible", "Locale")
HUMAN = 94.0
"""What a human's language, and a sound rewording, is rated, 0-100."""


@dataclass(frozen=True)
class Example:
    """One reading. Targets are about -2..1.5, higher is better; None: nothing is known. Tags: (start, end, mark)."""

    suspect: str
    reference: str | None  # None: the suspect alone
    da: float | None = None
    mqm: float | None = None
    tags: Marks | None = None  # None: unknown
    omitted: Marks | None = None  # the same of the reference: what the suspect leaves out
    clean_weight: float = 1.0  # of tokens without a mark; 0: nobody looked at them
    weight: float = 1.0


@dataclass(frozen=True)
class Group:
    """Readings that are compared with each other: `better` lists (i, j, by how much): i ought to be above j."""

    examples: list[Example]
    better: list[tuple[int, int, float]] = field(default_factory=list)


def squash(points: float) -> float:
    """Bring MQM points (0 and up) to the scale of the other targets, higher is better."""
    return 1.0 - math.log1p(points)


def by_segment(rows: list[Row], name: str) -> list[list[Row]]:
    """Group outputs of one segment; scores are squashed and centred by who judged: by set and, but for our marks, by language."""
    judge = lambda row: name if name == "marked" else row["lang_pair"]  # noqa: E731
    given: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        given[judge(row)].append(squash(-row["score"]))
    middle = {key: float(np.mean(values)) for key, values in given.items()}
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[f"{row['lang_pair']}:{row['seg']}"].append(
            {**row, "mqm": squash(-row["score"]) - middle[judge(row)], "tagged": name != "mqm_news21"}
        )
    return list(groups.values())


def mqm_group(rows: list[Row], *, alone: bool, other: str | None = None) -> Group:
    """Put outputs of one segment in order; read alone only where their language was rated, below the reference, a human's.

    `other` is another human translation, which belongs above them, however far from the reference its words are.
    """
    examples = [_mqm(row, alone=alone) for row in rows]
    kinds = ("fluency",) if alone else ("adequacy", "fluency")
    rated = "fluency" in rows[0]
    worth = [sum(row[kind] for kind in kinds) / len(kinds) / 5 if rated else row["score"] for row in rows]
    if rated and alone:
        examples.append(Example(rows[0]["reference"], None, da=_assessed(HUMAN), tags=[], weight=0.5))
        worth.append(HUMAN / 5)
    if other is not None:
        examples.append(human_beside(other, rows[0]["reference"]))
        worth.append(HUMAN / 5)
    better = [
        (i, j, min(1.0, (a - b) / 5))
        for i, a in enumerate(worth)
        for j, b in enumerate(worth)
        if a > b and (rated or not alone)
    ]
    return Group(examples, better)


def human_beside(text: str, reference: str) -> Example:
    """Read a human translation beside another: whatever is marked in it is a false alarm."""
    return Example(text, reference, da=0.9, mqm=0.7, tags=[], omitted=[], weight=0.5)


def _mqm(row: Row, *, alone: bool) -> Example:
    errors = [e for e in row["errors"] or [] if e["start"] is not None]
    if not alone:
        marks = [(e["start"], e["end"], SEVERITY[e["severity"]]) for e in errors]
        da = _assessed(row["adequacy"]) if "adequacy" in row else None
        tags = marks if row["tagged"] else None
        return Example(row["hypothesis"], row["reference"], da, row["mqm"], tags, omitted=_left_out(row))
    # Alone, errors of meaning can not be seen: they are marked -1, and read by nobody.
    marks = [
        (e["start"], e["end"], SEVERITY[e["severity"]] if e["category"].startswith(FLUENCY) else -1) for e in errors
    ]
    points = sum({MINOR: 1, MAJOR: 5}.get(mark, 0) for *_, mark in marks)
    fluency = squash(points) - 0.2 if row["tagged"] else None
    da = _assessed(row["fluency"]) if "fluency" in row else None
    return Example(row["hypothesis"], None, da=da, mqm=fluency, tags=marks if row["tagged"] else None)


def _left_out(row: Row) -> Marks | None:
    """List what an output leaves out, where that was marked in the reference."""
    if "omitted" not in row:
        return None
    return [(start, end, SEVERITY[severity]) for start, end, severity in row["omitted"]]


def twins_group(twin: Twin, *, alone: bool) -> Group:
    """Put a sound rewording above a garbled one. Which of a garbled one's faults show without the reference nobody said."""
    other = None if alone else twin.reference
    marks = [(start, end, SEVERITY[severity]) for start, end, severity in twin.marks]
    points = sum({MINOR: 1, MAJOR: 5}[mark] for *_, mark in marks)
    garbled = Example(twin.garbled, other, mqm=None if alone else squash(points) + 0.4, tags=marks)
    sound = Example(twin.reworded, other, da=_assessed(HUMAN), mqm=0.8, tags=[], omitted=None if alone else [])
    return Group([sound, garbled], [(0, 1, 1.0)])


def visible(row: Row) -> bool:
    """Say whether the judge, which reads no case and no spaces, can see what was damaged in a minimal pair."""
    return not row["category"].startswith("base") and _bare(row["good"]) != _bare(row["bad"])


def _bare(text: str) -> str:
    return "".join(text.lower().split())


def minimal_group(row: Row) -> Group:
    """Put an output above itself with one thing damaged. The words that differ are wrong; of the others nobody said."""
    good, bad = (PIECES.findall(row[side]) for side in ("good", "bad"))
    ends = list(accumulate(map(len, bad), initial=0))
    mark = MAJOR if row["category"].startswith("critical") else MINOR
    marks = [
        (ends[start] + len(bad[start]) - len(bad[start].lstrip()), ends[end], mark)
        for kind, _, _, start, end in SequenceMatcher(None, good, bad, autojunk=False).get_opcodes()
        if kind in ("replace", "insert")
    ]
    examples = [
        Example(row["good"], row["reference"]),
        Example(row["bad"], row["reference"], tags=marks, clean_weight=0.0),
    ]
    return Group(examples, [(0, 1, 1.0 if mark == MAJOR else 0.6)])


def direct(row: Row) -> Example:
    return Example(row["hypothesis"], row["reference"], da=max(-2.5, min(1.5, row["score"])))


def _assessed(percent: float) -> float:
    """Bring a rating, 0-100, to the scale of direct assessments: their standard deviation is about 30, their mean 65."""
    return (percent - 65.0) / 30.0
