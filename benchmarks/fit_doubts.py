"""Fit what the judge's doubt about a word counts in detect/garbled.py, and show how right the findings made of it are.

    python benchmarks/fit_doubts.py --data DIR

On words that the reference lacks, of what the judge was not trained on: marked outputs and round trips, garbled and reworded twins, human translations beside another,
whose every word is taken for right. Outputs of one system, sentences of one article, and other sentences by the fifty are a document.
Weights are shown of each half of the references and of all; below them, of the thresholds in the package, how often each code
fires, how many of its findings touch a mark, and how much of what is marked they touch; for words left out (M406), how many touch a
marked omission, and how many more stand beside a sentence with an error of meaning. Abstracts are not fitted to.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from human_data import Marks, evidences_of, marks_of, sets
from scipy.optimize import minimize

from mtqa.detect.garbled import DOUBTFUL, GARBLED, SUREST, Garbled, support_of, worse_than_ordinary
from mtqa.detect.unrendered import LEFT_OUT, Unrendered
from mtqa.encode import load_encoder
from mtqa.encode.base import Encoder
from mtqa.signals.context import context_of
from mtqa.signals.judge import Judge, beside_document, judged
from mtqa.types import Block, Document, Evidence, Span, Word

FITTED = ("marked", "round_trips", "garbled", "reworded", "human", "human, swapped")
NAMES = ("BASE", "DOUBT", "SOUND", "UNSUPPORTED", "DOCUMENT")
RUN = 50
"""Sentences that are taken for a document where nothing else says what is one."""
Read = list[tuple[Evidence, str, str, Marks, dict]]
"""Of each pair: its evidence, judged, both texts, what is wrong in the suspect, and its row."""


def documents(rows: list[dict]) -> list[list[int]]:
    """Put rows together: of one article, of one system and language, or what follows each other."""
    found = defaultdict(list)
    for place, row in enumerate(rows):
        found[row.get("article") or (row.get("lang_pair"), row.get("system") or place // RUN)].append(place)
    return list(found.values())


def read(rows: list[dict], pairs: list[tuple[str, str]], encoder: Encoder, judge: Judge) -> Read:
    """Read pairs as a document pair's are read; those that are equal are left out."""
    evidences = judged([evidence for evidence, _, _ in evidences_of(pairs, encoder)], judge)
    found = []
    for places in documents(rows):
        beside = zip(places, beside_document([evidences[place] for place in places]), strict=True)
        found += [(each, *pairs[place], marks_of(rows[place]), rows[place]) for place, each in beside if each.judgement]
    return found


def features(evidence: Evidence, marks: Marks) -> Iterator[tuple[float, ...]]:
    """Give what the belief in a word that the reference does not have is made of, in the order of `NAMES`, and whether it is marked."""
    said, theirs = evidence.judgement, {word.norm for word in evidence.reference_words}
    document = worse_than_ordinary(said.document or 0.0)
    for word, doubt in zip(evidence.suspect_words, said.doubts, strict=True):
        if word.norm in theirs:
            continue
        tag = min(max(doubt.error, 1 - SUREST), SUREST)
        yield 1.0, np.log(tag / (1 - tag)), said.yardstick_da, 1 - support_of(word), document, is_wrong(word, marks)


def is_wrong(word: Word, marks: Marks) -> bool:
    return any(start < word.span.end and word.span.start < end for start, end in marks)


def fit(words: np.ndarray, wrong: np.ndarray) -> np.ndarray:
    """Fit a logistic regression, with next to no regularisation: there are tens of thousands of words."""

    def loss(weights: np.ndarray) -> float:
        odds = words @ weights
        return np.logaddexp(0, np.where(wrong, -odds, odds)).sum() + (weights[1:] ** 2).sum() / 2

    return minimize(loss, np.zeros(words.shape[1])).x


def findings(found: Read) -> str:
    """Say how often each code fires, how many of its findings touch a mark, and how many marks any of them touches."""
    fired, right, words, marked, touched, beside = Counter(), Counter(), 0, 0, 0, 0
    for evidence, suspect, reference, marks, row in found:
        sides = [Document("segment", text, "en", (Block(Span(0, len(text))),)) for text in (suspect, reference)]
        context = context_of(*sides, [evidence.reference_words], lang="en", parallel=True)
        words += len(evidence.suspect_words)
        flags = list(Garbled().detect(evidence, context))
        for flag in flags:
            fired[flag.code] += 1
            right[flag.code] += any(start < flag.span.end and flag.span.start < end for start, end in marks)
        for flag in Unrendered().detect(evidence, context):
            fired[flag.code] += 1
            omitted = any(start < flag.span.end and flag.span.start < end for start, end, _ in row.get("omitted", []))
            right[flag.code] += omitted
            beside += not omitted and any(error["category"] == "Accuracy" for error in row.get("errors", []))
        marked += len(marks)
        touched += sum(any(start < f.span.end and f.span.start < end for f in flags) for start, end in marks)
    shares = (
        f"{code} {1000 * fired[code] / words:5.2f} in 1,000 words, {right[code]:4} of {fired[code]:4} touch a mark"
        for code in (GARBLED.code, DOUBTFUL.code, LEFT_OUT.code)
    )
    return "   ".join(shares) + f", {beside} more beside an error   {touched} of {marked} marks touched"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    chosen = {name: (rows, pairs) for name, rows, pairs in sets(args.data / "metrics")}
    rows, pairs = chosen["human"]
    chosen["human, swapped"] = rows, [(b, a) for a, b in pairs]
    rows, pairs = chosen["reworded"]
    chosen["reworded"] = [{"article": row["article"]} for row in rows], pairs  # the marks are the garbled twin's
    models = load_encoder(), Judge()
    found = {name: read(*chosen[name], *models) for name in (*FITTED, "biomqm_dev")}
    items = [item for name in FITTED for item in found[name]]
    halves = [zlib.crc32(reference.encode()) % 2 for _, _, reference, *_ in items]
    for title, kept in (("half 0", {0}), ("half 1", {1}), ("all", {0, 1})):
        part = [item for item, half in zip(items, halves, strict=True) if half in kept]
        words = np.array([values for evidence, _, _, marks, _ in part for values in features(evidence, marks)])
        fitted = fit(words[:, :-1], words[:, -1] > 0)
        named = [f"{name} {weight:.2f}" for name, weight in zip(NAMES, fitted, strict=True)]
        odds, wrong = words[:, :-2] @ fitted[:-1], words[:, -1] > 0
        alone = minimize(
            lambda more, o=odds, w=wrong: np.logaddexp(0, np.where(w, -o - more, o + more)).sum(), [0.0]
        ).x[0]
        print(f"weights of {title}:", ", ".join(named), f"ALONE {alone:.2f}")
    for name, each in found.items():
        print(f"  {name:14} {findings(each)}")


if __name__ == "__main__":
    main()
