"""The rows as compact JSON for the page's script: a `Page` comes in, text that is safe inside a script element goes out.

A row is a list, since five thousand objects would repeat their keys; `model.js` names the places again.
"""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Any

from markupsafe import Markup

from mtqa.report.html_rows import ABSENT
from mtqa.report.html_view import Cell, Figure, Mark, Page, Row

UNSAFE: dict[int, str] = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could end the element, begin a comment or break a line of script: written as JSON escapes, same value."""

MEASURES: tuple[str, ...] = ("fidelity", "fluency", "BLEU", "chrF", "TER")
"""Scores of a row, in the order of their places."""


def embedded(page: Page, *, is_static: bool = False) -> Markup:
    r"""Return the JSON, which holds no character that HTML knows, and no text that stands in the page as HTML (`is_static`).

    Example: the text `</script>` in a document becomes `\u003c/script\u003e`.
    """
    data = {
        "severities": page.columns,
        "measures": MEASURES,
        "absent": ABSENT,
        "documents": {heading.role: {"name": heading.name, "lang": heading.lang} for heading in page.headings},
        "rows": [_packed(row, is_static=is_static) for row in page.rows],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(UNSAFE))  # noqa: S704  # nothing is left to escape


def _packed(row: Row, *, is_static: bool) -> list[Any]:
    """Pack a row: kind, shape, moved, scores, both texts and, only where there are any, both sides' findings."""
    packed = [
        *(row.kind, row.shape, int(row.moved), _scores(row.figures + row.metrics)),
        *(None if is_static else _text(cell) for cell in (row.suspect, row.reference)),
    ]
    if row.findings:
        packed += [[astuple(finding) for finding in cell.findings] for cell in (row.suspect, row.reference)]
    return packed


def _scores(figures: tuple[Figure, ...]) -> list[float | None]:
    texts = {figure.name: float(figure.text) for figure in figures}
    return [texts.get(name) for name in MEASURES]


def _text(cell: Cell) -> list[Any]:
    return [[_piece(mark) for mark in sentence] for sentence in cell.sentences]


def _piece(mark: Mark) -> str | list[Any]:
    return [mark.text, mark.severity, mark.family, mark.ends] if mark.severity else mark.text
