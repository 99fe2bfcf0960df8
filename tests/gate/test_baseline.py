"""The baseline: what is known does not fail, what is new or worse does, and it never grows by itself."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from gate_documents import document, flag, report
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.errors import ConfigError
from mtqa.gate.baseline import KNOWN, Baseline, apply, growth, prune, read, record, write
from mtqa.types import Report, Severity

LINES = ["The sea is calm.", "The boat goes goes home.", "It rains.", "The raft goes goes home.", "All is well."]


def rated(lines: list[str], severity: Severity = Severity.MAJOR) -> Report:
    """A text, a paragraph a line, with a finding on every doubled word."""
    suspect = document("\n\n".join(lines) + "\n", "a.md")
    count = suspect.text.count("goes goes")
    flags = [flag(suspect, "goes goes", severity=severity, nth=at) for at in range(count)]
    return report(suspect, document("\n\n".join(["It goes on."] * len(lines)), "b.md"), *flags)


def counting(lines: list[str], known: Baseline, severity: Severity = Severity.MAJOR) -> list[int]:
    """The lines of findings that count."""
    rest, suppressed = apply(rated(lines, severity), known, "a.md")
    assert all(one.reason == KNOWN for one in suppressed)
    assert len(rest.flags) + len(suppressed) == sum(line.count("goes goes") for line in lines)
    return [one.line for one in rest.flags]


@pytest.fixture
def known() -> Baseline:
    return record({"a.md": [rated(LINES)]})


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda lines: lines, 0),
        (lambda lines: ["A new start.", "Another.", *lines, "A new end."], 0),
        (lambda lines: [*lines[:2], "New between.", *lines[2:]], 0),
        (lambda lines: [line.upper().replace("GOES GOES", "goes goes") + " " for line in lines], 0),
        (lambda lines: [line.replace(" ", "  ", 1) for line in lines], 0),
        (lambda lines: lines[3:], 0),
        (lambda lines: [*lines, "The cat goes goes home."], 1),
        (lambda lines: [*lines, "New.", lines[1], "New again."], 1),  # a copy of a known sentence elsewhere
        (lambda lines: [lines[0], lines[1].replace("home", "away"), *lines[2:]], 1),  # whoever touches it mends it
        (lambda lines: [lines[0], "The boat goes goes home and goes goes.", *lines[2:]], 2),
    ],
)
def test_what_is_known_moves_with_its_sentence(known, change, left):
    assert len(counting(change(LINES), known)) == left


def test_a_finding_that_became_worse_counts(known):
    assert counting(LINES, known, Severity.MINOR) == []
    assert len(counting(LINES, known, Severity.CRITICAL)) == 2


def test_a_copy_of_a_known_sentence_does_not_take_its_place():
    lines = ["Before.", "It goes goes on.", "After.", "It goes goes on.", "End."]
    known = record({"a.md": [rated(["Before.", "It goes goes on.", "After."])]})
    assert counting(lines, known) == [7]
    assert counting(["New.", "It goes goes on.", *lines], known) == [3, 11]


def test_as_many_are_known_as_were_recorded():
    twice = rated(["It goes goes on and goes goes on."])
    known = record({"a.md": [twice]})
    assert [debt.times for debt in known.files["a.md"]] == [2]
    once = replace(twice, flags=twice.flags[:1])
    assert apply(twice, record({"a.md": [once]}), "a.md")[0].flags == twice.flags[1:]


def test_another_file_knows_nothing(known):
    assert len(apply(rated(LINES), known, "other.md")[0].flags) == 2


def test_pairs_lose_what_does_not_count(known):
    rest, _ = apply(rated(LINES), known, "a.md")
    assert not any(pair.flags for pair in rest.pairs)
    assert rest.scores == rated(LINES).scores


def test_prune_takes_out_what_is_fixed_and_adds_nothing(known):
    fixed = [LINES[0], "The boat goes home.", *LINES[2:], "The cat goes goes home."]
    pruned = prune(known, {"a.md": [rated(fixed)]})
    assert (pruned.removed, pruned.unknown) == (1, 1)
    assert pruned.baseline.total == 1
    assert len(counting(LINES, pruned.baseline)) == 1


def test_prune_keeps_files_that_were_not_checked_and_forgets_those_that_are_gone(known):
    both = Baseline({**known.files, "b.md": known.files["a.md"], "c.md": known.files["a.md"]})
    pruned = prune(both, {"a.md": [rated(["Nothing here."])]}, gone={"c.md"})
    assert list(pruned.baseline.files) == ["b.md"]
    assert pruned.removed == 4


def test_growth_counts_what_only_the_new_one_knows(known):
    more = record({"a.md": [rated([*LINES, "The cat goes goes home."])], "b.md": [rated(LINES)]})
    assert growth(known, more) == 3
    assert growth(more, known) == 0
    assert growth(known, known) == 0


def test_it_is_written_a_finding_a_line_and_read_back(known):
    text = write(known)
    assert read(text) == known
    assert text.count("\n") == 9
    assert text == write(read(text))
    assert "goes goes" in text
    assert json.loads(text)["schema"] == 1


def test_an_empty_one_is_written_and_read_back():
    assert read(write(Baseline())) == Baseline()
    assert record({"a.md": [rated(["Nothing here."])]}) == Baseline()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no baseline"),
        ('{"schema": 1}', "no baseline"),
        ('{"schema": 2, "files": {}}', "schema 2"),
        ('{"schema": 1, "files": {"a.md": {}}}', "files['a.md'] is not a list"),
        ('{"schema": 1, "files": {"a.md": [3]}}', "files['a.md'][0] is no finding"),
        ('{"schema": 1, "files": {"a.md": [{"code": 1}]}}', "files['a.md'][0] is no finding"),
    ],
)
def test_what_is_no_baseline_is_refused(text, told):
    with pytest.raises(ConfigError) as error:
        read(text)
    assert told in error.value.message


@pytest.mark.parametrize(
    ("key", "value"), [("times", 0), ("times", True), ("times", "2"), ("severity", "fatal"), ("text", None)]
)
def test_a_damaged_finding_is_refused(known, key, value):
    written = json.loads(write(known))
    written["files"]["a.md"][1][key] = value
    with pytest.raises(ConfigError, match=r"a\.md.*1"):
        read(json.dumps(written))


SENTENCES = st.lists(
    st.sampled_from(["It goes goes on.", "We row.", "It goes goes far.", "They wait."]), min_size=1, max_size=8
)


@settings(deadline=None)
@given(SENTENCES, SENTENCES)
def test_what_a_baseline_silences_is_in_it_and_pruning_changes_no_verdict(before, after):
    known = record({"a.md": [rated(before)]})
    found = rated(after)
    rest, suppressed = apply(found, known, "a.md")
    assert len(suppressed) <= known.total
    pruned = prune(known, {"a.md": [found]})
    assert pruned.baseline.total == len(suppressed)
    assert pruned.unknown == len(rest.flags)
    assert apply(found, pruned.baseline, "a.md") == (rest, suppressed)
    assert growth(known, pruned.baseline) == 0
    assert apply(rated(before), known, "a.md")[0].flags == ()
    assert read(write(known)) == known


@settings(deadline=None)
@given(SENTENCES, SENTENCES, SENTENCES)
def test_of_several_references_what_each_found_is_known(one, other, after):
    several = [rated(one), rated(other)]
    known = record({"a.md": several})
    assert all(apply(report, known, "a.md")[0].flags == () for report in several)
    assert record({"a.md": several[::-1]}) == known
    assert record({"a.md": several[:1] * 2}) == record({"a.md": several[:1]})
    assert prune(known, {"a.md": several}) == (known, 0, 0)
    found = [rated(after), several[1]]
    pruned = prune(known, {"a.md": found})
    assert all(apply(report, pruned.baseline, "a.md") == apply(report, known, "a.md") for report in found)
    assert growth(known, pruned.baseline) == 0
