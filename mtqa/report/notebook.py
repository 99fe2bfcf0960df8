"""A report in a notebook: a Report comes in, the HTML of a frame with its whole page goes out to the notebook's cell.

The page stands in a frame of its own, so that neither its style nor its script meets the notebook's.
"""

from __future__ import annotations

from html import escape

from mtqa.gate import Limits, judge
from mtqa.report.html import HtmlWriter
from mtqa.report.summary import verdict_sentence, verdict_word
from mtqa.report.text import TextWriter
from mtqa.types import Report

HEIGHT: int = 640
"""Pixels of the frame: the verdict, the scores and the map of the document are in sight, and the next cell is near."""

LARGEST: int = 4_000_000
"""Characters of a page that a notebook is to keep; some 5,000 pairs. Of a longer document it shows the text report."""


def cell(report: Report, largest: int = LARGEST) -> str:
    """Return the frame, judged by the default limits. Example: what `report` as the last line of a cell shows."""
    verdict = judge(report, Limits())
    page = HtmlWriter().write(report, verdict)
    if len(page) > largest:
        return f"<pre>{escape(TextWriter().write(report, verdict))}</pre>"
    title = escape(f"mtqa: {verdict_word(verdict)}: {verdict_sentence(report, verdict)}")
    style = f"width: 100%; height: {HEIGHT}px; border: 0"
    return f'<iframe title="{title}" style="{style}" sandbox="allow-scripts allow-downloads" srcdoc="{escape(page)}"></iframe>'
