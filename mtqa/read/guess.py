"""Bytes in an encoding that nobody named go in, the name of a likely one comes out; `mtqa.read.decode` is next.

By charset-normalizer, within bounds. Only imported for files that are no UTF-8: it takes 40 ms.
"""

from __future__ import annotations

from typing import Final

from charset_normalizer import from_bytes

MAX_CHAOS: Final = 0.2
"""Above this share of unlikely characters a guess is no answer. Source: charset-normalizer's own default threshold."""

WESTERN: Final = "cp1252"
"""Taken whenever no guess is better: short Western text reads as well in its Central European sister."""

GUESSES: Final = (
    *(f"cp125{number}" for number in (2, 0, 1, 3, 4, 5, 6, 7, 8)),
    *("iso8859_2", "koi8_r", "cp866", "mac_roman", "cp932", "euc_jp", "cp949", "gb18030", "big5"),
)
"""What charset-normalizer may answer. Source: the legacy encodings of the WHATWG Encoding Standard that differ in print.

Without these bounds it takes four bytes of French for UTF-16 and Russian in KOI8-R for Shift JIS.
"""


def guess(data: bytes) -> str | None:
    r"""Name the encoding that makes the best text of `data`, None where none does. Example: `b"caf\xe9"` is `cp1252`."""
    matches = from_bytes(data, cp_isolation=list(GUESSES), threshold=MAX_CHAOS, enable_fallback=False)
    best = matches.best()
    if best is None:
        return None
    as_good = {each for match in matches if match.chaos <= best.chaos for each in match.could_be_from_charset}
    return WESTERN if WESTERN in as_good else best.encoding
