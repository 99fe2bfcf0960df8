"""Bytes go in, text and what there is to say about its encoding come out; the readers are next.

Order of authority: the encoding the user names, a byte-order mark, UTF-8, the guess of `mtqa.read.guess`. A byte-order
mark is not part of the text; nothing else is altered, so line ends stay as they are.
"""

from __future__ import annotations

import codecs
from typing import Final

from mtqa.errors import InputError

BYTE_ORDER_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is a prefix of it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (a Word, OpenDocument or EPUB file, perhaps)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)
"""First bytes of what people pass by mistake -> what to call it. Source: file(1)'s magic, the common kinds."""


def decode(
    data: bytes, name: str, encoding: str | None = None, why: str = "--encoding says so"
) -> tuple[str, tuple[str, ...]]:
    r"""Decode the bytes of the file `name`; return its text and notes for the user. `why` says who names `encoding`.

    Raises:
        InputError: binary data, an unknown encoding, or bytes that do not fit theirs (with line and byte).

    Example: `decode(b"\xef\xbb\xbfhi", "a.txt")` gives `("hi", ())`.

    """
    _refuse_magic(data, name)
    if encoding is not None:
        return _declared(data, name, encoding, why), ()
    for mark, marked in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data, name, marked, "its byte-order mark says so"), ()
    if b"\0" in data:
        hint = "pass a text file; if it is UTF-16 without a byte-order mark, say --encoding utf-16-le"
        raise InputError(f"{name}: is binary (a NUL byte at byte {data.index(0)})", hint)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _guessed(data, name, error)


def _refuse_magic(data: bytes, name: str) -> None:
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}: is {kind}, not text", "export it as plain text or Markdown and pass that")


def _declared(data: bytes, name: str, encoding: str, why: str) -> str:
    try:
        canonical = codecs.lookup(encoding).name
        "".encode(canonical)  # LookupError for codecs that are no text encoding, such as hex
    except (LookupError, ValueError):
        hint = "give a name Python knows, such as utf-8, utf-16, windows-1252, shift_jis"
        raise InputError(f"unknown encoding {encoding!r}", hint) from None
    return _strict(data, name, canonical, why)


def _strict(data: bytes, name: str, encoding: str, why: str) -> str:
    """Decode or say where it fails; a byte-order mark of the UTF family goes."""
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        where = _place(data, error.start, encoding) if isinstance(error, UnicodeDecodeError) else "somewhere"
        hint = "name the encoding it is really in with --encoding"
        raise InputError(f"{name}: {where} is not valid {encoding} ({why})", hint) from None
    if "\0" in text:
        raise InputError(f"{name}: is binary, or not {encoding} ({why}): it has NUL characters", "pass a text file")
    return text.removeprefix("\ufeff") if encoding.startswith("utf") else text


def _place(data: bytes, start: int, encoding: str = "utf-8") -> str:
    """Name a byte as `line 3, byte 120`; the line from 1, the byte from 0 in the whole file."""
    line = data[:start].decode(encoding, errors="replace").count("\n") + 1
    return f"line {line}, byte {start} (0x{data[start]:02x})"


def _guessed(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    """Guess, unless the bytes plainly are UTF-8 with a few broken ones."""
    where = _place(data, error.start)
    if _mostly_utf8(data):
        hint = "repair that byte, or name the encoding with --encoding"
        raise InputError(f"{name}: {where} is not valid UTF-8, which the rest of the file is", hint)
    from mtqa.read.guess import guess  # noqa: PLC0415  # 40 ms that only such files pay

    encoding = guess(data)
    if encoding is None:
        hint = "name the encoding with --encoding; if it is not text at all, export it as text first"
        raise InputError(f"{name}: {where} is not valid UTF-8, and no other encoding fits", hint)
    text = _strict(data, name, encoding, "a guess")
    return text, (f"decoded as {_public_name(encoding)} (detected); --encoding overrides",)


def _mostly_utf8(data: bytes) -> bool:
    """Tell broken UTF-8 from other encodings: there, valid multi-byte sequences hardly occur by chance."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    multibyte = sum(not char.isascii() for char in text) - broken
    return multibyte > broken


def _public_name(encoding: str) -> str:
    """Turn Python's name into the registered one. Example: `cp1252` is `windows-1252`."""
    if encoding.startswith("cp125"):
        return encoding.replace("cp", "windows-")
    return encoding.replace("_", "-")
