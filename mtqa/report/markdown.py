"""Markdown for a pull request's comment or a job's summary: a Run comes in, text that code hosts show goes out.

It holds no more than a comment may: the verdict, a row a file, then the worst findings, and how many were left out.
Documents are shown as text: nothing in them becomes markup, a link, or a message to a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqa.report.entries import Entry, Weight, counting, entries_of
from mtqa.report.numbers import counted, shown
from mtqa.report.run_summary import badness, file_sentence, file_word, findings_words, run_sentence
from mtqa.report.summary import verdict_word
from mtqa.report.visible import visible
from mtqa.types import Checked, Run

LONGEST: int = 60_000
"""Characters of the output: GitHub takes 65,536 in a comment and more in a job's summary."""

LONGEST_TEXT: int = 120
"""Characters of a flagged text that are quoted: a line or two of a comment."""

FINDINGS_A_FILE: int = 20
"""Findings of one file that are listed before the others are only counted: more nobody reads in a comment."""

SPECIAL = re.compile(r"[@#]|:(?=//)|(?<=www)\.|[\\`*_\[\]<|~$&]")
"""What may be markup somewhere in GitHub's or GitLab's Markdown, or would call a person or link somewhere."""

CALLS = "@#:."
"""Of those the ones that no backslash disarms: an empty comment keeps them from what follows."""

LAST_LINE: int = 80
"""Characters kept for the line that says what did not fit."""

HEADER = ("result", "file", "fidelity", "fluency", "coverage", "findings")


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """Writes at most `longest` characters, the verdict and the worst first."""

    longest: int = LONGEST

    def write(self, run: Run) -> str:
        """Return the comment."""
        ranked = sorted(run.files, key=badness)
        told = [file for file in ranked if not file.passed or list(entries_of(file))]
        blocks = [*(("file", row) for row in _rows(told)), *(block for file in told for block in _details(file))]
        head = f"## mtqa: {verdict_word(run.verdict)}\n\n{escaped(run_sentence(run))}\n"
        return head + _fitted(blocks, self.longest - len(head))


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is, on one line, and that calls nobody. Example: `a*b` is written `a\*b`."""
    return SPECIAL.sub(lambda match: _disarmed(match[0]), visible(text))


def code(text: str) -> str:
    """Return text as a code span, cut when long. Example: `to to` in backticks."""
    shown_text = visible(text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…")
    runs = [len(run) for run in re.findall("`+", shown_text)]
    fence = "`" * (max(runs, default=0) + 1)
    return f"{fence} {shown_text} {fence}" if runs else f"{fence}{shown_text}{fence}"


def _disarmed(character: str) -> str:
    if character not in CALLS:
        return "\\" + character
    return f"\\{character}<!-- -->" if character == "#" else f"{character}<!-- -->"


def _rows(files: Sequence[Checked]) -> Iterator[str]:
    for at, file in enumerate(files):
        head = f"\n| {' | '.join(HEADER)} |\n|---|---|---:|---:|---:|---|\n" if at == 0 else ""
        yield f"{head}| {' | '.join(_row(file))} |\n"


def _row(file: Checked) -> tuple[str, ...]:
    name = escaped(file.suspect)
    if file.report is None:
        return f"**{file_word(file)}**", name, "", "", "", ""
    scores = file.report.scores
    figures = (shown(value) for value in (scores.fidelity, scores.fluency, scores.coverage))
    return f"**{file_word(file)}**", name, *figures, findings_words(file.report.flags, len(file.suppressed))


def _details(file: Checked) -> Iterator[tuple[str, str]]:
    hint = f"\nHint: {escaped(file.hint)}\n" if file.hint else ""
    found = [entry for entry in counting(entries_of(file)) if entry.weight < Weight.LIMIT]  # the sentence says the rest
    yield "", f"\n### {escaped(file.suspect)}\n\n{escaped(file_sentence(file))}\n{hint}" + ("\n" if found else "")
    yield from (("finding", _item(entry)) for entry in found[:FINDINGS_A_FILE])
    if len(found) > FINDINGS_A_FILE:
        yield "", f"- and {counted(len(found) - FINDINGS_A_FILE, 'more finding')}\n"


def _item(entry: Entry) -> str:
    flag, where = entry.flag, f"line {entry.place.start.line}"
    quoted = f" {code(flag.text)}" if flag is not None and flag.side == "suspect" and flag.text else ""
    return f"- **{entry.weight.name.lower()}** {escaped(entry.heading)}, {where}:{quoted} {escaped(entry.message)}\n"


def _fitted(blocks: Sequence[tuple[str, str]], longest: int) -> str:
    """Join as many blocks as fit and say how many of each sort did not; a block of no sort is not counted."""
    kept, size = 0, 0
    while kept < len(blocks) and size + len(blocks[kept][1]) <= longest - LAST_LINE:
        size += len(blocks[kept][1])
        kept += 1
    text = "".join(block for _, block in blocks[:kept])
    rest = Counter(sort for sort, _ in blocks[kept:] if sort)
    return (
        f"{text}\n{' and '.join(counted(rest[sort], f'more {sort}') for sort in rest)} did not fit here.\n"
        if rest
        else text
    )
