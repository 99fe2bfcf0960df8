"""What the elements of HTML mean to a reader of prose, and the characters of a page as selectolax sees them."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser

from mtqa.types import BlockKind


def words(text: str) -> frozenset[str]:
    """Split a list of names. Example: `words("a b")` is `{"a", "b"}`."""
    return frozenset(text.split())


INLINE: Final = words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr"
)
"""Elements within a sentence; any other one starts a block. Source: the HTML standard's phrasing content, for text."""

HIDDEN: Final = words(
    "code iframe kbd math noembed noframes object pre samp script select style svg template textarea var xmp"
)
"""Elements whose content is no prose of the page."""

RAW: Final = words("iframe noembed noframes script style textarea title xmp")
"""Elements in which no tag but their own end counts. Source: the HTML standard, section 13.2.6.2."""

UNCLOSED: Final = words(
    "area base body br col dd dt embed head hr html img input li link meta optgroup option p param source tbody td tfoot th "
    "thead tr track wbr"
)
"""Elements that may stand without an end. Source: the HTML standard, sections 13.1.2 and 13.1.2.4."""

DEEPEST: Final = 2000
"""Levels of nesting; browsers stop at 512, and building the tree takes the square of the depth: 0.4 s at 10,000."""

KINDS: Final[dict[str, BlockKind]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title", "summary", "caption", "legend"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
}
"""Element -> kind of its block; the others are paragraphs."""


def visible(text: str) -> str:
    """Give the characters that are prose in the tree that a browser builds, in its order."""
    tree = LexborHTMLParser(text)
    tree.strip_tags(sorted(HIDDEN))
    return tree.root.text(separator="") if tree.root else ""
