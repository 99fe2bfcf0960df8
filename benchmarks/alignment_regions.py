"""How far the confidence of regions can be trusted: documents cut, exchanged in part, and mixed with others.

    python benchmarks/alignment_regions.py --data DIR [--half held-out|tuned] [--fit]

DIR and its halves are those of alignment.py. Every document is cut where its gold alignment allows, into thirds or halves;
pieces are left out of one side, or another piece or another document of the set takes their place. A sentence
stands in a rendered stretch if its piece is there on both sides.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from alignment import Case, Vectors, bare, cases, sentences

from mtqa.align import align
from mtqa.align import regions as room
from mtqa.types import AlignedPair, Alignment, Encoded

Node = tuple[int, int]
ONE_TEXT = {"whole", "half left out", "half added", "one sentence"}
OTHER_TEXT = {"another text", "other part", "one wrong sentence"}
"""Mixtures by which the decision `parallel` is measured."""
NUMBERS = ("MATCH", "SEVERAL", "ALONE_ELSEWHERE", "ALONE_HERE", "TRUST", "SWITCH")
"""Of `mtqa.align.regions`: what `--fit` fits."""
SHARES = {"ALONE_ELSEWHERE", "ALONE_HERE", "SWITCH"}


@dataclass(frozen=True)
class Piece:
    """Some sentences of one side, and whether the other side has their counterpart."""

    lines: list[str]
    encoded: Encoded
    rendered: bool


@dataclass(frozen=True)
class Trial:
    """One mixed document pair, aligned, with the share of each pair's characters that is truly rendered."""

    family: str
    mix: str
    found: Alignment
    truth: list[float]  # by pair
    chars: list[int]


def safe_nodes(case: Case) -> list[Node]:
    """Return nodes behind gold pairs that no gold pair crosses."""
    two = [(min(a), max(a), min(b), max(b)) for a, b in case.gold if a and b]
    ends = sorted({(a + 1, b + 1) for _, a, _, b in two})
    return [(i, j) for i, j in ends if all((b < i and d < j) or (a >= i and c >= j) for a, b, c, d in two)]


