"""The frozen values that pass between stages, in the order of the flow. Standard library only.

Spans are half-open `[start, end)` and count code points of `Document.text`. Scores and coverage are 0-100, similarity
and confidence 0-1; higher is better; what does not exist is `None`, never 0.
"""

from mtqa.types.documents import (
    MASK,
    PAD,
    UNREAD,
    Block,
    BlockKind,
    Document,
    Encoded,
    Escape,
    Position,
    Sentence,
    Side,
    Span,
    line_starts,
)
from mtqa.types.evidence import AlignedPair, Alignment, Context, Doubt, Evidence, Judgement, PairKind, Signals, Word
from mtqa.types.results import (
    AlignmentReport,
    Check,
    Flag,
    PairScore,
    Report,
    ReportSentence,
    ReportSide,
    Scores,
    Severity,
    Totals,
    Verdict,
)
from mtqa.types.runs import Checked, Problem, Run, Suppressed

__all__ = [
    "MASK",
    "PAD",
    "UNREAD",
    "AlignedPair",
    "Alignment",
    "AlignmentReport",
    "Block",
    "BlockKind",
    "Check",
    "Checked",
    "Context",
    "Document",
    "Doubt",
    "Encoded",
    "Escape",
    "Evidence",
    "Flag",
    "Judgement",
    "PairKind",
    "PairScore",
    "Position",
    "Problem",
    "Report",
    "ReportSentence",
    "ReportSide",
    "Run",
    "Scores",
    "Sentence",
    "Severity",
    "Side",
    "Signals",
    "Span",
    "Suppressed",
    "Totals",
    "Verdict",
    "Word",
    "line_starts",
]
