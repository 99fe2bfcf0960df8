"""Fit fidelity to human judgement, and show how they do on what they were not fitted to.

    python benchmarks/fit_scores.py --data DIR --cache CACHE

DIR holds `metrics/*.jsonl.gz`; only rows that the judge was not trained on are used (training/material.py). The direction
of the weights comes from ranking: correlation with people within language, order of outputs of one segment, order of
minimal pairs. The scale comes from anchors: direct assessments, human translations of one source, wrong pairs.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from agreement import ordered_pairs, pair_accuracy, tau_by, tau_within_length
from human_data import RATED, Measured, fidelities, fluencies, judgements, measured
from scipy.optimize import minimize
from scipy.stats import rankdata

from mtqa.rate.closeness import ALONE_WEIGHT, SURFACE_WEIGHTS, judged_distance

CONTROLS = {"human": 90.0, "wrong": 3.0}
"""What two human translations, and two unrelated sentences, should be rated: direct assessments of such controls."""
PAIRWISE = 4.0
"""How much the order of two outputs counts beside correlation."""
MINIMAL = 2.0
"""The same of a minimal pair."""
QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95]
ALONE = (0.0, 0.15, 0.25, 0.35, 0.5)
WEIGHTS, COSTS = (0.0, 0.25, 0.5, 1.0, 2.0), (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 5.4)
COUNTED = ("aspect", "marks", "padding")
"""Distances whose weights are chosen one by one: few rows have them, and ranking alone would make too much of them."""
COUNTED_WEIGHTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3)
Columns = Callable[[Measured], np.ndarray]


@dataclass(frozen=True)
class Task:
    """N rows with D distances, ranks to correlate with (none for minimal pairs), and (better, worse) rows."""

    name: str
    distance: np.ndarray
    human: np.ndarray | None
    language: list[str]
    segment: list[str]
    length: np.ndarray

    def half(self, which: int) -> Task:
        """Split by segment, by a checksum: the same every time."""
        keep = [i for i, s in enumerate(self.segment) if zlib.crc32(s.encode()) % 2 == which]
        pick = lambda values: [values[i] for i in keep]  # noqa: E731
        human = None if self.human is None else self.human[keep]
        return Task(self.name, self.distance[keep], human, pick(self.language), pick(self.segment), self.length[keep])

    def ranks(self) -> np.ndarray:
        """Rank the human scores within each language, 0-1."""
        ranks = np.zeros(len(self.human))
        for language in set(self.language):
            rows = [i for i, other in enumerate(self.language) if other == language]
            ranks[rows] = rankdata(self.human[rows]) / len(rows)
        return ranks

    def pairs(self) -> np.ndarray:
        """List (better, worse) rows."""
        if self.human is None:  # the good half first, then the bad half, in one order
            half = len(self.segment) // 2
            return np.stack([np.arange(half), np.arange(half, 2 * half)], 1)
        return ordered_pairs(self.human, self.segment)


def tasks(sets: dict[str, Measured], columns: Columns) -> list[Task]:
    """Make a task of every judged set, and one of the minimal pairs."""
    made = []
    for name, key in RATED.items():
        data = sets[name]
        made.append(
            Task(
                name,
                columns(data),
                _column(data, key),
                [row["lang_pair"] for row in data.rows],
                [f"{row['lang_pair']}:{row['seg']}" for row in data.rows],
                np.array([len(row["reference"]) for row in data.rows]),
            )
        )
    good, bad = sets["demetr_good"], sets["demetr_bad"]
    items = [f"{row['lang']}:{row['item']}" for row in good.rows]
    both = np.concatenate([columns(good), columns(bad)])
    made.append(Task("demetr", both, None, ["en"] * len(both), items * 2, np.zeros(len(both))))
    return made


def fit(every: list[Task]) -> np.ndarray:
    """Find the direction of the weights, none negative."""
    spread = np.concatenate([task.distance for task in every]).std(axis=0) + 1e-9
    prepared = [(task, None if task.human is None else task.ranks(), task.pairs()) for task in every]

    def loss(logs: np.ndarray) -> float:
        weights = np.exp(logs) / spread
        total = 0.0
        for task, ranks, pairs in prepared:
            sums = task.distance @ weights
            if ranks is not None:
                total += np.corrcoef(sums, ranks)[0, 1]
            if len(pairs):
                weight = MINIMAL if ranks is None else PAIRWISE
                total += weight * np.mean(np.logaddexp(0, sums[pairs[:, 0]] - sums[pairs[:, 1]]))
        return total

    start = np.zeros(len(spread))
    return np.exp(minimize(loss, start, bounds=[(-6, 4)] * len(start)).x) / spread


def scale(anchors: list[tuple[np.ndarray, np.ndarray]]) -> tuple[float, float]:
    """Choose the factor and the power by which scores fit the anchors best, in squares."""

    def loss(logs: np.ndarray) -> float:
        factor, power = np.exp(logs)
        return sum(np.mean((scores(d, factor, power) - goal) ** 2) for d, goal in anchors)

    start = np.array([-np.log(np.mean(anchors[0][0])), 1.0])  # the middle of the first is 1
    factor, power = np.exp(minimize(loss, start, method="Nelder-Mead").x)
    return float(factor), float(power)


def scores(distance: np.ndarray, factor: float, power: float) -> np.ndarray:
    return 100.0 * np.exp(-((factor * distance) ** power))


def figures(task: Task, score: np.ndarray) -> str:
    """Say in one line how well scores agree with people."""
    if task.human is None:
        return f"minimal pairs {pair_accuracy(score, task.pairs()):.3f}"
    return (
        f"tau {tau_by(score, task.human, task.language):.3f}"
        f"  within length {tau_within_length(score, task.human, task.length, task.language):.3f}"
        f"  pair accuracy {pair_accuracy(score, task.pairs()):.3f}"
    )


def report(every: list[Task], names: tuple[str, ...]) -> None:
    """Fit on each half, show the other."""
    for fitted in (0, 1):
        weights = fit([task.half(fitted) for task in every])
        print(f"fitted on half {fitted}:", {n: round(float(w), 3) for n, w in zip(names, weights, strict=True)})
        for task in every:
            rest = task.half(1 - fitted)
            print(f"  {task.name:11} {figures(rest, -(rest.distance @ weights))}")


def show(
    title: str, sets: dict[str, Measured], distance: Columns, anchors: list[tuple[np.ndarray, np.ndarray]]
) -> None:
    """Scale one distance by its anchors; print what goes into the package, and what it makes of every set."""
    factor, power = scale(anchors)
    print(f"{title}: scale {factor:.3f}, power {power:.2f}")
    for name, data in sets.items():
        quantiles = np.quantile(scores(distance(data), factor, power), QUANTILES).round(1)
        print(f"  {name:12} at 5, 25, 50, 75, 95 %: {', '.join(map(str, quantiles))}")


def of_meaning(sets: dict[str, Measured], distance: Columns) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give distances and goals of fidelity's anchors."""
    assessed = [(distance(sets[name]), _column(sets[name], RATED[name])) for name in ("mlqe_dev", "marked")]
    controls = [(distance(sets[name]), np.full(len(sets[name].rows), goal)) for name, goal in CONTROLS.items()]
    return assessed + controls


