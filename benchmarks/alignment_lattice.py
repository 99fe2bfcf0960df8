"""Document pairs with gold alignments -> how likely given weights make the gold path, and which way to change them.

Used by train_alignment.py. Every path through the corridor competes with the gold one: a conditional random field.
Features, profile, search and the shares of all paths are `mtqa.align`'s own; nothing is computed a second way.
Source: Lafferty, McCallum and Pereira 2001, with beads for labels.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from alignment import Case, Pair, Vectors, sentences

from mtqa.align.corridor import around, tiles
from mtqa.align.costs import bead_shapes
from mtqa.align.dp import Bead, Shape, Tile, best_path
from mtqa.align.features import View, lonely_features
from mtqa.align.profile import Profile, first_profile, joint_table, kind, learnt
from mtqa.align.shares import path_shares
from mtqa.align.similarity import Material, dots_around, gather

REACH = 8
"""Sentences of the largest block, as in `align`."""
SHAPES = bead_shapes(REACH)
WHOLE_NODES = 20_000
"""Nodes up to which every path competes; beyond, those around the gold path, or the features fill the memory."""
OWN_PASSES = 2
"""Passes from which a document's own profile is learnt: the third changes little."""
HAND_SET = "wordless part"
"""Not learnt: hardly a development document has page numbers or rules."""


@dataclass(frozen=True, eq=False)
class Document:
    """One document pair, its gold path, and where the paths that compete with it run."""

    family: str  # the name of its set up to the first hyphen
    material: Material
    first: Profile
    best: tuple[np.ndarray, np.ndarray]  # joint similarity of each sentence to its best partner
    gold: list[Bead]
    corridor: list[Tile]


def document(case: Case, vectors: Vectors) -> Document:
    """Prepare one document pair; blank lines, which the aligner leaves alone, are dropped."""
    sides = case.suspect, case.reference
    kept = [[k for k, line in enumerate(side) if line.strip()] for side in sides]
    texts = [[side[k] for k in which] for side, which in zip(sides, kept, strict=True)]
    sizes = len(texts[0]), len(texts[1])
    material = gather(*map(sentences, texts), *map(vectors, texts), REACH)
    first = first_profile(material, [Tile(0, sizes[0], 0, sizes[1])])
    rows, columns = (0, sizes[0]), (0, sizes[1])
    dots = [dots_around(channel, rows, columns) for channel in material.channels]
    similar = joint_table(material, first, dots, rows, columns)
    place = [{line: k for k, line in enumerate(which)} for which in kept]
    pairs = [tuple(tuple(place[s][k] for k in pair[s] if k in place[s]) for s in (0, 1)) for pair in case.gold]
    gold = gold_path(pairs, sizes)
    nodes = sizes[0] + 1, sizes[1] + 1
    small = nodes[0] * nodes[1] <= WHOLE_NODES
    corridor = tiles(np.zeros(nodes[0], np.int64), np.full(*nodes)) if small else around(gold, material)
    best = similar.max(axis=1), similar.max(axis=0)
    return Document(case.family.split("-")[0], material, first, best, gold, corridor)


def gold_path(pairs: Iterable[Pair], sizes: tuple[int, int]) -> list[Bead]:
    """Put gold pairs on one monotone path; what crosses an earlier pair is left alone. Sizes are sentences a side."""
    beads: list[Bead] = []
    i = j = 0
    for top, bottom, left, right in sorted((a[0], a[-1] + 1, b[0], b[-1] + 1) for a, b in pairs if a and b):
        if top >= i and left >= j:
            beads += _split(i, j, (top - i, 0)) + _split(top, j, (0, left - j))
            beads += _split(top, left, (bottom - top, right - left))
            i, j = bottom, right
    return beads + _split(i, j, (sizes[0] - i, 0)) + _split(sizes[0], j, (0, sizes[1] - j))


