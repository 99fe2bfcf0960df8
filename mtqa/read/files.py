"""A path, `-` or a Python string goes in, a `Document` comes out; segmentation is next.

The one place where mtqa opens an input. Whatever cannot be read ends in an `InputError` that names the file.
"""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtqa.errors import InputError
from mtqa.read.base import PACKED, PLAIN, FormatError, format_of, loaded, reader_for
from mtqa.read.declared import declared_encoding
from mtqa.read.decode import decode
from mtqa.read.entries import catalogue
from mtqa.read.lines import line_blocks
from mtqa.types import Block, Document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

STDIN: Final = "-"

STDIN_NAME: Final = "<stdin>"

MAX_BYTES: Final = 64 * 1024 * 1024
"""A document above this is a mistake: 64 MiB is some 30 novels, and every sentence pair costs memory."""


def read(
    path: str,
    *,
    encoding: str | None = None,
    pre_split: bool = False,
    lang: str | None = None,
    format: str | None = None,  # noqa: A002  # the option's name
) -> Document:
    """Read one document: `path` is a regular file, or `-` for standard input.

    `format` is one of `FORMATS` and is otherwise taken from the suffix; `pre_split` takes one sentence a line whatever
    the format.

    Raises:
        InputError: missing, unreadable, no regular file, binary, undecodable, too large, or without prose.

    Example: `read("notes.md").blocks[0].kind` is `"heading"`.

    """
    chosen = format if format is not None or path == STDIN else format_of(Path(path).suffix)
    if chosen in PACKED:
        name, notes = _name(path), tuple[str, ...]()
        text = loaded(PACKED[chosen], chosen)(_bytes(path), name)
    else:
        name, text, notes = read_text(path, encoding=encoding, format=chosen)
    document = from_text(text, name=name, pre_split=pre_split, lang=lang, format=chosen, notes=notes)
    if not any(len(block.span) for block in document.blocks):
        what = "is empty" if not text.strip() else "has no prose, only markup or punctuation"
        raise InputError(f"{name}: {what}", "; ".join((*document.notes, "pass a document with at least one sentence")))
    return document


def read_text(
    path: str,
    *,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002  # the option's name
) -> tuple[str, str, tuple[str, ...]]:
    """Read and decode any file, or `-`: its printable name, its text, and what there is to tell about the decoding.

    Without `encoding` that counts which a file of its format declares in itself.

    Raises:
        InputError: missing, unreadable, no regular file, binary, undecodable, or too large.

    """
    name, data = _name(path), _bytes(path)
    if encoding is None and (declared := declared_encoding(data, format)):
        return name, *decode(data, name, declared, "the file itself says so")
    return name, *decode(data, name, encoding)


def from_text(
    text: str,
    name: str = "<text>",
    *,
    pre_split: bool = False,
    lang: str | None = None,
    format: str | None = None,  # noqa: A002  # the option's name
    notes: tuple[str, ...] = (),
) -> Document:
    r"""Make a `Document` of a string, plain text by default; an empty one is a document without blocks.

    Raises:
        InputError: no such format, a text that is not of it, or a lone surrogate, which no encoding can write.

    Example: `len(from_text("One.\n\nTwo.").blocks)` is 2.

    """
    if (at := _surrogate(text)) is not None:
        hint = "decode the text with errors='strict', or drop the character"
        raise InputError(f"{name}: character {at} is a lone surrogate ({text[at]!r}), which is not text", hint)
    reader = reader_for(format or PLAIN)
    try:
        blocks = line_blocks(text) if pre_split else reader.blocks(text)
    except FormatError as error:
        raise error.located(name, text) from None
    if any(block.key is not None for block in blocks):
        return catalogue_document(name, text, blocks, lang=lang, notes=notes)
    return Document(name=name, text=text, lang=lang, blocks=blocks, notes=notes)


def catalogue_document(
    name: str, text: str, blocks: Iterable[Block], *, lang: str | None = None, notes: tuple[str, ...] = ()
) -> Document:
    """Make a `Document` of a catalogue's entries: those with prose, and a note about the empty ones.

    Raises: InputError where two entries share a key.
    """
    try:
        kept, told = catalogue(text, blocks)
    except FormatError as error:
        raise error.located(name, text) from None
    return Document(name=name, text=text, lang=lang, blocks=kept, notes=(*notes, *told))


def _name(path: str) -> str:
    return STDIN_NAME if path == STDIN else _printable(path)


def _bytes(path: str) -> bytes:
    return _read_stdin() if path == STDIN else _read_file(path, _name(path))


def _read_stdin() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError(f"{STDIN_NAME}: is closed", "pipe a document into mtqa, or pass a path")
    return _bounded(sys.stdin.buffer, STDIN_NAME)


def _read_file(path: str, name: str) -> bytes:
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{name}: is a directory", "pass a file in it")
        if not stat.S_ISREG(mode):
            raise InputError(f"{name}: is no regular file", "pass a file, or - to read standard input")
        with Path(path).open("rb") as file:
            return _bounded(file, name)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file", "check the path; - reads standard input") from None
    except PermissionError:
        raise InputError(f"{name}: permission denied", "make it readable for you, or pass a copy of it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{name}: cannot be read: {reason}", "check the path") from None


def _bounded(file: BinaryIO, name: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: is larger than {MAX_BYTES >> 20} MiB", "split it into chapters or articles")
    return data


def _printable(path: str) -> str:
    """Make a path that is not valid Unicode safe to print and to write as JSON."""
    return path.encode("utf-8", errors="backslashreplace").decode()


def _surrogate(text: str) -> int | None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return error.start
    return None
