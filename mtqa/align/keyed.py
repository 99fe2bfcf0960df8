"""Two catalogues with their sentences go in, an `Alignment` by key comes out, without the aligner; next stage: signals."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.types import AlignedPair, Alignment, Document, Sentence


def align_keyed(
    suspect: Document, reference: Document, suspects: Sequence[Sentence], references: Sequence[Sentence]
) -> Alignment:
    """Pair the entries of two keyed documents; a key that one of them lacks is an omission or an addition.

    They are versions of one text, with confidence 1.0, where any key meets, whatever the order of the entries.
    Example: keys `a b` beside `b c` give an addition of a, the pair b, an omission of c.
    """
    ours, theirs = _by_key(suspect, suspects), _by_key(reference, references)
    placed: list[tuple[tuple[int, int], AlignedPair]] = []
    place = -1  # the last suspect sentence that has met: an omission stands behind it
    for key, right in theirs.items():
        left = ours.get(key, ())
        place = left[0] if left else place
        order = (place, -1 if left else right[0])
        placed.append((order, AlignedPair(left, right, 1.0 if left else 0.0)))
    placed += [((left[0], -1), AlignedPair(left, ())) for key, left in ours.items() if key not in theirs]
    pairs = tuple(pair for _, pair in sorted(placed, key=lambda each: each[0]))
    meet = not ours.keys().isdisjoint(theirs)
    return Alignment(pairs, parallel=meet, confidence=float(meet))


def _by_key(document: Document, sentences: Sequence[Sentence]) -> dict[str, tuple[int, ...]]:
    """Collect each entry's sentences, by index."""
    entries: dict[str, tuple[int, ...]] = {}
    for sentence in sentences:
        key = document.blocks[sentence.block].key or ""
        entries[key] = (*entries.get(key, ()), sentence.index)
    return entries
