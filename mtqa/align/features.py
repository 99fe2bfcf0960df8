"""A tile and the profile -> named features of every bead that could end at each of its nodes; next stage: costs.

Every feature treats the two sides alike, so that exchanging the documents transposes the alignment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from mtqa.align.dp import LARGEST_SEVERAL, Shape, Tile
from mtqa.align.profile import SHORT, Profile, joint_table
from mtqa.align.similarity import Material, block_cosines, dots_around

Floats = NDArray[np.float32]
Feature = tuple[str, NDArray[np.float64] | Floats]
"""A name and its values, broadcastable to (shapes, rows, columns)."""

WINDOW: int = 8
"""Sentences to either side among which a part's best partner is sought."""

ABSENT: float = -9.0
"""Similarity to what lies beyond a document's end: worse than any."""

USUAL_LENGTH: float = 60.0
"""Characters of a common sentence, where the length feature is zero."""


class View:
    """What the features of one tile are made of."""

    def __init__(self, material: Material, profile: Profile, shapes: Sequence[Shape], tile: Tile) -> None:
        self.material, self.profile, self.shapes, self.tile = material, profile, shapes, tile
        self.reach = max(max(shape) for shape in shapes)
        self.place = {shape: k for k, shape in enumerate(shapes)}
        sizes = np.array(shapes)
        self.a, self.b = (sizes[:, side, None, None] for side in (0, 1))
        self.several = np.maximum(self.a, self.b) > 1
        self.rows, self.columns = tile.bottom - tile.top, tile.right - tile.left
        before, after = self.reach + WINDOW, WINDOW - 1
        self.around = (tile.top - before, tile.bottom + after), (tile.left - before, tile.right + after)
        self.dots = [dots_around(channel, *self.around) for channel in material.channels]

    def all_features(self) -> Iterator[Feature]:
        """Give every feature in turn."""
        yield from self.form()
        yield from self.length()
        yield from self.likeness()
        yield from self.rivals()

    def form(self) -> Iterator[Feature]:
        """Shape of the bead alone."""
        larger = np.maximum(self.a, self.b)
        one_sided = np.minimum(self.a, self.b) == 1
        yield "several to one", self.several & one_sided
        yield "further to one", np.where(one_sided, np.maximum(larger - 2, 0), 0)
        yield "several to several", ~one_sided
        yield "further to several", np.where(one_sided, 0, self.a + self.b - 4)
        yield "size", (self.a + self.b) / 2
        ours = _block_sums(self.material.suspect_wordless, self.tile.top, self.tile.bottom, self.reach)
        theirs = _block_sums(self.material.reference_wordless, self.tile.left, self.tile.right, self.reach)
        wordless = ours[self.a[:, 0, 0], 1:, None] + theirs[self.b[:, 0, 0], None, 1:]
        # what numbers the other side speaks for the block as loudly as any other wordless line speaks against one
        yield "wordless part", np.where(self.several, wordless - 2 * self._numbers(), 0.0)

    def _numbers(self) -> NDArray[np.float64] | float:
        """Mark blocks whose one side begins with a wordless line that numbers the words of the other: "1." of "(1) Mix"."""
        material, tile, firsts = self.material, self.tile, []
        for labels, wordless, nodes, sizes in (
            (material.suspect_labels, material.suspect_wordless, np.arange(tile.top, tile.bottom), self.a),
            (material.reference_labels, material.reference_wordless, np.arange(tile.left, tile.right), self.b),
        ):
            begins = nodes - sizes[:, 0]
            known = np.clip(begins, 0, len(labels) - 1)
            firsts.append((np.where(begins >= 0, labels[known], 0), wordless[known + 1] - wordless[known]))
        (ours, mine), (theirs, yours) = firsts
        if not ours.any() or not theirs.any():
            return 0.0
        same = (ours[:, :, None] == theirs[:, None, :]) & (ours[:, :, None] > 0)
        marks: NDArray[np.float64] = same * np.abs(mine[:, :, None] - yours[:, None, :])
        return marks

    def length(self) -> Iterator[Feature]:
        """Lengths in characters, against the ratio of this document pair."""
        x = _block_logs(self.material.suspect_chars, self.tile.top, self.tile.bottom, self.reach)
        y = _block_logs(self.material.reference_chars, self.tile.left, self.tile.right, self.reach)
        a, b = self.a[:, 0, 0], self.b[:, 0, 0]
        wider = np.abs(x[a, :, None] - y[b, None, :] - self.profile.ratio)
        off = wider[:, 1:, 1:]
        shorter = np.minimum(x[a, 1:, None], y[b, None, 1:]) - np.float32(np.log(USUAL_LENGTH))
        self.shorter = np.clip(shorter, -3.0, 1.5)
        unusual = off / self.profile.spread
        yield "length off", off
        yield "length unusual", np.minimum(unusual, 5.0)
        yield "length very unusual", np.clip(unusual - 2.0, 0.0, 5.0)
        yield "length off in long", off * np.minimum(np.exp(shorter / 2), 3.0)
        yield "length", self.shorter
        gain = self._gain(-wider)
        yield "length gained", np.clip(gain, -1.0, 1.0)
        yield "length lost", np.clip(gain, -1.0, 0.0)

    def likeness(self) -> Iterator[Feature]:
        """Similarity in each channel and jointly, and what the parts at the block's ends add to it."""
        wider = Tile(self.tile.top - 1, self.tile.bottom, self.tile.left - 1, self.tile.right)
        joint = np.zeros((len(self.shapes), self.rows + 1, self.columns + 1), np.float32)
        distance = np.zeros((), np.float32)
        size = (self.a + self.b) / 2
        profile = self.profile
        names, channels = ("meaning", "words", "letters"), self.material.channels
        for name, channel, dots, scale, trust in zip(
            names, channels, self.dots, profile.scales, profile.trust, strict=True
        ):
            near = dots[WINDOW - 1 : -WINDOW, WINDOW - 1 : -WINDOW]
            above = block_cosines(channel, near, wider, self.shapes) - np.float32(scale.low)
            joint += np.float32(trust / scale.height) * above
            here = above[:, 1:, 1:]
            deviations = here / np.float32(scale.deviation)
            distance = distance + np.float32(trust) * deviations
            yield name, here / np.float32(scale.height)
            yield name + " x size", here * (size / scale.height).astype(np.float32)
            if name == "meaning":
                yield "meaning stands out", np.log1p(np.maximum(deviations, 0.0))
        yield "stands out", np.log1p(np.maximum(distance, 0.0))
        here = joint[:, 1:, 1:]
        yield "alike", here
        yield "alike x size", here * size.astype(np.float32)
        yield "alike x length", here * self.shorter
        for knot in (0.1, 0.25, 0.4, 0.6, 0.8):
            yield f"below {knot}", np.maximum(knot - here, 0.0)
        for knot in (0.25, 0.4, 0.6):
            yield f"below {knot} x further size", np.maximum(knot - here, 0.0) * (size - 1)
        usual = (here - profile.level) / profile.deviation
        for knot in (0, -1, -2):
            yield f"unusual {knot}", np.clip(knot - usual, 0.0, 4.0)
        gain = self._gain(joint)
        for knot in (0.0, 0.05, 0.12):
            yield f"part adds under {knot}", np.where(self.several, np.clip(knot - gain, 0.0, 0.5), 0.0)
        yield "part adds much", np.clip(gain - 0.12, 0.0, 0.6)
        yield "part adds x length", gain * self.shorter

    def _gain(self, wider: Floats) -> Floats:
        """Return by how much a block is better than without the least useful sentence at its ends; 0 for 1-1.

        `wider` is what is compared, with a row and a column before the tile: there end blocks that lack the last.
        """
        gain = np.zeros((len(self.shapes), self.rows, self.columns), np.float32)
        for k, (a, b) in enumerate(self.shapes):
            others = []
            if (a - 1, b) in self.place:
                shorter = wider[self.place[a - 1, b]]
                others += [shorter[1:, 1:], shorter[:-1, 1:]]
            if (a, b - 1) in self.place:
                shorter = wider[self.place[a, b - 1]]
                others += [shorter[1:, 1:], shorter[1:, :-1]]
            if others:
                gain[k] = wider[k, 1:, 1:] - reduce(np.maximum, others)
        return gain

    def rivals(self) -> Iterator[Feature]:
        """How each part's best partner inside the block compares with its best partner nearby."""
        table = self._single()
        core = slice(WINDOW, -WINDOW)
        windows = 2 * WINDOW + 1
        best_of_row = np.lib.stride_tricks.sliding_window_view(table[core], windows, axis=1).max(axis=2)
        best_of_column = np.lib.stride_tricks.sliding_window_view(table[:, core], windows, axis=0).max(axis=2)
        middle = table[core, core]
        by_row = _lead(middle, best_of_row, self.shapes, self.reach)
        by_column = _lead(middle.T, best_of_column.T, [(b, a) for a, b in self.shapes], self.reach)
        mean = np.stack([(x[0] + y[0].T) / 2 for x, y in zip(by_row, by_column, strict=True)])
        worst = np.stack([np.minimum(x[1], y[1].T) for x, y in zip(by_row, by_column, strict=True)])
        mean, worst = np.clip(mean, -1.0, 0.3), np.clip(worst, -1.0, 0.3)
        further = ((self.a + self.b) / 2 - 1).astype(np.float32)
        yield "lead", mean
        yield "least lead", worst
        yield "lead x further size", mean * further
        yield "least lead x further size", worst * further

    def _single(self) -> Floats:
        """Return joint 1-1 similarities from `reach` + WINDOW sentences before the tile to WINDOW after it."""
        total = joint_table(self.material, self.profile, self.dots, *self.around)
        sizes = len(self.material.suspect_chars) - 1, len(self.material.reference_chars) - 1
        inside = [
            (np.arange(*span) >= 0) & (np.arange(*span) < size) for span, size in zip(self.around, sizes, strict=True)
        ]
        return np.where(np.logical_and.outer(*inside), total, np.float32(ABSENT))


