"""From evidence to findings. In: `Evidence` of a pair, `Context`. Out: `Flag`s, which `rate` weighs next.

Detectors are named in a table of import strings (and in the entry-point group `mtqa.detectors`), so that importing this
room loads none of them.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from mtqa.types import Context, Evidence, Flag

if TYPE_CHECKING:
    from mtqa.detect.base import Code, Detector

DETECTORS: dict[str, str] = {
    "terms": "mtqa.detect.terms:Terms",
    "language": "mtqa.detect.language:Language",
    "order": "mtqa.detect.order:Order",
    "repetition": "mtqa.detect.repetition:Repetition",
    "echoes": "mtqa.detect.echoes:Echoes",
    "sentences": "mtqa.detect.sentences:Sentences",
    "placeholders": "mtqa.detect.placeholders:Placeholders",
    "series": "mtqa.detect.series:Series",
    "numbers": "mtqa.detect.numbers:Numbers",
    "glued": "mtqa.detect.glued:Glued",
    "negation": "mtqa.detect.negation:Negation",
    "opposites": "mtqa.detect.opposites:Opposites",
    "gender": "mtqa.detect.gender:Gender",
    "persons": "mtqa.detect.persons:Persons",
    "verbs": "mtqa.detect.verbs:Verbs",
    "replaced": "mtqa.detect.replaced:Replaced",
    "names": "mtqa.detect.names:Names",
    "debris": "mtqa.detect.debris:Debris",
    "characters": "mtqa.detect.characters:Characters",
    "script": "mtqa.detect.script:Script",
    "unknown": "mtqa.detect.unknown:Unknown",
    "slips": "mtqa.detect.slips:Slips",
    "gaps": "mtqa.detect.gaps:Gaps",
    "articles": "mtqa.detect.articles:Articles",
    "modifiers": "mtqa.detect.modifiers:Modifiers",
    "spacing": "mtqa.detect.spacing:Spacing",
    "casing": "mtqa.detect.casing:Casing",
    "brackets": "mtqa.detect.brackets:Brackets",
    "marks": "mtqa.detect.marks:Marks",
    "clauses": "mtqa.detect.clauses:Clauses",
    "endings": "mtqa.detect.endings:Endings",
    "garbled": "mtqa.detect.garbled:Garbled",
    "unrendered": "mtqa.detect.unrendered:Unrendered",
}
"""Name -> import string. The order is the order of trust: where findings overlap, the earlier detector's stays."""

GROUP = "mtqa.detectors"
"""The entry-point group by which another package adds a detector; its findings give way to the built-in ones."""

WHOLE_SENTENCE = frozenset({"M401", "M402"})
"""Codes about a sentence as a whole: a finding within that sentence is no rival of theirs."""


ONCE = frozenset({"C102"})
"""Codes of which each finding is said once: whoever corrects it corrects it everywhere."""


@cache
def detectors() -> tuple[Detector, ...]:
    """Load every detector, built-in ones first, the most specific first."""
    return (
        *(_load(target) for target in DETECTORS.values()),
        *(entry.load()() for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name)),
    )


def _load(target: str) -> Detector:
    detector: Detector = resolve_name(target)()
    return detector


@cache
def load_detectors(lang: str) -> None:
    """Load every detector and the word lists of a language, some 0.3 s: for a caller that waits for something else anyway."""
    from mtqa.detect.lexicon import zipf  # noqa: PLC0415 (its word lists are heavy: this room loads light)

    detectors()
    zipf("", lang)


@cache
def codes() -> dict[str, Code]:
    """Map every code that may be raised to what is known of it, sorted by code."""
    table = {code.code: code for detector in detectors() for code in detector.codes}
    return dict(sorted(table.items()))


def unchecked(lang: str) -> str | None:
    """Say in one line which checks this language does not have, None where it has all."""
    from mtqa.detect.languages import note  # noqa: PLC0415 (its word lists are heavy: this room loads light)

    return note(lang)


def detect(evidence: Evidence, context: Context) -> tuple[Flag, ...]:
    """Find everything that is wrong with one pair: flags that do not overlap, by side (suspect first) and span.

    Where the documents are not parallel, only detectors that need no reference are asked.
    """
    return said_once(_found(evidence, context))


def _found(evidence: Evidence, context: Context) -> tuple[Flag, ...]:
    found = (
        flag
        for detector in detectors()
        if context.parallel or not detector.needs_reference
        for flag in detector.detect(evidence, context)
    )
    return merge(found)


def detect_all(evidences: Iterable[Evidence], context: Context) -> tuple[Flag, ...]:
    """Find everything in all pairs, in the order of the pairs."""
    return said_once(flag for evidence in evidences for flag in _found(evidence, context))


def said_once(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Keep of the same finding of a code in `ONCE` the first, with the count: a name that is cased wrong throughout."""
    flags = tuple(flags)
    counts = Counter((flag.code, flag.message) for flag in flags if flag.code in ONCE)
    kept = []
    for flag in flags:
        count = counts.pop((flag.code, flag.message), 0) if flag.code in ONCE else 1
        if count:
            kept.append(flag if count == 1 else replace(flag, message=f"{flag.message}, {count} times in all"))
    return tuple(kept)


def merge(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Keep of overlapping findings on one side the one that comes first in `flags`.

    Example: `paperPublished` is both two glued words and no word of the language; only the former is said.
    """
    kept: list[Flag] = []
    taken: dict[str, list[tuple[int, int]]] = {"suspect": [], "reference": []}
    for flag in flags:
        if flag.code in WHOLE_SENTENCE:
            kept.append(flag)
        elif _free(taken[flag.side], flag.span.start, flag.span.end):
            insort(taken[flag.side], (flag.span.start, flag.span.end))
            kept.append(flag)
    return tuple(sorted(kept, key=lambda flag: (flag.side != "suspect", flag.span.start, flag.span.end, flag.code)))


def _free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (start, end))
    before = at == 0 or taken[at - 1][1] <= start
    return before and (at == len(taken) or taken[at][0] >= end)
