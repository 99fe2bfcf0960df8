"""What is found and judged: flags, scores, totals, the report, the verdict. Next: writers show them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pkgutil import resolve_name

from mtqa.types.documents import Document, Side, Span
from mtqa.types.evidence import AlignedPair, Alignment, Region


class Severity(StrEnum):
    """MQM severities: minor is noticed, major misleads or stops the reader, critical inverts or invents meaning."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 minor, 1 major, 2 critical: for ordering and for 'this severity or above'."""
        return tuple(Severity).index(self)


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

    closeness_sum: float = 0.0  # of closeness (0-100) x reference characters, over pairs with both sides
    closeness_weight: int = 0
    points: float = 0.0  # of MQM, found and presumed, over the same pairs, and the suspect's words there
    words: int = 0
    soundness_sum: float = 0.0  # of soundness (0-100) x words, over all of the suspect
    fluency_points: float = 0.0  # of MQM, found and presumed, over all of the suspect
    fluency_words: int = 0
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
    notes: tuple[str, ...] = field(default=(), compare=False)  # for people; JSON has none, so a loaded one neither


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
    regions: tuple[Region, ...] = ()  # where the documents are versions of one text; empty where keys decided

    def _repr_html_(self) -> str:
        """Show itself in a notebook. The writers are found by name and only now: nothing to the left knows them."""
        shown: str = resolve_name("mtqa.report.notebook:cell")(self)
        return shown


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
