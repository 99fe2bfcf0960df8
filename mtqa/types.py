"""The frozen values that pass between stages, in the order of the flow. Standard library only.

Spans are half-open `[start, end)` and count code points of `Document.text`. Scores and coverage are 0-100, similarity
and confidence 0-1; higher is better; what does not exist is `None`, never 0.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:  # numpy costs 0.1 s: only the stages that compute import it
    import numpy as np
    from numpy.typing import NDArray

Side = Literal["suspect", "reference"]
"""Which of the two documents a sentence, a span or a flag belongs to."""

BlockKind = Literal["paragraph", "heading", "item", "cell", "line"]
PairKind = Literal["match", "merge", "split", "block", "omission", "addition"]


class Severity(StrEnum):
    """MQM severities: minor is noticed, major misleads or stops the reader, critical inverts or invents meaning."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 minor, 1 major, 2 critical: for ordering and for 'this severity or above'."""
        return tuple(Severity).index(self)


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
class Block:
    """A stretch of prose that no sentence crosses: a paragraph, a heading, a list item, a table cell, a line.

    `masks` are the parts of it that are not prose (inline markup, link targets, code): rising, inside `span`.
    """

    span: Span
    kind: BlockKind = "paragraph"
    masks: tuple[Span, ...] = ()


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

    def position(self, offset: int) -> Position:
        """Turn an offset into its line and column. Example: after one line of two characters, offset 3 is (2, 1)."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text)))


# ---- segment

MASK = "\u2060"
"""What stands for one character of markup in `Sentence.prose`: WORD JOINER, which no tokenizer sees."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `document.text[span.start:span.end] == text`. Sentences rise, never overlap and cover all prose.

    `prose` is `text` with every character of markup replaced by `MASK`: same length, so offsets hold in both.
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


