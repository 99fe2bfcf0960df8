"""Alignment accuracy of mtqa and of its peers, side by side; what each ingredient is worth; how time and memory grow.

    python benchmarks/alignment.py --data DIR [--half tuned|held-out] [--ablate]
    python benchmarks/alignment.py --scaling

DIR holds SET/DOCUMENT/{suspect.txt, reference.txt, gold.tsv}: a sentence a line; a gold line is two comma-separated
lists of line numbers from 0 with a tab between, an empty side for a sentence that is left alone.
"""

from __future__ import annotations

import argparse
import hashlib
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import gettempdir
from time import perf_counter, process_time
from typing import Any
from unittest import mock

import numpy as np

from mtqa.align import align, aligner, costs, profile
from mtqa.encode import load_encoder
from mtqa.types import Encoded, Sentence, Span

Pair = tuple[tuple[int, ...], tuple[int, ...]]
SIDES = ("suspect", "reference")

GROUPS: dict[str, tuple[str, ...]] = {
    "lengths": ("length",),
    "what a part adds": ("part adds",),
    "rivals nearby": ("lead", "least lead"),
    "outliers of this pair": ("unusual",),
    "knots (bent similarity)": ("below",),
}
"""Ablation: features left out, by the start of their names."""


@dataclass(frozen=True)
class Case:
    """One document pair with its gold alignment."""

    family: str
    suspect: list[str]
    reference: list[str]
    gold: list[Pair]


def sentences(lines: Iterable[str]) -> list[Sentence]:
    result, start = [], 0
    for index, line in enumerate(lines):
        result.append(Sentence(index, Span(start, start + len(line)), line, line, index))
        start += len(line) + 1
    return result


def cases(data: Path, half: str | None) -> Iterator[Case]:
    for gold in sorted(data.glob("*/*/gold.tsv")):
        name = f"{gold.parent.parent.name}/{gold.parent.name}"
        tuned = zlib.crc32(name.encode()) % 2 == 0
        if half and (half == "tuned") != tuned:
            continue
        texts = [(gold.parent / f"{side}.txt").read_text("utf-8").removesuffix("\n").split("\n") for side in SIDES]
        pairs = [tuple(line.split("\t")) for line in gold.read_text("utf-8").splitlines()]
        yield Case(gold.parent.parent.name, *texts, [(numbers(a), numbers(b)) for a, b in pairs])


def numbers(field: str) -> tuple[int, ...]:
    return tuple(sorted(int(number) for number in field.split(",") if number))


def ratio(hits: int, total: int) -> float:
    return hits / total if total else 0.0


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def right(pairs: Iterable[Pair], truth: Iterable[Pair]) -> tuple[int, int]:
    """Count pairs that are in the truth, and those that share at least one link with it."""
    whole = set(truth)
    links = {(i, j) for a, b in whole for i in a for j in b}
    exact = sum(pair in whole for pair in pairs)
    return exact, sum(pair in whole or any((i, j) in links for i in pair[0] for j in pair[1]) for pair in pairs)


def alone(pairs: Iterable[Pair]) -> set[tuple[int, int]]:
    return {(side, k) for pair in pairs if not (pair[0] and pair[1]) for side in (0, 1) for k in pair[side]}


def scores(results: Sequence[tuple[list[Pair], list[Pair]]]) -> tuple[float, float, float]:
    """Return strict, lax and null F1 of (gold, found) alignments, counts pooled.

    Precision counts every found pair, recall the two-sided gold pairs only. Source: Sennrich and Volk 2010, section 4.
    """
    count: dict[str, int] = defaultdict(int)
    for gold, found in results:
        two_sided = [[pair for pair in pairs if pair[0] and pair[1]] for pairs in (gold, found)]
        for key, value in zip(("ps", "pl"), right(found, gold), strict=True):
            count[key] += value
        for key, value in zip(("rs", "rl"), right(two_sided[0], two_sided[1]), strict=True):
            count[key] += value
        count["p"] += len(found)
        count["r"] += len(two_sided[0])
        known, said = alone(gold), alone(found)
        for key, group in (("hit", known & said), ("said", said), ("known", known)):
            count[key] += len(group)
    strict = f1(ratio(count["ps"], count["p"]), ratio(count["rs"], count["r"]))
    lax = f1(ratio(count["pl"], count["p"]), ratio(count["rl"], count["r"]))
    return strict, lax, f1(ratio(count["hit"], count["said"]), ratio(count["hit"], count["known"]))