def _block_logs(chars: NDArray[np.float64], first: int, last: int, reach: int) -> Floats:
    """Return (reach + 1, 1 + last - first) logs of the characters of the `a` sentences before nodes first-1..last-1."""
    logs: Floats = np.log(_block_sums(chars, first, last, reach) + SHORT).astype(np.float32)
    return logs


def _block_sums(running: NDArray[np.float64], first: int, last: int, reach: int) -> NDArray[np.float64]:
    """Return (reach + 1, 1 + last - first) sums over the `a` sentences before nodes first-1..last-1."""
    nodes = np.arange(first - 1, last)
    sizes = np.arange(reach + 1)[:, None]
    sums: NDArray[np.float64] = running[np.maximum(nodes, 0)] - running[np.maximum(nodes - sizes, 0)]
    return sums


def _lead(middle: Floats, best: Floats, shapes: Sequence[Shape], reach: int) -> list[tuple[Floats, Floats]]:
    """Return, by shape, the mean and least lead over a block's rows: best cell inside the block less best nearby.

    `middle` and `best` are tables of sentences from `reach` before the tile's first node.
    """
    rows, columns = (size - reach + 1 for size in middle.shape)
    inside: dict[int, Floats] = {}
    running = np.full((len(middle), columns), np.float32(ABSENT))
    for b in range(1, reach + 1):
        running = np.maximum(running, middle[:, reach - b : reach - b + columns])
        shift = reach - 1 - b // 2
        inside[b] = running - best[:, shift : shift + columns]
    sums: dict[Shape, tuple[Floats, Floats]] = {}
    for b in inside:
        total = np.zeros((rows, columns), np.float32)
        least = np.full((rows, columns), np.inf, np.float32)
        for a in range(1, reach + 1):
            if max(a, b) > LARGEST_SEVERAL and min(a, b) > 1:
                break
            part = inside[b][reach - a : reach - a + rows]
            total = total + part
            least = np.minimum(least, part)
            mean = (total / a).astype(np.float32)
            sums[a, b] = mean, least
    return [sums[shape] for shape in shapes]


def lonely_features(chars: NDArray[np.float64], best: NDArray[np.float64]) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Give the features of leaving sentences alone, by their lengths and their joint similarity to the best partner."""
    length = np.clip(np.log((chars + SHORT) / USUAL_LENGTH), -3.0, 1.5)
    yield "alone", np.ones(len(chars))
    yield "length", length
    yield "alike", best
    yield "very alike", np.clip(best, 0.0, 1.5) ** 2
    yield "below 0.5", np.maximum(0.5 - best, 0.0)
    yield "alike x length", best * length
