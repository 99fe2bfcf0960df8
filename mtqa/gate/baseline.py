"""Debt that is known: a Report and a `Baseline` come in, the report without the known findings goes out to `judge`.

A baseline only shrinks: a finding is known as often as it was recorded and at most as severe; `prune` takes out what is
fixed, and what would make it grow is counted by `growth`, so that nobody lets it grow unawares.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mtqa.errors import ConfigError
from mtqa.gate.fingerprint import Fingerprint, fingerprints
from mtqa.gate.suppress import without
from mtqa.types import Flag, Report, Severity, Suppressed

SCHEMA: int = 1
"""The version of the file's form."""

KNOWN: str = "in the baseline"
"""The reason by which a known finding does not count."""

LONGEST_TEXT: int = 60
"""Characters of the flagged text that are kept for whoever reads the file: it shall stay one line."""

HINT: str = "write it anew with `mtqa baseline write`"


Reports = Mapping[str, Sequence[Report]]
"""By the name of the suspect: a report for each of its references."""


class Debt(NamedTuple):
    """One known finding, as often as it occurs; `text` only helps whoever reads the file."""

    fingerprint: Fingerprint
    severity: Severity
    times: int
    text: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by the name of the suspect."""

    files: Mapping[str, tuple[Debt, ...]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return how many findings it knows."""
        return sum(debt.times for debts in self.files.values() for debt in debts)


class Pruned(NamedTuple):
    """A baseline without what is fixed; `removed` counts that, `unknown` the findings that it does not cover."""

    baseline: Baseline
    removed: int
    unknown: int


def record(reports: Reports) -> Baseline:
    """Take every finding of every report, by the suspect's name, as known."""
    files = {name: _debts(several) for name, several in sorted(reports.items())}
    return Baseline({name: debts for name, debts in files.items() if debts})


def growth(old: Baseline, new: Baseline) -> int:
    """Count the findings that `new` knows and `old` does not: what nobody may add unawares."""
    return sum(sum(_matched(debts, old.files.get(name, ()))[0]) for name, debts in new.files.items())


def apply(report: Report, baseline: Baseline, name: str) -> tuple[Report, tuple[Suppressed, ...]]:
    """Return the report without the findings that are known of the suspect of that name, and those, each with its reason.

    A finding is known if its code and sentence are, beside at least one neighbour of old, at most as severe as recorded.
    Example: `apply(report, record({"a.md": [report]}), "a.md")[0].flags` is empty.
    """
    known, _ = _known(report, baseline.files.get(name, ()))
    return without(report, known), tuple(Suppressed(flag, KNOWN) for flag in known)


def prune(baseline: Baseline, reports: Reports, gone: Collection[str] = ()) -> Pruned:
    """Keep what the reports still hold. Files without a report stay as they are, except those that are `gone`.

    Nothing is added: `unknown` findings go on failing, one against two references in both reports.
    """
    files: dict[str, tuple[Debt, ...]] = {}
    unknown = 0
    for name, several in reports.items():
        debts, used = baseline.files.get(name, ()), Counter[int]()
        for report in several:
            known, used_here = _known(report, debts)
            unknown += len(report.flags) - len(known)
            used |= used_here  # each report has the whole list to itself
        files[name] = tuple(debt._replace(times=used[place]) for place, debt in enumerate(debts) if used[place])
    files |= {name: debts for name, debts in baseline.files.items() if name not in reports and name not in gone}
    pruned = Baseline({name: files[name] for name in sorted(files) if files[name]})
    return Pruned(pruned, baseline.total - pruned.total, unknown)


