"""A web page goes in, the blocks of its main text come out; segmentation is next.

trafilatura decides what is the text and what surrounds it (menus, teasers, footers); the places are those of the HTML
reader, which this one asks for everything first. Chosen by name, as the format `html-main`.
"""

from __future__ import annotations

import trafilatura

from mtqa.read.html import HtmlReader
from mtqa.read.prose import prose_of
from mtqa.types import UNREAD, Block


class HtmlMainReader:
    """Reads the main text of an HTML page."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return the blocks whose text trafilatura keeps; every one where it finds no main text at all."""
        blocks = HtmlReader().blocks(text)
        main = trafilatura.extract(text, include_comments=False, favor_recall=True) if blocks else None
        if not main:
            return blocks
        kept = _letters(main)
        return tuple(block for block in blocks if _letters(prose_of(text, block)) in kept)


def _letters(text: str) -> str:
    """Compare by letters and digits alone: trafilatura normalises spaces and punctuation."""
    return "".join(filter(str.isalnum, text.translate(UNREAD)))
