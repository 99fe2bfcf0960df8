"""A `Document` goes in, its sentences come out; encoding is next.

No sentence crosses a block. Inside one, sentencex (rules and abbreviations of some 300 languages) sets the boundaries,
asked about a copy in which markup is gone and a bracket or quotation mark without a partner cannot swallow what
follows (`mtqa.quotes`). Boundaries are mapped back, so spans are exact; a piece without a letter or a digit joins its
neighbour, so all prose is covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sentencex import get_sentence_boundaries

from mtqa.lang import DEFAULT_LANGUAGE, detect_language, said
from mtqa.quotes import CLOSERS, without_strays
from mtqa.read.lines import trimmed
from mtqa.read.prose import prose_of
from mtqa.types import MASK, PAD, Block, Document, Sentence, Span

CODE: Final = "Ⱬ"
"""A rare capital letter, for the characters of inline code: a sentence may begin or end with it."""

PADDED: Final = re.compile(rf"(?<=\s){PAD}++")
"""The rest of an escape that shows white space."""

READ: Final = re.compile(f"[^{MASK}{PAD}]+")

LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""What `from_text` refuses, and a document made by hand may have; sentencex cannot take it."""


def segment(document: Document) -> tuple[Sentence, ...]:
    r"""Split a document into sentences; a block of kind `line` is one sentence, empty or not.

    Example: the text `"One. Two.\n\nThree"` gives the spans `[0, 4)`, `[5, 9)`, `[11, 16)`.
    """
    lang = document.lang or detect_language(said(document)) or DEFAULT_LANGUAGE
    sentences: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        prose, first = prose_of(document.text, block), block.span.start
        spans = (block.span,) if block.kind == "line" else _spans(document.text, block, prose, lang)
        for span in spans:
            text, own = document.text[span.start : span.end], prose[span.start - first : span.end - first]
            sentences.append(Sentence(len(sentences), span, text, own, number))
    return tuple(sentences)


def _spans(text: str, block: Block, prose: str, lang: str) -> Iterator[Span]:
    """Yield the sentences of one block; markup between two of them goes with the one it touches."""
    copy, offsets = _unmarked(text, block, prose)
    position = block.span.start
    spaced = PADDED.sub(lambda match: " " * len(match.group()), prose)
    for before, after in pairwise(_joined(copy, _boundaries(copy, lang))):
        last, first = offsets[before.end - 1], offsets[after.start]
        gap = spaced[last + 1 - block.span.start : first - block.span.start]
        yield trimmed(text, Span(position, last + 1 + _before_space(gap)))
        position = first - _after_space(gap)
    yield trimmed(text, Span(position, block.span.end))


def _joined(copy: str, pieces: Iterator[Span]) -> list[Span]:
    """Join every piece without a word to the piece before it, or to the first with one."""
    joined: list[Span] = []
    worded = False  # the last one has a word
    for piece in pieces:
        has_word = any(char.isalnum() and char != CODE for char in copy[piece.start : piece.end])
        if joined and not (worded and has_word):
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
        worded = worded or has_word
    return joined


def _before_space(gap: str) -> int:
    """Count the characters before the first white space. Example: `"** _"` gives 2."""
    return next((at for at, char in enumerate(gap) if char.isspace()), len(gap))


def _after_space(gap: str) -> int:
    """Count the characters after the last white space, none where there is no white space."""
    return next((at for at, char in enumerate(reversed(gap)) if char.isspace()), 0)


def _unmarked(text: str, block: Block, prose: str) -> tuple[str, list[int]]:
    """Copy a block without its markup, inline code as a word; give the document offset of every character left."""
    pieces: list[str] = []
    offsets: list[int] = []
    position, first = block.span.start, block.span.start
    for mask in (*block.masks, Span(block.span.end, block.span.end)):
        for piece in READ.finditer(prose, position - first, mask.start - first):
            pieces.append(piece.group())
            offsets.extend(range(first + piece.start(), first + piece.end()))
        if "`" in text[mask.start : mask.end]:
            pieces.append(CODE * len(mask))
            offsets.extend(range(mask.start, mask.end))
        position = mask.end
    return "".join(pieces), offsets


def _boundaries(copy: str, lang: str) -> Iterator[Span]:
    """Ask sentencex; yield rising pieces without white space around, together all of the copy's characters."""
    question = without_strays("".join(" " if char.isspace() else char for char in copy))
    inner = [each["start_index"] for each in get_sentence_boundaries(lang, LONE_SURROGATE.sub("x", question))][1:]
    left = 0
    for right in (*inner, len(copy)):
        piece = trimmed(copy, Span(left, right))
        if right < len(copy):
            piece = Span(piece.start, piece.end - _opening_tail(copy[piece.start : piece.end]))
        left = piece.end
        if len(piece := trimmed(copy, piece)):
            yield piece


def _opening_tail(piece: str) -> int:
    """Count the opening marks at the end that belong to the next sentence. Example: `"It ends. ("` has 1."""
    tail = piece.rsplit(maxsplit=1)[-1:]
    return len(tail[0]) if tail and tail[0] != piece and CLOSERS.keys() >= set(tail[0]) else 0
