"""Lines of plain, gzip or zstandard files: read with how far they have come, written the same bytes every time."""

from __future__ import annotations

import gzip
import io
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from mtqa.errors import InputError

GZIP_LEVEL = 6
ZSTD_LEVEL = 3
"""The defaults of gzip and zstd themselves: scores take longer than compression at any level."""
WRITE_SIZE = 1 << 20
"""Bytes that go to a compressor at once, so that its blocks do not depend on how rows arrived."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Open a file for reading: its decompressed stream, and the file itself, whose position tells the progress.

    A byte-order mark at its beginning is no part of its text and is passed over.

    Raises: InputError where it cannot be read or its compression is damaged.
    """
    try:
        with path.open("rb") as raw:
            stream = _decompressed(raw, path.suffix)
            if stream.peek(len(BOM_UTF8)).startswith(BOM_UTF8):
                stream.read(len(BOM_UTF8))
            yield stream, raw
    except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise InputError(f"cannot read {path}: {reason}", "check that the file is there and complete") from error


def _decompressed(raw: io.BufferedReader, suffix: str) -> io.BufferedReader:
    match suffix:
        case ".gz":
            return cast("io.BufferedReader", gzip.GzipFile(fileobj=raw))  # it can all that one can
        case ".zst":
            reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
            return io.BufferedReader(cast("io.RawIOBase", reader))
        case _:
            return raw


def chunks(lines: Iterable[bytes], rows: int, size: int) -> Iterator[list[bytes]]:
    """Group lines, `rows` or `size` bytes at a time, whichever comes first; line ends are cut off."""
    group: list[bytes] = []
    held = 0
    for line in lines:
        group.append(line.removesuffix(b"\n").removesuffix(b"\r"))
        held += len(line)
        if len(group) >= rows or held >= size:
            yield group
            group, held = [], 0
    if group:
        yield group


class LineWriter:
    """Writes lines of text, compressed by the suffix of the name that the file will have."""

    def __init__(self, path: Path, suffix: str) -> None:
        self._raw = path.open("wb")
        self._sink = self._compressed(suffix)
        self._held = bytearray()

    def _compressed(self, suffix: str) -> BinaryIO:
        match suffix:
            case ".gz":  # no name, no time: the same content gives the same bytes
                return cast("BinaryIO", gzip.GzipFile("", "wb", GZIP_LEVEL, self._raw, mtime=0))
            case ".zst":
                return cast("BinaryIO", zstandard.ZstdCompressor(ZSTD_LEVEL).stream_writer(self._raw, closefd=False))
            case _:
                return self._raw

    def write(self, lines: Iterable[str]) -> None:
        """Write lines, each with its line end."""
        for line in lines:
            self._held += line.encode() + b"\n"
        while len(self._held) >= WRITE_SIZE:
            self._sink.write(bytes(self._held[:WRITE_SIZE]))
            del self._held[:WRITE_SIZE]

    def close(self) -> None:
        """Write what is held, end the compression, close the file."""
        self._sink.write(bytes(self._held))
        self._held.clear()
        if self._sink is not self._raw:
            self._sink.close()
        self._raw.close()
