"""The first bytes of a file go in, the encoding that it declares in itself comes out; `mtqa.read.decode` is next."""

from __future__ import annotations

import codecs
import re
from typing import Final

HEAD: Final = 2048
"""Bytes in which a declaration has to be. Source: the HTML standard's 1024, and room for the comments of PO files."""

XML: Final = re.compile(rb"""\A\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})""")

META: Final = re.compile(rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)

PO: Final = re.compile(rb"Content-Type:[^\n]{0,80}?charset=([\w.:-]{1,40})")

PLACES: Final[dict[str, tuple[re.Pattern[bytes], ...]]] = {
    **dict.fromkeys(("xml", "xliff", "xlf", "tmx"), (XML,)),
    **dict.fromkeys(("html", "htm", "xhtml", "html-main"), (XML, META)),
    "po": (PO,),
}
"""Format -> where its files say their encoding. Source: XML 1.0, section 4.3.3; HTML; GNU gettext, The Format of PO Files."""


WEB: Final[dict[str, str]] = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""Python's name of what a page declares -> what browsers take it for. Source: WHATWG's Encoding Standard, section 4.2."""


def declared_encoding(data: bytes, form: str | None) -> str | None:
    """Name the encoding that a file declares, None where it declares none that Python knows, or UTF-8.

    A byte-order mark says more than any declaration. Example: `<?xml version="1.0" encoding="koi8-r"?>` is `koi8-r`.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    for pattern in PLACES.get(form or "", ()):
        if match := pattern.search(data[:HEAD]):
            known = _known(match.group(1).decode("ascii"))
            return WEB.get(known, known) if known and META in PLACES[form or ""] else known
    return None


def _known(name: str) -> str | None:
    """Leave UTF-8 to the rules for files that say nothing; UTF-16 would have a byte-order mark, or could not say so."""
    try:
        canonical = codecs.lookup(name).name
        "".encode(canonical)
    except (LookupError, ValueError):
        return None
    return None if canonical.startswith(("utf-8", "utf-16", "utf-32")) else canonical
