"""Judged pairs with all that mtqa measures of them: what fit_scores.py fits and judgement.py reports.

In: DIR/metrics/*.jsonl.gz. Out: a `Measured` a set. Surface and judge are kept in a cache folder, each by the pairs and the name of what made
it, so that new weights of the judge do not measure the surface again, and other rows are measured. The split is that of training/material.py.
"""

from __future__ import annotations

import pickle
import random
import sys
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from mtqa.encode import load_encoder
from mtqa.encode.base import Encoder
from mtqa.rate import discount, distances, points, soundness
from mtqa.rate.closeness import SURFACE_WEIGHTS, survival
from mtqa.rate.rating import UNSEEN, UNSEEN_OF_LANGUAGE
from mtqa.signals.context import context_of
from mtqa.signals.judge import Judge, judged
from mtqa.signals.surface import Text, gather
from mtqa.types import AlignedPair, Block, Document, Evidence, Judgement, Sentence, Span

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from corrupt import Stock, corrupt, joined, other_sense
from marked import ROUND_TRIP, kept_back, marked
from material import UNSEEN_HUMAN, held_out, load
from senses import Senses

CHUNK = 500
LIMITS = {"mqm_ted21": 600, "mlqe_dev": 1000, "demetr_good": 1200, "demetr_bad": 1200, "human": 800, "wrong": 400}
"""Rows of a set that are measured, in a seeded order; of those not named here, all."""

RATED = {
    "mqm_news21": "score",
    "biomqm_dev": "score",
    "mqm_ted21": "score",
    "mlqe_dev": "da_mean",
    "marked": "adequacy",
    "round_trips": "adequacy",
}
"""Set -> what it was given by people or, the last two, by a reviewer under our instructions (training/marking.md)."""

MAJOR = ("Major", "Critical")
Marks = list[tuple[int, int]]
"""(start, end) of what is marked in a suspect."""

SAME = [np.inf, np.inf, np.inf, np.inf, 0.0, 0.0]
"""Of a pair whose sides are equal, which is not read: nothing is held against it."""


@dataclass(frozen=True)
class Measured:
    """One set of N pairs, and all that was measured of them.

    `surface` (N, 9): distances; `points` (N, 3): MQM points of findings, of those of fluency, words; `judge` (N, 6): as `Judgement`'s scores, in order; `doubts`: (words, 4) a pair; `places`: (words, 2) in the suspect.
    """

    name: str
    rows: list[dict]
    surface: np.ndarray
    points: np.ndarray
    judge: np.ndarray
    doubts: list[np.ndarray]
    places: list[np.ndarray]
    flags: list[list[tuple[str, str, str, int, int]]]  # code, category, severity, start, end of the suspect's findings


def marks_of(row: dict, *, major: bool = False) -> Marks:
    """List the marked stretches, or those that are major, of a row of MQM, of our marks, or of a twin."""
    found = [(error["start"], error["end"], error["severity"]) for error in row.get("errors", [])]
    found += row.get("marks", [])
    return [(start, end) for start, end, severity in found if start is not None and (not major or severity in MAJOR)]


def badly_written(data: Measured) -> list[int]:
    """List the outputs in which a major error of language was marked."""
    language = ("Linguistic_conventions", "Style", "Unintelligible", "Fluency")
    return [
        i
        for i, row in enumerate(data.rows)
        if any(e["severity"] in MAJOR and e["category"].startswith(language) for e in row["errors"])
    ]


def fidelities(data: Measured, *, judge: bool = True, presumed: float = UNSEEN) -> np.ndarray:
    """Rate every pair as the package does, by its own functions."""
    found = []
    for distances_, (cost, _, words), said in zip(
        data.surface.tolist(), data.points.tolist(), judgements(data), strict=True
    ):
        close = survival(dict(zip(SURFACE_WEIGHTS, distances_, strict=True)), said if judge else None)
        found.append(close * discount(presumed * cost, int(words)))
    return np.array(found)


def fluencies(data: Measured, *, findings: bool = True) -> np.ndarray:
    """Rate the suspect's language of every pair as the package does."""
    return np.array(
        [
            soundness("a", "b", said) * discount(UNSEEN_OF_LANGUAGE * cost * findings, int(words))
            for (_, cost, words), said in zip(data.points.tolist(), judgements(data), strict=True)
        ]
    )


def judgements(data: Measured) -> list[Judgement]:
    """Give the judge's scores back as the package has them."""
    return [Judgement(*scores, ()) for scores in data.judge.tolist()]


