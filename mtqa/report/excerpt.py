"""A long sentence, cut to what matters: the pieces of one side come in, short runs around the findings go out to `text`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtqa.report.passages import Pieces
from mtqa.report.visible import visible

WHOLE: int = 320
"""Characters of a side that is shown uncut: four lines of a terminal, more than nearly every sentence."""

CONTEXT: int = 70
"""Characters kept on either side of a finding in a longer one: about a line in all."""

LONGEST_MARK: int = 160
"""Characters of one marked run: whoever sees the ends of two lines of glued words needs no third."""

CUT = "…"

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of shown text; `numbers` are the findings on it, none in plain text."""

    text: str
    numbers: tuple[int, ...] = ()


def focus(sentences: Sequence[Pieces]) -> float:
    """Return where on a side its first finding stands, 0-1: the place to look at on the other side; 0 where there is none."""
    total = sum(len(piece.text) for pieces in sentences for piece in pieces)
    before = 0
    for piece in (piece for pieces in sentences for piece in pieces):
        if piece.numbers:
            return before / max(total, 1)
        before += len(piece.text)
    return 0.0


def excerpt(sentences: Sequence[Pieces], around: float = 0.0) -> tuple[Run, ...]:
    """Return the runs of a side, safe to print, cut where it is long: around its findings or, if it has none, around a place.

    `around` is that place, 0-1. A side without sentences has no runs.
    """
    runs = _runs(sentences)
    if sum(len(run.text) for run in runs) <= WHOLE:
        return tuple(runs)
    marked = [index for index, run in enumerate(runs) if run.numbers]
    if not marked:
        return (Run(_window("".join(run.text for run in runs), around)),)
    return tuple(_shortened(run, index < marked[0], index > marked[-1]) for index, run in enumerate(runs))


def superscript(numbers: Sequence[int]) -> str:
    """Write the numbers of findings small. Example: `superscript((1, 12))` is `¹·¹²`."""
    return "·".join(str(number).translate(SUPERSCRIPT) for number in numbers)


def _runs(sentences: Sequence[Pieces]) -> list[Run]:
    """Join neighbouring pieces that share a finding, and plain ones, also across sentences."""
    runs: list[Run] = []
    for order, pieces in enumerate(sentences):
        if order:
            _append(runs, Run(" "))
        for piece in pieces:
            _append(runs, Run(visible(piece.text), piece.numbers))
    return runs


def _append(runs: list[Run], run: Run) -> None:
    if runs and (set(runs[-1].numbers) & set(run.numbers) or runs[-1].numbers == run.numbers == ()):
        last = runs.pop()
        run = Run(last.text + run.text, tuple(sorted({*last.numbers, *run.numbers})))
    runs.append(run)


def _shortened(run: Run, is_first: bool, is_last: bool) -> Run:
    if run.numbers:
        half = LONGEST_MARK // 2
        return run if len(run.text) <= LONGEST_MARK else Run(run.text[:half] + CUT + run.text[-half:], run.numbers)
    if is_first:
        return Run(_ending(run.text, CONTEXT))
    if is_last:
        return Run(_beginning(run.text, CONTEXT))
    if len(run.text) <= 2 * CONTEXT:
        return run
    return Run(_beginning(run.text, CONTEXT) + _ending(run.text, CONTEXT).removeprefix(CUT))


def _window(text: str, around: float) -> str:
    """Keep the stretch whose middle is that place, or as near to it as the ends allow."""
    start = max(min(round(len(text) * around) - WHOLE // 2, len(text) - WHOLE), 0)
    return _beginning(_ending(text, len(text) - start), WHOLE)


def _beginning(text: str, length: int) -> str:
    """Keep the first characters, up to the last word that fits whole."""
    if len(text) <= length:
        return text
    kept, space, _ = text[:length].rpartition(" ")
    return (kept if space else text[:length]) + f" {CUT}"


def _ending(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    _, space, kept = text[-length:].partition(" ")
    return f"{CUT} " + (kept if space else text[-length:])
