"""What the HTML page is made of: plain values that `html_page` fills from a report and the template draws.

Nothing here knows of tags or colours. A `severity` is empty where nothing is flagged.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtqa.report.numbers import ABSENT
from mtqa.report.stretches import Stretch
from mtqa.types import PairKind, Side

# ---- the top


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name; `meaning` says it in short, `about` in full."""

    name: str
    text: str
    meaning: str = ""
    about: str = ""

    @property
    def percent(self) -> str:
        """Return the number alone, 0-100, for a bar; empty where there is none."""
        return "" if self.text == ABSENT else self.text.removesuffix(" %")


@dataclass(frozen=True, slots=True)
class Heading:
    """A document, named at the top and over its column."""

    role: Side
    name: str
    lang: str
    size: str
    notes: tuple[str, ...]


# ---- the overview


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
class Stroke:
    """Marks of one sort on the strip, as the data of one SVG path; `sort` is a word for style and legend."""

    sort: str
    path: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The map: `marks` columns in reading order, each of `step` pairs, in a box of `marks` x 100 units."""

    marks: int
    step: int
    strokes: tuple[Stroke, ...]

    @property
    def is_dense(self) -> bool:
        """Say whether dots of the usual size would run together: from 120 marks on, each has under 8 of 960 pixels."""
        return self.marks > 120


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many pairs have which score, as the data of one SVG path in a box of bins x 100 units; `words` say it."""

    bins: int
    path: str
    words: str


# ---- the rows


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter over the rows: values with the words for them, the empty value first."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


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

    @property
    def lowest(self) -> float | None:
        """Return the lower of fidelity and fluency as it is shown, 0-100: what the page filters, sorts and draws by."""
        return min((float(figure.text) for figure in self.figures), default=None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return both sides' findings by number."""
        return tuple(sorted(self.suspect.findings + self.reference.findings, key=lambda finding: finding.number))


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the page, in its order; `strip` and `histogram` are None where there is nothing to draw."""

    word: str
    sentence: str
    parallel: bool
    headings: tuple[Heading, Heading]
    figures: tuple[Figure, ...]
    metrics: tuple[Figure, ...]
    severities: tuple[tuple[str, int], ...]
    strip: Strip | None
    histogram: Histogram | None
    worst: tuple[Link, ...]
    worst_total: int
    columns: tuple[str, ...]
    codes: tuple[CodeRow, ...]
    stretches: tuple[Stretch, ...]
    stretches_total: int
    checks: tuple[CheckRow, ...]
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    signature: str
    version: str