def garbled_below(sets: dict[str, Measured], alone: float) -> float:
    """Give the share of garbled sentences that are further from the reference than the same sentence soundly reworded."""
    garbled, reworded = (with_judge(sets[name], alone=alone) for name in ("garbled", "reworded"))
    return round(float(np.mean(garbled > reworded)), 3)


def rated_language(data: Measured) -> str:
    """Say what outputs' language was rated that reads so far below its reference's."""
    gap, rated = data.judge[:, 4] - data.judge[:, 2], _column(data, "fluency")
    parts = (
        f"{low:.1f} to {low + 0.2:.1f}: {rated[inside].mean():.0f} ({inside.sum()})"
        for low in np.arange(-0.1, 1.1, 0.2)
        if (inside := (gap >= low) & (gap < low + 0.2)).any()
    )
    return "language rated, by standard deviations below the reference: " + ", ".join(parts)


def _column(data: Measured, key: str) -> np.ndarray:
    return np.array([row[key] for row in data.rows], float)


def surface(data: Measured) -> np.ndarray:
    return data.surface @ np.array(list(SURFACE_WEIGHTS.values()))


def with_judge(data: Measured, weight: float = 1.0, alone: float = ALONE_WEIGHT) -> np.ndarray:
    """Add to the surface what the judge holds against it, `weight` times as much as in the package."""
    return surface(data) + weight * np.array([judged_distance(said, alone=alone) for said in judgements(data)])


def reweighed(data: Measured, name: str, weight: float) -> np.ndarray:
    """Give the package's distance with another weight for one of the surface's."""
    place = list(SURFACE_WEIGHTS).index(name)
    return with_judge(data) + (weight - SURFACE_WEIGHTS[name]) * data.surface[:, place]


def grid(
    title: str, sets: dict[str, Measured], options: Iterable[float], score: Callable[[Measured, float], np.ndarray]
) -> None:
    """Show what each value of one constant does, on each half: chosen on one, it can be read off on the other."""
    every = {value: tasks(sets, lambda data, value=value: score(data, value)[:, None]) for value in options}
    for half in (0, 1):
        print(f"{title}, half {half}")
        for value, found in every.items():
            parts = [task.half(half) for task in found]
            print(f"  {value:4}", " | ".join(f"{task.name[:8]} {figures(task, task.distance[:, 0])}" for task in parts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    args = parser.parse_args()
    sets = measured(args.data / "metrics", args.cache)
    print("== weights of what is measured")
    report(tasks(sets, lambda data: data.surface), tuple(SURFACE_WEIGHTS))
    grid("weight of the judge", sets, WEIGHTS, lambda data, weight: -with_judge(data, weight))
    grid("weight of the suspect alone", sets, ALONE, lambda data, weight: -with_judge(data, alone=weight))
    for name in COUNTED:
        grid(f"weight of {name}", sets, COUNTED_WEIGHTS, lambda data, w, name=name: -reweighed(data, name, w))
    print("garbled below reworded:", {weight: garbled_below(sets, weight) for weight in ALONE})
    grid("points presumed", sets, COSTS, lambda data, cost: fidelities(data, presumed=cost))
    show("surface alone", sets, surface, of_meaning(sets, surface))
    show("with the judge", sets, with_judge, of_meaning(sets, with_judge))
    print(rated_language(sets["marked"]))
    print("fluency without findings")
    for name, data in sets.items():
        found = fluencies(data, findings=False)
        print(f"  {name:12} at 5, 25, 50, 75, 95 %: {', '.join(map(str, np.quantile(found, QUANTILES).round(1)))}")


if __name__ == "__main__":
    main()
