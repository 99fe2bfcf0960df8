"""What stands around a pair in its own paragraphs. In: one side's sentences and document. Out: words, for detectors.

A thing missing from a pair may have moved to the sentence before or behind. Only the same block counts, so that moving
a paragraph changes nobody's findings, and only a stretch of it, so that long paragraphs stay cheap.
"""

from __future__ import annotations

from mtqa.types import Document, Sentence, Word
from mtqa.words import word_spans

REACH: int = 400
"""Characters before and behind: about two sentences of English prose each way."""


def nearby(sentences: tuple[Sentence, ...], document: Document) -> str:
    """Give the text of a side of a pair with what surrounds it in its paragraph."""
    if not sentences:
        return ""
    first, last = sentences[0], sentences[-1]
    start, end = first.span.start, last.span.end
    if first.block < len(document.blocks):
        start = max(start - REACH, min(start, document.blocks[first.block].span.start))
    if last.block < len(document.blocks):
        end = min(end + REACH, max(end, document.blocks[last.block].span.end))
    return document.text[start:end]


def nearby_words(sentences: tuple[Sentence, ...], document: Document) -> tuple[Word, ...]:
    """Give the words of `nearby`, with spans in that stretch alone."""
    text = nearby(sentences, document)
    return tuple(
        Word(piece, span, piece.casefold().replace("’", "'"), 0)
        for span in word_spans(text)
        for piece in (text[span.start : span.end],)
    )
