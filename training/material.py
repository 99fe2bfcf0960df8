"""What the judge learns from: rows of human judgement, human pairs, and damaged text; split so that nothing leaks.

In: the folder of `metrics/*.jsonl.gz` (benchmarks/README.md says what they are). Out: groups of readings, step by step, for
train.py, and the held-out rows for benchmarks/judgement.py, by the same `held_out`.
"""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections import defaultdict
from pathlib import Path

from corrupt import Stock, bare, corrupt, joined, other_phrase, other_sense
from examples import (
    Example,
    Group,
    Row,
    by_segment,
    direct,
    human_beside,
    minimal_group,
    mqm_group,
    squash,
    twins_group,
    visible,
)
from marked import ROUND_TRIP, kept_back, marked
from senses import Senses

UNSEEN_HUMAN = "generaltest2022.zh-en"
"""The set of human pairs that is never learnt from: the freest."""


def load(folder: Path, name: str) -> list[Row]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def held_out(name: str, row: Row) -> bool:
    """Say whether a judged row is kept for measuring: a quarter, by document (news: by stretches of 50 segments; minimal pairs: by source)."""
    if name == "mqm_news21":
        return int(row["seg"]) // 50 % 4 == 0
    if name == "mqm_ted21":
        return row["doc"] == "talk.2"
    if name == "demetr_dev":
        return zlib.crc32(str(row["item"]).encode()) % 4 == 0
    return zlib.crc32(row["doc"].encode()) % 4 == 0


class Source:
    """All the material, and the ways to draw groups from it. Deterministic for one seed."""

    def __init__(self, folder: Path, neighbours: dict[str, list[str]], seed: int) -> None:
        self.rng = random.Random(seed)
        judged = {name: load(folder, name) for name in ("biomqm_dev", "mqm_ted21", "mqm_news21")}
        kept = {row["source"] for name, rows in judged.items() for row in rows if held_out(name, row)}
        self.segments = [
            group
            for name, rows in judged.items()
            for group in by_segment([row for row in rows if not held_out(name, row)], name)
        ]
        direct = load(folder, "mlqe_train")
        unscored = load(folder, "wmt21_outputs_unscored")
        rows, twins = marked({"mlqe_train": direct, "wmt21_outputs_unscored": unscored} | judged)
        rows = [row for row in rows if not kept_back(row["reference"]) and row["source"] not in kept]
        self.direct = [row for row in direct if not kept_back(row["reference"])]
        segments = by_segment(rows, "marked")  # centred together
        self.marked, self.trips = (
            [kept for group in segments if (kept := [row for row in group if (row["system"] == ROUND_TRIP) is trip])]
            for trip in (False, True)
        )
        self.twins = [twin for twin in twins if not twin.article and not kept_back(twin.reference)]
        outputs = [row for row in unscored if row["source"] not in kept]
        human = load(folder, "two_human_references")
        unseen = {row[side] for row in human if row["set"].startswith(UNSEEN_HUMAN) for side in "ab"}
        self.human = [(row["a"], row["b"]) for row in human if not row["set"].startswith(UNSEEN_HUMAN)]
        self.minimal = [
            row
            for row in load(folder, "demetr_dev")
            if not held_out("demetr_dev", row)
            and row["source"] not in kept
            and row["reference"] not in unseen
            and visible(row)
        ]
        self.outputs = outputs
        by_reference: dict[str, list[str]] = defaultdict(list)
        for row in outputs:
            by_reference[row["reference"]].append(row["hypothesis"])
        self.rivals = [(a, b, by_reference[a]) for a, b in self.human if a in by_reference]
        self.other = {a: b for pair in self.human for a, b in (pair, pair[::-1])}
        references = sorted({row["reference"] for row in outputs} | {t for pair in self.human for t in pair})
        abroad = [
            w
            for row in direct + outputs
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
            neighbours,
            Senses(),
            sorted(set(names)),
            sorted({w for w in abroad if w.isalpha() and len(w) > 3}),
            references,
        )
        self.clean = references

    def step(self) -> list[Group]:
        """Draw what one step of training reads: about 120 readings."""
        rng, groups = self.rng, []
        for segments, count, most, alone in (
            (self.segments, 4, 3, False),
            (self.segments, 1, 2, True),
            (self.marked, 6, 4, False),
            (self.marked, 4, 2, True),
            (self.trips, 4, 2, False),
            (self.trips, 2, 2, True),
        ):
            for rows in rng.sample(segments, count):
                other = None if alone or segments is not self.trips else self.other.get(rows[0]["reference"])
                groups.append(mqm_group(rng.sample(rows, min(most, len(rows))), alone=alone, other=other))
        groups += [twins_group(twin, alone=False) for twin in rng.sample(self.twins, 8)]
        groups += [twins_group(twin, alone=True) for twin in rng.sample(self.twins, 5)]
        groups += [Group([direct(row)]) for row in rng.sample(self.direct, 7)]
        groups += [minimal_group(row) for row in rng.sample(self.minimal, 6)]
        groups += [self._human() for _ in range(6)]
        groups += [self._other_senses() for _ in range(8)]
        groups += [self._rival() for _ in range(1)]
        groups += [self._damaged(alone=False) for _ in range(2)]
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
                human_beside(a, b),
                Example(b, None, da=0.9, mqm=1.0, tags=[], weight=0.5),
            ]
        )

    def _other_senses(self) -> Group:
        """Put a sound text, in other words than the reference, above itself with some words in another sense."""
        rng = self.rng
        if rng.random() < 0.6:
            pair = rng.sample(rng.choice(self.human), 2)
        else:
            twin = rng.choice(self.twins)
            pair = [twin.reworded, twin.reference]
        sound, reference = pair
        bad, marks = corrupt(sound, rng, self.stock, rng.choice((1, 1, 2, 3)), {other_sense: 1.0, other_phrase: 1.0})
        said = set(map(bare, reference.split()))
        marks = [mark for mark in joined(marks) if not said.issuperset(map(bare, bad[mark[0] : mark[1]].split()))]
        best = human_beside(sound, reference)
        if not marks:
            return Group([best])
        worse = Example(bad, reference, mqm=squash(5.0 * len(marks)) + 0.4, tags=marks)
        return Group([best, worse], [(0, 1, 1.0)])

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
