"""What the HTML page is made of: plain values that `html_page` fills from a report and the template draws.

Nothing here knows of tags or colours. A `severity` is empty where nothing is flagged.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtqa.types import PairKind, Side


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name and what it means; `bar` is 0-100, None where there is nothing to draw."""

    name: str
    text: str
    meaning: str = ""
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A document, named at the top and over its column."""

    role: Side
    name: str
    lang: str
    size: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A way from the top to one of the worst rows."""

    index: int
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A line of the table of kinds; `counts` has a column for every severity, worst first."""

    code: str
    name: str
    category: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A line of the table of checks."""

    name: str
    actual: str
    limit: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text; flagged where `severity` says so; `ends` are the findings to name after it."""

    text: str
    severity: str
    family: str
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason, as it stands beside its sentence; `suggestion` is empty where there is none."""

    number: int
    severity: str
    code: str
    name: str
    category: str
    message: str
    suggestion: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a pair, sentence by sentence; `absent` says what it means that there is none."""

    role: Side
    lang: str
    sentences: tuple[tuple[Mark, ...], ...]
    findings: tuple[Finding, ...]
    absent: str


@dataclass(frozen=True, slots=True)
class Row:
    """One pair; `severity` is the worst of its findings, `shape` says in words what is not one sentence for one."""

    index: int
    kind: PairKind
    shape: str
    moved: bool
    severity: str
    figures: tuple[Figure, ...]
    metrics: tuple[Figure, ...]
    suspect: Cell
    reference: Cell


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the page, in its order."""

    word: str
    sentence: str
    parallel: bool
    headings: tuple[Heading, Heading]
    figures: tuple[Figure, ...]
    metrics: tuple[Figure, ...]
    severities: tuple[tuple[str, int], ...]
    worst: tuple[Link, ...]
    worst_total: int
    columns: tuple[str, ...]
    codes: tuple[CodeRow, ...]
    checks: tuple[CheckRow, ...]
    rows: tuple[Row, ...]
    signature: str
    version: str
