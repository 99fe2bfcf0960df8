"""A block's text goes in, a copy of the same length with only its sure brackets and quotation marks comes out.

Sentence splitters keep what stands between quotation marks or brackets in one piece; in garbled text, where a mark has
lost its partner, that swallows sentence after sentence. `mtqa.segment` asks its splitter about this copy.

Measured on 21,596 sentences joined to paragraphs of five (2026-11-21): F1 of the boundaries rises from .947 to .981 in
novels, from .797 to .836 in their machine translations, and nowhere falls.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import Final

MAX_INSIDE: Final = 300
"""A pair farther apart is taken for two strays, and a quotation of so many sentences is split inside.

Three sentences of average length: longer ones could not be aligned.
"""

BRACKETS: Final[dict[str, str]] = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】"}

QUOTES: Final[dict[str, str]] = {
    "“": "”", "„": "“”", "‘": "’", "‚": "‘’", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "「": "」", "『": "』", "《": "》", "〈": "〉", '"': '"', "'": "'",
}  # fmt: skip
"""Opening mark -> the marks that may close it, in English, German, French, Chinese and Japanese use."""

CLOSERS: Final = BRACKETS | QUOTES

STRAIGHT: Final = "\"'"
"""These open and close alike: white space beside them tells which."""

APOSTROPHES: Final = "'’"

NEVER_PAIRED: Final = "`‛‟"
"""No quotation marks any more, though sentencex pairs them, and backticks in quadratic time (6 s for 350 KB)."""

TERMINAL: Final = frozenset(".!?…。！？؟।")

MARKS: Final = frozenset("".join((*CLOSERS, *CLOSERS.values(), NEVER_PAIRED)))


def without_strays(text: str) -> str:
    """Blank out every mark but the outermost pairs, and write those as `(` and `)`, `“` and `”`.

    sentencex misreads other styles, `›these‹` for one. An apostrophe becomes a letter, for it closes nothing. Marks
    around whole sentences go as well: `(One. Two.) Three.` are three sentences, which sentencex takes for one.
    Example: `"(One. Two [2]."` becomes `" One. Two (2)."`.
    """
    if MARKS.isdisjoint(text):
        return text
    copy = list(text)
    pairing = _Pairing(text)
    for at, char in enumerate(text):
        if char in MARKS:
            apostrophe = char in APOSTROPHES and _is_apostrophe(text, at)
            copy[at] = "x" if apostrophe else " "
            if not apostrophe:
                pairing.take(at)
    for opening, closing in pairing.outermost:
        if not _holds_sentences(text, opening, closing):
            copy[opening], copy[closing] = "()" if text[opening] in BRACKETS else "“”"
    return "".join(copy)


class _Pairing:
    """Finds partners, mark by mark; each enters and leaves once, so all of it is linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._waiting: deque[int] = deque()  # opened nearby and not closed yet
        self._wanted: Counter[str] = Counter()  # what would close one of them
        self.outermost: list[tuple[int, int]] = []

    def take(self, at: int) -> None:
        """Take the next mark: it closes what waits for it, or opens."""
        while self._waiting and at - self._waiting[0] > MAX_INSIDE:
            self._forget(self._waiting.popleft())
        if self._closes(at):
            opening = self._partner(at)
            while self.outermost and self.outermost[-1][0] > opening:
                self.outermost.pop()
            self.outermost.append((opening, at))
        elif self._opens(at):
            self._waiting.append(at)
            self._wanted.update(CLOSERS[self._text[at]])

    def _partner(self, at: int) -> int:
        """Return the mark that the one at `at` closes; those opened after it have lost theirs."""
        while True:
            last = self._waiting.pop()
            self._forget(last)
            if self._text[at] in CLOSERS[self._text[last]]:
                return last

    def _forget(self, at: int) -> None:
        self._wanted.subtract(CLOSERS[self._text[at]])

    def _closes(self, at: int) -> bool:
        char = self._text[at]
        return self._wanted[char] > 0 and not (char in STRAIGHT and (at == 0 or self._text[at - 1].isspace()))

    def _opens(self, at: int) -> bool:
        after = self._text[at + 1 : at + 2]
        return self._text[at] in CLOSERS and not (self._text[at] in STRAIGHT and (not after or after.isspace()))


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell `don't`, `'90s` and `the workers' union` from quotation marks."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 3]
    inside = before.isalnum() and after[:1].isalnum()
    possessive = before == "s" and after[:1] == " " and after[1:].islower()
    return inside or possessive or after[:1].isdigit()


def _holds_sentences(text: str, opening: int, closing: int) -> bool:
    """Tell whether what stands between two partners starts and ends where sentences do."""
    before = text[max(opening - 2, 0) : opening].strip()
    after = text[closing + 1 : closing + 3].strip()
    starts = not before or before[-1] in TERMINAL or before[-1] in MARKS
    return starts and text[closing - 1] in TERMINAL and not after[:1].islower()
