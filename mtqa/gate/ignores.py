"""Comments that silence a finding: a Report and its Documents come in, the report without those findings goes out to `judge`.

A comment on a line of its own speaks for the next block of prose (of a catalogue: the next entry with all its plural forms),
one beside prose for its line. One in the reference speaks for what the suspect lost of it. Without a code or a reason a
comment silences nothing and is reported as a `Problem`, as is one that names no known code or has nothing to silence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from mtqa.detect import codes
from mtqa.gate.comments import Comment, comments
from mtqa.gate.suppress import without
from mtqa.types import Document, Flag, Problem, Report, Side, Span, Suppressed, line_starts

FORM: str = "write `mtqa: ignore[CODE] -- reason`"

FORMS: Final = {
    "po": re.compile(r"\[\d+\]\Z"),
    "pot": re.compile(r"\[\d+\]\Z"),
    "xml": re.compile(r"\[[^\[\]]*\]\Z"),
    "ftl": re.compile(r"\..*", re.DOTALL),
}
"""By suffix, what a reader of `mtqa.read` adds to the key of an entry that has several texts."""

Target = tuple[str, int, str]
"""What a comment speaks for: `block` or `line`, its number, and a code."""


@dataclass(slots=True)
class _Ignores:
    """The comments of one document that silence something, by what they speak for."""

    document: Document
    starts: list[int] = field(default_factory=list)  # of the blocks
    targets: dict[Target, Comment] = field(default_factory=dict)
    used: set[tuple[Span, str]] = field(default_factory=set)

    def reason(self, span: Span, code: str) -> str | None:
        """Say why a finding of that code at that span does not count, None where it does."""
        block = bisect_right(self.starts, span.start) - 1
        lines = line_starts(self.document.text)
        first, last = bisect_right(lines, span.start), bisect_right(lines, max(span.start, span.end - 1))
        targets = [("block", block, code), *(("line", line, code) for line in range(first, last + 1))]
        comment = next((self.targets[target] for target in targets if target in self.targets), None)
        if comment is None:
            return None
        self.used.add((comment.span, code))
        return comment.reason


def apply(
    report: Report, suspect: Document, reference: Document
) -> tuple[Report, tuple[Suppressed, ...], tuple[Problem, ...]]:
    """Return the report without the findings that comments in its documents silence, those, and what is wrong with comments.

    Example: after `<!-- mtqa: ignore[F102] -- as in the song -->` the next paragraph's `to to` does not count.
    """
    spoken, abroad = comments(suspect), comments(reference)
    if not spoken and not abroad:
        return report, (), ()
    ignores: dict[Side, _Ignores] = {"suspect": _ignores(suspect, spoken), "reference": _ignores(reference, abroad)}
    found = [(flag, _reason(report, flag, ignores)) for flag in report.flags]
    suppressed = tuple(Suppressed(flag, reason) for flag, reason in found if reason is not None)
    problems = (
        *_problems(suspect, spoken, ignores["suspect"], expects=report.scores.parallel),
        *_abroad(reference, _problems(reference, abroad, ignores["reference"], expects=False)),
    )
    return without(report, [one.flag for one in suppressed]), suppressed, problems


def _ignores(document: Document, written: Iterable[Comment]) -> _Ignores:
    made = _Ignores(document, [block.span.start for block in document.blocks])
    known = codes()
    for comment in written:
        if comment.reason:
            places = list(_places(document, made.starts, comment))
            for code in (code for code in comment.codes if code in known):
                for kind, number in places:
                    made.targets.setdefault((kind, number, code), comment)
    return made


def _places(document: Document, starts: list[int], comment: Comment) -> Iterator[tuple[str, int]]:
    if not comment.is_alone:
        lines = line_starts(document.text)
        first, last = bisect_right(lines, comment.span.start), bisect_right(lines, comment.span.end - 1)
        yield from (("line", line) for line in range(first, last + 1))
        return
    first = bisect_left(starts, comment.span.end)
    for at in range(first, len(starts)):
        if _entry(document, at) != _entry(document, first):
            return
        yield "block", at


def _entry(document: Document, at: int) -> object:
    """Name the entry that a block belongs to: plural forms are `key[0]`, `key[1]`, Fluent's attributes `key.title`.

    Brackets that a reader did not add are part of a key. Prose has no entry but itself.
    """
    block = document.blocks[at]
    if block.key is None:
        return block.span
    form = FORMS.get(document.name.lower().rpartition(".")[2])
    return form.sub("", block.key) if form else block.key


def _reason(report: Report, flag: Flag, ignores: dict[Side, _Ignores]) -> str | None:
    own = ignores[flag.side].reason(flag.span, flag.code)
    if own is not None or flag.side == "suspect":
        return own
    sentences = (report.suspect.sentences[index] for index in report.pairs[flag.pair].pair.suspect)
    reasons = (ignores["suspect"].reason(Span(one.start, one.end), flag.code) for one in sentences)
    return next((reason for reason in reasons if reason is not None), None)


def _problems(document: Document, written: Iterable[Comment], ignores: _Ignores, *, expects: bool) -> Iterator[Problem]:
    for comment in written:
        line, column = document.position(comment.span.start)
        yield from (Problem(line, column, message) for message in _faults(comment, ignores, expects=expects))


def _faults(comment: Comment, ignores: _Ignores, *, expects: bool) -> Iterator[str]:
    """Say what is wrong with a comment; `expects` asks that it silences something."""
    if not comment.is_readable:
        yield f"this comment to mtqa cannot be read: {FORM}"
    elif not comment.codes:
        yield f"this comment names no code, so it ignores nothing: {FORM}"
    elif not comment.reason:
        yield f"this comment gives no reason, so it ignores nothing: {FORM}"
    else:
        for code in comment.codes:
            if code not in codes():
                nearest = get_close_matches(code, codes(), n=1)
                yield f"there is no code {code}" + (f"; did you mean {nearest[0]}?" if nearest else "")
            elif expects and (comment.span, code) not in ignores.used:
                yield f"there is no {code} here to ignore: remove it"


def _abroad(reference: Document, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Tell problems of the reference at the top of the suspect, with their place in words."""
    for line, column, message in problems:
        yield Problem(1, 1, f"{reference.name}:{line}:{column}: {message}")
