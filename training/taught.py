"""What the judge learns from a language model's surprise, written by teacher.py.

In: JSON lines of pairs, each with the surprise of every token: of the suspect alone, of the reference alone, of the suspect
beside the reference. Out: groups of readings for train.py, in which surprise is a target of words, and smoothness, how much
less the suspect surprises than the reference, one of pairs. Two texts are compared in one reading: what each of them surprises
alone was learnt well (correlation .8 after 300 steps), the small difference between two versions of one sentence was not (.56).
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path

from material import Example, Group, Surprise

SPREAD = 0.7
"""Nats a token that count as 1 when two texts are compared; the standard deviation is .96 (500 pairs, 2026-11-22)."""
FARTHEST = 3.0
CLEAR = 0.6
"""A difference that is taught with full weight."""


class Taught:
    """Pairs that a language model has read."""

    def __init__(self, paths: Sequence[Path], seed: int) -> None:
        self.rng = random.Random(seed)
        lines = [line for path in paths for line in gzip.decompress(path.read_bytes()).splitlines()]
        self.pairs = [json.loads(line) for line in lines]
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
    """Read the pair both ways round: what each text's words surprise beside the other, and which of the two is the smoother."""
    suspect, reference = pair["suspect"], pair["reference"]
    gap = (mean(pair["reference_alone"]) - mean(pair["alone"])) / SPREAD
    gap = max(-FARTHEST, min(FARTHEST, gap))
    there = Example(suspect, reference, surprise=pair["beside"], smoother=gap)
    back = Example(reference, suspect, surprise=pair["reference_beside"] or None, smoother=-gap)
    return Group([there, back], smoother=[(*((0, 1) if gap > 0 else (1, 0)), min(1.0, abs(gap) / CLEAR))])


def mean(found: Surprise) -> float:
    """Average the nats of tokens."""
    return sum(nats for *_, nats in found) / len(found)
