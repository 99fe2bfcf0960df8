"""Learn the weights of `mtqa.align.weights` anew, and show how they compare with those there.

    python benchmarks/train_alignment.py --data DIR [--half tuned|held-out|all] [--output FILE] [--documents N]

DIR and its halves are those of alignment.py. The log-likelihood of the gold paths is maximised twice: with the
profile of each gold path, then with every document served twice, also with the profile of the paths that the first
weights find; so the weights suit either. Families count alike, however many documents they have. Needs scipy.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from alignment import Case, Vectors, cases
from alignment_lattice import HAND_SET, Lattice, document, gold_profile, own_profile
from scipy.optimize import minimize

from mtqa.align.weights import BEAD_WEIGHTS, LONELY_WEIGHTS

FAMILY_BEADS = {"wmt22c": 400.0}
OTHER_FAMILY_BEADS = 300.0
"""Beads that each family counts for, whatever its size; the constructed one has four sets, so a little more."""
DECAY = 0.05
"""L2 regularisation: of the sum of squared weights, against log-likelihood in those beads."""
START = {"alike x size": 4.0, "several to one": -2.0, "several to several": -5.0, "further to one": -1.0}
"""Where the first fit starts; all other weights at 0. The likelihood is concave, so it only saves time."""
FIRST_STEPS, SECOND_STEPS = 45, 60
"""Iterations of L-BFGS; the last twenty change the likelihood by about one in a thousand."""

HEADER = '''"""What each feature of a bead counts for: log odds, learnt once, the same for every document pair.

Written by benchmarks/train_alignment.py; see docs/alignment.md.
"""

from __future__ import annotations
'''


def fit(lattices: Sequence[Lattice], start: np.ndarray, steps: int) -> np.ndarray:
    """Maximise the penalised log-likelihood of the gold paths."""
    parts = shares(lattices)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = DECAY * weights @ weights, 2 * DECAY * weights
        for lattice, part in zip(lattices, parts, strict=True):
            likelihood, gradient = lattice.log_likelihood(weights)
            value, slope = value - part * likelihood, slope - part * gradient
        return value, slope

    before = loss(start)[0]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxfun": steps + 10})
    shipped = loss(vector({**BEAD_WEIGHTS, **lonely(LONELY_WEIGHTS)}, lattices[0]))[0]
    print(f"loss {before:.1f} -> {found.fun:.1f} in {found.nit} steps; that of mtqa/align/weights.py is {shipped:.1f}")
    return found.x


def shares(lattices: Sequence[Lattice]) -> list[float]:
    """Return what a bead of each document counts for."""
    beads: Counter[str] = Counter()
    for lattice in lattices:
        beads[lattice.document.family] += len(lattice.document.gold)
    return [FAMILY_BEADS.get(family, OTHER_FAMILY_BEADS) / beads[family] for family in families(lattices)]


def families(lattices: Sequence[Lattice]) -> list[str]:
    return [lattice.document.family for lattice in lattices]


def lonely(weights: dict[str, float]) -> dict[str, float]:
    """Mark the names of lonely features: some are those of beads too."""
    return {f"lonely {name}": weight for name, weight in weights.items()}


def vector(weights: dict[str, float], lattice: Lattice) -> np.ndarray:
    """Put named weights in the order of a lattice's features; 0 where there is none."""
    names = [*lattice.names, *(f"lonely {name}" for name in lattice.lonely_names)]
    return np.array([weights.get(name, 0.0) for name in names])


def learn(data: Path, half: str, leave_out: Sequence[str], count: int | None) -> tuple[dict[str, float], ...]:
    """Return the weights of beads and of sentences left alone."""
    began = perf_counter()
    chosen = [case for case in cases(data, None if half == "all" else half) if case.family not in leave_out]
    chosen = some(chosen, count or len(chosen))
    vectors = Vectors()
    documents = [document(case, vectors) for case in chosen]
    by_gold = [Lattice(pair, gold_profile(pair)) for pair in documents]
    print(f"{len(documents)} documents {dict(Counter(families(by_gold)))}, {perf_counter() - began:.0f} s")
    weights = fit(by_gold, vector(START, by_gold[0]), FIRST_STEPS)
    by_own = [Lattice(pair, own_profile(pair, weights)) for pair in documents]
    print(f"every document twice, {perf_counter() - began:.0f} s")
    weights = fit([*by_gold, *by_own], weights, SECOND_STEPS)
    print(f"learnt, {perf_counter() - began:.0f} s")
    names = by_gold[0].names
    beads, alone = np.split(weights, [len(names)])
    return dict(zip(names, beads, strict=True)), dict(zip(by_gold[0].lonely_names, alone, strict=True))


def some(chosen: Sequence[Case], count: int) -> list[Case]:
    """Return that many documents: the first of every set, then the second of every set, and so on."""
    ranks: Counter[str] = Counter()
    turns = []
    for case in chosen:
        turns.append(ranks[case.family])
        ranks[case.family] += 1
    order = sorted(range(len(chosen)), key=turns.__getitem__)
    return [chosen[k] for k in sorted(order[:count])]


def adjusted(beads: dict[str, float], part_adds: float, wordless: float) -> dict[str, float]:
    """Scale the weights of `part adds`, which overfit, and set that of `wordless part`, which is not learnt."""
    scaled = {name: weight * (part_adds if name.startswith("part adds") else 1.0) for name, weight in beads.items()}
    scaled[HAND_SET] = wordless
    return {name: scaled[name] for name in [*BEAD_WEIGHTS, *scaled] if name in scaled}  # in the order of weights.py


def compare(beads: dict[str, float], alone: dict[str, float]) -> None:
    """Print every weight beside the shipped one, and their correlation."""
    now, shipped = {**beads, **lonely(alone)}, {**BEAD_WEIGHTS, **lonely(LONELY_WEIGHTS)}
    for name, weight in now.items():
        print(f"{name:34}{weight:9.3f}{shipped.get(name, 0.0):9.3f}")
    both = np.array([(now[name], shipped.get(name, 0.0)) for name in now if name != HAND_SET])
    print(f"correlation with mtqa/align/weights.py {np.corrcoef(both.T)[0, 1]:.3f}")


def module(beads: dict[str, float], alone: dict[str, float]) -> str:
    """Return the text of a weights.py."""
    text = HEADER
    for name, weights, meaning in (
        ("BEAD_WEIGHTS", beads, "By the names of `mtqa.align.features`: one weight a feature of two-sided beads."),
        ("LONELY_WEIGHTS", alone, "The same for a sentence that is left alone."),
    ):
        lines = "".join(f'    "{feature}": {weight:.3f},\n' for feature, weight in weights.items())
        text += f'\n{name}: dict[str, float] = {{\n{lines}}}\n"""{meaning}"""\n'
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--half", choices=["tuned", "held-out", "all"], default="tuned")
    parser.add_argument("--output", type=Path, help="write a weights.py here")
    parser.add_argument("--documents", type=int, help="learn from this many only, spread over the sets")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="SET", help="sets not to learn from")
    parser.add_argument("--part-adds", type=float, default=0.5, help="factor of the `part adds` weights; 1: as learnt")
    parser.add_argument("--wordless", type=float, default=-3.0, help="weight of `wordless part`, set by hand")
    options = parser.parse_args()
    beads, alone = learn(options.data, options.half, options.leave_out, options.documents)
    beads = adjusted(beads, options.part_adds, options.wordless)
    compare(beads, alone)
    if options.output:
        options.output.write_text(module(beads, alone), "utf-8")


if __name__ == "__main__":
    main()
