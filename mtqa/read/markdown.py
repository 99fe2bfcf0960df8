"""Markdown goes in, its headings, paragraphs, list items and table cells come out; segmentation is next.

CommonMark with tables and strikethrough, by markdown-it. Code blocks, HTML blocks and front matter are no prose.
markdown-it knows the lines of a block but not where its characters are: `mtqa.read.places` finds them again, and
`mtqa.read.inline` finds the markup and the entities among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mtqa.read.base import has_prose
from mtqa.read.inline import inline_marks
from mtqa.read.lines import line_spans, trimmed
from mtqa.read.places import PREFIX, cells, in_cell, in_lines
from mtqa.read.prose import trimmed_block
from mtqa.types import Block, BlockKind, Escape, Span

FRONT_MATTER: Final[dict[str, re.Pattern[str]]] = {"---": re.compile(r"[\w-]+\s*:"), "+++": re.compile(r"[\w.-]+\s*=")}
"""Fence on the first line -> what a line in it looks like: YAML and TOML. Source: Jekyll, Hugo, Pandoc."""

PARSER: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
"""Without `text_join` escapes and entities stay tokens of their own, which know their source."""


class MarkdownReader:
    """Reads CommonMark with tables."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        r"""Return the prose. Example: `"# A *b*"` gives one heading, `[2, 7)`, with masks `[4, 5)` and `[6, 7)`."""
        lines = line_spans(text)
        skipped = _front_matter(text, lines)
        body = "\n".join(text[line.start : line.end] for line in lines[skipped:])
        blocks = _blocks(PARSER.parse(body), text, lines[skipped:])
        return tuple(block for block in blocks if has_prose(text, block))


def _front_matter(text: str, lines: list[Span]) -> int:
    """Count the lines of front matter: a fence on the first line, at least one key, the fence again."""
    rows = [text[line.start : line.end].rstrip() for line in lines[:1]]
    if not rows or rows[0] not in FRONT_MATTER:
        return 0
    fence, key, keys = rows[0], FRONT_MATTER[rows[0]], 0
    for number, line in enumerate(lines[1:], start=2):
        row = text[line.start : line.end].rstrip()
        if row == fence or (row == "..." and fence == "---"):
            return number if keys else 0
        keys += key.match(row) is not None
    return 0


def _blocks(tokens: list[Token], text: str, lines: list[Span]) -> Iterator[Block]:
    """Yield a block for every inline token; its opener says what kind."""
    opener, mark, items = "", "", 0  # how many list items are around
    row: Iterator[Span] = iter(())
    for token in tokens:
        items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "tr_open" and token.map:
            row = cells(text, lines[token.map[0]])
        elif token.type == "inline" and opener in ("td_open", "th_open"):
            if cell := next(row, None):
                yield _block(text, cell, "cell", token, in_cell(text, cell, token.content))
        elif token.type == "inline" and token.map:
            kind: BlockKind = "heading" if opener == "heading_open" else "item" if items else "paragraph"
            own = _own_lines(text, lines[slice(*token.map)])
            around = Span(own[0].start, own[-1].end) if own else Span(0, 0)
            yield _block(text, around, kind, token, in_lines(text, own, token.content, mark))
        opener, mark = token.type, token.markup.strip("=-") if token.type == "heading_open" else ""


def _own_lines(text: str, lines: list[Span]) -> list[Span]:
    """Leave out leading lines of odd white space, which markdown-it takes for text and then strips."""
    blank = (PREFIX.fullmatch(text, line.start, line.end) for line in lines)
    return lines[next((at for at, match in enumerate(blank) if not match), len(lines)) :]


def _block(text: str, around: Span, kind: BlockKind, token: Token, offsets: list[int] | None) -> Block:
    """Make a block of an inline text whose characters stand at `offsets`; unknown places are not masked.

    Masked are its markup and what lies between its lines but white space; an entity is what it shows.
    """
    if offsets is None:
        return Block(trimmed(text, around), kind)
    if not offsets:
        return Block(Span(around.start, around.start), kind)
    marks = inline_marks(token.content, token.children or [])
    markup = {offsets[at] for at in marks.masked}
    for before, after in pairwise(offsets):
        markup.update(at for at in range(before + 1, after) if not text[at].isspace())
    places = ((Span(offsets[each.span.start], offsets[each.span.end - 1] + 1), each.shown) for each in marks.entities)
    escapes = tuple(Escape(*each) for each in places)
    block = Block(Span(offsets[0], offsets[-1] + 1), kind, _runs(markup), escapes)
    return trimmed_block(text, block) if escapes else block  # one at an end may be white space


def _runs(characters: set[int]) -> tuple[Span, ...]:
    """Join adjacent offsets to spans. Example: `{1, 2, 5}` gives `[1, 3)` and `[5, 6)`."""
    runs: list[Span] = []
    for at in sorted(characters):
        if runs and runs[-1].end == at:
            runs[-1] = Span(runs[-1].start, at + 1)
        else:
            runs.append(Span(at, at + 1))
    return tuple(runs)
