"""Markup that shows as text: tags, entities, template brackets, escaped line ends.

Source: what converters and engines leave in running text. Deliberately not caught: what the reference's pair shows too
(texts about markup), comparison signs (`a < b`), markup that the format itself reads (it is no prose), lone asterisks.

F403 never fired in the translations that codes were developed on, but for an escape that their reference shows as well:
they are plain text from end to end, whereas web pages and exports are not.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from mtqa.detect.base import Code, quoted
from mtqa.types import Context, Evidence, Flag, Severity, Span

DEBRIS = Code(
    code="F403",
    name="markup-debris",
    category="fluency/unintelligible",
    severity=Severity.MAJOR,
    summary="Markup stands in the text as text: a tag, an entity, an escape.",
    why="The reader sees code, and whatever it was to do is not done.",
    bad="Fish &amp; chips are sold at the<br> harbour.",
    good="Fish & chips are sold at the harbour.",
    advice="Name the format with --format where the file is no plain text. A sign that is still understood (`&amp;`) is minor.",
    confidence=0.95,
)

_DEBRIS = regex.compile(
    r"&(?:\p{ASCII_Letter}{2,10}|#\d{1,6}|#x[0-9a-fA-F]{1,6});"
    r"|</?(?:a|b|i|u|p|br|hr|em|li|ul|ol|td|tr|th|h[1-6]|div|sub|sup|img|span|font|code|strong|table|script|style)"
    r"(?:\s[^<>]{0,200})?/?>"
    r"|\\[nrt](?=\s|\p{Lu}|$)|\{\{|\}\}|\[/?(?:b|i|u|url|img|quote)\]|<!--|-->|<!\[CDATA\[".replace(
        r"\p{ASCII_Letter}", "[A-Za-z]"
    )
)

# A sign that every reader understands, one of `& " ' < >`, where it is no part of a tag that was escaped.
_READABLE = regex.compile(r"&(?:amp|quot|apos|lt|gt|#38|#34|#39|#60|#62|#x26|#x22|#x27|#x3c|#x3e);", regex.IGNORECASE)
_ESCAPED = regex.compile(r"&(?:lt|#60|#x3c);/?\w[^&<>]{0,200}&(?:gt|#62|#x3e);", regex.IGNORECASE)


class Debris:
    """Scans the suspect's prose for markup."""

    codes = (DEBRIS,)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:  # noqa: ARG002 (one signature for all)
        """Yield a flag for each piece of markup that the pair's reference does not show."""
        found = [(sentence, match) for sentence in evidence.suspect for match in _DEBRIS.finditer(sentence.prose)]
        shown = "".join("".join(each.prose.split()) for each in evidence.reference) if found else ""
        escaped = bool(found) and any(_ESCAPED.search(sentence.prose) for sentence in evidence.suspect)
        for sentence, match in found:
            if "".join(match.group().split()) not in shown:
                start = sentence.span.start
                span = Span(start + match.start(), start + match.end())
                readable = not escaped and _READABLE.fullmatch(match.group()) is not None
                severity = Severity.MINOR if readable else None
                message = f"{quoted(match.group())} is markup, shown as text"
                yield DEBRIS.flag(evidence, span, message, severity=severity)