def _split(i: int, j: int, shape: Shape) -> list[Bead]:
    """Cut a block into beads of known shapes: one-sided ones into sentences, larger ones into halves."""
    a, b = shape
    if not a or not b:
        return [Bead(i + k, j, (1, 0)) for k in range(a)] + [Bead(i, j + k, (0, 1)) for k in range(b)]
    if shape in SHAPES:
        return [Bead(i, j, shape)]
    c, d = (1, REACH) if a == 1 else (REACH, 1) if b == 1 else (a // 2, b // 2)
    return _split(i, j, (c, d)) + _split(i + c, j + d, (a - c, b - d))


class Lattice:
    """The features of every bead of a document's corridor, as one profile has them."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self.document = document
        self.prior, self.alone = profile.prior, profile.alone
        self.tables = []  # by tile: (features, shapes * rows * columns)
        for tile in document.corridor:
            view = View(document.material, profile, SHAPES, tile)
            named = [pair for pair in view.all_features() if pair[0] != HAND_SET]
            self.names = [name for name, _ in named]
            table = np.empty((len(named), *_size(tile)), np.float32)
            for k, (_, values) in enumerate(named):
                table[k] = values
            self.tables.append(table.reshape(len(named), -1))
        self.lonely = []  # by side: (sentences, features)
        for chars, best in zip(
            (document.material.suspect_chars, document.material.reference_chars), document.best, strict=True
        ):
            features = dict(lonely_features(np.diff(chars), best))
            self.lonely_names = list(features)
            self.lonely.append(np.stack(list(features.values()), axis=1))
        self.gold_features = self._gold_features()
        self.gold_prior = sum(self._prior_of(bead) for bead in document.gold)

    def _prior_of(self, bead: Bead) -> float:
        """Return what the profile adds to the score of a bead."""
        if all(bead.shape):
            return float(self.prior[kind(*bead.shape)])
        return float(self.alone[0][bead.suspect] if bead.shape[0] else self.alone[1][bead.reference])

    def _gold_features(self) -> np.ndarray:
        """Sum the features of the gold path."""
        total, left_alone = np.zeros(len(self.names)), np.zeros(len(self.lonely_names))
        for bead in self.document.gold:
            (a, b), i, j = bead.shape, bead.suspect, bead.reference
            if a and b:
                at = next(k for k, tile in enumerate(self.document.corridor) if tile.top <= i + a < tile.bottom)
                tile = self.document.corridor[at]
                node = SHAPES.index(bead.shape), i + a - tile.top, j + b - tile.left
                total += self.tables[at][:, np.ravel_multi_index(node, _size(tile))]
            else:
                left_alone += self.lonely[0][i] if a else self.lonely[1][j]
        return np.concatenate([total, left_alone])

    def _scores(self, weights: np.ndarray) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
        """Return the scores of the beads that end at each node of each tile, of additions, and of omissions."""
        of_beads, of_lonely = np.split(weights, [len(self.names)])
        shares = np.array([self.prior[kind(*shape)] for shape in SHAPES])[:, None, None]
        of_beads = of_beads.astype(np.float32)
        beads = [
            (of_beads @ table).reshape(_size(tile)) + shares
            for tile, table in zip(self.document.corridor, self.tables, strict=True)
        ]
        return beads, *(side @ of_lonely + self.alone[k] for k, side in enumerate(self.lonely))

    def path(self, weights: np.ndarray) -> list[Bead]:
        """Find the best path."""
        beads, additions, omissions = self._scores(weights)
        by_row = {tile.top: scores for tile, scores in zip(self.document.corridor, beads, strict=True)}
        return best_path(self.document.corridor, SHAPES, lambda tile: by_row[tile.top], additions, omissions)

    def log_likelihood(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the log probability of the gold path and its gradient: features of the gold less those expected."""
        beads, additions, omissions = self._scores(weights)
        shares = path_shares(self.document.corridor, SHAPES, beads, additions, omissions)
        mean = np.zeros(len(self.names))
        for table, share in zip(self.tables, shares.beads, strict=True):
            mean += table @ share.ravel().astype(np.float32)
        alone = shares.additions @ self.lonely[0] + shares.omissions @ self.lonely[1]
        value = float(weights @ self.gold_features + self.gold_prior - shares.total)
        return value, self.gold_features - np.concatenate([mean, alone])


def own_profile(document: Document, weights: np.ndarray) -> Profile:
    """Learn a document's profile from the paths these weights find, as the aligner does."""
    profile = document.first
    for _ in range(OWN_PASSES):
        profile = learnt(document.first, document.material, Lattice(document, profile).path(weights))
    return profile


def gold_profile(document: Document) -> Profile:
    """Learn a document's profile from its gold path."""
    return learnt(document.first, document.material, document.gold)


def _size(tile: Tile) -> tuple[int, int, int]:
    return len(SHAPES), tile.bottom - tile.top, tile.right - tile.left
