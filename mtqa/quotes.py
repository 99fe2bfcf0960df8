"""A block's text goes in, a copy of the same length without unpaired brackets and quotation marks comes out.

Sentence splitters keep what stands between quotation marks or brackets in one piece; in garbled text, where a mark has
lost its partner, that swallows sentence after sentence. `mtqa.segment` asks its splitter about this copy.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from typing import Final

MAX_INSIDE: Final = 300
"""A pair farther apart is taken for two strays, and a quotation of so many sentences is split inside.

Three sentences of average length: longer ones could not be aligned.
"""

CLOSERS: Final[dict[str, str]] = {
    "(": ")", "[": "]", "{": "}", "“": "”", "„": "“”", "‘": "’", "‚": "‘’", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "【": "】", '"': '"', "'": "'",
}  # fmt: skip
"""Opening mark -> the marks that may close it, in English, German, French, Chinese and Japanese use."""

STRAIGHT: Final = "\"'"
"""These open and close alike: white space beside them tells which."""

APOSTROPHES: Final = "'’"

MARKS: Final = frozenset("".join((*CLOSERS, *CLOSERS.values())))


def without_strays(text: str) -> str:
    """Blank out every mark without a partner nearby. Example: `"(One. Two (2)."` becomes `" One. Two (2)."`.

    An apostrophe becomes a letter, for it closes nothing.
    """
    if MARKS.isdisjoint(text):
        return text
    copy = list(text)
    opened = _Opened(text)
    for at, char in enumerate(text):
        if char not in MARKS:
            continue
        if char in APOSTROPHES and _is_apostrophe(text, at):
            copy[at] = "x"
        elif opened.wants(at):
            for lost in opened.close(at):
                copy[lost] = " "
        elif _may_open(text, at):
            opened.add(at)
        else:
            copy[at] = " "
    for lost in opened.strays():
        copy[lost] = " "
    return "".join(copy)


class _Opened:
    """The opening marks that wait for a partner; each enters and leaves once, so all of it is linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._waiting: deque[int] = deque()
        self._wanted: Counter[str] = Counter()
        self._expired: list[int] = []

    def add(self, at: int) -> None:
        self._waiting.append(at)
        self._wanted.update(CLOSERS[self._text[at]])

    def wants(self, at: int) -> bool:
        """Tell whether the mark at `at` closes one that was opened nearby."""
        while self._waiting and at - self._waiting[0] > MAX_INSIDE:
            self._expired.append(self._waiting[0])
            self._forget(self._waiting.popleft())
        char = self._text[at]
        follows_space = at == 0 or self._text[at - 1].isspace()
        return self._wanted[char] > 0 and not (char in STRAIGHT and follows_space)

    def close(self, at: int) -> Iterator[int]:
        """Take out the partner of the mark at `at`; yield those opened after it, which have none."""
        while True:
            last = self._waiting.pop()
            self._forget(last)
            if self._text[at] in CLOSERS[self._text[last]]:
                return
            yield last

    def strays(self) -> tuple[int, ...]:
        """Return what nothing has closed."""
        return (*self._expired, *self._waiting)

    def _forget(self, at: int) -> None:
        self._wanted.subtract(CLOSERS[self._text[at]])


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell `don't` and `'90s` from quotation marks."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return after.isdigit() or (before.isalnum() and after.isalnum())


def _may_open(text: str, at: int) -> bool:
    """Tell whether the mark can open; a straight one only before a character."""
    if text[at] in STRAIGHT:
        return not text[at + 1 : at + 2].isspace() and at + 1 < len(text)
    return text[at] in CLOSERS
