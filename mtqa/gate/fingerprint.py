"""What makes a finding the same finding tomorrow: a Report comes in, a `Fingerprint` a flag goes out to the baseline.

Lines move and files grow, so no place is in it: a finding is known by its code, its sentence and the sentences around
that. Case, spacing and the Unicode form of a letter do not matter.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from mtqa.types import Flag, Report, ReportSentence

DIGITS: int = 16
"""Hexadecimal digits kept of a hash: 64 bits, so that a million sentences collide with a chance of 3 in 100 million."""


class Fingerprint(NamedTuple):
    """What a finding is known by: its code, the hash of its sentence, the hashes of the sentences before and after it."""

    code: str
    sentence: str
    before: str
    after: str


def fingerprints(report: Report, flags: Iterable[Flag]) -> tuple[Fingerprint, ...]:
    """Return the fingerprint of each flag, in order; a flag on the reference is known by the reference's sentences.

    Only sentences beside a flag are hashed. Example: a flag on the only sentence of a text has `NOTHING` before and after.
    """
    sides = {"suspect": _Sentences(report.suspect.sentences), "reference": _Sentences(report.reference.sentences)}
    return tuple(Fingerprint(flag.code, *sides[flag.side].around(flag.span.start)) for flag in flags)


class _Sentences:
    """The sentences of one side, hashed as they are asked for."""

    def __init__(self, sentences: Sequence[ReportSentence]) -> None:
        self._sentences = sentences
        self._hashes: dict[int, str] = {}

    def around(self, offset: int) -> tuple[str, str, str]:
        """Return the hashes of the sentence at an offset, of the one before and of the one after."""
        at = bisect_right(self._sentences, offset, key=lambda sentence: sentence.start) - 1
        return self._hash(at), self._hash(at - 1), self._hash(at + 1)

    def _hash(self, place: int) -> str:
        if not 0 <= place < len(self._sentences):
            return NOTHING
        if place not in self._hashes:
            self._hashes[place] = hashed(self._sentences[place].text)
        return self._hashes[place]


def hashed(text: str) -> str:
    """Return the hash of a normalised sentence, the same for `To  go.` and `to go.`."""
    normal = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


NOTHING: str = hashed("")
"""What stands before the first sentence and after the last."""
