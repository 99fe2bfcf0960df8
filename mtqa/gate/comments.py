"""Comments that speak to mtqa: a Document comes in, every `mtqa: ignore[...]` in it goes out to `ignores`.

    <!-- mtqa: ignore[F101] -- a stammering character speaks -->      Markdown, HTML, XML
    # mtqa: ignore[F101, W101] -- our product's name                  gettext, properties, Fluent
    /* mtqa: ignore[F101] -- as in the song */                        iOS strings

XML allows no `--` within a comment, so a dash or a colon may stand before the reason as well.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from markdown_it import MarkdownIt

from mtqa.types import Document, Span, line_starts

MARK: str = "mtqa:"

ANGLED = ("<!--", "-->")
STARRED = ("/*", "*/")
SUFFIXES: dict[str, tuple[str, str] | None] = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), ANGLED),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xml", ".xlf", ".xliff", ".tmx"), ANGLED),
    **dict.fromkeys((".po", ".pot", ".properties", ".ftl"), None),
    ".strings": STARRED,
}
"""File suffix -> what a comment stands between; None where it is a line that begins with a number sign."""

BLANK = " \t"

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})

NUMBERED = re.compile(r"^[ \t]*+#\.?[ \t]*+mtqa:([^\r\n]*+)", re.MULTILINE)

BODY = re.compile(r"\s*+ignore\s*+(?:\[([^\]]*+)\])?+\s*+(?:(?:--|[–—:])\s*+(.*+))?+", re.DOTALL)
"""What stands after the mark: codes in brackets, then the reason."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: its place, the codes that it names, its reason, which are empty where it gives none.

    `is_alone` says that nothing else stands on its lines; `is_readable` that it is of the form at all.
    """

    span: Span
    codes: tuple[str, ...]
    reason: str
    is_alone: bool
    is_readable: bool


def comments(document: Document) -> tuple[Comment, ...]:
    """Return the comments of a document in their order; a format without comments has none."""
    suffix = PurePath(document.name).suffix.lower()
    if suffix not in SUFFIXES or MARK not in document.text:
        return ()
    delimiters = SUFFIXES[suffix]
    found = _lines(document.text) if delimiters is None else _delimited(document.text, *delimiters)
    code = _code_lines(document.text) if suffix in MARKDOWN else frozenset[int]()
    starts = line_starts(document.text)
    made = ((bisect_right(starts, span.start), _comment(document.text, span, body)) for span, body in found)
    return tuple(comment for line, comment in made if line not in code)


def _lines(text: str) -> Iterator[tuple[Span, str]]:
    return ((Span(*match.span()), match[1]) for match in NUMBERED.finditer(text))


def _delimited(text: str, opening: str, closing: str) -> Iterator[tuple[Span, str]]:
    start_of = re.compile(re.escape(opening) + r"\s*+" + MARK)
    at = 0
    while match := start_of.search(text, at):
        end = text.find(closing, match.end())
        if end < 0:
            return
        at = end + len(closing)
        yield Span(match.start(), at), text[match.end() : end]


def _comment(text: str, span: Span, body: str) -> Comment:
    match = BODY.fullmatch(body)
    named, reason = (match[1] or "", match[2] or "") if match else ("", "")
    return Comment(
        span=span,
        codes=tuple(dict.fromkeys(code.strip().upper() for code in named.split(",") if code.strip())),
        reason=" ".join(reason.split()),
        is_alone=_is_alone(text, span),
        is_readable=match is not None,
    )


def _is_alone(text: str, span: Span) -> bool:
    start, end = span.start, span.end
    while start > 0 and text[start - 1] in BLANK:
        start -= 1
    while end < len(text) and text[end] in BLANK:
        end += 1
    return (start == 0 or text[start - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")


def _code_lines(text: str) -> frozenset[int]:
    """Return the lines of Markdown's code blocks, from 1: what stands there is shown, not meant."""
    tokens = MarkdownIt("commonmark").parse(text)
    spans = (token.map for token in tokens if token.type in {"fence", "code_block"} and token.map)
    return frozenset(line + 1 for start, end in spans for line in range(start, end))
