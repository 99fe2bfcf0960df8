"""Every path through a small document pair: what the search and the shares of paths are checked against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqa.align.dp import Bead, Shape


def every_path(shapes: Sequence[Shape], rows: int, columns: int, i: int = 0, j: int = 0) -> Iterator[list[Bead]]:
    """Give every way from node (i, j) to the end, by beads of these shapes and sentences left alone."""
    if (i, j) == (rows, columns):
        yield []
    for a, b in [*shapes, (1, 0), (0, 1)]:
        if i + a <= rows and j + b <= columns:
            for rest in every_path(shapes, rows, columns, i + a, j + b):
                yield [Bead(i, j, (a, b)), *rest]
