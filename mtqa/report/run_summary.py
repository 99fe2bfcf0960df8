"""A run in words: a Run comes in, its verdict in a sentence and its files, ranked and in short, go out to writers for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mtqa.report.counts import counts_by_severity
from mtqa.report.entries import Weight, entries_of
from mtqa.report.numbers import counted
from mtqa.report.summary import verdict_sentence
from mtqa.report.visible import visible
from mtqa.types import Checked, Flag, Run


def run_sentence(run: Run) -> str:
    """Say how many files failed and what was found, without the word of the verdict.

    Example: `1 of 3 files fails, 1 could not be judged (2 critical, 1 minor; 4 not counted)`.
    """
    total = len(run.files)
    failed = sum(file.verdict is not None and not file.passed for file in run.files)
    unjudged = sum(file.verdict is None for file in run.files)
    parts = []
    if failed:
        parts.append(f"{_of(failed, total)} {'fails' if failed == 1 else 'fail'}")
    if unjudged:
        parts.append(f"{unjudged if failed else _of(unjudged, total)} could not be judged")
    passes = f"{counted(total, 'file')} {'passes' if total == 1 else 'pass'}" if total else "no file was checked"
    told = ", ".join(parts) or passes
    found = findings_words(_flags(run.files), sum(len(file.suppressed) for file in run.files))
    return f"{told} ({found})" if run.files else told


def _of(count: int, total: int) -> str:
    """Say how many of all. Example: `1 of 3 files`, and of one file `1 file`."""
    return counted(total, "file") if count == total else f"{count} of {counted(total, 'file')}"


def file_sentence(file: Checked) -> str:
    """Say what became of a file: the reasons of its verdict, or why it has none."""
    if file.report is None or file.verdict is None:
        return visible(f"cannot be judged: {file.error}" if file.error else "cannot be judged")
    return visible(verdict_sentence(file.report, file.verdict))


def file_word(file: Checked) -> str:
    """Return `PASS`, `FAIL` or `ERROR`."""
    if file.verdict is None:
        return "ERROR"
    return "PASS" if file.verdict.passed else "FAIL"


def badness(file: Checked) -> tuple[int, ...]:
    """Rank a file, the worst least: those without verdict, those that fail, the others; by missed limits, then findings."""
    weights = Counter(entry.weight for entry in entries_of(file) if entry.reason is None)
    result = 0 if file.verdict is None else 1 if not file.verdict.passed else 2
    return result, *(-weights[weight] for weight in sorted(Weight, reverse=True))


def findings_words(flags: Iterable[Flag], suppressed: int = 0) -> str:
    """Count findings in words. Example: `2 critical, 1 minor; 4 not counted`."""
    told = ", ".join(f"{count} {severity}" for severity, count in counts_by_severity(flags)) or "no finding"
    return f"{told}; {suppressed} not counted" if suppressed else told


def _flags(files: Iterable[Checked]) -> Iterable[Flag]:
    return (flag for file in files if file.report is not None for flag in file.report.flags)
