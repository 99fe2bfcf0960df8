"""The bytes of a Word document go in, its text comes out, one line a paragraph; `mtqa.read.files` makes a document of it.

By python-docx. A place in such a document is its paragraph, counted from 1 through the body and its tables, empty ones
too: the line numbers of reports. Tracked changes are read as if they were accepted. Headers, footers, notes, text boxes and
comments are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import LxmlError

from mtqa.errors import InputError
from mtqa.read.base import has_prose
from mtqa.read.lines import trimmed
from mtqa.types import Block, Span

MAX_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes that a document may unpack to, as it says itself; `zipfile` reads no more than that."""

MAX_PARTS: Final = 10_000

HEAD: Final = 4096
"""Bytes of a part in which a document type would be declared."""

HINT: Final = "open it in a word processor and save it as .docx again"

LINE_BREAK: Final = "\u2028"
"""What stands for a line break within a paragraph, so that lines are paragraphs."""

WRAPPERS: Final = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
"""What may stand around paragraphs. Source: ECMA-376, part 1, sections 17.5 and 17.13.5."""


class DocxReader:
    """Reads what `docx_text` gives."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return every paragraph. Example: two lines give two blocks."""
        blocks: list[Block] = []
        start = 0
        for line in text.split("\n"):
            block = Block(trimmed(text, Span(start, start + len(line))))
            start += len(line) + 1
            if has_prose(text, block):
                blocks.append(block)
        return tuple(blocks)


def docx_text(data: bytes, name: str) -> str:
    """Unpack the text of a Word document, one line a paragraph.

    Raises: InputError where it is no Word document, is damaged, or would unpack to far too much.
    """
    try:
        _weigh(data, name)
        return "\n".join(_paragraphs(docx.Document(BytesIO(data)).element.body))
    except (BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError, EOFError, OSError) as error:
        raise InputError(f"{name}: is no Word document, or a damaged one ({type(error).__name__})", HINT) from None


def _weigh(data: bytes, name: str) -> None:
    """Refuse an archive by its table of contents, before anything is unpacked, and parts that declare entities."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > MAX_UNPACKED or len(parts) > MAX_PARTS:
            what = f"{name}: would unpack to {size >> 20} MiB in {len(parts)} parts"
            raise InputError(what, "remove pictures from it, or export it as plain text")
        for part in parts:
            with archive.open(part) as stream:
                if b"<!DOCTYPE" in stream.read(HEAD):
                    raise InputError(f"{name}: {part.filename} declares entities, which no Word document does", HINT)


def _paragraphs(holder: BaseOxmlElement) -> Iterator[str]:
    """Yield the paragraphs of the body or of a cell, those in content controls too."""
    for each in holder:
        if each.tag == qn("w:p"):
            runs = each.xpath(".//w:r[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:rt)]")
            said = (
                run.text for run in runs if next(run.iterancestors(qn("w:p"))) is each
            )  # text boxes are no part of it
            yield "".join(said).replace("\n", LINE_BREAK)
        elif each.tag == qn("w:tbl"):
            for cell in each.xpath(
                ".//w:tc[not(w:tcPr/w:vMerge[not(@w:val = 'restart')])]"
            ):  # the first one of merged cells
                if next(cell.iterancestors(qn("w:tbl"))) is each:
                    yield from _paragraphs(cell)
        elif each.tag in WRAPPERS:
            yield from _paragraphs(each)
