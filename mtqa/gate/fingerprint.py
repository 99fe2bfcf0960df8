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

from mtqa.types import Flag, Report

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

    Example: a flag on the only sentence of a text has the hash of the empty text before and after it.
    """
    hashes = {
        "suspect": [hashed(sentence.text) for sentence in report.suspect.sentences],
        "reference": [hashed(sentence.text) for sentence in report.reference.sentences],
    }
    starts = {
        "suspect": [sentence.start for sentence in report.suspect.sentences],
        "reference": [sentence.start for sentence in report.reference.sentences],
    }
    return tuple(_fingerprint(flag, hashes[flag.side], starts[flag.side]) for flag in flags)


def hashed(text: str) -> str:
    """Return the hash of a normalised sentence, the same for `To  go.` and `to go.`."""
    normal = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _fingerprint(flag: Flag, hashes: Sequence[str], starts: Sequence[int]) -> Fingerprint:
    at = bisect_right(starts, flag.span.start) - 1
    return Fingerprint(flag.code, *(_at(hashes, place) for place in (at, at - 1, at + 1)))


def _at(hashes: Sequence[str], place: int) -> str:
    return hashes[place] if 0 <= place < len(hashes) else NOTHING


NOTHING: str = hashed("")
"""What stands before the first sentence and after the last."""
