"""Shares of all paths, and the careful path: hand examples, a brute-force oracle, laws."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from align_paths import every_path
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.align.corridor import tiles
from mtqa.align.doubt import careful_path, certainty
from mtqa.align.dp import Bead, Shape, Tile, best_path
from mtqa.align.shares import Shares, path_shares

SHAPES: list[Shape] = [(1, 1), (1, 2), (2, 1), (2, 2)]
EVEN = np.zeros(1)
few = settings(max_examples=40, deadline=None, derandomize=True)


def test_three_ways_are_even() -> None:
    shares = path_shares([Tile(0, 2, 0, 2)], [(1, 1)], [np.zeros((1, 2, 2), np.float32)], EVEN, EVEN)
    assert shares.total == pytest.approx(np.log(3))
    assert shares.beads[0][0, 1, 1] == pytest.approx(1 / 3)
    assert [*shares.additions, *shares.omissions] == pytest.approx([2 / 3, 2 / 3])


class Table:
    """Random scores of every bead of a small document pair."""

    def __init__(self, rows: int, columns: int, seed: int, *, in_tiles: bool, scale: float = 1.0) -> None:
        random = np.random.default_rng(seed)
        self.size = rows, columns
        whole = (scale * random.normal(size=(len(SHAPES), rows + 1, columns + 1))).astype(np.float32)
        self.alone = scale * random.normal(size=rows) - 1, scale * random.normal(size=columns) - 1
        nodes = tiles(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns + 1))
        self.tiles = [Tile(i, i + 1, 0, columns + 1) for i in range(rows + 1)] if in_tiles else nodes
        self.scores = [whole[:, tile.top : tile.bottom] for tile in self.tiles]
        self.whole = whole

    def shares(self) -> Shares:
        return path_shares(self.tiles, SHAPES, self.scores, *self.alone)

    def best(self) -> list[Bead]:
        scores = dict(zip(self.tiles, self.scores, strict=True))
        return best_path(self.tiles, SHAPES, scores.__getitem__, *self.alone)

    def score(self, bead: Bead) -> float:
        (a, b), i, j = bead.shape, bead.suspect, bead.reference
        if not a or not b:
            return float(self.alone[0][i] if a else self.alone[1][j])
        return float(self.whole[SHAPES.index(bead.shape), i + a, j + b])


sizes, seeds = st.integers(1, 4), st.integers(0, 10_000)


@given(sizes, sizes, seeds, st.booleans())
@few
def test_shares_are_those_of_all_paths(rows: int, columns: int, seed: int, in_tiles: bool) -> None:
    table = Table(rows, columns, seed, in_tiles=in_tiles)
    found, odds = table.shares(), defaultdict(float)
    total = 0.0
    for path in every_path(SHAPES, rows, columns):
        value = np.exp(sum(map(table.score, path)))
        total += value
        for bead in path:
            key = bead if all(bead.shape) else Bead(bead.suspect, 0, (1, 0)) if bead.shape[0] else bead
            odds[key if key.shape != (0, 1) else Bead(0, bead.reference, (0, 1))] += value
    assert found.total == pytest.approx(np.log(total))
    joined = np.concatenate(found.beads, axis=1)
    for bead, value in odds.items():
        (a, b), i, j = bead.shape, bead.suspect, bead.reference
        if a and b:
            share = joined[SHAPES.index(bead.shape), i + a, j + b]
        else:
            share = found.additions[i] if a else found.omissions[j]
        assert share == pytest.approx(value / total)


@given(sizes, sizes, seeds, st.booleans())
@few
def test_a_path_without_rivals_is_certain_and_stays(rows: int, columns: int, seed: int, in_tiles: bool) -> None:
    table = Table(rows, columns, seed, in_tiles=in_tiles, scale=1000.0)
    shares, best = table.shares(), table.best()
    if certainty(best, table.tiles, SHAPES, shares) > 0.999:
        two_sided = [bead for bead in best if all(bead.shape)]
        assert [bead for bead in careful_path(table.tiles, SHAPES, shares) if all(bead.shape)] == two_sided


@given(sizes, sizes, seeds, st.booleans())
@few
def test_a_careful_path_holds_every_sentence_once(rows: int, columns: int, seed: int, in_tiles: bool) -> None:
    path = careful_path((table := Table(rows, columns, seed, in_tiles=in_tiles)).tiles, SHAPES, table.shares())
    assert [bead.suspect + k for bead in path for k in range(bead.shape[0])] == list(range(rows))
    assert [bead.reference + k for bead in path for k in range(bead.shape[1])] == list(range(columns))


def test_either_of_two_may_render_one_so_both_stand_with_it() -> None:
    scores = np.full((2, 3, 2), -9.0, np.float32)  # shapes 1-1 and 2-1
    scores[0, 1, 1] = scores[0, 2, 1] = 4.0
    shapes: list[Shape] = [(1, 1), (2, 1)]
    alone = np.zeros(2), np.array([-5.0])
    shares = path_shares([tile := Tile(0, 3, 0, 2)], shapes, [scores], *alone)
    best = best_path([tile], shapes, lambda _: scores, *alone)
    assert {bead.shape for bead in best} == {(1, 1), (1, 0)}
    assert certainty(best, [tile], shapes, shares) == pytest.approx(0.5, abs=0.01)
    assert careful_path([tile], shapes, shares) == [Bead(0, 0, (2, 1))]
