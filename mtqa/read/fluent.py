"""A Fluent file goes in, its messages come out with their keys; `mtqa.read.files` checks the whole.

By fluent.syntax, which knows every place. A key is the id of the message or term, with the name of an attribute. What
stands in braces is masked, but for the variants to choose from, which are prose.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fluent.syntax import FluentParser, ast

from mtqa.read.base import FormatError
from mtqa.read.entries import entry
from mtqa.types import Block, Span


class FluentReader:
    """Reads Fluent's .ftl files."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return every value. Example: `open = Open { $x }` gives `Open { $x }` with the key `open`."""
        try:
            resource = FluentParser(with_spans=True).parse(text)
        except RecursionError:
            raise FormatError("its placeables are nested too deep", 0) from None
        return tuple(block for each in resource.body for block in _entries(text, each))


def _entries(text: str, node: ast.EntryType) -> Iterator[Block]:
    if isinstance(node, ast.Junk):
        first = node.annotations[0] if node.annotations else None
        at = first.span.start if first and first.span else node.span.start if node.span else 0
        what = first.message if first else "not a message"
        raise FormatError(f"is not valid Fluent: {what}", min(at, len(text)), "check it in Fluent's playground")
    if isinstance(node, ast.Message | ast.Term):
        key = f"-{node.id.name}" if isinstance(node, ast.Term) else node.id.name
        if node.value:
            yield _block(text, key, node.value)
        for attribute in node.attributes:
            yield _block(text, f"{key}.{attribute.id.name}", attribute.value)


def _block(text: str, key: str, pattern: ast.Pattern) -> Block:
    """Mask what is not text."""
    whole = _span(pattern)
    said = [Span(whole.start, whole.start), *_texts(pattern), Span(whole.end, whole.end)]
    code = [Span(before.end, after.start) for before, after in pairwise(said) if before.end < after.start]
    return entry(text, whole, key, code=code)


def _texts(pattern: ast.Pattern) -> Iterator[Span]:
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            yield _span(element)
        elif isinstance(element.expression, ast.SelectExpression):
            for variant in element.expression.variants:
                yield from _texts(variant.value)


def _span(node: ast.SyntaxNode) -> Span:
    return Span(node.span.start, node.span.end) if node.span else Span(0, 0)
