"""HTML goes in, its headings, paragraphs, list items and cells come out; segmentation is next.

The text is cut into tags and characters here, because no parser tells where a text stands; selectolax, which builds the
tree that a browser does, is asked whether these are the characters that it sees. Code, scripts, choices in forms and
drawings are no prose; attributes are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Final

from mtqa.read.base import FormatError, has_prose
from mtqa.read.html_elements import DEEPEST, HIDDEN, INLINE, KINDS, RAW, UNCLOSED, visible
from mtqa.read.prose import prose_of, trimmed_block
from mtqa.types import UNREAD, Block, BlockKind, Escape, Span

TOKEN: Final = re.compile(
    r"<!--(?:-?>|.*?--!?>|.*\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?:[^\"'>]|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)",
    re.DOTALL,
)
"""A comment, a tag, a declaration; what never ends goes to the end, as in browsers, so that no place is looked at twice.

Source: the tokenizer of the HTML standard (WHATWG), section 13.2.5.
"""

REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


class HtmlReader:
    """Reads HTML as browsers show it."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return the prose. Example: `<p>A <b>b</b>` gives one paragraph, `A <b>b`, whose tag is masked."""
        blocks = _Page(text).read()
        if Counter(_letters(text, blocks)) != Counter(filter(str.isalnum, visible(text))):
            hint = "check it with an HTML validator: a tag or a quotation mark is open"
            raise FormatError("its markup is so broken that browsers show another text", 0, hint)
        return blocks


def _letters(text: str, blocks: tuple[Block, ...]) -> str:
    return "".join("".join(filter(str.isalnum, prose_of(text, each).translate(UNREAD))) for each in blocks)


class _Page:
    """The block that is being collected, and the hidden elements around."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.start = 0
        self.kind: BlockKind = "paragraph"
        self.masks: list[Span] = []
        self.escapes: list[Escape] = []
        self.hidden: list[str] = []
        self.depth = 0

    def read(self) -> tuple[Block, ...]:
        """Go through the tokens."""
        at = 0
        while match := TOKEN.search(self.text, at):
            self._characters(Span(at, match.start()))
            at = match.end()
            name = (match["name"] or "").lower()
            if not name:
                self.masks.append(Span(*match.span()))
                continue
            self._tag(name, Span(*match.span()), opens=not match["close"])
            if name in RAW and not match["close"]:
                end = re.compile(rf"</{name}(?=[\s/>])|\Z", re.IGNORECASE).search(self.text, at)
                end_at = end.start() if end else len(self.text)
                self._characters(Span(at, end_at))
                at = end_at
        self._characters(Span(at, len(self.text)))
        self._flush(len(self.text))
        return tuple(self.blocks)

    def _characters(self, span: Span) -> None:
        if self.hidden:
            self.masks.append(span)
            return
        for match in REFERENCE.finditer(self.text, span.start, span.end):
            if (means := unescape(match.group())) != match.group():
                self.escapes.append(Escape(Span(*match.span()), means))

    def _tag(self, name: str, span: Span, *, opens: bool) -> None:
        if name == "br" and not self.hidden:
            self.escapes.append(Escape(span, "\n"))
        elif name in INLINE:
            self._inline(name, span, opens=opens)
        else:
            self._nest(name, span, opens=opens)
            self._flush(span.start)
            self.start = span.end
            self.kind = KINDS.get(name, "paragraph") if opens else "paragraph"
        if name in HIDDEN and opens:
            self.hidden.append(name)
        elif self.hidden and self.hidden[-1] == name:
            self.hidden.pop()

    def _inline(self, name: str, span: Span, *, opens: bool) -> None:
        """Mask a tag; where one element ends and its like starts, as in a menu, two words are not one.

        Example: `<a>Home</a><a>About</a>`; but `<span>har</span><span>bour</span>`, as word processors write, is one.
        """
        before = self.masks[-1] if self.masks and not self.hidden else Span(0, 0)
        ends = before.end == span.start and self.text[before.start : before.end].lower() == f"</{name}>"
        left, right = self.text[max(before.start - 1, 0) : before.start], self.text[span.end : span.end + 1]
        apart = left.isalnum() and right.isalnum() and (name == "a" or (left.islower() and right.isupper()))
        if opens and ends and apart:
            self.escapes.append(Escape(Span(self.masks.pop().start, span.end), " "))
        else:
            self.masks.append(span)

    def _nest(self, name: str, span: Span, *, opens: bool) -> None:
        """Refuse a page that is nested so deep that the tree would take for ever."""
        if name not in UNCLOSED:
            self.depth = max(0, self.depth + (1 if opens else -1))
        if self.depth > DEEPEST:
            raise FormatError(f"its elements are nested more than {DEEPEST} levels deep", span.start, "close them")

    def _flush(self, end: int) -> None:
        """Keep what has come since the last block, if it is prose."""
        whole = Block(Span(self.start, end), self.kind, tuple(self.masks), tuple(self.escapes))
        self.masks, self.escapes = [], []
        if has_prose(self.text, whole):
            self.blocks.append(trimmed_block(self.text, whole))
