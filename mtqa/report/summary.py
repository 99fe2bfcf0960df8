"""The verdict in a sentence: a Report and its Verdict come in, words that a careful reader would use go out to writers.

Text and HTML say the same in the same words, so they stand here and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mtqa.report.counts import code_name, counts_by_severity
from mtqa.report.numbers import counted, share, shown_against
from mtqa.report.visible import visible
from mtqa.types import Check, Flag, Report, Severity, Verdict

NAMED_KINDS: int = 4
"""Kinds of finding that the verdict names before it only counts the rest: they fit a line of 100 columns."""

LONGEST_SUGGESTION: int = 160
"""Characters of a suggestion: two lines of a terminal tell what should stand there."""

PERCENT_CHECKS: dict[str, str] = {
    "fidelity": "fidelity is {}, below the limit of {}",
    "fluency": "fluency is {}, below the limit of {}",
    "coverage": "coverage is {}, below the limit of {}",
    "flagged-percent": "{} % of the suspect is flagged, above the limit of {} %",
}
"""Check name -> what its failure means."""

COUNTED: str = "-findings"
"""Ends the name of a check that counts the findings of one severity, such as `minor-findings`."""


def verdict_word(verdict: Verdict) -> str:
    """Return `PASS` or `FAIL`."""
    return "PASS" if verdict.passed else "FAIL"


def verdict_sentence(report: Report, verdict: Verdict) -> str:
    """Say why the suspect passes or fails, without the word itself.

    Example: `garbled: 1 of 66 sentences holds a major finding (stutter)`.
    """
    if not report.scores.parallel:
        return _not_parallel(report)
    failures = [check_sentence(report, check, verdict) for check in verdict.checks if not check.passed]
    if failures:
        return "; ".join(failures)
    if any(check.name == "findings" for check in verdict.checks):
        return _harmless(report.flags)
    return "every limit is met" if verdict.checks else "no limit is set"


def suggested(suggestion: str) -> str:
    """Quote what should stand instead, cut when very long, so that spaces are seen. Example: `suggested("")` is `nothing: delete it`."""
    if not suggestion:
        return "nothing: delete it"
    shortened = suggestion if len(suggestion) <= LONGEST_SUGGESTION else suggestion[:LONGEST_SUGGESTION] + "…"
    return f'"{visible(shortened)}"'


def _not_parallel(report: Report) -> str:
    blank = [
        role for role, side in (("suspect", report.suspect), ("reference", report.reference)) if not side.sentences
    ]
    if blank:
        return f"nothing to compare: the {' and the '.join(blank)} {'has' if len(blank) == 1 else 'have'} no sentence"
    chance = share(report.scores.parallel_confidence)
    return f"not parallel: these look like two different texts (probability of one text: {chance})"


def check_sentence(report: Report, check: Check, verdict: Verdict) -> str:
    """Say what the failure of one check of a verdict means. Example: `fidelity is 61.3, below the limit of 70.0`."""
    if check.name == "parallel":
        return _not_parallel(report)
    if check.name == "findings":
        counted_alone = {other.name.removesuffix(COUNTED) for other in verdict.checks if other.name.endswith(COUNTED)}
        judged = tuple(flag for flag in report.flags if flag.severity not in counted_alone)
        return _harmful(report, _failing_flags(judged, check))
    if check.name.endswith(COUNTED) and check.actual is not None:
        severity = check.name.removesuffix(COUNTED)
        return f"{counted(round(check.actual), f'{severity} finding')}, above the limit of {check.limit:.0f}"
    if check.actual is None:
        return f"{check.name} cannot be judged: there is nothing to measure"
    template = PERCENT_CHECKS.get(check.name, check.name + " is {}, the limit is {}")
    return template.format(*shown_against(check.actual, check.limit))


def _failing_flags(flags: Sequence[Flag], check: Check) -> tuple[Flag, ...]:
    """Find the severity that the gate fails on, which a verdict does not name, by the count that it does."""
    for severity in Severity:
        failing = tuple(flag for flag in flags if flag.severity.rank >= severity.rank)
        if len(failing) == check.actual:
            return failing
    return tuple(flags)


def _harmful(report: Report, failing: Sequence[Flag]) -> str:
    """Tell the sentences that say it badly from the ones that the suspect leaves out."""
    missing = {index for flag in failing for index in _left_out(report, flag)}
    present = [flag for flag in failing if not _left_out(report, flag)]
    if not present:
        return f"incomplete: {_of(len(missing), len(report.reference.sentences), 'is', 'are')} missing from the suspect"
    at_fault = {index for flag in present for index in report.pairs[flag.pair].pair.suspect}
    holders = _of(len(at_fault), len(report.suspect.sentences), "holds", "hold")
    text = f"{_manner(present)}: {holders} {_severities(present)} findings ({_kinds(present)})"
    return f"{text}; {counted(len(missing), 'sentence')} of the reference missing" if missing else text


def _left_out(report: Report, flag: Flag) -> tuple[int, ...]:
    pair = report.pairs[flag.pair].pair
    return pair.reference if pair.kind == "omission" else ()


def _of(count: int, total: int, singular: str, plural: str) -> str:
    return f"{count} of {counted(total, 'sentence')} {singular if count == 1 else plural}"


def _manner(flags: Sequence[Flag]) -> str:
    families = {"garbled" if flag.category.startswith("fluency/") else "unfaithful" for flag in flags}
    return " and ".join(sorted(families))


def _severities(flags: Sequence[Flag]) -> str:
    return " or ".join(severity for severity, _ in counts_by_severity(flags))


def _kinds(flags: Sequence[Flag]) -> str:
    """Name the most frequent codes and count the others."""
    ranked = sorted(Counter(flag.code for flag in flags).items(), key=lambda item: (-item[1], item[0]))
    names = [code_name(code) for code, _ in ranked[:NAMED_KINDS]]
    rest = len(ranked) - len(names)
    return ", ".join([*names, counted(rest, "more kind")] if rest else names)


def _harmless(flags: Sequence[Flag]) -> str:
    """Name the least severity that was not found: a verdict that passes says no more than that."""
    if not flags:
        return "no finding"
    worst = max(flags, key=lambda flag: flag.severity.rank).severity
    counts = ", ".join(f"{count} {severity}" for severity, count in counts_by_severity(flags))
    if worst is Severity.CRITICAL:
        return f"no new finding ({counts})"
    above = tuple(Severity)[worst.rank + 1]
    return f"no finding of severity {above}{' or above' if above is not Severity.CRITICAL else ''} ({counts})"
