"""What an encoder is, and the one way from texts to `Encoded`: dedupe, window, batch by length, put back in order.

In: sentence texts. Out: `Encoded`, which alignment and the signals read. An encoder brings two functions, `tokenize`
and `forward`; everything else here is shared, so that every encoder keeps the same laws: order kept, equal texts
encoded once, batch size changes nothing, no token lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mtqa.types import MASK, PAD, Encoded

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]

BATCH_TOKENS = 256
"""Tokens a forward pass, padding included: short texts fill it, long ones come alone. 400 texts of 10 tokens: 8 texts a pass
took 1.00 s, 256 tokens 0.89 s, 1,024 0.99 s; 60 sentences of an article: 0.31, 0.29 and 0.45 s (2026-11-22, one core)."""


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

    tokens: Halves  # (n, D), unit rows
    early: Halves  # (n, D), unit rows
    pooled: Floats  # (D,), not normalised
    weight: int  # how many rows `pooled` is the mean of


Tokenize = Callable[[str], list[Window]]
Forward = Callable[[Iterable[list[Window]]], Iterable[list[Output]]]
"""Reads batches of windows, in order; how many at once is its own affair."""
Ids = tuple[int, ...]


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
    outputs: dict[Ids, Output] = {}
    batches = list(_batches(sorted(distinct, key=len)))
    for batch, read in zip(batches, forward([distinct[ids] for ids in batch] for batch in batches), strict=True):
        outputs.update(zip(batch, read, strict=True))

    vectors = np.zeros((len(unique), dimension), np.float32)
    counts = np.zeros(len(unique), np.int64)
    tokens, early, spans = [], [], []
    for row, window in flat:
        output = outputs[tuple(window.ids)]
        vectors[row] += output.pooled * output.weight
        counts[row] += len(window.spans)
        tokens.append(output.tokens)
        early.append(output.early)
        spans.extend(window.spans)
    vectors[counts == 0] = 0.0  # only special tokens: nothing was said
    ends = np.cumsum(counts)
    index = np.array([unique[text] for text in texts], np.int64)
    return Encoded(
        vectors=unit(vectors)[index],
        tokens=np.concatenate(tokens) if tokens else np.zeros((0, dimension), np.float16),
        early=np.concatenate(early) if early else np.zeros((0, dimension), np.float16),
        rows=np.stack([ends - counts, ends], axis=1)[index],
        spans=np.array(spans, np.int32).reshape(-1, 2),
    )


def cut(ids: list[int], spans: list[tuple[int, int]], size: int) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    """Cut a token sequence into windows of at most `size` tokens. A sequence of 5 at size 2 gives 2, 2 and 1."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size], spans[start : start + size]


def _batches(rising: Iterable[Ids]) -> Iterator[list[Ids]]:
    """Group token sequences, the shortest first: each group at least one, padded at most `BATCH_TOKENS`."""
    batch: list[Ids] = []
    for ids in rising:
        if batch and len(ids) * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(ids)
    if batch:
        yield batch


def unit(rows: Floats) -> Floats:
    """Scale the last axis to length 1; zeros stay zeros. Example: of [3, 4] it is [.6, .8]."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    unit: Floats = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return unit