class Vectors:
    """Encodes each text once and keeps the vectors in the temporary folder."""

    def __init__(self) -> None:
        self.folder = Path(gettempdir()) / "mtqa-alignment-benchmark"
        self.folder.mkdir(exist_ok=True)
        self.encoder = load_encoder()

    def __call__(self, lines: list[str]) -> Encoded:
        """Return the vectors of some lines."""
        name = hashlib.sha256("\n".join([self.encoder.name, *lines]).encode()).hexdigest()
        path = self.folder / f"{name}.npz"
        if not path.exists():
            encoded = self.encoder.encode(lines)
            np.savez(path, vectors=encoded.vectors, rows=encoded.rows)
        with np.load(path) as kept:
            return bare(kept["vectors"], kept["rows"])


def bare(vectors: np.ndarray, rows: np.ndarray) -> Encoded:
    tokens = np.zeros((0, vectors.shape[1]), np.float16)
    return Encoded(vectors, tokens, tokens, rows, np.zeros((0, 2), np.int32))


def by_mtqa(case: Case, suspect: Encoded, reference: Encoded) -> list[Pair]:
    found = align(sentences(case.suspect), sentences(case.reference), suspect, reference)
    return [(pair.suspect, pair.reference) for pair in found.pairs]


def by_galechurch(case: Case, _suspect: Encoded, _reference: Encoded) -> list[Pair]:
    import galechurch  # noqa: PLC0415 - a peer may be absent

    spans = [
        ((bead.source_start, bead.source_end), (bead.target_start, bead.target_end))
        for bead in galechurch.align(case.suspect, case.reference).beads
    ]
    return single([(tuple(range(*a)), tuple(range(*b))) for a, b in spans])


def by_sentweave(case: Case, suspect: Encoded, reference: Encoded) -> list[Pair]:
    """Run vecalign's search on the same vectors; a block's vector is the sum of its sentences', as in mtqa."""
    import sentweave  # noqa: PLC0415

    known: dict[str, np.ndarray] = {}
    for lines, encoded in ((case.suspect, suspect), (case.reference, reference)):
        weighted = encoded.vectors * np.maximum(encoded.rows[:, 1:] - encoded.rows[:, :1], 1)
        for start in range(len(lines)):
            for size in range(1, 9):
                known.setdefault(" ".join(lines[start : start + size]), weighted[start : start + size].sum(axis=0))

    def encode(texts: list[str]) -> np.ndarray:
        table = np.stack([known.get(text, np.full(suspect.vectors.shape[1], 1e-3)) for text in texts])
        return table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)

    found = sentweave.align(case.suspect, case.reference, encode).alignments
    return single([(tuple(block.src_indices), tuple(block.tgt_indices)) for block in found])


def single(pairs: Iterable[Pair]) -> list[Pair]:
    """Split one-sided blocks into sentences, as the gold has them."""
    result: list[Pair] = []
    for a, b in pairs:
        result += [(a, b)] if a and b else [*(((i,), ()) for i in a), *(((), (j,)) for j in b)]
    return result


Aligner = Callable[[Case, Encoded, Encoded], list[Pair]]
ALIGNERS: dict[str, Aligner] = {"mtqa": by_mtqa, "sentweave": by_sentweave, "galechurch": by_galechurch}


@contextmanager
def without(group: str) -> Iterator[None]:
    """Leave out a group of features, a channel or a step."""
    with ExitStack() as stack:
        patch = lambda room, name, value: stack.enter_context(mock.patch.object(room, name, value))  # noqa: E731
        if group in GROUPS or group in CHANNELS:
            starts = GROUPS.get(group, (group,))
            kept = {name: 0.0 if name.startswith(starts) else weight for name, weight in costs.BEAD_WEIGHTS.items()}
            patch(costs, "BEAD_WEIGHTS", kept)
        if group in CHANNELS:
            patch(aligner, "first_profile", partial(_without_channel, CHANNELS.index(group)))
        if group in SWITCHES:
            patch(aligner, *SWITCHES[group])
        if group == "prior of this pair":
            patch(profile, "USUAL_WEIGHT", 1e9)
        if group in {"prior of this pair", "habits of the place"}:
            patch(profile, "around_here", lambda alone, _: np.zeros(len(alone)))
        if group == "evidence of being alone":
            kept = {name: weight if name == "alone" else 0.0 for name, weight in costs.LONELY_WEIGHTS.items()}
            patch(costs, "LONELY_WEIGHTS", kept)
        yield


