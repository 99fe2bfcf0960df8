"""What a detector is. In: the `Evidence` of one pair and the documents' `Context`. Out: `Flag`s, rated by `rate` next.

A detector is one idea in one file. It declares the codes that it may raise; `mtqa explain` and docs/codes.md are
generated from them, and the tests ask each for examples in fixtures/detectors/.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from mtqa.types import UNREAD, Context, Evidence, Flag, Severity, Side, Span

LONGEST_QUOTE: int = 60
"""Characters of a text that a message quotes before it is cut: two lines of a terminal hold the whole message."""


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: stable, never reused. `severity` and `confidence` are what its flags have unless they say more.

    `bad` is a suspect's wording that gets this flag, `good` what it should be, `advice` how to silence or live with it.
    `confidence` is 0-1, the share of such flags that are right.
    """

    code: str
    name: str
    category: str
    severity: Severity
    summary: str
    why: str
    bad: str
    good: str
    advice: str
    confidence: float = 0.9

    def flag(
        self,
        evidence: Evidence,
        span: Span,
        message: str,
        *,
        side: Side = "suspect",
        suggestion: str | None = None,
        severity: Severity | None = None,
        confidence: float | None = None,
    ) -> Flag:
        """Raise this code at `span` of that side's document."""
        return Flag(
            code=self.code,
            category=self.category,
            severity=self.severity if severity is None else severity,
            side=side,
            span=span,
            message=message,
            suggestion=suggestion,
            confidence=self.confidence if confidence is None else confidence,
            pair=evidence.index,
        )


class Detector(Protocol):
    """Finds one kind of trouble in one pair; holds no state, so that a pair's flags depend on that pair alone.

    `needs_reference` says that it compares: such a detector is not asked where the documents are not parallel.
    """

    @property
    def codes(self) -> tuple[Code, ...]:
        """Every code that `detect` may raise."""
        ...

    @property
    def needs_reference(self) -> bool:
        """Whether its findings mean something only beside a rendering of the same text."""
        ...

    def detect(self, evidence: Evidence, context: Context) -> Iterable[Flag]:
        """Yield the findings of one pair, in any order; they may overlap."""
        ...


def word_set(words: str) -> frozenset[str]:
    """Read a table of words set like prose. Example: `word_set("not never")` is `{"not", "never"}`."""
    return frozenset(words.split())


def quoted(text: str) -> str:
    """Quote a piece of text for a message, cut when long. Example: `quoted("to to")` is `'"to to"'`."""
    text = text.translate(UNREAD)
    flat = " ".join(text.split()) if len(text) <= LONGEST_QUOTE else " ".join(text[:LONGEST_QUOTE].split()) + "…"
    return f'"{flat}"'
