"""An entry's raw value in its file goes in, a block with a key comes out; `mtqa.read.files` checks the whole catalogue.

Every reader of a keyed format finds where its values stand; what is the same for all of them is here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from mtqa.placeholders import placeholders
from mtqa.read.base import FormatError, has_prose
from mtqa.read.prose import prose_of, tidy, trimmed_block
from mtqa.types import Block, Escape, Span, line_starts


def entry(
    text: str,
    span: Span,
    key: str,
    escapes: Iterable[Escape] = (),
    masks: Iterable[Span] = (),
    code: Iterable[Span] = (),
) -> Block:
    """Make the block of one entry: one sentence, trimmed, its placeholders masked.

    `masks` are nothing but the format's way to write; `code` is masked as well, but a program obeys it, as it does the
    placeholders found here. Where there is nothing but placeholders they stay, so that they can be compared. Example:
    of `Hi {name}!` the placeholder is masked, of `{count}%` nothing is.
    """
    bare = trimmed_block(text, Block(span, "line", tuple(masks), tuple(escapes), key))
    first, last = bare.span.start, bare.span.end
    bare = replace(bare, syntax=(*bare.escapes, *(Escape(mask, "") for mask in bare.masks)))
    inner = (
        Span(max(each.start, first), min(each.end, last)) for each in code if each.start < last and first < each.end
    )
    block = _masked(bare, inner)
    found = (Span(first + each.start, first + each.end) for each in placeholders(prose_of(text, block)))
    block = _masked(block, found)
    return block if has_prose(text, block) else bare


def _masked(block: Block, more: Iterable[Span]) -> Block:
    masks, escapes = tidy(chain(block.masks, more), block.escapes)
    return replace(block, masks=masks, escapes=escapes)


def coded(high: str | None, low: str | None, code: str | None) -> str:
    r"""Return the character that hexadecimal digits name: a pair of surrogates, one code, or none.

    Example: of `\ud83d\ude00` the two codes give one smiley; no digits give an empty string.
    """
    if high and low:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    return chr(int(code, 16)) if code else ""


def after(idle: re.Pattern[str], text: str, at: int) -> int:
    """Return where what is not an entry (white space, comments) ends that may stand at an offset."""
    match = idle.match(text, at)
    return match.end() if match else at


def untranslated(at: int, key: str) -> Block:
    """Make the block of an entry without a translation: an empty one."""
    return Block(Span(at, at), "line", key=key)


def catalogue(text: str, blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Check that keys are unique; return the blocks with prose, and a note about what is not translated.

    Raises: FormatError where two entries share a key.
    """
    kept: list[Block] = []
    empty: list[Block] = []
    places: dict[str | None, int] = {}
    for block in blocks:
        if (first := places.setdefault(block.key, block.span.start)) != block.span.start:
            what = f"the key {block.key!r} is here again; its first entry is in line {_line(text, first)}"
            raise FormatError(what, block.span.start, "keep one of the two entries")
        if not len(block.span):
            empty.append(block)
        elif has_prose(text, block):
            kept.append(block)
    return tuple(kept), _note(text, empty)


def _note(text: str, empty: list[Block]) -> tuple[str, ...]:
    if not empty:
        return ()
    first = f"the first is {empty[0].key!r} in line {_line(text, empty[0].span.start)}"
    count = "1 entry is" if len(empty) == 1 else f"{len(empty)} entries are"
    return (f"{count} not translated and left out ({first})",)


def _line(text: str, offset: int) -> int:
    return bisect_right(line_starts(text), offset)
