"""Texts of both sides -> sparse idf-weighted bags of words and of character 4-grams; next stage: similarity.

Word and character overlap is what carries same-language alignment where the encoder is weak (German, French, names,
numbers, garbled words). Bags are additive: a block's bag is the sum of its sentences' bags, so the dot product of two
blocks is a sum of sentence dot products and nothing is ever counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtqa.types import UNREAD

GRAM: int = 4
"""Characters in a character n-gram; 4 served best of 3, 4, 5 on same-language pairs (prototype, 2026-11)."""

FEW: int = 6
"""A feature in at most so many bags of one side is rare enough to point at one of them."""

DENSE_ENTRIES: int = 8_000_000
"""Numbers in a temporary dense table of bags: 32 MB of float32."""

_SEPARATORS = re.compile(r"[\W_]+")
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """S bags of weighted features in compressed rows: bag i owns the entries `starts[i]:starts[i + 1]`."""

    starts: NDArray[np.int64]  # (S + 1,)
    features: NDArray[np.int64]  # (E,) feature numbers, shared by both sides
    weights: NDArray[np.float32]  # (E,) count x idf
    vocabulary: int  # features are 0..vocabulary-1

    def __len__(self) -> int:
        return len(self.starts) - 1

    def rows(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        """Return row (from 0), feature and weight of each entry of the bags first..last-1."""
        lo, hi = int(self.starts[first]), int(self.starts[last])
        row = np.repeat(np.arange(last - first), np.diff(self.starts[first : last + 1]))
        return row, self.features[lo:hi], self.weights[lo:hi]


def normalise(text: str) -> str:
    """Case-fold, drop masked markup, turn everything but letters and digits into single spaces."""
    return _SEPARATORS.sub(" ", text.translate(UNREAD).casefold()).strip()


def word_bags(suspect: Sequence[str], reference: Sequence[str]) -> tuple[Bags, Bags]:
    """Weigh the words of normalised texts. Example: `word_bags(["a b"], ["b"])` shares the feature of `b`."""
    numbers: dict[str, int] = {}
    sides = []
    for texts in (suspect, reference):
        words = [text.split() for text in texts]
        features = np.array([numbers.setdefault(word, len(numbers)) for line in words for word in line], np.int64)
        sides.append((np.repeat(np.arange(len(texts)), [len(line) for line in words]), features))
    return _weigh(sides, (len(suspect), len(reference)), len(numbers))


def gram_bags(suspect: Sequence[str], reference: Sequence[str]) -> tuple[Bags, Bags]:
    """Weigh the character n-grams of normalised texts, word edges included."""
    sides = [_grams(texts) for texts in (suspect, reference)]
    _, numbers = np.unique(np.concatenate([hashes for _, hashes in sides]), return_inverse=True)
    cut = len(sides[0][1])
    split = [(sides[0][0], numbers[:cut]), (sides[1][0], numbers[cut:])]
    return _weigh(split, (len(suspect), len(reference)), int(numbers.max(initial=-1)) + 1)


def _grams(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return the text number and the 64-bit hash of every n-gram; none crosses from one text to the next."""
    joined = "".join(f" {text} \n" for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    line = np.cumsum(codes == ord("\n"))
    if len(codes) < GRAM:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    count = len(codes) - GRAM + 1
    hashes = codes[:count].copy()
    for step, mix in zip(range(1, GRAM), _MIX, strict=True):
        hashes = (hashes * mix) ^ (hashes >> np.uint64(29)) ^ codes[step : step + count]
    inside = (line[:count] == line[GRAM - 1 :]) & (codes[:count] != ord("\n"))
    return line[:count][inside].astype(np.int64), hashes[inside]


def _weigh(
    sides: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]], sizes: tuple[int, int], vocabulary: int
) -> tuple[Bags, Bags]:
    """Count features by text and weigh each by its inverse frequency in the texts of both sides."""
    counted = []
    frequency = np.zeros(vocabulary, np.int64)
    for rows, features in sides:
        keys, counts = np.unique(rows * max(vocabulary, 1) + features, return_counts=True)
        rows_of, features_of = np.divmod(keys, max(vocabulary, 1))
        counted.append((rows_of, features_of, counts))
        frequency += np.bincount(features_of, minlength=vocabulary)
    idf = np.log1p(sum(sizes) / np.maximum(frequency, 1))
    bags = []
    for (rows, features, counts), size in zip(counted, sizes, strict=True):
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=size))])
        bags.append(Bags(starts, features, (counts * idf[features]).astype(np.float32), vocabulary))
    return bags[0], bags[1]


