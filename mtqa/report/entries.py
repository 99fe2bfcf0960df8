"""What a run has to tell a build server: a Run comes in, one `Entry` for each thing with its place in a file goes out.

Findings, limits that were missed, files that could not be judged and faulty comments look alike to GitHub, GitLab and
SARIF: a rule, a weight, a message, a place. What the suspect lost is placed in the suspect, where it ought to stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from mtqa.gate.fingerprint import fingerprints
from mtqa.report.counts import code_name
from mtqa.report.summary import check_sentence, suggested
from mtqa.report.visible import visible
from mtqa.types import Checked, Flag, Report, Run, Severity, Verdict, line_starts
from mtqa.types.documents import Position, position_at


class Weight(IntEnum):
    """How much an entry matters; a finding weighs as much as its severity."""

    NOTE = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3
    LIMIT = 4
    ERROR = 5


WEIGHTS: dict[Severity, Weight] = {
    Severity.MINOR: Weight.MINOR,
    Severity.MAJOR: Weight.MAJOR,
    Severity.CRITICAL: Weight.CRITICAL,
}

FINGERPRINT_DIGITS: int = 32
"""Hexadecimal digits of an entry's fingerprint: GitLab's documentation shows an MD5's length."""


NO_VERSION: str = "no version of its reference"
"""What stands over the limit that is no number."""

RECOGNISED: int = 20
"""Characters of a lost wording that tell whether a message has quoted it: it may have cut it."""

START = Position(1, 1)
"""Where what concerns a whole file is told."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file: lines and columns from 1, columns in code points, the end exclusive."""

    path: str
    start: Position = START
    end: Position = START


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tell. `rule` is a finding's code, `limit/NAME`, `file` or `comment`; `title` says it in words.

    `flag` is the finding, if it is one; `elsewhere` its place in the reference where that is another; `reason` is why it
    does not count, None where it does. `fingerprint` is the same in the next run, whatever moved, and unique in this one.
    """

    rule: str
    title: str
    weight: Weight
    message: str
    place: Place
    fingerprint: str
    flag: Flag | None = None
    elsewhere: Place | None = None
    reason: str | None = None

    @property
    def heading(self) -> str:
        """Return what stands over the message. Example: `F102 doubled word`."""
        return self.title if self.flag is None else f"{self.rule} {self.title}"


def entries(run: Run) -> tuple[Entry, ...]:
    """Return everything that a run has to tell, file by file; what does not count is last of its file."""
    return tuple(entry for file in run.files for entry in entries_of(file))


def counting(told: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return what counts, worst first, otherwise in the order of the run."""
    return tuple(sorted((entry for entry in told if entry.reason is None), key=lambda entry: -entry.weight))


def entries_of(file: Checked) -> Iterator[Entry]:
    """Yield what there is to tell of one file."""
    if file.report is None or file.verdict is None:
        message = visible(": ".join(part for part in (file.error, file.hint) if part))
        told = _hash(file.suspect, "file")
        yield Entry("file", "cannot be judged", Weight.ERROR, message, Place(file.suspect), told)
        return
    yield from _missed_limits(file, file.report, file.verdict)
    yield from _findings(file, file.report)
    for line, column, message in file.problems:
        place = Place(file.suspect, Position(line, column), Position(line, column))
        told = _hash(file.suspect, "comment", message, str(line), str(column))
        yield Entry("comment", "comment without effect", Weight.NOTE, visible(message), place, told)


def _missed_limits(file: Checked, report: Report, verdict: Verdict) -> Iterator[Entry]:
    for check in verdict.checks:
        if not check.passed and check.name != "findings":  # those are told one by one
            rule, start = visible(f"limit/{check.name}"), Place(file.suspect)
            message = visible(check_sentence(report, check, verdict))
            title = NO_VERSION if check.name == "parallel" else f"{visible(check.name)} limit missed"
            yield Entry(rule, title, Weight.LIMIT, message, start, _hash(file.suspect, rule))


def _findings(file: Checked, report: Report) -> Iterator[Entry]:
    found: list[tuple[Flag, str | None]] = [(flag, None) for flag in report.flags]
    found += [(one.flag, one.reason) for one in file.suppressed]
    seen = Counter[str]()
    known = fingerprints(report, (flag for flag, _ in found))
    ends = _ends_before(report)
    for (flag, reason), fingerprint in zip(found, known, strict=True):
        same = _hash(file.suspect, *fingerprint)
        seen[same] += 1
        own = _own_place(file, flag)
        place = _where_missing(file, report, flag, ends) if flag.side == "reference" and file.lines else own
        yield Entry(
            rule=visible(flag.code),
            title=visible(code_name(flag.code)),
            weight=WEIGHTS[flag.severity],
            message=_message(flag),
            place=place,
            fingerprint=_hash(same, str(seen[same])),
            flag=flag,
            elsewhere=own if place is not own else None,
            reason=reason,
        )


def _message(flag: Flag) -> str:
    """Say what is wrong and what should stand there; of what the suspect lost, the wording if the message has not said it."""
    change = "" if flag.suggestion is None else f" → {suggested(flag.suggestion)}"
    is_told = flag.side == "suspect" or not flag.text or flag.text[:RECOGNISED] in flag.message
    missing = "" if is_told else f" (reference: {suggested(flag.text)})"
    return f"{visible(flag.message)}{change}{missing}"


def _own_place(file: Checked, flag: Flag) -> Place:
    path = file.suspect if flag.side == "suspect" else file.reference
    starts = line_starts(flag.text)
    last = len(flag.text) - starts[-1]
    end = (
        Position(flag.line, flag.column + last) if len(starts) == 1 else Position(flag.line + len(starts) - 1, last + 1)
    )
    return Place(path, Position(flag.line, flag.column), end)


def _ends_before(report: Report) -> list[int]:
    """Return for each pair the offset at which the suspect's sentences of the pairs before it end."""
    ends, end = [], 0
    for score in report.pairs:
        ends.append(end)
        if score.pair.suspect:
            end = report.suspect.sentences[score.pair.suspect[-1]].end
    return ends


def _where_missing(file: Checked, report: Report, flag: Flag, ends: Sequence[int]) -> Place:
    """Find the sentences of the suspect that a finding on the reference concerns, or the end of those before a lost one."""
    sentences = report.suspect.sentences
    chosen = report.pairs[flag.pair].pair.suspect
    if chosen:
        return _stretch(file, sentences[chosen[0]].start, sentences[chosen[-1]].end)
    return _stretch(file, ends[flag.pair], ends[flag.pair])


def _stretch(file: Checked, start: int, end: int) -> Place:
    return Place(file.suspect, position_at(file.lines, start), position_at(file.lines, end))


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:FINGERPRINT_DIGITS]
