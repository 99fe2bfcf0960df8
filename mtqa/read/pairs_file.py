"""A file of pairs (TSV, CSV, JSON Lines) goes in, two catalogues over its text come out, keyed by row.

A row's suspect and reference meet by its number, from 1, without the aligner. TSV has no quoting; CSV is that of RFC 4180,
with commas or semicolons. The first line of both names the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple

from mtqa.errors import InputError
from mtqa.read.base import FormatError
from mtqa.read.entries import entry, untranslated
from mtqa.read.files import catalogue_document, read_text
from mtqa.read.json_strings import json_escapes, json_strings
from mtqa.read.lines import line_spans
from mtqa.types import Block, Document, Escape, Span

JSON_LINES: Final = frozenset({".jsonl", ".ndjson"})

SEPARATORS: Final[dict[str, str]] = {".csv": ",;", ".tsv": "\t"}
"""Suffix -> what may stand between cells; the one that makes the most columns of the first line does."""

QUOTED: Final = re.compile(r"\"((?:[^\"]|\"\")*+)\"")

LINE_END: Final = re.compile(r"\r\n|\n|\r|\Z")


def is_named_so(path: str) -> bool:
    """Tell by its suffix whether a path is that of a file of pairs."""
    return Path(path).suffix.lower() in {*JSON_LINES, *SEPARATORS}


class _Cell(NamedTuple):
    """Where a cell's text stands, without its quotes."""

    span: Span
    quoted: bool


def read_pairs(
    path: str, suspect: str = "suspect", reference: str = "reference", *, encoding: str | None = None
) -> tuple[Document, Document]:
    """Read the two columns, or members, of a file of pairs as documents over the same text.

    An empty cell is a missing side. Example: the row 2 of both has the key `2`.

    Raises:
        InputError: no such file, suffix or column, or a text that is not of its format.

    """
    suffix = Path(path).suffix.lower()
    if suffix not in JSON_LINES and suffix not in SEPARATORS:
        raise InputError(f"{path}: is no file of pairs by its suffix", "pass a .tsv, .csv or .jsonl file")
    name, text, notes = read_text(path, encoding=encoding)
    names = (suspect, reference)
    try:
        rows = list(_objects(text, names) if suffix in JSON_LINES else _table(text, names, SEPARATORS[suffix]))
    except FormatError as error:
        raise error.located(name, text) from None
    left, right = (catalogue_document(name, text, (row[side] for row in rows), notes=notes) for side in (0, 1))
    return left, right


def _objects(text: str, names: tuple[str, str]) -> Iterator[tuple[Block, Block]]:
    """Read JSON Lines; blank lines count as rows without a pair."""
    for row, line in enumerate(line_spans(text), 1):
        if not text[line.start : line.end].strip():
            continue
        try:
            strings = {each.path: each.span for each in json_strings(text[line.start : line.end])}
        except FormatError as error:
            raise FormatError(error.what, line.start + error.offset, error.hint) from None
        if missing := [name for name in names if (name,) not in strings]:
            what = f"row {row} has no string {missing[0]!r}"
            raise FormatError(what, line.start, _nearest(missing[0], [path[0] for path in strings if len(path) == 1]))
        spans = [Span(line.start + strings[name,].start, line.start + strings[name,].end) for name in names]
        left, right = (entry(text, span, str(row), json_escapes(text, span)) for span in spans)
        yield left, right


def _table(text: str, names: tuple[str, str], separators: str) -> Iterator[tuple[Block, Block]]:
    first = text[: next((line.end for line in line_spans(text)), 0)]
    separator = max(separators, key=first.count)
    rows = _rows(text, separator)
    header = [text[cell.span.start : cell.span.end].strip() for cell in next(rows, [])]
    for name in names:
        if name not in header:
            raise FormatError(f"has no column {name!r}", 0, _nearest(name, header))
    columns = [header.index(name) for name in names]
    for number, cells in enumerate(rows, 1):
        if len(cells) == 1 and not len(cells[0].span):
            continue
        if len(cells) != len(header):
            what = f"row {number} has {len(cells)} cells, the first line {len(header)}"
            raise FormatError(what, cells[0].span.start, "make them equal; a cell with a separator in it needs quotes")
        left, right = (_block(text, cells[column], str(number)) for column in columns)
        yield left, right


def _rows(text: str, separator: str) -> Iterator[list[_Cell]]:
    """Yield the cells of every row, the header too."""
    plain = re.compile(r"[^\t\r\n]*+" if separator == "\t" else rf"(?!\")[^{separator}\r\n]*+")
    at, cells = 0, list[_Cell]()
    while at < len(text) or cells:
        quoted = QUOTED.match(text, at) if separator != "\t" else None
        match = quoted or plain.match(text, at)
        if match:
            cells.append(_Cell(Span(*match.span(1 if quoted else 0)), quoted=quoted is not None))
            at = match.end()
        if text.startswith(separator, at):
            at += 1
            continue
        end = LINE_END.match(text, at)
        if not end:
            hint = "double it within quotes, and close them"
            raise FormatError("a quotation mark stands where none may", at, hint)
        yield cells
        at, cells = end.end(), []


def _block(text: str, cell: _Cell, key: str) -> Block:
    if not len(cell.span):
        return untranslated(cell.span.start, key)
    doubled = re.finditer('""', text[cell.span.start : cell.span.end]) if cell.quoted else ()
    escapes = [Escape(Span(cell.span.start + each.start(), cell.span.start + each.end()), '"') for each in doubled]
    return entry(text, cell.span, key, escapes)


def _nearest(name: str, names: list[str]) -> str:
    close = get_close_matches(name, names, 1)
    listed = ", ".join(sorted(names)[:20]) or "none"
    return f"did you mean {close[0]!r}?" if close else f"name one of these: {listed}"
