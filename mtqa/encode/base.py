"""What an encoder is, and the one way from texts to `Encoded`: dedupe, window, batch by length, put back in order.

In: sentence texts. Out: `Encoded`, which alignment and the signals read. An encoder brings two functions, `tokenize`
and `forward`; everything else here is shared, so that every encoder keeps the same laws: order kept, equal texts
encoded once, batch size changes nothing, no token lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from mtqa.types import MASK, PAD, Encoded

Floats = NDArray[np.float32]

BATCH_SIZE = 8
"""Windows a forward pass. 120 sentences: 8 took 0.40 s, 32 took 0.62 s (padding), 1 took 0.55 s (2026-11, 2 cores)."""


class Encoder(Protocol):
    """Turns sentences into vectors. `name` identifies model and weights in the signature of every score."""

    name: str

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Encode texts in order. Equal texts give equal rows; an empty text gives zeros and no token."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one text that fits the model: its input ids, and n token spans (code points within the text)."""

    ids: list[int]
    spans: list[tuple[int, int]]
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Output:
    """What the model says of one window: n token rows at two layers, the sum behind its sentence vector, its weight."""

    tokens: Floats  # (n, D)
    early: Floats  # (n, D)
    pooled: Floats  # (D,), not normalised
    weight: int  # how many rows `pooled` is the mean of


Tokenize = Callable[[str], list[Window]]
Forward = Callable[[Iterable[list[Window]]], Iterable[list[Output]]]
"""Reads batches of windows, in order; how many at once is its own affair."""
T = TypeVar("T")


def cleaned(text: str) -> str:
    """Replace what tokenizers reject (lone surrogates) or would glue (what nobody reads), code point for code point."""
    if text.isascii():
        return text
    unglued = text.replace(MASK, "\u200b").replace(PAD, "\u200b")
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in unglued)


def encode(texts: Sequence[str], tokenize: Tokenize, forward: Forward, dimension: int) -> Encoded:
    """Encode `texts` with a model's two functions. Windows of one text are joined, weighted by their tokens."""
    unique = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    windows = [tokenize(cleaned(text)) for text in unique]
    flat = [(row, window) for row, group in enumerate(windows) for window in group]
    distinct = {tuple(window.ids): window for _, window in flat}  # a loop of 100 KB repeats its windows
    outputs: dict[tuple[int, ...], Output] = {}
    batches = list(_batches(sorted(distinct, key=len), BATCH_SIZE))
    for batch, read in zip(batches, forward([distinct[ids] for ids in batch] for batch in batches), strict=True):
        for ids, output in zip(batch, read, strict=True):
            outputs[ids] = Output(_unit(output.tokens), _unit(output.early), output.pooled, output.weight)

    vectors = np.zeros((len(unique), dimension), np.float32)
    counts = np.zeros(len(unique), np.int64)
    tokens, early, spans = [], [], []
    for row, window in flat:
        output = outputs[tuple(window.ids)]
        vectors[row] += output.pooled * output.weight
        counts[row] += len(window.spans)
        tokens.append(output.tokens.astype(np.float16))
        early.append(output.early.astype(np.float16))
        spans.extend(window.spans)
    vectors[counts == 0] = 0.0  # only special tokens: nothing was said
    ends = np.cumsum(counts)
    index = np.array([unique[text] for text in texts], np.int64)
    return Encoded(
        vectors=_unit(vectors)[index],
        tokens=np.concatenate(tokens) if tokens else np.zeros((0, dimension), np.float16),
        early=np.concatenate(early) if early else np.zeros((0, dimension), np.float16),
        rows=np.stack([ends - counts, ends], axis=1)[index],
        spans=np.array(spans, np.int32).reshape(-1, 2),
    )


def cut(ids: list[int], spans: list[tuple[int, int]], size: int) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    """Cut a token sequence into windows of at most `size` tokens. A sequence of 5 at size 2 gives 2, 2 and 1."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size], spans[start : start + size]


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _unit(rows: Floats) -> Floats:
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    unit: Floats = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return unit
