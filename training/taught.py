"""What the judge learns from a language model's surprise, written by teacher.py.

In: JSON lines of pairs, each with the surprise of every token: of the suspect alone, of the reference alone, of the suspect
beside the reference. Out: groups of readings for train.py, in which surprise is a target of words, and evenness, how little
the text surprises on average, one of sentences.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path

from material import Example, Group, Surprise

USUAL, SPREAD = 4.6, 1.1
"""Mean and standard deviation of nats a token over the texts read alone (first 500 pairs, 2026-11-22)."""
CLEAR = 0.6
"""A difference of evenness that is taught with full weight."""


class Taught:
    """Pairs that a language model has read."""

    def __init__(self, paths: Sequence[Path], seed: int) -> None:
        self.rng = random.Random(seed)
        self.pairs = [json.loads(line) for path in paths for line in gzip.open(path, "rt", encoding="utf-8")]
        self.rng.shuffle(self.pairs)
        self.next = 0

    def step(self, count: int) -> list[Group]:
        """Take the next pairs; begin again where they end."""
        if self.next + count > len(self.pairs):
            self.rng.shuffle(self.pairs)
            self.next = 0
        self.next += count
        return [_group(pair) for pair in self.pairs[self.next - count : self.next]]


def _group(pair: dict) -> Group:
    """Read the suspect and the reference alone, to be compared, and the suspect beside the reference."""
    suspect, reference = pair["suspect"], pair["reference"]
    alone = [
        Example(text, None, surprise=found, even=evenness(found))
        for text, found in ((suspect, pair["alone"]), (reference, pair["reference_alone"]))
    ]
    beside = [Example(suspect, reference, surprise=pair["beside"])]
    if back := pair["reference_beside"]:
        beside.append(Example(reference, suspect, surprise=back))
    first, second = (example.even or 0.0 for example in alone)
    order = (0, 1) if first > second else (1, 0)
    return Group([*alone, *beside], smoother=[(*order, min(1.0, abs(first - second) / CLEAR))])


def evenness(found: Surprise) -> float:
    """Say in standard deviations how little a text surprises, higher is better."""
    mean = sum(nats for *_, nats in found) / len(found)
    return max(-2.5, min(2.5, (USUAL - mean) / SPREAD))
