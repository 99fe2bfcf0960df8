"""Markdown goes in, its headings, paragraphs, list items and table cells come out; segmentation is next.

CommonMark with tables and strikethrough, by markdown-it. Code blocks, HTML blocks and front matter are no prose.
markdown-it knows the lines of a block but not where its characters are: `_Content` finds them again, and
`mtqa.read.inline` finds the markup among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mtqa.read.base import has_prose
from mtqa.read.inline import masked_characters
from mtqa.read.lines import line_spans
from mtqa.types import Block, BlockKind, Span

FRONT_MATTER: Final[dict[str, re.Pattern[str]]] = {"---": re.compile(r"[\w-]+\s*:"), "+++": re.compile(r"[\w.-]+\s*=")}
"""Fence on the first line -> what a line in it looks like: YAML and TOML. Source: Jekyll, Hugo, Pandoc."""

PARSER: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
"""Without `text_join` escapes and entities stay tokens of their own, which know their source."""

HEADING_MARK: Final = re.compile(r"#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class _Content:
    """The inline text of one block and, for each of its characters, its offset in the document."""

    text: str
    offsets: tuple[int, ...]


class MarkdownReader:
    """Reads CommonMark with tables."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        r"""Return the prose. Example: `"# A *b*"` gives one heading, `[2, 7)`, with masks `[4, 5)` and `[6, 7)`."""
        lines = line_spans(text)
        skipped = _front_matter(text, lines)
        body = "\n".join(text[line.start : line.end] for line in lines[skipped:])
        blocks = (
            _block(text, content, kind, token)
            for token, kind, content in _inlines(PARSER.parse(body), text, lines[skipped:])
        )
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


def _inlines(tokens: list[Token], text: str, lines: list[Span]) -> Iterator[tuple[Token, BlockKind, _Content]]:
    """Yield every inline token with the kind of its block and its characters' places."""
    items = 0  # depth of list items around
    cells: Iterator[Span] = iter(())
    opener = ""
    for token in tokens:
        items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "tr_open" and token.map:
            cells = _cells(text, lines[token.map[0]])
        if token.type != "inline" or not token.map:
            opener = token.type
            continue
        first, end = token.map
        if opener in ("td_open", "th_open"):
            cell = next(cells, None)
            content = _within(text, cell, token.content) if cell else None
            kind: BlockKind = "cell"
        else:
            heading = opener == "heading_open"
            kind = "heading" if heading else "item" if items else "paragraph"
            content = _located(text, lines[first:end], token.content, heading=heading)
        if content:
            yield token, kind, content


def _located(text: str, lines: list[Span], content: str, *, heading: bool) -> _Content | None:
    """Find the lines of an inline text in those of its block, whose prefixes (`> `, indentation) it has lost."""
    offsets: list[int] = []
    for number, part in enumerate(content.split("\n")):
        if number >= len(lines):
            return None
        line = lines[number]
        if number:
            offsets.append(lines[number - 1].end)
        bare = part.lstrip()
        start = _start_of(text, line, bare, heading=heading)
        if start is None:
            return None
        # what markdown-it made of indentation stands for the characters before it, however many there are
        offsets.extend([start] * (len(part) - len(bare)))
        offsets.extend(range(start, start + len(bare)))
    return _Content(content, tuple(offsets)) if offsets else None


def _start_of(text: str, line: Span, bare: str, *, heading: bool) -> int | None:
    source = text[line.start : line.end].replace("\0", "\ufffd")
    mark = HEADING_MARK.search(source) if heading else None
    if mark:  # a title may be followed by closing marks; before it are only prefixes
        at = source.find(bare, mark.end())
    else:
        at = len(source) - len(bare) if source.endswith(bare) else len(source.rstrip()) - len(bare)
    return line.start + at if at >= 0 and source.startswith(bare, at) else None


def _cells(text: str, row: Span) -> Iterator[Span]:
    """Yield the cells of a table row, untrimmed, as markdown-it splits them: at pipes without a backslash."""
    source = text[row.start : row.end].rstrip()
    start = source.find("|") + 1 if "|" in source and not _before_pipe(source) else 0
    begin = start
    for at in range(start, len(source)):
        if source[at] == "|" and source[at - 1] != "\\":
            yield Span(row.start + begin, row.start + at)
            begin = at + 1
    yield Span(row.start + begin, row.start + len(source))


def _before_pipe(source: str) -> str:
    """Return what stands before a row's first pipe apart from the prefixes of quotes and lists."""
    return source.partition("|")[0].strip(" \t>-*+0123456789.)")


def _within(text: str, cell: Span, content: str) -> _Content | None:
    """Find a cell's inline text, whose escaped pipes have lost their backslash."""
    offsets: list[int] = []
    at = cell.start + len(text[cell.start : cell.end]) - len(text[cell.start : cell.end].lstrip())
    for char in content:
        if text.startswith("\\|", at) and char == "|":
            at += 1
        if at >= cell.end or (text[at] != char and text[at] != "\0"):
            return None
        offsets.append(at)
        at += 1
    return _Content(content, tuple(offsets)) if offsets else None


def _block(text: str, content: _Content, kind: BlockKind, token: Token) -> Block:
    """Make a block of located content: masked are its markup and what lies between its lines but white space."""
    offsets = content.offsets
    markup = {offsets[at] for at in masked_characters(content.text, token.children or [])}
    for before, after in pairwise(offsets):
        markup.update(at for at in range(before + 1, after) if not text[at].isspace())
    span = Span(offsets[0], offsets[-1] + 1)
    return Block(span, kind, _runs(markup))


def _runs(characters: set[int]) -> tuple[Span, ...]:
    """Join adjacent offsets to spans. Example: `{1, 2, 5}` gives `[1, 3)` and `[5, 6)`."""
    runs: list[Span] = []
    for at in sorted(characters):
        if runs and runs[-1].end == at:
            runs[-1] = Span(runs[-1].start, at + 1)
        else:
            runs.append(Span(at, at + 1))
    return tuple(runs)
