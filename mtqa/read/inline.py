"""The inline tokens of one Markdown block go in, the places of its markup and its entities come out; `mtqa.read.markdown` is next.

markdown-it gives the tokens in order but not where they are. Each one is looked for exactly where the one before it
ended; at the first that is not there the search stops, so that markup may be missed but prose is never masked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from mtqa.types import Escape, Span

SPACES: Final = " \t\n"


class _LostError(Exception):
    """A token is not where it has to be."""


class Inline(NamedTuple):
    """Indexes of markup in the text of a block, and where its entities stand, with what each shows."""

    masked: set[int]
    entities: list[Escape]


def inline_marks(content: str, tokens: list[Token]) -> Inline:
    """Find markup and entities in `content`, the text of one block, whose inline tokens are `tokens`.

    Markup is what a renderer does not show, and code and images, which are not prose. Example: for `a *b*` it is
    `{2, 4}`.
    """
    scan = _Scan(content)
    try:
        for token in tokens:
            scan.take(token)
    except _LostError:
        pass  # what is found so far is certain
    return Inline(scan.masked, scan.entities)


class _Scan:
    """A position in the content and what was found to be markup before it."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.at = 0
        self.masked: set[int] = set()
        self.entities: list[Escape] = []
        self.autolink = False
        self._takers: dict[str, Callable[[Token], None]] = {
            "text": self._text,
            "text_special": self._special,
            "softbreak": self._line_end,
            "hardbreak": self._line_end,
            "code_inline": self._code,
            "html_inline": lambda token: self._mask(self._expect(token.content)),
            "link_open": self._link_open,
            "link_close": self._link_close,
            "image": self._image,
        }

    def take(self, token: Token) -> None:
        """Move over the source of one token; emphasis and its like are nothing but their marks."""
        taker = self._takers.get(token.type)
        if taker:
            taker(token)
        else:
            self._mask(self._expect(token.markup))

    def _expect(self, source: str) -> int:
        """Return where `source` ends if it stands here."""
        if not self.content.startswith(source, self.at):
            raise _LostError
        return self.at + len(source)

    def _mask(self, end: int) -> None:
        self.masked.update(range(self.at, end))
        self.at = end

    def _text(self, token: Token) -> None:
        if not self.autolink:
            self.at = self._expect(token.content)

    def _special(self, token: Token) -> None:
        """Escapes lose their backslash; entities are what they show."""
        end = self._expect(token.markup)
        if token.info == "escape":
            self._mask(end - len(token.content))
        else:
            self.entities.append(Escape(Span(self.at, end), token.content))
        self.at = end

    def _line_end(self, _: Token) -> None:
        end = self.content.find("\n", self.at)
        if end < 0 or self.content[self.at : end].strip(" \t\\"):
            raise _LostError
        if self.content[self.at : end].startswith("\\"):
            self._mask(self.at + 1)
        self.at = self._skip(end + 1, SPACES)

    def _code(self, token: Token) -> None:
        start = self._expect(token.markup)
        while (start := self.content.find(token.markup, start)) >= 0:
            run = self._skip(start, "`")
            if run - start == len(token.markup):
                return self._mask(run)
            start = run
        raise _LostError

    def _link_open(self, token: Token) -> None:
        if token.info == "auto":
            end = self.content.find(">", self._expect("<"))
            if end < 0:
                raise _LostError
            self.autolink = True
            self._mask(end + 1)
        else:
            self._mask(self._expect("["))

    def _link_close(self, token: Token) -> None:
        if token.info == "auto":
            self.autolink = False
        else:
            self._mask(self._target(self._expect("]")))

    def _image(self, token: Token) -> None:
        label = self._expect("![")
        if not self.content.startswith(token.content + "]", label):
            raise _LostError
        self._mask(self._target(label + len(token.content) + 1))

    def _target(self, at: int) -> int:
        """Return the end of what follows a label: `(destination "title")`, `[reference]`, `[]` or nothing."""
        if self.content.startswith("(", at) and (end := self._inline_target(at)) is not None:
            return end
        if self.content.startswith("[", at) and (close := self.content.find("]", at)) >= 0:
            opened_again = "[" in self.content[at + 1 : close].replace("\\[", "")  # then it starts another link
            return at if opened_again else close + 1
        return at

    def _inline_target(self, at: int) -> int | None:
        size = len(self.content)
        at = self._skip(at + 1, SPACES)
        destination = parseLinkDestination(self.content, at, size)
        if destination.ok:
            at = self._skip(destination.pos, SPACES)
            title = parseLinkTitle(self.content, at, size)
            if title.ok and at > destination.pos:
                at = self._skip(title.pos, SPACES)
        return at + 1 if self.content.startswith(")", at) else None

    def _skip(self, at: int, characters: str) -> int:
        while at < len(self.content) and self.content[at] in characters:
            at += 1
        return at
