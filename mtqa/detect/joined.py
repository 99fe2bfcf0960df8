"""Two words of the reference written as one. In: a case-folded word and the reference's words. Out: the two, for detectors.

Names from other scripts are parted at will (`Zhou Zhe`, `Zhouzhe`); of other words the joined form is a slip. Next:
`glued` says so, `unknown` does not call the whole an unknown word. Source: own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from mtqa.detect.forms import bare, likeness, parts
from mtqa.types import Word

Bigrams = dict[tuple[str, str], tuple[Word, Word]]


def bigrams(words: Sequence[Word]) -> Bigrams:
    """Map every two words in a row, case-folded, to themselves."""
    return {(left.norm, right.norm): (left, right) for left, right in pairwise(words)}


def parted(norm: str, pairs: Bigrams) -> tuple[Word, Word] | None:
    """Find the two words in a row that a word joins. Example: `zhouzhe` joins `Zhou` and `Zhe`; None where nothing does."""
    return next((pairs[cut] for at in range(1, len(norm)) if (cut := (norm[:at], norm[at:])) in pairs), None)


def joined_parts(words: Sequence[Word]) -> frozenset[str]:
    """Join every two parts of words in a row: `methylpyridine`, too, for `N-methyl pyridine`."""
    written = [part for word in words for part in parts(bare(word.norm))]
    return frozenset(left + right for left, right in pairwise(written))


def named(words: Sequence[Word]) -> bool:
    """Tell whether the words are a name's: each begins with a capital."""
    return all(word.text[0].isupper() for word in words)


def suggested(norm: str, right: Word, words: Sequence[Word]) -> str:
    """Give the reference's word that is right, with the other half of its name where both together are more alike.

    Example: for `beijiang` it is `Bac Giang`, not `Giang` alone.
    """
    at = bisect_left(words, right.span.start, key=lambda word: word.span.start)
    best, alike = right.text, likeness(norm, bare(right.norm))
    for left, other in pairwise(words[max(0, at - 1) : at + 2]):
        if named((left, other)) and other.span.start == left.span.end + 1:
            whole = likeness(norm, left.norm + bare(other.norm))
            if whole > alike:
                best, alike = f"{left.text} {other.text}", whole
    return best
