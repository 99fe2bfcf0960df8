"""A run on a terminal: a Run comes in, a line a finding under a line a file goes out, and the verdict last.

The verdict stands last because a run's output scrolls by. A run of one file is that file's own report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from mtqa.report.console import rendered
from mtqa.report.entries import Entry, counting, entries_of
from mtqa.report.numbers import counted
from mtqa.report.run_summary import file_sentence, file_word, run_sentence
from mtqa.report.summary import verdict_word
from mtqa.report.text import STYLES, TextWriter
from mtqa.report.visible import visible
from mtqa.types import Checked, Run

WORD_STYLES: dict[str, str] = {"PASS": "bold green", "FAIL": "bold red", "ERROR": "bold red"}

MOST: int = 10
"""Findings listed of one file: a screen of 24 lines still shows its name."""


@dataclass(frozen=True, slots=True)
class TextRunWriter:
    """Writes for a person at a terminal `width` columns wide."""

    width: int = 100
    color: bool = False

    def write(self, run: Run) -> str:
        """Return the text: files with something to tell, in the run's order, then the verdict."""
        if len(run.files) == 1 and run.files[0].report is not None and run.files[0].verdict is not None:
            text = TextWriter(self.width, self.color).write(run.files[0].report, run.files[0].verdict)
            return text + self._rendered(_aside(run.files[0]))
        silent = sum(file.passed and not list(entries_of(file)) for file in run.files)
        word = verdict_word(run.verdict)
        last = Text.assemble((word, WORD_STYLES[word]), "  ", (run_sentence(run), "bold"))
        count = [Text(f"{counted(silent, 'file')} without a finding", "dim")] if silent else []
        return self._rendered([*(block for file in run.files for block in _file(file)), *count, last])

    def _rendered(self, blocks: Sequence[RenderableType]) -> str:
        return rendered(blocks, width=self.width, color=self.color) if blocks else ""


def _file(file: Checked) -> Iterator[RenderableType]:
    """Name a file that has something to tell; list findings only of one that fails."""
    told = list(entries_of(file))
    if file.passed and not told:
        return
    word = file_word(file)
    yield Text.assemble((word, WORD_STYLES[word]), "  ", (visible(file.suspect), "bold"), f"  {file_sentence(file)}")
    if file.hint:
        yield _indented(Text(f"hint: {visible(file.hint)}"))
    found = [entry for entry in counting(told) if entry.flag is not None] if not file.passed else []
    yield from (_indented(_line(entry)) for entry in found[:MOST])
    if len(found) > MOST:
        yield _indented(Text(f"and {counted(len(found) - MOST, 'more finding')}", "dim"))
    yield from map(_indented, _aside(file))


def _line(entry: Entry) -> Text:
    line, column = entry.place.start
    place = f"{visible(entry.place.path)}:{line}:{column}"
    severity = entry.flag.severity if entry.flag else None
    word = (str(severity), STYLES[severity]) if severity else ("note", "dim")
    return Text.assemble((f"{place}  ", "dim"), word, f" {entry.heading}: {entry.message}")


def _aside(file: Checked) -> list[Text]:
    """Say what is wrong with comments, and how many findings do not count, by reason."""
    lines = [_line(entry) for entry in entries_of(file) if entry.rule == "comment"]
    reasons = Counter(one.reason for one in file.suppressed)
    lines += [
        Text(f"{counted(count, 'finding')} not counted: {visible(reason)}", "dim") for reason, count in reasons.items()
    ]
    return lines


def _indented(block: RenderableType) -> RenderableType:
    return Padding(block, (0, 0, 0, 2))
