"""A gettext catalogue goes in, its translations come out with their keys; `mtqa.read.files` checks the whole.

polib parses and understands; it does not tell where a string stands, so the lines of every `msgstr` are found again in
the same order, and what they decode to is compared with what polib read: a place is right, or there is an error.
A key is the context, the source text and, for plurals, the number of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Final

import polib

from mtqa.read.base import FormatError
from mtqa.read.entries import entry, untranslated
from mtqa.read.lines import line_spans
from mtqa.types import Block, Escape, Span, line_starts

LINE: Final = re.compile(r"\s*+(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,3})\])?[ \t]*+)?(\")")

ESCAPE: Final = re.compile(r"\\([\\ntrvbf\"])")

LETTERS: Final = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}
"""Source: the PO format of GNU gettext, as far as polib goes."""

WHERE: Final = re.compile(r"line (\d+)")

HINT: Final = "check it with msgfmt --check, and repair it"


@dataclass(slots=True)
class _Message:
    """Where one message's strings stand: what lies between the quotes of the lines of each."""

    source: list[Span] = field(default_factory=list)
    forms: list[tuple[int, list[Span]]] = field(default_factory=list)


class PoReader:
    """Reads PO files; POT templates have nothing translated."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        r"""Return every translation; one that is empty or marked fuzzy is an empty block.

        Example: `msgid "Open"`, `msgstr "Öffnen"` gives `Öffnen` with the key `Open`.
        """
        messages, parsed = _located(text), _parsed(text)
        if len(messages) != len(parsed):
            raise FormatError("its messages cannot be told apart", 0, HINT)
        return tuple(chain.from_iterable(_blocks(text, *each) for each in zip(messages, parsed, strict=True)))


def _parsed(text: str) -> list[polib.POEntry]:
    """Ask polib; the line feed in front keeps it from taking the text for the name of a file."""
    try:
        return [each for each in polib.pofile("\n" + text) if not each.obsolete]
    except OSError as error:
        match = WHERE.search(str(error))
        starts = line_starts(text)
        line = min(int(match.group(1)) - 1, len(starts)) if match else 1
        what = str(error).rpartition(": ")[2] if ": " in str(error) else "no PO syntax"
        raise FormatError(f"is not a valid PO file: {what}", starts[max(line, 1) - 1], HINT) from None


def _located(text: str) -> list[_Message]:
    """Find the messages; the header, whose source is empty, is none."""
    messages: list[_Message] = []
    target: list[Span] = []
    for line in line_spans(text):
        match = LINE.match(text, line.start, line.end)
        if not match:
            continue
        keyword, form = match.group(1), match.group(2)
        if keyword:
            target = []
        if keyword == "msgid":
            messages.append(_Message(target))
        elif keyword == "msgstr" and messages:
            messages[-1].forms.append((int(form or 0), target))
        end = line.start + len(text[line.start : line.end].rstrip()) - 1
        if end < match.end() or text[end] != '"':
            raise FormatError("a quotation mark is missing at the end", line.start, HINT)
        target.append(Span(match.end(), end))
    header = next((each for each in messages if not any(map(len, each.source))), None)
    return [each for each in messages if each is not header]


def _blocks(text: str, message: _Message, parsed: polib.POEntry) -> Iterator[Block]:
    values: dict[int, str] = parsed.msgstr_plural or {0: parsed.msgstr}
    key = f"{parsed.msgctxt}\x04{parsed.msgid}" if parsed.msgctxt else parsed.msgid
    for form, lines in message.forms:
        own = f"{key}[{form}]" if parsed.msgstr_plural else key
        if "".join(_decoded(text[each.start : each.end]) for each in lines) != values.get(form):
            raise FormatError(f"the translation of {key!r} cannot be read", lines[0].start, HINT)
        yield _block(text, lines, own) if not parsed.fuzzy else untranslated(lines[0].start, own)


def _block(text: str, lines: list[Span], key: str) -> Block:
    """Join the lines of one string; the quotes between them are masked."""
    filled = [each for each in lines if len(each)] or lines[:1]
    masks = [Span(before.end, after.start) for before, after in pairwise(filled)]
    escapes = (
        Escape(Span(*match.span()), _letter(match))
        for each in filled
        for match in ESCAPE.finditer(text, each.start, each.end)
    )
    return entry(text, Span(filled[0].start, filled[-1].end), key, escapes, masks)


def _decoded(raw: str) -> str:
    return ESCAPE.sub(_letter, raw)


def _letter(match: re.Match[str]) -> str:
    return LETTERS.get(match.group(1), match.group(1))
