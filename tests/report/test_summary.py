from __future__ import annotations

from dataclasses import replace

import pytest
from report_samples import SAMPLES, Maker, clean, empty, garbled, pair, spotless, unrelated

from mtqa.gate import Limits, judge
from mtqa.report.counts import counts_by_code, counts_by_severity, worst_pairs
from mtqa.report.summary import suggested, verdict_sentence, verdict_word
from mtqa.types import Check, Report, Severity, Verdict

GARBLED = (
    "garbled and unfaithful: 3 of 6 sentences hold critical or major findings"
    " (stutter, glued words, number differs, lost name, 1 more kind); 1 sentence of the reference missing"
)
FLAGGED = (
    "2.3 % of the suspect is flagged, above the limit of 1.0 %;"
    " garbled: 1 of 2 sentences holds minor findings (stray spacing)"
)
UNASKED = Limits(fail_on=None, require_parallel=False)


def one_flag(category: str, severity: Severity = Severity.MAJOR) -> Report:
    maker = Maker(["It was so so cold."], ["It was cold."])
    maker.flag(0, "F102", severity, "so so", "twice", category=category)
    return maker.report([pair([0], [0], 80.0, 60.0)])


def omission() -> Report:
    maker = Maker(["It rained."], ["It rained.", "Nobody came."])
    maker.flag(
        1, "M401", Severity.MAJOR, "Nobody came.", "nothing says this", category="accuracy/omission", on="reference"
    )
    return maker.report([pair([0], [0], 100.0, 100.0), pair([], [1])])


@pytest.mark.parametrize(
    ("report", "limits", "sentence"),
    [
        (
            garbled(),
            Limits(),
            GARBLED,
        ),
        (
            garbled(),
            Limits(fail_on=Severity.CRITICAL),
            "garbled and unfaithful: 2 of 6 sentences hold critical findings (stutter, number differs)",
        ),
        (one_flag("fluency/grammar"), Limits(), "garbled: 1 of 1 sentence holds major findings (doubled word)"),
        (one_flag("terminology"), Limits(), "unfaithful: 1 of 1 sentence holds major findings (doubled word)"),
        (omission(), Limits(), "incomplete: 1 of 2 sentences is missing from the suspect"),
        (unrelated(), Limits(), "not parallel: these look like two different texts (probability of one text: 0.03)"),
        (unrelated(), UNASKED, "not parallel: these look like two different texts (probability of one text: 0.03)"),
        (empty(), Limits(), "nothing to compare: the suspect and the reference have no sentence"),
        (clean(), Limits(), "no finding of severity major or above (1 minor)"),
        (one_flag("fluency/grammar"), Limits(fail_on=Severity.CRITICAL), "no finding of severity critical (1 major)"),
        (spotless(), Limits(), "no finding"),
        (clean(), Limits(fail_on=None), "every limit is met"),
        (clean(), UNASKED, "no limit is set"),
        (clean(), Limits(min_fidelity=95.0), "fidelity is 93.9, below the limit of 95.0"),
        (clean(), Limits(min_fluency=98.31), "fluency is 98.30, below the limit of 98.31"),
        (
            clean(),
            Limits(fail_on=Severity.MINOR, max_flagged_percent=1.0),
            FLAGGED,
        ),
    ],
)
def test_the_verdict_is_a_sentence_that_names_its_reasons(report, limits, sentence):
    assert verdict_sentence(report, judge(report, limits)) == sentence


def test_a_score_that_does_not_exist_cannot_be_judged():
    report = replace(clean(), scores=replace(clean().scores, coverage=None))
    assert "coverage cannot be judged" in verdict_sentence(report, judge(report, Limits(min_coverage=50.0)))


def test_a_check_of_another_package_is_told_by_its_name():
    verdict = Verdict(passed=False, checks=(Check("style", 3.0, 4.0, passed=False),))
    assert verdict_sentence(clean(), verdict) == "style is 3.0, the limit is 4.0"


def test_a_verdict_that_counts_only_some_findings_claims_no_severity():
    verdict = Verdict(passed=True, checks=(Check("findings", 0.0, 0.0, passed=True),))
    assert verdict_sentence(garbled(), verdict) == "no new finding (2 critical, 4 major, 1 minor)"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_word_is_the_verdict(name):
    verdict = judge(SAMPLES[name](), Limits())
    assert verdict_word(verdict) == ("PASS" if verdict.passed else "FAIL")


def test_codes_are_counted_worst_severity_first_then_most_frequent():
    counts = counts_by_code(garbled().flags)
    assert [count.code for count in counts] == ["F101", "M201", "F201", "M301", "M401", "M402", "F102"]
    assert sum(count.total for count in counts) == len(garbled().flags)
    assert counts_by_severity(garbled().flags) == ((Severity.CRITICAL, 2), (Severity.MAJOR, 4), (Severity.MINOR, 1))


def test_the_worst_pair_has_the_most_critical_then_major_flags_then_the_lowest_score():
    assert worst_pairs(garbled(), judge(garbled(), Limits())) == (1, 5, 3, 4)


def test_where_a_score_limit_fails_pairs_below_it_are_shown_though_they_have_no_flag():
    assert worst_pairs(clean(), judge(clean(), Limits(min_fidelity=95.0))) == (0, 1)
    assert worst_pairs(clean(), judge(clean(), Limits(min_fidelity=93.0))) == (1,)


@pytest.mark.parametrize(
    ("suggestion", "text"),
    [("to", '"to"'), (" ", '" "'), ("", "nothing: delete it"), ("\x1b", '"\\x1b"'), ("x" * 999, f'"{"x" * 160}…"')],
)
def test_a_suggestion_is_quoted(suggestion, text):
    assert suggested(suggestion) == text