def dots(left: Bags, rows: tuple[int, int], right: Bags, columns: tuple[int, int]) -> NDArray[np.float32]:
    """Multiply bags rows[0]..rows[1]-1 of `left` with columns[0]..columns[1]-1 of `right`: (R, C) dot products."""
    row, feature, weight = left.rows(*rows)
    column, other, other_weight = right.rows(*columns)
    seen, shared = (np.zeros(left.vocabulary, bool) for _ in range(2))
    seen[feature] = True
    shared[other[seen[other]]] = True
    common = np.flatnonzero(shared)
    place = np.empty(left.vocabulary, np.int64)  # read only where it is written: time does not grow with the vocabulary
    place[common] = np.arange(len(common))
    mine, theirs = shared[feature], shared[other]
    row, feature, weight = row[mine], place[feature[mine]], weight[mine]
    column, other, other_weight = column[theirs], place[other[theirs]], other_weight[theirs]
    total = np.zeros((rows[1] - rows[0], columns[1] - columns[0]), np.float32)
    step = max(1, DENSE_ENTRIES // max(sum(total.shape), 1))
    for first in range(0, len(common), step):  # a few thousand features at a time bound the memory
        span = first, min(first + step, len(common))
        a = _dense(row, feature, weight, span, total.shape[0])
        total += a @ _dense(column, other, other_weight, span, total.shape[1]).T
    return total


def pair_dots(left: Bags, rows: NDArray[np.int64], right: Bags, columns: NDArray[np.int64]) -> NDArray[np.float64]:
    """Multiply bag rows[k] of `left` with bag columns[k] of `right`, for every k."""
    features = max(left.vocabulary, 1)
    keys, weights = _entries(left, rows, features)
    others, other_weights = _entries(right, columns, features)
    _, mine, theirs = np.intersect1d(keys, others, assume_unique=True, return_indices=True)
    products = weights[mine].astype(np.float64) * other_weights[theirs]
    total: NDArray[np.float64] = np.bincount(keys[mine] // features, products, minlength=len(rows)).astype(np.float64)
    return total


def _entries(bags: Bags, which: NDArray[np.int64], features: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the entries of the chosen bags in turn, each with a key made of its turn and its feature."""
    sizes = bags.starts[which + 1] - bags.starts[which]
    turn = np.repeat(np.arange(len(which)), sizes)
    entry = np.arange(len(turn)) + np.repeat(bags.starts[which] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    return turn * features + bags.features[entry], bags.weights[entry]


def _dense(
    row: NDArray[np.int64],
    feature: NDArray[np.int64],
    weight: NDArray[np.float32],
    span: tuple[int, int],
    size: int,
) -> NDArray[np.float32]:
    """Spread the entries whose feature is in `span` over a (size, features) table."""
    table = np.zeros((size, span[1] - span[0]), np.float32)
    inside = (feature >= span[0]) & (feature < span[1])
    table[row[inside], feature[inside] - span[0]] = weight[inside]
    return table


@dataclass(frozen=True, slots=True, eq=False)
class RareIndex:
    """Which bags hold each feature that only a few bags hold: an inverted index whose answers stay short."""

    starts: NDArray[np.int64]  # (vocabulary + 1,)
    rows: NDArray[np.int64]
    weights: NDArray[np.float32]
    size: int

    @classmethod
    def of(cls, bags: Bags) -> RareIndex:
        """Index the rare features of some bags."""
        rows, features, weights = bags.rows(0, len(bags))
        counts = np.bincount(features, minlength=bags.vocabulary)
        rare = counts[features] <= FEW
        order = np.argsort(features[rare], kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.where(counts <= FEW, counts, 0))])
        return cls(starts, rows[rare][order], weights[rare][order], len(bags))

    def dots(self, bags: Bags, which: NDArray[np.int64]) -> NDArray[np.float32]:
        """Multiply the chosen bags with every indexed bag, over rare features: (chosen, size) dot products."""
        keys, mine = _entries(bags, which, max(bags.vocabulary, 1))
        turn, feature = np.divmod(keys, max(bags.vocabulary, 1))
        sizes = self.starts[feature + 1] - self.starts[feature]
        before = np.cumsum(sizes) - sizes
        entry = np.arange(int(sizes.sum())) + np.repeat(self.starts[feature] - before, sizes)
        place = np.repeat(turn, sizes) * self.size + self.rows[entry]
        values = np.repeat(mine, sizes) * self.weights[entry]
        total = np.bincount(place, values, minlength=len(which) * self.size)
        return total.reshape(len(which), self.size).astype(np.float32)
