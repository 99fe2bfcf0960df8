"""From a run to what its index shows: a Run comes in, an `Index` of plain values goes out to `run_html`.

All text passes `visible` here; escaping for HTML is the template's work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mtqa.report.counts import WORST_FIRST
from mtqa.report.entries import Entry, entries_of
from mtqa.report.numbers import shown
from mtqa.report.run_summary import badness, file_sentence, file_word, run_sentence
from mtqa.report.summary import verdict_word
from mtqa.report.visible import visible
from mtqa.types import Checked, Run

SCORES: tuple[str, ...] = ("fidelity", "fluency", "coverage")
"""Scores that the index has a column for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with the name of its column; empty where there is none."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the index; `href` leads to its page and is empty where it has none."""

    number: int
    word: str
    name: str
    href: str
    sentence: str
    hint: str
    scores: tuple[Cell, ...]
    counts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A finding that does not count, or a comment that has no effect; `reason` is empty for a comment."""

    place: str
    title: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Index:
    """Everything on the index, in its order: the worst documents first."""

    word: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[DocumentRow, ...]
    asides: tuple[AsideRow, ...]
    version: str


def index(run: Run, href: Callable[[int], str]) -> Index:
    """Gather what the index shows; `href` gives the address of the page of the file at a place in the run."""
    ranked = sorted(range(len(run.files)), key=lambda number: badness(run.files[number]))
    has_suppressed = any(file.suppressed for file in run.files)
    return Index(
        word=verdict_word(run.verdict),
        sentence=visible(run_sentence(run)),
        columns=(*SCORES, *map(str, WORST_FIRST), *(["not counted"] if has_suppressed else [])),
        rows=tuple(_row(number, run.files[number], href(number), has_suppressed=has_suppressed) for number in ranked),
        asides=tuple(aside for file in run.files for aside in _asides(file)),
        version=visible(run.version),
    )


def _row(number: int, file: Checked, href: str, *, has_suppressed: bool) -> DocumentRow:
    flags = file.report.flags if file.report else ()
    scores = file.report.scores if file.report else None
    found = [(str(severity), sum(flag.severity is severity for flag in flags)) for severity in WORST_FIRST]
    found += [("not counted", len(file.suppressed))] if has_suppressed else []
    return DocumentRow(
        number=number,
        word=file_word(file),
        name=visible(file.suspect),
        href=href if file.report else "",
        sentence=file_sentence(file),
        hint=visible(file.hint or ""),
        scores=tuple(Cell(name, shown(getattr(scores, name)) if scores else "") for name in SCORES),
        counts=tuple(Cell(name, str(count) if count else "") for name, count in found),
    )


def _asides(file: Checked) -> Iterator[AsideRow]:
    for entry in entries_of(file):
        if entry.reason is not None or entry.rule == "comment":
            text = visible(entry.flag.text) if entry.flag else entry.message
            yield AsideRow(_place(entry), entry.heading, text, visible(entry.reason or ""))


def _place(entry: Entry) -> str:
    return f"{visible(entry.place.path)}:{entry.place.start.line}:{entry.place.start.column}"
