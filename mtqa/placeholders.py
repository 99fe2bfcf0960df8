"""Any text goes in, its placeholders come out: what a program fills in or obeys, and no translator may lose.

printf (`%d`, `%1$s`, `%(name)s`), braces (`{0}`, `{name}`, `{{x}}`, `${x}`), ICU plurals and choices, tags, entities that
are no characters. Readers mask them; `mtqa.detect.placeholders` compares them. One pass, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final, Literal, NamedTuple

from mtqa.types import UNREAD

Kind = Literal["printf", "brace", "choice", "tag", "entity", "end"]


class Placeholder(NamedTuple):
    """One placeholder, `text[start:end]`; `normalised` is the same for all ways to write it. An `end` only closes."""

    start: int
    end: int
    normalised: str
    kind: Kind


START: Final = re.compile(r"[<{}%&#]|\$[A-Z]|[a-z]://")

PRINTF: Final = re.compile(
    r"%(?:\([\w.]{1,60}\)|\d{1,2}\$)?[-+0#]{0,3}(?:\d{1,3}|\*)?(?:\.(?:\d{1,2}|\*))?"
    r"(?:hh?|ll?|[qLzjt])?[@diouxXeEfgGcsSp](?!\d)"
)
"""Source: printf(3) with Python's and Apple's additions; without the space flag, for `100 % of` is prose."""

PER_CENT: Final = re.compile(r"%\d{1,3}[a-z](?=[a-zA-Z])|%%")
"""A percentage with an ending, as Turkish writes it, and an escaped sign."""

DOUBLE: Final = re.compile(r"\{\{[^{}]{1,80}\}\}")

BRACE: Final = re.compile(r"\{\s{0,9}[-$@]?[\w.$-]{0,60}(?:[,:!(][^{}]{0,80})?\s{0,9}\}")

CHOICE: Final = re.compile(r"\{\s{0,9}([\w.$-]{1,60})\s{0,9},\s{0,9}(plural|selectordinal|select)\s{0,9},")
"""Source: ICU MessageFormat."""

BRANCH: Final = re.compile(r"\s{0,99}(?:offset:\d{1,9}\s{1,9})?(=\d{1,9}|[\w-]{1,60})\s{0,9}\{")

TAG: Final = re.compile(r"<(/?)([A-Za-z][\w:.-]{0,60}|\d{1,3})([^<>]*)>")

IDENTITY: Final = re.compile(r"""\b(?:id|rid)\s?=\s?["']?([^"'\s/>]{1,60})""")
"""What tells the inline tags of XLIFF and TMX apart."""

ENTITY: Final = re.compile(r"&([A-Za-z][\w.-]{2,60};)")

DOLLARS: Final = re.compile(r"\$[A-Z][A-Z0-9_]{2,60}\$")

ADDRESS: Final = re.compile(r"\S+")

SPACE: Final = re.compile(r"\s+")


def placeholders(text: str) -> list[Placeholder]:
    """List the placeholders of a text in their order, apart from each other.

    What nobody reads (`UNREAD`) is looked through. Example: `placeholders("Hi {name}")` is one, `text[3:9]`, normalised
    `{name}`, a `brace`.
    """
    plain = text.translate(UNREAD)
    if len(plain) == len(text):
        return list(_Scan(text).run())
    places = [*(at for at, char in enumerate(text) if ord(char) not in UNREAD), len(text)]
    found = _Scan(plain).run()
    return [each._replace(start=places[each.start], end=places[each.end]) for each in found]


class _Scan:
    """A place in the text and what is open there: a choice by its name, a branch of one as the empty string."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.open: list[str] = []
        self.address = 0  # where the web address around ends: a per cent sign in it is no placeholder

    def run(self) -> Iterator[Placeholder]:
        """Yield them all."""
        while True:
            found = self._branch() if self.open and self.open[-1] else self._next()
            if found is None:
                return
            self.at = found.end
            yield found

    def _branch(self) -> Placeholder | None:
        """Take the head of a choice's next branch, or the brace that ends the choice."""
        if match := BRANCH.match(self.text, self.at):
            name = self.open[-1]
            self.open.append("")
            start = match.end() - len(match.group().lstrip())
            return Placeholder(start, match.end(), f"{{{name}, {match.group(1)}}}", "choice")
        self.open.pop()  # done, or not as ICU has it
        end = SPACE.match(self.text, self.at)
        at = end.end() if end else self.at
        return Placeholder(at, at + 1, "", "end") if self.text.startswith("}", at) else self._next()

    def _next(self) -> Placeholder | None:
        """Go to the next place that is one."""
        while match := START.search(self.text, self.at):
            if found := self._taken(match.start(), match.group()[0]):
                return found
            if match.group().endswith("://") and match.end() > self.address:
                rest = ADDRESS.match(self.text, match.end())
                self.address = rest.end() if rest else match.end()
            skipped = PER_CENT.match(self.text, match.start())
            self.at = skipped.end() if skipped else match.end()
        return None

    def _taken(self, at: int, sign: str) -> Placeholder | None:
        found: Placeholder | None = None
        match sign:
            case "{":
                found = self._brace(at)
            case "}" if self.open:
                self.open.pop()
                found = Placeholder(at, at + 1, "", "end")
            case "#" if self.open:
                found = Placeholder(at, at + 1, "#", "brace")
            case "%" if at >= self.address and not PER_CENT.match(self.text, at) and not self._after_digit(at):
                found = _whole(PRINTF.match(self.text, at), "printf")
            case "<":
                found = _tag(TAG.match(self.text, at))
            case "&" if (match := ENTITY.match(self.text, at)) and match.group(1) not in html5:
                found = _whole(match, "entity")
            case "$":
                found = _whole(DOLLARS.match(self.text, at), "brace")
        return found

    def _brace(self, at: int) -> Placeholder | None:
        if match := CHOICE.match(self.text, at):
            self.open.append(f"{match.group(1)}, {match.group(2)}")
            return Placeholder(at, match.end(), f"{{{self.open[-1]}}}", "choice")
        return _whole(DOUBLE.match(self.text, at) or BRACE.match(self.text, at), "brace")

    def _after_digit(self, at: int) -> bool:
        """Tell `100%ige` from a placeholder."""
        return at > 0 and self.text[at - 1].isdigit()


def _whole(match: re.Match[str] | None, kind: Kind) -> Placeholder | None:
    return Placeholder(*match.span(), SPACE.sub("", match.group()), kind) if match else None


def _tag(match: re.Match[str] | None) -> Placeholder | None:
    """Name a tag by its name and id: other attributes may well differ."""
    if not match:
        return None
    closing, name, rest = match.groups()
    identity = IDENTITY.search(rest)
    return Placeholder(
        *match.span(), f"<{closing}{name.lower()}{f' id={identity.group(1)}' if identity else ''}>", "tag"
    )
