"""Findings that do not count: a Report and the flags to leave out come in, the report without them goes out to `judge`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from mtqa.types import Flag, Report


def without(report: Report, flags: Collection[Flag]) -> Report:
    """Return the report without these flags; its scores, which were measured with them, stay as they are."""
    if not flags:
        return report
    left_out = frozenset(flags)

    def kept(found: tuple[Flag, ...]) -> tuple[Flag, ...]:
        return tuple(flag for flag in found if flag not in left_out)

    pairs = tuple(replace(score, flags=kept(score.flags)) for score in report.pairs)
    return replace(report, pairs=pairs, flags=kept(report.flags))