def sets(folder: Path) -> Iterator[tuple[str, list[dict], list[tuple[str, str]]]]:
    """Give name, rows and (suspect, reference) of every set: what was held out of training, and the controls."""
    for name in ("biomqm_dev", "mqm_ted21", "mqm_news21", "mlqe_dev"):
        kept = [row for row in load(folder, name) if name == "mlqe_dev" or held_out(name, row)]
        rows = _drawn(name, [row for row in kept if row["hypothesis"].strip()])
        yield name, rows, [(row["hypothesis"], row["reference"]) for row in rows]
    rows, twins = marked({name: load(folder, name) for name in ("mlqe_train", "wmt21_outputs_unscored")})
    rows = [row for row in rows if kept_back(row["reference"])]
    for name, trip in (("marked", False), ("round_trips", True)):
        kept = [row for row in rows if (row["system"] == ROUND_TRIP) is trip]
        yield name, kept, [(row["hypothesis"], row["reference"]) for row in kept]
    kept = [twin for twin in twins if twin.article or kept_back(twin.reference)]
    for side in ("reworded", "garbled"):
        yield side, [asdict(twin) for twin in kept], [(getattr(twin, side), twin.reference) for twin in kept]
    for side in ("good", "bad"):
        rows = _drawn(f"demetr_{side}", [row for row in load(folder, "demetr_dev") if held_out("demetr_dev", row)])
        yield f"demetr_{side}", rows, [(row[side], row["reference"]) for row in rows]
    humans = [row for row in load(folder, "two_human_references") if row["set"].startswith(UNSEEN_HUMAN)]
    rows = _drawn("human", humans)
    yield "human", rows, [(row["a"], row["b"]) for row in rows]
    rows = _in_other_senses(_drawn("human", humans))
    yield "senses", rows, [(row["hypothesis"], row["reference"]) for row in rows]
    rows = _drawn("wrong", humans)
    yield "wrong", rows, [(row["a"], other["b"]) for row, other in zip(rows, rows[1:] + rows[:1], strict=True)]


def _in_other_senses(humans: list[dict]) -> list[dict]:
    """Put two words of the lexicon that nobody learnt from in another sense into human translations, and mark them."""
    rng, stock, found = random.Random(1), Stock({}, Senses(held_out=True), [], [], []), []
    for row in humans:
        text, spans = corrupt(row["a"], rng, stock, 2, {other_sense: 1.0})
        marks = [(start, end, "Major") for start, end, _ in joined(spans)]
        if marks:
            found.append({"hypothesis": text, "reference": row["b"], "marks": marks})
    return found


def _drawn(name: str, rows: list[dict]) -> list[dict]:
    return random.Random(1).sample(rows, LIMITS[name]) if name in LIMITS else rows


def measured(folder: Path, cache: Path) -> dict[str, Measured]:
    """Measure every set, or take it from the cache. `folder` is the one of the metrics' files."""
    cache.mkdir(parents=True, exist_ok=True)
    found = {}
    judge = Judge()
    for name, rows, pairs in sets(folder):
        stem = f"{name}-{zlib.crc32(repr(pairs).encode()):08x}"
        surface = _cached(cache / f"{stem}.surface.pkl", lambda pairs=pairs: surface_of(pairs))
        readings = _cached(cache / f"{stem}.{judge.name}.pkl", lambda pairs=pairs: readings_of(pairs, judge))
        found[name] = Measured(name, rows, **surface, **readings)
    return found


def evidences_of(pairs: list[tuple[str, str]], encoder: Encoder) -> Iterator[tuple[Evidence, str, str]]:
    """Gather the evidence of every pair, in chunks."""
    for start in range(0, len(pairs), CHUNK):
        left, right = zip(*pairs[start : start + CHUNK], strict=True)
        aligned = [AlignedPair((i,), (i,), 1.0) for i in range(len(left))]
        sides = [[Sentence(i, Span(0, len(t)), t, t) for i, t in enumerate(side)] for side in (left, right)]
        texts = [Text.of(side, encoder.encode([s.text for s in side])) for side in sides]
        yield from zip(gather(*texts, aligned, ter=False), left, right, strict=True)


def surface_of(pairs: list[tuple[str, str]]) -> dict[str, object]:
    """Take distances and findings."""
    from mtqa.detect import detect  # noqa: PLC0415  # loads the word lists

    surface, found, flags = [], [], []
    for evidence, left, right in evidences_of(pairs, load_encoder()):
        suspect, reference = (Document("segment", t, "en", (Block(Span(0, len(t))),)) for t in (left, right))
        context = context_of(suspect, reference, [evidence.reference_words], lang="en", parallel=True)
        findings = detect(replace(evidence, index=0), context)
        own = [flag for flag in findings if flag.side == "suspect"]
        language = [flag for flag in own if flag.category.startswith("fluency")]
        surface.append(list(distances(evidence.signals, left, right).values()))
        found.append([points(findings), points(language), len(evidence.suspect_words)])
        flags.append([(f.code, f.category, f.severity.value, f.span.start, f.span.end) for f in own])
    return {"surface": np.array(surface), "points": np.array(found), "flags": flags}


def readings_of(pairs: list[tuple[str, str]], judge: Judge) -> dict[str, object]:
    """Take the judge's scores and doubts."""
    from mtqa.words import words  # noqa: PLC0415

    scores, doubts, places = [], [], []
    for start in range(0, len(pairs), CHUNK):
        evidences = []
        for i, both in enumerate(pairs[start : start + CHUNK]):
            left, right = (Sentence(i, Span(0, len(t)), t, t) for t in both)
            evidences.append(Evidence(i, AlignedPair((i,), (i,)), (left,), (right,), words(left), words(right), None))
        for evidence in judged(evidences, judge):
            said = evidence.judgement
            scores.append(
                [said.da, said.mqm, said.alone_da, said.alone_mqm, said.yardstick_da, said.yardstick_mqm]
                if said
                else SAME
            )
            doubted = said.doubts if said else [(0.0,) * 4] * len(evidence.suspect_words)
            doubts.append(np.array(doubted, np.float32).reshape(-1, 4))
            places.append(np.array([(w.span.start, w.span.end) for w in evidence.suspect_words]).reshape(-1, 2))
    return {"judge": np.array(scores, float), "doubts": doubts, "places": places}


def _cached(path: Path, make: object) -> dict[str, object]:
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())  # noqa: S301  # our own file
