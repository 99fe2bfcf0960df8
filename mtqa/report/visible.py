r"""Make hostile text safe to show: document text comes in, the same text with visible escapes goes out to the writers.

Terminals obey control characters, bidi controls reorder what is read, zero-width characters hide, NUL and lone
surrogates break files. Each is written out as an escape such as `\x1b`; line breaks and tabs become spaces.
Joiners (U+200C, U+200D) stay: emoji and Indic scripts are spelled with them.
"""

from __future__ import annotations

import re

HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidi controls and the deprecated format characters
    "\u180e\u200b\u2028\u2029\u2060-\u2065\ufeff\ufff9-\ufffb\ufffe\uffff"  # zero width, separators, non-characters
    "\ud800-\udfff]"  # lone surrogates
)
"""What never reaches a reader raw (Unicode 16, general categories Cc, Cs and the invisible part of Cf)."""

BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
"""What only separates words: shown as a space."""


def visible(text: str) -> str:
    r"""Return the text on one line with every hostile character written out. Example: `visible("a\x1b")` is `a\x1b`."""
    return HOSTILE.sub(lambda match: " " if match[0] in BREAKS else _written_out(match[0]), text)


def escaped(text: str) -> str:
    r"""Return the text on one line, reversibly: like `visible`, but breaks are `\t`, `\n`, `\r` and a backslash is doubled."""
    doubled = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return HOSTILE.sub(lambda match: _written_out(match[0]), doubled)


def _written_out(character: str) -> str:
    point = ord(character)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"