# ---- align


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Sentences that render each other, by index in their documents; one side is empty in an omission or addition.

    `similarity` is the aligner's own belief, 0-1, that the sides say the same; 0.0 where a side is empty.
    """

    suspect: tuple[int, ...]
    reference: tuple[int, ...]
    similarity: float = 0.0
    moved: bool = False

    @property
    def kind(self) -> PairKind:
        """Name the pair's shape; `merge` is one suspect sentence for several of the reference, `split` the reverse."""
        match len(self.suspect), len(self.reference):
            case 0, _:
                return "omission"
            case _, 0:
                return "addition"
            case 1, 1:
                return "match"
            case 1, _:
                return "merge"
            case _, 1:
                return "split"
            case _:
                return "block"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every sentence of both documents in exactly one pair, in the suspect's order where it has one.

    `confidence` is the calibrated probability that the documents are versions of one text; `parallel` is the verdict.
    """

    pairs: tuple[AlignedPair, ...]
    parallel: bool
    confidence: float


# ---- signals


@dataclass(frozen=True, slots=True)
class Word:
    """One word as detectors see it: its exact text, its document span, its case-folded form, its sentence.

    `support` is how well the other side of the pair backs it: the mean, over its tokens, of the best cosine, 0-1;
    None where there is no other side or the encoder gives no token for it.
    """

    text: str
    span: Span
    norm: str
    sentence: int
    support: float | None = None


@dataclass(frozen=True, slots=True)
class Signals:
    """What is measured of one aligned pair (both sides present), each with its range."""

    chrf: float  # 0-100, sacrebleu's chrF2
    bleu: float  # 0-100, sacrebleu's sentence BLEU
    ter: float | None  # 0 and up, lower is better; None where a side is too long for it
    cosine: float  # -1..1, of the sides' summed sentence vectors
    soft_last: float  # 0-1, F1 of greedy token matches, last layer
    soft_early: float  # 0-1, the same, third layer
    worst_recall: float  # 0-1, support of the reference's least supported content word
    bleu_counts: tuple[float, ...]  # sacrebleu's sufficient statistics: they add up to the document's
    chrf_counts: tuple[float, ...]
    ter_counts: tuple[float, ...]  # empty where `ter` is None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of one pair: the input of every detector. An empty side has no sentences and no words."""

    index: int  # of the pair
    pair: AlignedPair
    suspect: tuple[Sentence, ...]
    reference: tuple[Sentence, ...]
    suspect_words: tuple[Word, ...]
    reference_words: tuple[Word, ...]
    signals: Signals | None  # None where a side is empty


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for both whole documents: the reference is the authority for vocabulary, names and casing."""

    suspect: Document
    reference: Document
    lang: str  # ISO 639-1 of both texts
    parallel: bool
    vocabulary: frozenset[str] = frozenset()  # every case-folded word of the reference
    spellings: frozenset[str] = frozenset()  # every word of the reference as written
    names: frozenset[str] = frozenset()  # the reference's words that are capitalised where no sentence starts


# ---- detect


@dataclass(frozen=True, slots=True)
class Flag:
    """One finding: here, this, because. `document.text[span.start:span.end] == text` in the document of its side.

    `text`, `line` and `column` (from 1, code points) are filled in by `placed`, once, when the report is assembled.
    """

    code: str
    category: str  # MQM, such as fluency/unintelligible
    severity: Severity
    side: Side
    span: Span
    message: str
    suggestion: str | None = None
    confidence: float = 1.0
    pair: int = 0  # index of the pair
    text: str = ""
    line: int = 0
    column: int = 0

    def placed(self, document: Document) -> Flag:
        """Return the flag with its text, line and column in `document`, the document of its side."""
        line, column = document.position(self.span.start)
        text = document.text[self.span.start : self.span.end]
        return replace(self, text=text, line=line, column=column)


# ---- rate


@dataclass(frozen=True, slots=True)
class PairScore:
    """The rating of one pair. An omission has no scores at all, an addition only `fluency`."""

    pair: AlignedPair
    fidelity: float | None = None
    fluency: float | None = None
    chrf: float | None = None
    bleu: float | None = None
    ter: float | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and sums of any number of pairs; `+` joins them, `Totals()` is its zero. Ratios are taken when shown."""

    fidelity_sum: float = 0.0  # of fidelity x reference characters, over scored pairs
    fidelity_weight: int = 0
    fluency_sum: float = 0.0  # of fluency x suspect characters
    fluency_weight: int = 0
    reference_chars: int = 0
    covered_chars: int = 0  # of the reference, in pairs that some suspect sentence renders
    bleu_counts: tuple[float, ...] = ()
    chrf_counts: tuple[float, ...] = ()
    ter_counts: tuple[float, ...] = ()

    def __add__(self, other: Totals) -> Totals:
        def join(a: float | tuple[float, ...], b: float | tuple[float, ...]) -> float | tuple[float, ...]:
            if isinstance(a, tuple) and isinstance(b, tuple):
                return tuple(x + y for x, y in zip(a, b, strict=True)) if a and b else a or b
            return a + b  # type: ignore[operator]  # both are numbers here

        return Totals(*(join(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Scores:
    """A document pair's figures: the totals' ratios. Where the documents are not parallel all but the last two are None."""

    fidelity: float | None
    fluency: float | None
    coverage: float | None  # share of the reference's characters that some suspect sentence renders
    bleu: float | None
    chrf: float | None
    ter: float | None
    parallel: bool
    parallel_confidence: float


# ---- assemble


@dataclass(frozen=True, slots=True)
class ReportSentence:
    """A sentence by its place in the document and its text there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ReportSide:
    """What a report keeps of a document: enough to show and to judge it again without the file."""

    name: str
    lang: str
    sentences: tuple[ReportSentence, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One document pair, rated: everything that a gate or a writer needs, no model, no file. JSON gives it back equal."""

    suspect: ReportSide
    reference: ReportSide
    pairs: tuple[PairScore, ...]
    flags: tuple[Flag, ...]  # every pair's, in document order: by pair, then side, then span
    scores: Scores
    signature: str  # what made these scores: version, models and their hashes, options, sacrebleu's own signatures
    version: str  # of mtqa
    totals: Totals | None = field(default=None, compare=False)  # None in a report loaded from JSON


@dataclass(frozen=True, slots=True)
class AlignmentReport:
    """One document pair, aligned and not rated: what `mtqa align` writes."""

    suspect: ReportSide
    reference: ReportSide
    alignment: Alignment
    signature: str
    version: str  # of mtqa


# ---- gate


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of a gate: what was asked, what was found. `actual` is None where there is nothing to judge."""

    name: str
    actual: float | None
    limit: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's answer: `passed == all(check.passed for check in checks)`."""

    passed: bool
    checks: tuple[Check, ...] = ()
