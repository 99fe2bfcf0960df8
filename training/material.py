"""What the judge learns from: rows of human judgement, human pairs, and damaged text; split so that nothing leaks.

In: the folder of `metrics/*.jsonl.gz` (benchmarks/README.md says what they are). Out: `Example`s in groups, step by step, for
train.py, and the held-out rows for benchmarks/judgement.py, by the same `held_out`.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from corrupt import MAJOR, MINOR, Stock, corrupt
from marked import Twin, kept_back, marked

Row = dict
Marks = list[tuple[int, int, int]]
SEVERITY = {"Neutral": 0, "Minor": MINOR, "Major": MAJOR, "Critical": MAJOR}
FLUENCY = ("Fluency", "Linguistic_conventions", "Style", "Unintelligible", "Locale")
UNSEEN_HUMAN = "generaltest2022"
"""The set of human pairs that is never learnt from."""
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


def load(folder: Path, name: str) -> list[Row]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def held_out(name: str, row: Row) -> bool:
    """Say whether a judged row is kept for measuring: a quarter, by document (news: by stretches of 50 segments)."""
    if name == "mqm_news21":
        return int(row["seg"]) // 50 % 4 == 0
    if name == "mqm_ted21":
        return row["doc"] == "talk.2"
    return zlib.crc32(row["doc"].encode()) % 4 == 0


def squash(points: float) -> float:
    """Bring MQM points (0 and up) to the scale of the other targets, higher is better."""
    return 1.0 - math.log1p(points)


class Source:
    """All the material, and the ways to draw groups from it. Deterministic for one seed."""

    def __init__(self, folder: Path, neighbours: dict[str, list[str]], seed: int) -> None:
        self.rng = random.Random(seed)
        judged = {name: load(folder, name) for name in ("biomqm_dev", "mqm_ted21", "mqm_news21")}
        kept = {row["source"] for name, rows in judged.items() for row in rows if held_out(name, row)}
        self.segments = [
            group
            for name, rows in judged.items()
            for group in _by_segment([row for row in rows if not held_out(name, row)], name)
        ]
        self.direct = load(folder, "mlqe_train")
        unscored = load(folder, "wmt21_outputs_unscored")
        rows, twins = marked({"mlqe_train": self.direct, "wmt21_outputs_unscored": unscored})
        rows = [row for row in rows if not kept_back(row["reference"]) and row["source"] not in kept]
        self.marked = _by_segment(rows, "marked")
        self.twins = [twin for twin in twins if not kept_back(twin.reference)]
        outputs = [row for row in unscored if row["source"] not in kept]
        human = [row for row in load(folder, "two_human_references") if not row["set"].startswith(UNSEEN_HUMAN)]
        self.human = [(row["a"], row["b"]) for row in human]
        self.outputs = outputs
        by_reference: dict[str, list[str]] = defaultdict(list)
        for row in outputs:
            by_reference[row["reference"]].append(row["hypothesis"])
        self.rivals = [(a, b, by_reference[a]) for a, b in self.human if a in by_reference]
        references = sorted({row["reference"] for row in outputs} | {t for pair in self.human for t in pair})
        abroad = [
            w
            for row in self.direct + outputs
            if row["lang_pair"][:2] in ("et", "ro", "de", "cs", "is", "ha")
            for w in row["source"].split()[1:]
        ]
        names = [
            w.strip(".,;:")
            for text in references
            for w in text.split()[1:]
            if w[:1].isupper() and w.strip(".,;:").isalpha()
        ]
        self.stock = Stock(
            neighbours, sorted(set(names)), sorted({w for w in abroad if w.isalpha() and len(w) > 3}), references
        )
        self.clean = references

    def step(self) -> list[Group]:
        """Draw what one step of training reads: about 115 readings."""
        rng, groups = self.rng, []
        for segments, count, most, alone in (
            (self.segments, 4, 3, False),
            (self.segments, 1, 2, True),
            (self.marked, 13, 3, False),
            (self.marked, 8, 2, True),
        ):
            drawn = rng.sample(segments, count)
            groups += [_mqm_group(rng.sample(rows, min(most, len(rows))), alone=alone) for rows in drawn]
        groups += [_twins(twin, alone=False) for twin in rng.sample(self.twins, 4)]
        groups += [_twins(twin, alone=True) for twin in rng.sample(self.twins, 3)]
        groups += [Group([_direct(row)]) for row in rng.sample(self.direct, 14)]
        groups += [self._human() for _ in range(6)]
        groups += [self._rival() for _ in range(2)]
        groups += [self._damaged(alone=False) for _ in range(3)]
        groups += [self._damaged(alone=True) for _ in range(2)]
        groups.append(self._extreme())
        return groups

    def _human(self) -> Group:
        """Put a human translation beside another, and alone: whatever is marked in it is a false alarm."""
        pair = list(self.rng.choice(self.human))
        self.rng.shuffle(pair)
        a, b = pair
        return Group(
            [
                Example(a, b, da=0.9, mqm=0.7, tags=[], omitted=[], weight=0.5),
                Example(b, None, da=0.9, mqm=1.0, tags=[], weight=0.5),
            ]
        )

    def _rival(self) -> Group:
        """Put the other human translation above a machine's, as it most often is."""
        reference, human, machine = self.rng.choice(self.rivals)
        examples = [Example(human, reference, tags=[]), Example(self.rng.choice(machine), reference)]
        return Group(examples, [(0, 1, 0.5)])

    def _damaged(self, *, alone: bool) -> Group:
        """Put a text above its damaged self. What else is wrong in a machine's output nobody knows."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.4:
            row = rng.choice(self.outputs)
            good, reference, sure = row["hypothesis"], row["reference"], 0.0
        elif draw < 0.7:
            (good, reference), sure = rng.choice(self.human), 1.0
        else:
            good = reference = rng.choice(self.clean)
            sure = 1.0
        times = rng.choice((1, 1, 1, 2, 3, 5))
        bad, marks = corrupt(good, rng, self.stock, times)
        if bad.lower().split() == good.lower().split() or not bad.strip():
            return Group([Example(good, None if alone else reference, tags=[] if sure else None)])
        other = None if alone else reference
        return Group(
            [
                Example(good, other, tags=[] if sure else None),
                Example(bad, other, tags=marks, clean_weight=sure),
            ],
            [(0, 1, min(1.0, 0.4 + 0.2 * times))],
        )

    def _extreme(self) -> Group:
        """Identical text is the best there is, another text the worst."""
        text, other = self.rng.sample(self.clean, 2)
        return Group(
            [Example(text, text, da=1.3, mqm=1.0, tags=[], omitted=[]), Example(other, text, da=-2.2, mqm=-2.5)],
            [(0, 1, 1.0)],
        )


def _by_segment(rows: list[Row], name: str) -> list[list[Row]]:
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


def _mqm_group(rows: list[Row], *, alone: bool) -> Group:
    """Put outputs of one segment in order; read alone only where their language was rated, below the reference, a human's."""
    examples = [_mqm(row, alone=alone) for row in rows]
    kinds = ("fluency",) if alone else ("adequacy", "fluency")
    rated = "fluency" in rows[0]
    worth = [sum(row[kind] for kind in kinds) / len(kinds) / 5 if rated else row["score"] for row in rows]
    if rated and alone:
        examples.append(Example(rows[0]["reference"], None, da=_assessed(HUMAN), tags=[], weight=0.5))
        worth.append(HUMAN / 5)
    better = [
        (i, j, min(1.0, (a - b) / 5))
        for i, a in enumerate(worth)
        for j, b in enumerate(worth)
        if a > b and (rated or not alone)
    ]
    return Group(examples, better)


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


def _twins(twin: Twin, *, alone: bool) -> Group:
    """Put a sound rewording above a garbled one. Which of a garbled one's faults show without the reference nobody said."""
    other = None if alone else twin.reference
    marks = [(start, end, SEVERITY[severity]) for start, end, severity in twin.marks]
    points = sum({MINOR: 1, MAJOR: 5}[mark] for *_, mark in marks)
    garbled = Example(twin.garbled, other, mqm=None if alone else squash(points) + 0.4, tags=marks)
    sound = Example(twin.reworded, other, da=_assessed(HUMAN), mqm=0.8, tags=[], omitted=None if alone else [])
    return Group([sound, garbled], [(0, 1, 1.0)])


def _direct(row: Row) -> Example:
    return Example(row["hypothesis"], row["reference"], da=max(-2.5, min(1.5, row["score"])))


def _assessed(percent: float) -> float:
    """Bring a rating, 0-100, to the scale of direct assessments: their standard deviation is about 30, their mean 65."""
    return (percent - 65.0) / 30.0
