"""How well mtqa's scores and doubts agree with people, beside simple baselines, on what was not trained on.

    python benchmarks/judgement.py --data DIR --cache CACHE

Tables: agreement with MQM and direct assessments (with 95 % bootstrap intervals over segments, and the length of the
reference as sentinel: a figure that it reaches says nothing), minimal pairs by category, marked spans, controls, the solo
reading, and speed. `mtqa` is what `score_pairs` gives; `without judge` the same with `judge="none"`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from agreement import auc, interval, ordered_pairs, pair_accuracy, tau_by, tau_within_length
from human_data import RATED, Measured, badly_written, fidelities, fluencies, marks_of, measured, sets

from mtqa.signals.judge import Judge

POOR = 60
"""Fluency, 0-100, below which language is poor: clearly broken, by the instructions in training/marking.md."""
SPANS = ("biomqm_dev", "mqm_ted21", "marked", "round_trips")
"""Sets whose errors have places."""
SURFACE = ("chrf", "soft_last", "soft_early", "cosine")


def columns(data: Measured) -> dict[str, np.ndarray]:
    """List every score that is compared, higher is better."""
    found = {"mtqa": fidelities(data), "without judge": fidelities(data, judge=False)}
    found |= {"judge, da": data.judge[:, 0], "judge, mqm": data.judge[:, 1], "judge alone, mqm": data.judge[:, 3]}
    found |= {name: -data.surface[:, place] for place, name in enumerate(SURFACE)}
    found["chrf + soft_last"] = -data.surface[:, 0] - 2 * data.surface[:, 1]  # chrF varies twice as much
    found["length sentinel"] = -np.array([len(row["reference"]) for row in data.rows], float)
    return found


def agreement(data: Measured, key: str) -> Iterator[str]:
    """Give the lines of one judged set."""
    human = np.array([row[key] for row in data.rows], float)
    languages = [row["lang_pair"] for row in data.rows]
    segments = [f"{row['lang_pair']}:{row['seg']}" for row in data.rows]
    length = np.array([len(row["reference"]) for row in data.rows])
    pairs = ordered_pairs(human, segments)
    yield f"{data.name}: {len(human)} rows, {len(pairs)} pairs of outputs of one segment"
    for name, score in columns(data).items():
        line = f"  {name:18} tau {tau_by(score, human, languages):6.3f}  within length {tau_within_length(score, human, length, languages):6.3f}"
        line += f"  pair accuracy {pair_accuracy(score, pairs):.3f}" if len(pairs) else ""
        if name in ("mtqa", "without judge"):
            low, high = interval(
                lambda rows, s=score: tau_by(s[rows], human[rows], [languages[i] for i in rows]), segments
            )
            line += f"  (tau {low:.3f} to {high:.3f})"
        yield line


def minimal_pairs(good: Measured, bad: Measured) -> Iterator[str]:
    """Give the share of minimal pairs in the right order, overall and by category."""
    above, below = columns(good), columns(bad)
    for name in above:
        if name != "length sentinel":
            yield f"  {name:18} {np.mean(above[name] > below[name]):.3f}"
    right = above["mtqa"] > below["mtqa"]
    categories = np.array([row["category"] for row in good.rows])
    worst = sorted((float(right[categories == c].mean()), c) for c in set(categories))
    yield "  by category, the worst: " + ", ".join(f"{c} {share:.2f}" for share, c in worst[:8])


def spans(data: Measured) -> Iterator[str]:
    """Give character F1 against marked errors, at the best threshold of one half measured on the other."""
    rows = [i for i, row in enumerate(data.rows) if row["errors"] is not None]
    for name, place in (("with the reference", 0), ("major, with it", 1), ("alone", 2)):
        halves = [[i for i in rows if (hash_of(data.rows[i]) % 2) == half] for half in (0, 1)]
        figures = []
        for half in (0, 1):
            grid = np.linspace(0.05, 0.95, 37)
            best = max(grid, key=lambda t: span_f1(data, halves[half], place, t)[2])
            figures.append(span_f1(data, halves[1 - half], place, best))
        precision, recall, f1 = np.mean(figures, axis=0)
        yield f"  {data.name:11} {name:18} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def hash_of(row: dict) -> int:
    return sum(map(ord, f"{row.get('doc')}{row['seg']}"))


def span_f1(data: Measured, rows: list[int], place: int, threshold: float) -> tuple[float, float, float]:
    """Compare characters of doubted words with marked characters."""
    both = doubted = marked = 0
    for i in rows:
        human, ours = np.zeros((2, len(data.rows[i]["hypothesis"])), bool)
        for error in data.rows[i]["errors"]:
            if error["start"] is not None:
                human[error["start"] : error["end"]] = True
        for (start, end), doubt in zip(data.places[i], data.doubts[i][:, place], strict=True):
            if doubt >= threshold:
                ours[start:end] = True
        both, doubted, marked = both + (human & ours).sum(), doubted + ours.sum(), marked + human.sum()
    precision, recall = both / max(doubted, 1), both / max(marked, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def alone(data: Measured) -> str:
    """Say how often the solo reading puts an output with a major error of fluency below its own reference."""
    bad = badly_written(data)
    own, reference, others = data.judge[bad, 2], data.judge[bad, 4], data.judge[:, 4]
    return f"  {data.name}: {len(bad)} outputs below their reference {np.mean(own < reference):.3f}, below human text AUC {auc(others, own):.3f}"


def fluency(data: Measured) -> str:
    """Say how well language is rated beside what it was marked, and how often poor language is put below its reference's."""
    rated, languages = np.array([row["fluency"] for row in data.rows]), [row["lang_pair"] for row in data.rows]
    poor = rated < POOR
    below = np.mean(data.judge[poor, 2] < data.judge[poor, 4])
    return f"  {data.name}: tau of fluency {tau_by(fluencies(data), rated, languages):.3f}, {poor.sum()} of poor language below their reference {below:.3f}"