def read(text: str) -> Baseline:
    """Read what `write` wrote. Raises: ConfigError saying what is wrong and where."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"the baseline is not JSON: {error}", HINT) from error
    if not isinstance(value, dict) or not isinstance(value.get("files"), dict):
        raise ConfigError("this is no baseline: it has no files", HINT)
    if value.get("schema") != SCHEMA:
        raise ConfigError(f"the baseline has schema {value.get('schema')!r}, unknown to this mtqa", HINT)
    return Baseline({name: _read_debts(name, rows) for name, rows in value["files"].items()})


def write(baseline: Baseline) -> str:
    """Return the file's text: one finding a line, sorted, so that two people's changes merge."""
    files = [
        f"    {json.dumps(name)}: [\n" + ",\n".join(f"      {json.dumps(_row(debt))}" for debt in debts) + "\n    ]"
        for name, debts in sorted(baseline.files.items())
    ]
    inside = "{\n" + ",\n".join(files) + "\n  }" if files else "{}"
    return f'{{\n  "schema": {SCHEMA},\n  "files": {inside}\n}}\n'


def _debts(reports: Sequence[Report]) -> tuple[Debt, ...]:
    """Count findings that share a fingerprint and a severity, where reports differ as often as the one with most."""
    most = Counter[tuple[Fingerprint, Severity]]()
    texts: dict[tuple[Fingerprint, Severity], str] = {}
    for report in reports:
        counts = Counter[tuple[Fingerprint, Severity]]()
        for flag, fingerprint in zip(report.flags, fingerprints(report, report.flags), strict=True):
            counts[fingerprint, flag.severity] += 1
            texts.setdefault((fingerprint, flag.severity), " ".join(flag.text.split())[:LONGEST_TEXT])
        most |= counts  # of both, the larger
    return tuple(Debt(*key, count, texts[key]) for key, count in sorted(most.items()))


def _known(report: Report, debts: tuple[Debt, ...]) -> tuple[tuple[Flag, ...], Counter[int]]:
    """Return the findings that debts cover, and how much of each debt, by its place, they use."""
    found = [
        Debt(fingerprint, flag.severity, 1, "")
        for flag, fingerprint in zip(report.flags, fingerprints(report, report.flags), strict=True)
    ]
    left, used = _matched(found, debts)
    return tuple(flag for flag, open_ in zip(report.flags, left, strict=True) if not open_), used


def _matched(found: Sequence[Debt], known: Sequence[Debt]) -> tuple[list[int], Counter[int]]:
    """Cover what is found by what is known and not used up: return what stays open of each, and what is used of each.

    Exact ones first, or a copy of a sentence could take the debt of the sentence that stayed in its place.
    """
    by_sentence: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, debt in enumerate(known):
        by_sentence[debt.fingerprint[:2]].append(place)
    left, used = [debt.times for debt in found], Counter[int]()
    for is_exact in (True, False):
        for at, wanted in enumerate(found):
            for place in by_sentence[wanted.fingerprint[:2]]:
                debt = known[place]
                if _covers(debt, wanted) and (debt.fingerprint == wanted.fingerprint or not is_exact):
                    taken = min(left[at], debt.times - used[place])
                    left[at] -= taken
                    used[place] += taken
    return left, used


def _covers(known: Debt, found: Debt) -> bool:
    old, new = known.fingerprint, found.fingerprint
    same = old[:2] == new[:2] and (old.before == new.before or old.after == new.after)
    return same and found.severity.rank <= known.severity.rank


def _row(debt: Debt) -> dict[str, Any]:
    severity = {"severity": debt.severity.value, "times": debt.times, "text": debt.text}
    return {**debt.fingerprint._asdict(), **severity}


def _read_debts(name: str, rows: object) -> tuple[Debt, ...]:
    if not isinstance(rows, list):
        raise ConfigError(f"the baseline is damaged: files[{name!r}] is not a list", HINT)
    return tuple(_read_debt(f"files[{name!r}][{place}]", row) for place, row in enumerate(rows))


def _read_debt(place: str, row: object) -> Debt:
    try:
        fingerprint = Fingerprint(*(_text(row[key]) for key in Fingerprint._fields))  # type: ignore[index]
        debt = Debt(fingerprint, Severity(row["severity"]), row["times"], _text(row["text"]))  # type: ignore[index]
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"the baseline is damaged: {place} is no finding ({error})", HINT) from error
    if not isinstance(debt.times, int) or isinstance(debt.times, bool) or debt.times < 1:
        raise ConfigError(f"the baseline is damaged: {place}.times is not 1 or more", HINT)
    return debt


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a string")
    return value