def mixes(case: Case, other: Case | None, vectors: Vectors) -> Iterator[tuple[str, list[Piece], list[Piece]]]:
    """Give the mixtures of a document: a name, the suspect's pieces and the reference's."""
    nodes = safe_nodes(case)
    near = [min(nodes, key=lambda node: abs(node[1] - share * len(case.reference))) for share in (1 / 3, 1 / 2, 2 / 3)]
    ends = (0, 0), (len(case.suspect), len(case.reference))
    third, half, last = near
    known = vectors(case.suspect), vectors(case.reference)

    def piece(side: int, first: Node, end: Node, *, rendered: bool = True) -> Piece:
        span = slice(first[side], end[side])
        lines = (case.suspect, case.reference)[side][span]
        return Piece(lines, bare(known[side].vectors[span], known[side].rows[span]), rendered)

    begin = [piece(side, ends[0], third) for side in (0, 1)]
    middle = [piece(side, third, last) for side in (0, 1)]
    end = [piece(side, last, ends[1]) for side in (0, 1)]
    lost = [[Piece(p.lines, p.encoded, rendered=False) for p in pieces] for pieces in (begin, middle, end)]
    first_half, second_half = piece(0, ends[0], half), piece(0, half, ends[1])
    yield "whole", [begin[0], middle[0], end[0]], [begin[1], middle[1], end[1]]
    yield "other end", [begin[0], lost[1][0]], [begin[1], lost[2][1]]
    yield "other start", [lost[1][0], end[0]], [lost[0][1], end[1]]
    yield "half left out", [first_half], [piece(1, ends[0], half), piece(1, half, ends[1], rendered=False)]
    yield "half added", [piece(0, ends[0], half, rendered=False), second_half], [piece(1, half, ends[1])]
    yield "other part", [lost[0][0]], [lost[2][1]]
    single = sorted((a[0], b[0]) for a, b in case.gold if len(a) == len(b) == 1)
    if len(single) > 1:
        (i, j), (_, wrong) = single[len(single) // 2 - 1 : len(single) // 2 + 1]
        yield "one sentence", [piece(0, (i, 0), (i + 1, 0))], [piece(1, (0, j), (0, j + 1))]
        yield (
            "one wrong sentence",
            [piece(0, (i, 0), (i + 1, 0), rendered=False)],
            [piece(1, (0, wrong), (0, wrong + 1), rendered=False)],
        )
    if other:
        strange = vectors(other.suspect)

        def foreign(size: int) -> Piece:
            return Piece(other.suspect[:size], bare(strange.vectors[:size], strange.rows[:size]), rendered=False)

        yield "another text", [foreign(ends[1][0])], [lost[0][1], lost[1][1], lost[2][1]]
        yield "middle of another text", [begin[0], foreign(last[0] - third[0]), end[0]], [begin[1], lost[1][1], end[1]]


def joined(pieces: Sequence[Piece]) -> tuple[list[str], Encoded, list[bool]]:
    """Put pieces together: lines, vectors, and for each line whether it is rendered."""
    counts = np.concatenate([np.diff(piece.encoded.rows, axis=1)[:, 0] for piece in pieces])
    ends = np.cumsum(counts)
    encoded = bare(np.concatenate([piece.encoded.vectors for piece in pieces]), np.stack([ends - counts, ends], axis=1))
    return (
        [line for piece in pieces for line in piece.lines],
        encoded,
        [piece.rendered for piece in pieces for _ in piece.lines],
    )


def trials(data: Path, half: str) -> Iterator[Trial]:
    """Align every mixture of every document that can be cut."""
    vectors = Vectors()
    families: dict[str, list[Case]] = defaultdict(list)
    for case in cases(data, half):
        families[case.family].append(case)
    for family, members in families.items():
        for k, case in enumerate(members):
            if len(safe_nodes(case)) < 3:
                continue
            other = members[(k + 1) % len(members)] if len(members) > 1 else None
            for mix, *sides in mixes(case, other, vectors):
                kept = [[piece for piece in side if piece.lines] for side in sides]
                if all(kept):
                    yield trial(family, mix, *map(joined, kept))


def trial(family: str, mix: str, *sides: tuple[list[str], Encoded, list[bool]]) -> Trial:
    """Align one mixture and say what is true of each pair."""
    (left, left_encoded, _), (right, right_encoded, _) = sides
    found = align(sentences(left), sentences(right), left_encoded, right_encoded)
    truth, chars = [], []
    for pair in found.pairs:
        parts = [
            (len(side[0][k]), side[2][k])
            for side, ks in zip(sides, (pair.suspect, pair.reference), strict=True)
            for k in ks
        ]
        chars.append(sum(size for size, _ in parts))
        truth.append(sum(size for size, rendered in parts if rendered) / max(chars[-1], 1))
    return Trial(family, mix, found, truth, chars)


def inside(pair: AlignedPair, found: Alignment) -> int:
    """Return which region a pair lies in, by its first sentence."""
    side = "suspect" if pair.suspect else "reference"
    first = getattr(pair, side)[0]
    return next(
        k for k, region in enumerate(found.regions) if getattr(region, side)[0] <= first < getattr(region, side)[1]
    )


def report(measured: Sequence[Trial]) -> None:
    """Print what share of the text in regions of each confidence is truly rendered, and how much text is on its right side."""
    by_confidence: dict[int, list[tuple[float, float]]] = defaultdict(list)
    right: dict[str, list[float]] = defaultdict(list)
    for each in measured:
        chars, true = defaultdict(float), defaultdict(float)
        hit = 0.0
        for pair, truth, size in zip(each.found.pairs, each.truth, each.chars, strict=True):
            at = inside(pair, each.found)
            chars[at] += size
            true[at] += truth * size
            hit += size * ((each.found.regions[at].confidence >= 0.5) == (truth >= 0.5))
        for at, total in chars.items():
            confidence = each.found.regions[at].confidence
            by_confidence[min(int(confidence * 10), 9)].append((confidence, true[at] / max(total, 1)))
        for name in (each.family, each.mix, "all"):
            right[name].append(hit / max(sum(each.chars), 1))
    print(f"{'confidence':>12}{'regions':>9}{'mean':>8}{'rendered':>10}")
    for at, values in sorted(by_confidence.items()):
        mean = np.mean(values, axis=0)
        print(f"{at / 10:8.1f}-{at / 10 + 0.1:.1f}{len(values):9}{mean[0]:8.2f}{mean[1]:10.2f}")
    print(f"\n{'documents':30}{'number':>8}{'text on the right side of .5':>30}")
    for name, values in right.items():
        print(f"{name:30}{len(values):8}{np.mean(values):30.3f}")


def report_documents(measured: Sequence[Trial]) -> None:
    """Print how well the confidence of whole document pairs tells versions of one text, excerpts too, from others."""
    decided = [each for each in measured if each.mix in ONE_TEXT | OTHER_TEXT]
    for name, single in (("documents and halves", False), ("single sentences", True)):
        cases = [
            (each.found.confidence, each.mix in ONE_TEXT) for each in decided if ("sentence" in each.mix) == single
        ]
        yes, no = ([value for value, true in cases if true is wanted] for wanted in (True, False))
        wins = np.sign(np.subtract.outer(yes, no))
        hits = sum((value >= 0.5) == true for value, true in cases)
        share = hits / len(cases)
        print(f"parallel, {name}: AUC {(wins.mean() + 1) / 2:.3f}, {hits} of {len(cases)} right at .5 ({share:.3f})")


def fit(measured: Sequence[Trial]) -> None:
    """Print the numbers that make the truth most likely; families count alike."""
    from scipy.optimize import minimize  # noqa: PLC0415 - only here

    pairs: dict[str, int] = defaultdict(int)
    for each in measured:
        pairs[each.family] += len(each.truth)

    def loss(values: np.ndarray) -> float:
        for name, value in zip(NUMBERS, values, strict=True):
            setattr(room, name, 1 / (1 + np.exp(-value)) if name in SHARES else float(value))
        total = 0.0
        for each in measured:
            belief = np.clip(room.beliefs(each.found.pairs), 1e-12, 1 - 1e-12)
            truth = np.array(each.truth)
            total -= float(truth @ np.log(belief) + (1 - truth) @ np.log(1 - belief)) / pairs[each.family]
        return total / len(pairs)

    shipped = [getattr(room, name) for name in NUMBERS]
    start = [np.log(x / (1 - x)) if name in SHARES else x for name, x in zip(NUMBERS, shipped, strict=True)]
    found = minimize(loss, start, method="Nelder-Mead", options={"maxfev": 250, "xatol": 0.02, "fatol": 1e-4})
    loss(found.x)
    for name, old in zip(NUMBERS, shipped, strict=True):
        print(f"{name:18}{getattr(room, name):8.3f}   as shipped {old:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--half", choices=["tuned", "held-out"], default="held-out")
    parser.add_argument("--fit", action="store_true", help="then fit the numbers anew and print them")
    options = parser.parse_args()
    measured = list(trials(options.data, options.half))
    report([each for each in measured if "sentence" not in each.mix])
    report_documents(measured)
    if options.fit:
        fit(measured)


if __name__ == "__main__":
    main()
