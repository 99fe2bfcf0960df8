"""An entry's raw value in its file goes in, a block with a key comes out; `mtqa.read.files` checks the whole catalogue.

Every reader of a keyed format finds where its values stand; what is the same for all of them is here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final

from mtqa.placeholders import Placeholder, placeholders
from mtqa.read.base import FormatError, has_prose
from mtqa.read.prose import prose_of, tidy, trimmed_block
from mtqa.types import PAD, Block, Escape, Span, line_starts

JOINING: Final = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|del|dfn|em|font|i|ins|mark|s|small|span|strike|strong|sub|sup|tt|u|wbr"
    r"|bpt|ept|g|hi|it|mrk|pc)\b[^>]*>"
)
"""Tags that may stand within a word. Source: HTML's phrasing content; XLIFF 1.2, 2.4 and 2.1, 4.7; TMX 1.4b, 2.2."""


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
    code = tuple(inner)
    block = _masked(bare, code)
    found = [
        each._replace(start=first + each.start, end=first + each.end) for each in placeholders(prose_of(text, block))
    ]
    block = _parted(text, _masked(block, (Span(each.start, each.end) for each in found)), found, code)
    return block if has_prose(text, block) else bare


def _masked(block: Block, more: Iterable[Span]) -> Block:
    masks, escapes = tidy(chain(block.masks, more), block.escapes)
    return replace(block, masks=masks, escapes=escapes)


def _parted(text: str, block: Block, found: list[Placeholder], code: Iterable[Span]) -> Block:
    """Show a space for what stands between two texts of a choice, and for a value between two letters.

    Example: of `{g, select, he{Host}she{Hostess}}` the words are `Host` and `Hostess`.
    """
    heads = {
        two.start for one, two in pairwise(found) if one.kind == "end" and two.kind == "choice" and one.end == two.start
    }
    heads.update(each.start for each in code if "\n" in text[each.start : each.end])
    values = {each.start for each in found if each.kind != "tag" or not JOINING.fullmatch(each.normalised)}
    values.update(each.start for each in code if "{" in text[each.start : each.end])
    starts, prose = sorted(heads | values), prose_of(text, block)
    spaces: list[Escape] = []
    for mask in block.masks:
        inside = starts[bisect_left(starts, mask.start) : bisect_left(starts, mask.end)]
        before, after = _beside(prose, Span(mask.start - block.span.start, mask.end - block.span.start))
        between = not heads.isdisjoint(inside) and before.strip() and after.strip()
        if between or (inside and before.isalnum() and after.isalnum()):
            spaces.append(Escape(mask, " "))
    parted = {each.span for each in spaces}
    masks = tuple(mask for mask in block.masks if mask not in parted)
    return replace(block, masks=masks, escapes=tidy((), (*block.escapes, *spaces))[1])


def _beside(prose: str, mask: Span) -> tuple[str, str]:
    """Give what is read before and behind a mask, empty at the ends."""
    at = mask.start - 1
    while at >= 0 and prose[at] == PAD:
        at -= 1
    return prose[at] if at >= 0 else "", prose[mask.end : mask.end + 1]


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
