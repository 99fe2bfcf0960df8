"""A block goes in, its text as people read it comes out, of the same length; segmentation and the readers use it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from mtqa.types import MASK, PAD, Block, Document, Escape, Sentence, Span

SPACED: Final = re.compile(rf"(?<=\s)[{MASK}{PAD}]++|[{MASK}{PAD}]++(?=\s)")
"""What nobody reads, beside white space."""

EDGE: Final = " \t\r\n\f\v\u00a0\u3000" + MASK + PAD
"""What a block does not begin or end with: white space and what nobody reads."""


def prose_of(text: str, block: Block) -> str:
    """Give the text of a block with markup as `MASK` and each escape as what it shows, padded by `PAD`."""
    return shown(text, block.span, (*block.escapes, *(Escape(mask, "") for mask in block.masks)))


def shown(text: str, span: Span, escapes: Iterable[Escape]) -> str:
    r"""Give `text[span]` with escapes, in any order but apart from each other, as what they show, padded to their length.

    Example: `a\nb` with `\n` as an escape is `a`, a line feed, one `PAD`, `b`; what shows nothing is all `MASK`.
    """
    pieces: list[str] = []
    position = span.start
    for escape in sorted(escapes, key=lambda each: each.span.start):
        filler = PAD if escape.shown else MASK
        pieces += [text[position : escape.span.start], escape.shown.ljust(len(escape.span), filler)]
        position = escape.span.end
    return "".join((*pieces, text[position : span.end]))


def written(sentence: Sentence, block: Block) -> str:
    r"""Give a sentence of `block` as a program sees it: without what the file's format needs, its placeholders whole.

    Example: of `\u003cb\u003eHi` in JSON it is `<b>Hi` with `PAD` behind each sign.
    """
    span = sentence.span
    escapes = (
        Escape(Span(each.span.start - span.start, each.span.end - span.start), each.shown)
        for each in (block.escapes if block.syntax is None else block.syntax)
        if span.start <= each.span.start and each.span.end <= span.end
    )
    return shown(sentence.text, Span(0, len(span)), escapes)


def as_read(document: Document) -> Document:
    """Give a document whose entries stand as people read them, every character in its old place.

    What nobody reads is white space beside white space, so that words there are neighbours. A document without escapes
    and keys comes back as it is.
    """
    if not any(block.escapes or block.key is not None for block in document.blocks):
        return document
    pieces: list[str] = []
    position = 0
    for block in document.blocks:
        pieces += [document.text[position : block.span.start], SPACED.sub(_spaces, prose_of(document.text, block))]
        position = block.span.end
    return replace(document, text="".join((*pieces, document.text[position:])))


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def trimmed_block(text: str, block: Block) -> Block:
    """Shrink a block past white space and markup at its ends, and tidy its masks and escapes.

    Example: ` <b>Hi</b> you ` with both tags masked becomes `Hi</b> you`; an empty one stays where it was.
    """
    plain = prose_of(text, block)
    start = block.span.start + len(plain) - len(plain.lstrip(EDGE))
    end = block.span.start + len(plain.rstrip(EDGE))
    if start >= end:
        return replace(block, span=Span(block.span.start, block.span.start), masks=(), escapes=())
    # an escape that shows something stays whole, though its pads were stripped
    inside = Span(start, max([end, *(each.span.end for each in block.escapes if each.span.start < end)]))
    cut = (Span(max(each.start, start), min(each.end, inside.end)) for each in block.masks if _meet(each, inside))
    masks, escapes = tidy(cut, (each for each in block.escapes if _meet(each.span, inside)))
    return replace(block, span=inside, masks=masks, escapes=escapes)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def tidy(masks: Iterable[Span], escapes: Iterable[Escape]) -> tuple[tuple[Span, ...], tuple[Escape, ...]]:
    """Sort and join masks, and drop the escapes that lie in one. Example: `[1, 3)` and `[2, 4)` become `[1, 4)`."""
    joined: list[Span] = []
    for mask in sorted(masks, key=lambda each: (each.start, each.end)):
        if joined and mask.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, mask.end))
        elif len(mask):
            joined.append(mask)
    kept: list[Escape] = []
    at = 0
    for escape in sorted(escapes, key=lambda each: each.span.start):
        while at < len(joined) and joined[at].end <= escape.span.start:
            at += 1
        if at == len(joined) or joined[at].start >= escape.span.end:
            kept.append(escape)
    return tuple(joined), tuple(kept)
