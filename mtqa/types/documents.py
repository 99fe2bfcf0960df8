"""What is read, split and encoded: documents, sentences, vectors. Next: they are aligned."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:  # numpy costs 0.1 s: only the stages that compute import it
    import numpy as np
    from numpy.typing import NDArray

Side = Literal["suspect", "reference"]
"""Which of the two documents a sentence, a span or a flag belongs to."""

BlockKind = Literal["paragraph", "heading", "item", "cell", "line"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points, `0 <= start <= end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start


# ---- read


@dataclass(frozen=True, slots=True)
class Escape:
    r"""What a file writes in several characters and means as `shown`, which is no longer than `span`.

    Example: in JSON `\u00fc` is shown as `ü`.
    """

    span: Span
    shown: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose that no sentence crosses: a paragraph, a heading, a list item, a table cell, a line.

    `masks` are the parts of it that are not prose (inline markup, link targets, code), `escapes` those that stand for
    other text: both rising, inside `span`, apart from each other. `key` names an entry of a catalogue in its file; its
    `syntax`, where it is not the escapes, is what the file's own format writes, also within masked placeholders.
    """

    span: Span
    kind: BlockKind = "paragraph"
    masks: tuple[Span, ...] = ()
    escapes: tuple[Escape, ...] = ()
    key: str | None = None
    syntax: tuple[Escape, ...] | None = None


class Position(NamedTuple):
    """A place in a file as editors count it, both from 1; columns are code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """One decoded text, never altered, with the blocks of prose that its format gives.

    `lang` is an ISO 639-1 code once it is known; `notes` is what the reader has to tell (a detected encoding, say).
    """

    name: str
    text: str
    lang: str | None = None
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def keyed(self) -> bool:
        """Whether this is a catalogue: every block has a key, by which it meets its counterpart."""
        return bool(self.blocks) and all(block.key is not None for block in self.blocks)

    def position(self, offset: int) -> Position:
        """Turn an offset into its line and column. Example: after one line of two characters, offset 3 is (2, 1)."""
        return position_at(line_starts(self.text), offset)


def position_at(starts: Sequence[int], offset: int) -> Position:
    """Turn an offset into its line and column by the offsets at which lines start, the first of them 0."""
    line = bisect_right(starts, offset)
    return Position(line, offset - starts[line - 1] + 1)


@lru_cache(maxsize=8)
def line_starts(text: str) -> tuple[int, ...]:
    r"""Return the offset at which each line starts; the first is 0. Example: `line_starts("a\nb")` is `(0, 2)`."""
    return (0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text)))


# ---- segment

MASK = "\u2060"
"""What stands in `Sentence.prose` for one character of markup: WORD JOINER, which no tokenizer sees."""

PAD = "\u034f"
"""What fills `Sentence.prose` behind what an escape shows: COMBINING GRAPHEME JOINER, invisible, part of the word."""

UNREAD = {ord(MASK): None, ord(PAD): None}
"""For `str.translate`: leaves what people read. Example: `"a\u2060b".translate(UNREAD)` is `ab`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `document.text[span.start:span.end] == text`. Sentences rise, never overlap and cover all prose.

    `prose` is `text` as it is read: markup replaced by `MASK`, character for character, an escape by what it shows and
    as many `PAD` as the rest of it is long. It has the length of `text`, so offsets hold in both.
    `block` is the index of its block in `Document.blocks`. Only pre-split input has empty sentences (blank lines).
    """

    index: int
    span: Span
    text: str
    prose: str
    block: int = 0


# ---- encode


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """S sentences as vectors of D floats, one a sentence and one a token, from one pass of the model.

    Token arrays are ragged: sentence i owns the rows `rows[i, 0]:rows[i, 1]`; equal sentences share theirs. A sentence
    without tokens (empty, or only markup) has a zero vector and no rows, never NaN.
    """

    vectors: NDArray[np.float32]  # (S, D), unit rows
    tokens: NDArray[np.float16]  # (T, D), unit rows, last layer
    early: NDArray[np.float16]  # (T, D), unit rows, third layer: closer to the word's form than to its sense
    rows: NDArray[np.int64]  # (S, 2)
    spans: NDArray[np.int32]  # (T, 2), code points within the sentence

    def __len__(self) -> int:
        return len(self.vectors)