def _without_channel(channel: int, *given: Any) -> profile.Profile:
    whole = profile.first_profile(*given)
    trust = [0.0 if k == channel else value for k, value in enumerate(whole.trust)]
    return replace(whole, trust=tuple(value / sum(trust) for value in trust))


CHANNELS = ("meaning", "words", "letters")
SWITCHES: dict[str, tuple[str, Any]] = {
    "second pass": ("PASSES", 1),
    "care where all is in doubt": ("DOUBTED", 0.0),
    "moved blocks": ("find_moved", lambda path, *_: (path, [])),
}
STEPS = ("prior of this pair", "habits of the place", "evidence of being alone", *SWITCHES)


def table(title: str, chosen: Sequence[Case], vectors: Vectors, aligner_of: Aligner) -> None:
    """Print strict, lax and null F1 and seconds of each set."""
    print(f"\n{title}\n{'set':30}{'documents':>10}{'strict':>9}{'lax':>8}{'null':>8}{'seconds':>9}")
    results: dict[str, list[tuple[list[Pair], list[Pair]]]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    for case in chosen:
        given = vectors(case.suspect), vectors(case.reference)
        start = perf_counter()
        found = aligner_of(case, *given)
        seconds[case.family] += perf_counter() - start
        results[case.family].append((case.gold, found))
    figures = []
    for family, pairs in results.items():
        figures.append(scores(pairs))
        strict, lax, null = figures[-1]
        print(f"{family:30}{len(pairs):10}{strict:9.3f}{lax:8.3f}{null:8.3f}{seconds[family]:9.1f}")
    strict, lax, null = np.mean(figures, axis=0)
    print(f"{'mean of the sets':30}{len(chosen):10}{strict:9.3f}{lax:8.3f}{null:8.3f}{sum(seconds.values()):9.1f}")


def scaling() -> None:
    """Print processor seconds and peak memory for made-up documents of growing length; embeddings are given."""
    print(f"{'sentences':>10}{'CPU s':>9}{'GB':>7}{'right':>8}")
    for size in (5_000, 10_000, 20_000):
        random = np.random.default_rng(size)
        words = ["".join(map(chr, random.integers(97, 123, length))) for length in random.integers(3, 9, 20_000)]
        reference = [[words[k] for k in row] for row in random.zipf(1.3, (size, 12)) % len(words)]
        suspect = [" ".join(word for word in line if random.random() < 0.8) or line[0] for line in reference]
        vectors = random.normal(size=(size, 384)).astype(np.float32)
        noisy = vectors + 1.2 * random.normal(size=vectors.shape).astype(np.float32)
        rows = np.arange(size + 1) * 12
        sides = [
            bare(v / np.linalg.norm(v, axis=1, keepdims=True), np.stack([rows[:-1], rows[1:]], 1))
            for v in (noisy, vectors)
        ]
        given = sentences(suspect), sentences(" ".join(line) for line in reference)
        start = process_time()
        found = align(*given, *sides)
        seconds = process_time() - start
        exact = sum(pair.suspect == pair.reference for pair in found.pairs) / size
        print(f"{size:10}{seconds:9.1f}{getrusage(RUSAGE_SELF).ru_maxrss / 1e6:7.2f}{exact:8.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--half", choices=["tuned", "held-out"])
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--scaling", action="store_true")
    options = parser.parse_args()
    if options.scaling:
        scaling()
    if not options.data:
        return
    vectors, chosen = Vectors(), list(cases(options.data, options.half))
    if not chosen:
        parser.error(f"{options.data} holds no SET/DOC/gold.tsv")
    if options.ablate:
        for group in ("nothing", *GROUPS, *CHANNELS, *STEPS):
            with without(group):
                table(f"mtqa without {group}", chosen, vectors, by_mtqa)
        return
    for name, aligner_of in ALIGNERS.items():
        if find_spec(name) is None:
            print(f"\n{name}: not installed, skipped")
        else:
            table(name, chosen, vectors, aligner_of)


if __name__ == "__main__":
    main()
