"""Fit the weights of `mtqa.rate.fidelity` to human judgement, and show how they do on what they were not fitted to.

    python benchmarks/fit_fidelity.py --data DIR

DIR holds `metrics/*.jsonl.gz`: mlqe_dev (direct assessments), biomqm_dev and mqm_news21 (MQM), two_human_references.
The direction of the weights comes from ranking (correlation, and pairs of outputs of one segment); the scale from
anchors: the direct assessments themselves, human translations of one source at 90, wrong pairs at 3. Needs scipy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import kendalltau, rankdata

from mtqa.encode import load_encoder
from mtqa.rate import DISTANCE_POWER, DISTANCE_WEIGHTS, distances
from mtqa.signals.surface import Text, gather
from mtqa.types import AlignedPair, Sentence, Span

NAMES = tuple(DISTANCE_WEIGHTS)
HUMAN, WRONG = 90.0, 3.0
"""What two human translations, and two unrelated sentences, should be rated: direct assessments of such controls."""
PAIRWISE = 4.0
"""How much ranking within a segment counts beside correlation: 0, 1, 4 and 10 were tried, 4 is best on both."""


@dataclass(frozen=True)
class Judged:
    """Rows of one data set: distances (N, 6), human scores (N,), language pair and segment of each."""

    name: str
    distance: np.ndarray
    score: np.ndarray
    language: list[str]
    segment: list[str]

    def half(self, which: int) -> Judged:
        """Split by segment (by a checksum, so the same every time); -1 is all."""
        keep = [i for i, s in enumerate(self.segment) if which < 0 or zlib.crc32(s.encode()) % 2 == which]
        pick = lambda values: [values[i] for i in keep]  # noqa: E731
        return Judged(self.name, self.distance[keep], self.score[keep], pick(self.language), pick(self.segment))

    def ranks(self) -> np.ndarray:
        """Rank the scores within each language pair, 0-1."""
        ranks = np.zeros(len(self.score))
        for language in set(self.language):
            rows = [i for i, other in enumerate(self.language) if other == language]
            ranks[rows] = rankdata(self.score[rows]) / len(rows)
        return ranks

    def pairs(self) -> np.ndarray:
        """List (better, worse) rows of one segment."""
        groups: dict[str, list[int]] = {}
        for row, segment in enumerate(self.segment):
            groups.setdefault(segment, []).append(row)
        both = [pair for rows in groups.values() for pair in combinations(rows, 2)]
        ordered = [
            (a, b) if self.score[a] > self.score[b] else (b, a) for a, b in both if self.score[a] != self.score[b]
        ]
        return np.array(ordered, int).reshape(-1, 2)


def measured(encoder, pairs: list[tuple[str, str]]) -> np.ndarray:
    """Take the distances of (suspect, reference) pairs, in chunks that fit in memory."""
    rows = []
    for start in range(0, len(pairs), 500):
        left, right = zip(*pairs[start : start + 500], strict=True)
        texts = [
            Text.of([Sentence(i, Span(0, len(t)), t, t) for i, t in enumerate(side)], encoder.encode(side))
            for side in (left, right)
        ]
        aligned = [AlignedPair((i,), (i,), 1.0) for i in range(len(left))]
        for evidence, a, b in zip(gather(*texts, aligned), left, right, strict=True):
            values = distances(evidence.signals, a, b)
            rows.append([values[name] for name in NAMES])
    return np.array(rows)


def load(folder: Path, name: str) -> list[dict]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def judged(encoder, folder: Path, name: str, key: str) -> Judged:
    rows = [row for row in load(folder, name) if row[key] is not None and row["hypothesis"].strip()]
    distance = measured(encoder, [(row["hypothesis"], row["reference"]) for row in rows])
    languages, segments = [row["lang_pair"] for row in rows], [f"{row['lang_pair']}:{row['seg']}" for row in rows]
    return Judged(name, distance, np.array([row[key] for row in rows], float), languages, segments)


def fit(sets: list[Judged]) -> np.ndarray:
    """Find the direction of the weights, none negative."""
    spread = np.concatenate([s.distance for s in sets]).std(axis=0)
    ranks, pairs = [s.ranks() for s in sets], [s.pairs() for s in sets]

    def loss(logs: np.ndarray) -> float:
        weights = np.exp(logs) / spread
        total = 0.0
        for data, rank, pair in zip(sets, ranks, pairs, strict=True):
            sums = data.distance @ weights
            total += np.corrcoef(sums, rank)[0, 1]
            if len(pair):
                total += PAIRWISE * np.mean(np.logaddexp(0, sums[pair[:, 0]] - sums[pair[:, 1]]))
        return total

    return np.exp(minimize(loss, np.zeros(len(NAMES)), bounds=[(-6, 4)] * len(NAMES)).x) / spread


def scale(weights: np.ndarray, anchors: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, float]:
    """Scale the weights, and choose the power, so that scores fit the anchors best, in squares."""

    def loss(logs: np.ndarray) -> float:
        factor, power = np.exp(logs)
        return sum(np.mean((scores(d, weights * factor, power) - goal) ** 2) for d, goal in anchors)

    factor, power = np.exp(minimize(loss, np.zeros(2), method="Nelder-Mead").x)
    return weights * factor, float(power)


def scores(distance: np.ndarray, weights: np.ndarray, power: float = DISTANCE_POWER) -> np.ndarray:
    return 100.0 * np.exp(-((distance @ weights) ** power))


def table(data: Judged, score: np.ndarray) -> str:
    taus = [
        kendalltau(score[rows], data.score[rows])[0]
        for language in set(data.language)
        if (rows := [i for i, other in enumerate(data.language) if other == language])
    ]
    pairs = data.pairs()
    accuracy = np.mean(score[pairs[:, 0]] > score[pairs[:, 1]]) if len(pairs) else float("nan")
    return f"tau by language {np.mean(taus):.3f}  pair accuracy {accuracy:.3f}  ({len(data.score)} rows)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data / "metrics"
    encoder = load_encoder()
    keys = {"mlqe_dev": "da_mean", "biomqm_dev": "score", "mqm_news21": "score"}
    sets = [judged(encoder, folder, name, key) for name, key in keys.items()]
    human = [(row["a"], row["b"]) for row in load(folder, "two_human_references")]
    wrong = [(a, b) for (a, _), (_, b) in zip(human, human[2:], strict=False)]
    anchors = [(measured(encoder, pairs), goal) for pairs, goal in ((human, HUMAN), (wrong, WRONG))]

    for fitted in (0, 1):
        weights = fit([data.half(fitted) for data in sets])
        for data in sets:
            rest = data.half(1 - fitted)
            print(f"fitted on half {fitted}, {data.name} of the other half:")
            print(f"  fidelity  {table(rest, scores(rest.distance, weights))}")
            for column in ("chrf", "soft_last", "cosine"):
                print(f"  {column:9} {table(rest, -rest.distance[:, NAMES.index(column)])}")
    final, power = scale(
        fit(sets), [(sets[0].distance, sets[0].score), *((d, np.full(len(d), goal)) for d, goal in anchors)]
    )
    print(
        f"power {power:.2f}, weights",
        {name: round(float(weight), 3) for name, weight in zip(NAMES, final, strict=True)},
    )
    for name, distance in (
        *((s.name, s.distance) for s in sets),
        ("human pairs", anchors[0][0]),
        ("wrong", anchors[1][0]),
    ):
        quantiles = np.quantile(scores(distance, final, power), [0.05, 0.25, 0.5, 0.75, 0.95]).round(1)
        print(f"{name:12} fidelity at 5, 25, 50, 75, 95 %: {', '.join(map(str, quantiles))}")


if __name__ == "__main__":
    main()
