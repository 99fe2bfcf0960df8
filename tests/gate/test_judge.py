from __future__ import annotations

from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.errors import ConfigError
from mtqa.gate import Limits, judge
from mtqa.types import AlignedPair, Check, Flag, PairScore, Report, ReportSentence, ReportSide, Scores, Severity, Span

TEXT = "I go to to town."
RATED = Scores(69.96, 80.0, 95.0, 20.0, 40.0, 60.0, parallel=True, parallel_confidence=0.9)
NOT_PARALLEL = Scores(None, None, None, None, None, None, parallel=False, parallel_confidence=0.1)


def report(*severities: Severity, scores: Scores = RATED) -> Report:
    flags = tuple(Flag("F102", "fluency/grammar", severity, "suspect", Span(5, 10), "twice") for severity in severities)
    side = ReportSide("s", "en", (ReportSentence(0, len(TEXT), TEXT),))
    return Report(side, side, (PairScore(AlignedPair((0,), (0,)), flags=flags),), flags, scores, "", "")


@pytest.mark.parametrize(
    ("severities", "fail_on", "passed"),
    [
        ([], Severity.MINOR, True),
        ([Severity.MINOR], Severity.MAJOR, True),
        ([Severity.MINOR], Severity.MINOR, False),
        ([Severity.MAJOR], Severity.MAJOR, False),
        ([Severity.CRITICAL], Severity.MAJOR, False),
        ([Severity.MAJOR], Severity.CRITICAL, True),
        ([Severity.CRITICAL], None, True),
    ],
)
def test_findings_fail_from_their_severity_on(severities, fail_on, passed):
    assert judge(report(*severities), Limits(fail_on=fail_on)).passed is passed


def test_the_default_asks_for_parallel_documents_and_no_major_finding():
    verdict = judge(report(Severity.MAJOR, Severity.MINOR), Limits())
    assert verdict.checks == (Check("parallel", 1.0, 1.0, passed=True), Check("findings", 1.0, 0.0, passed=False))
    assert not verdict.passed


@pytest.mark.parametrize(
    ("severities", "limits", "names"),
    [
        ([Severity.MINOR] * 3, Limits(max_minor=2), {"minor-findings"}),
        ([Severity.MINOR] * 2, Limits(max_minor=2), set()),
        ([Severity.MAJOR] * 2, Limits(max_major=2), set()),  # fail-on does not ask about them again
        ([Severity.MAJOR] * 3, Limits(max_major=2), {"major-findings"}),
        ([Severity.MAJOR, Severity.CRITICAL], Limits(max_major=2), {"findings"}),
        ([Severity.CRITICAL], Limits(max_critical=0, fail_on=None), {"critical-findings"}),
    ],
)
def test_a_severity_with_a_count_of_its_own_is_judged_by_it(severities, limits, names):
    verdict = judge(report(*severities), limits)
    assert {check.name for check in verdict.checks if not check.passed} == names


@pytest.mark.parametrize("value", [-1, 1.5, True, "3"])
def test_a_count_is_a_whole_number(value):
    with pytest.raises(ConfigError, match="max_major"):
        Limits(max_major=value)


def test_documents_that_are_not_parallel_fail_unless_that_is_allowed():
    assert not judge(report(scores=NOT_PARALLEL), Limits()).passed
    assert judge(report(scores=NOT_PARALLEL), Limits(require_parallel=False)).passed


@pytest.mark.parametrize(
    ("limits", "name", "passed"),
    [
        (Limits(min_fidelity=69.96), "fidelity", True),
        (Limits(min_fidelity=69.97), "fidelity", False),  # both are shown as 70.0
        (Limits(min_fluency=80.0), "fluency", True),
        (Limits(min_fluency=80.01), "fluency", False),
        (Limits(min_coverage=95.0), "coverage", True),
        (Limits(min_coverage=100.0), "coverage", False),
        (Limits(max_flagged_percent=34.0), "flagged-percent", True),
        (Limits(max_flagged_percent=33.0), "flagged-percent", False),  # 4 of 12 characters: 33.3
    ],
)
def test_every_limit_has_a_check_on_the_unrounded_value(limits, name, passed):
    verdict = judge(report(Severity.MINOR), limits)
    assert [(check.name, check.passed) for check in verdict.checks if check.name == name] == [(name, passed)]
    assert verdict.passed is passed


@pytest.mark.parametrize("field", ["min_fidelity", "min_fluency", "min_coverage", "max_flagged_percent"])
def test_a_limit_on_what_does_not_exist_fails(field):
    limits = Limits(require_parallel=False, **{field: 0.0 if field.startswith("min") else 100.0})
    verdict = judge(report(scores=NOT_PARALLEL), limits)
    assert not verdict.passed
    assert [check.actual for check in verdict.checks if not check.passed] == [None]


@pytest.mark.parametrize("value", [-0.1, 100.1, nan, inf, True, "70", [1], 10**400])
@pytest.mark.parametrize("field", ["min_fidelity", "min_fluency", "min_coverage", "max_flagged_percent"])
def test_a_limit_outside_the_scale_is_refused_by_name(field, value):
    with pytest.raises(ConfigError, match=field) as caught:
        Limits(**{field: value})
    assert caught.value.hint == f"give {field} a number from 0 to 100"


def test_an_unknown_severity_is_refused_with_the_right_ones():
    with pytest.raises(ConfigError, match="'majr'") as caught:
        Limits(fail_on="majr")
    assert "minor, major, critical" in caught.value.hint


percents = st.none() | st.floats(0, 100)


@given(scores=st.tuples(percents, percents, percents), limits=st.tuples(percents, percents, percents))
def test_a_verdict_passes_if_and_only_if_every_check_does_and_raising_a_score_never_hurts(scores, limits):
    rated = report(scores=replace(RATED, **dict(zip(("fidelity", "fluency", "coverage"), scores, strict=True))))
    asked = Limits(*limits)
    verdict = judge(rated, asked)
    assert verdict.passed == all(check.passed for check in verdict.checks)
    best = replace(rated, scores=replace(rated.scores, fidelity=100.0, fluency=100.0, coverage=100.0))
    assert judge(best, asked).passed