def beside_humans(found: dict[str, Measured]) -> Iterator[str]:
    """Give how well doubt tells marked words (and major ones) from words of human translations that nobody learnt from: AUC."""
    human = np.concatenate([doubts[:, 0] for doubts in found["human"].doubts])
    yield f"  of words of human translations, doubted by more than a half: {np.mean(human > 0.5):.3f}"
    for name, data in found.items():
        for title, rows in marked_parts(data):
            doubted = {
                major: np.concatenate([marked_doubts(data, i, major=major) for i in rows]) for major in (False, True)
            }
            if len(doubted[False]):
                grave = f"  major {auc(doubted[True], human):.3f}" if len(doubted[True]) else ""
                yield f"  {name:11} {title:24} {auc(doubted[False], human):.3f}{grave}"


def marked_parts(data: Measured) -> Iterator[tuple[str, list[int]]]:
    """List what has marks: a whole set, or each garbled article and all other twins."""
    if data.name in (*SPANS, "garbled", "senses"):
        articles = [row.get("article", "") for row in data.rows]
        for article in sorted(set(articles)):
            yield article, [i for i, other in enumerate(articles) if other == article]


def marked_doubts(data: Measured, at: int, *, major: bool) -> np.ndarray:
    """Give the doubt of each word of a row that is marked, or marked as major."""
    marks = marks_of(data.rows[at], major=major)
    hit = [any(a < end and start < b for a, b in marks) for start, end in data.places[at]]
    return data.doubts[at][np.array(hit, bool), 0]


def twins(sound: Measured, garbled: Measured) -> str:
    """Say how often a garbled twin is put below the sound one, by fidelity and read alone."""
    close, alone = fidelities(garbled) < fidelities(sound), garbled.judge[:, 2] < sound.judge[:, 2]
    return (
        f"  {len(close)} garbled twins below the reworded: fidelity {close.mean():.3f}, read alone {alone.mean():.3f}"
    )


def speed(folder: Path) -> str:
    """Time both readings of 1,000 pairs of news, in one batch."""
    pairs = next(pairs for name, _, pairs in sets(folder) if name == "mqm_news21")[:1000]
    judge = Judge()
    began = time.perf_counter()
    judge.read(
        [text for suspect, reference in pairs for text in ((suspect, reference), (suspect, None), (reference, None))]
    )
    return f"  {len(pairs) / (time.perf_counter() - began):.0f} pairs a second, the reference's own reading included"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    args = parser.parse_args()
    found = measured(args.data / "metrics", args.cache)
    print("== agreement with people")
    for name, key in RATED.items():
        print("\n".join(agreement(found[name], key)))
    print("== minimal pairs, share in the right order")
    print("\n".join(minimal_pairs(found["demetr_good"], found["demetr_bad"])))
    print("== marked errors, by word")
    for name in SPANS:
        print("\n".join(spans(found[name])))
    print("== doubt of marked words beside words of human translations, AUC")
    print("\n".join(beside_humans(found)))
    print("== the suspect alone")
    print(alone(found["biomqm_dev"]))
    print(fluency(found["marked"]))
    print(twins(found["reworded"], found["garbled"]))
    print("== controls: fidelity and fluency at 5, 25, 50, 75, 95 %")
    for name, data in found.items():
        for title, score in (("fidelity", fidelities(data)), ("fluency", fluencies(data))):
            print(
                f"  {name:12} {title} {', '.join(map(str, np.quantile(score, [0.05, 0.25, 0.5, 0.75, 0.95]).round(1)))}"
            )
    print("== speed")
    print(speed(args.data / "metrics"))


if __name__ == "__main__":
    main()
