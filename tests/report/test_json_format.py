from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from report_samples import SAMPLES, aligned, garbled

from mtqa.errors import InputError
from mtqa.gate import Limits, judge
from mtqa.report.json_format import dumps, dumps_alignment, loads
from mtqa.types import (
    AlignedPair,
    Check,
    Flag,
    PairScore,
    Report,
    ReportSentence,
    ReportSide,
    Scores,
    Severity,
    Span,
    Totals,
    Verdict,
)

SCHEMA = json.loads((files("mtqa.report") / "assets" / "result.schema.json").read_text(encoding="utf-8"))


def validator(definition: str) -> Draft202012Validator:
    """Validate one of the two shapes, which names the trouble better than `oneOf` does."""
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": SCHEMA["$defs"]})


@pytest.mark.parametrize("name", SAMPLES)
class TestEverySample:
    def test_its_json_is_what_was_looked_at(self, name, golden):
        report = SAMPLES[name]()
        golden.check(f"{name}.json", dumps(report, judge(report, Limits())))

    def test_it_comes_back_equal(self, name):
        report = SAMPLES[name]()
        verdict = judge(report, Limits(min_fidelity=50.0))
        assert loads(dumps(report, verdict)) == (report, verdict)

    def test_it_obeys_the_schema(self, name):
        report = SAMPLES[name]()
        written = json.loads(dumps(report, judge(report, Limits())))
        validator("result").validate(written)
        Draft202012Validator(SCHEMA).validate(written)

    def test_its_alignment_obeys_the_schema(self, name):
        written = json.loads(dumps_alignment(aligned(SAMPLES[name]())))
        validator("alignment").validate(written)
        Draft202012Validator(SCHEMA).validate(written)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("place", [(), ("suspect",), ("pairs", 1), ("flags", 0), ("scores",), ("verdict",)])
def test_the_schema_knows_every_key_and_needs_every_key(place):
    written = json.loads(dumps(garbled(), judge(garbled(), Limits())))
    spot = written
    for step in place:
        spot = spot[step]
    for key in list(spot):
        kept = spot.pop(key)
        assert not validator("result").is_valid(written), f"{key} may be missing"
        spot[key] = kept
    spot["surprise"] = 1
    assert not validator("result").is_valid(written)


def test_the_keys_come_in_the_order_of_the_contract():
    written = json.loads(dumps(garbled(), judge(garbled(), Limits())))
    assert list(written) == [
        "schema",
        "mtqa",
        "signature",
        "suspect",
        "reference",
        "pairs",
        "flags",
        "scores",
        "verdict",
    ]
    assert list(written["pairs"][0]) == [
        "suspect",
        "reference",
        "kind",
        "moved",
        "similarity",
        "fidelity",
        "fluency",
        "chrf",
        "bleu",
        "ter",
    ]
    assert list(written["scores"])[:5] == ["fidelity", "fluency", "coverage", "parallel", "parallel_confidence"]
    alignment = json.loads(dumps_alignment(aligned(garbled())))
    assert list(alignment) == ["schema", "mtqa", "signature", "suspect", "reference", "pairs"]
    assert list(alignment["pairs"][0]) == ["suspect", "reference", "kind", "moved", "similarity"]


def test_every_pair_and_flag_has_a_line_of_its_own():
    lines = dumps(garbled(), judge(garbled(), Limits())).splitlines()
    assert sum(line.lstrip().startswith('{"suspect"') for line in lines) == len(garbled().pairs)
    assert sum(line.lstrip().startswith('{"code"') for line in lines) == len(garbled().flags)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_json_does_not_know_is_never_written(value):
    report = garbled()
    with pytest.raises(ValueError, match="JSON"):
        dumps(replace(report, scores=replace(report.scores, bleu=value)), Verdict(passed=True))


HOSTILE = ["\x00", "\x1b[31m", "\ud800", "\udfff\ud800", "\u2028", "\x9b", "\u202e", "</script>", '"\\', "👩‍🚀", "\r\n"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_encodable_on_one_line_and_comes_back(text):
    report = garbled()
    report = replace(report, signature=text, suspect=replace(report.suspect, name=text, notes=(text,)))
    written = dumps(report, Verdict(passed=True))
    assert loads(written.encode("utf-8").decode("utf-8"))[0] == report
    assert len(written.splitlines()) == written.count("\n")
    assert all(character == "\n" or character.isprintable() or ord(character) > 0x9F for character in written)


# ---- what is wrong in a file, and where


def broken(change: str, value: object) -> str:
    """Write the garbled sample with one value replaced, `pairs.1.kind` for instance, or removed where it is `...`."""
    written = json.loads(dumps(garbled(), judge(garbled(), Limits())))
    *steps, last = [int(step) if step.isdigit() else step for step in change.split(".")]
    spot = written
    for step in steps:
        spot = spot[step]
    if value is ...:
        del spot[last]
    else:
        spot[last] = value
    return json.dumps(written)


@pytest.mark.parametrize(
    ("change", "value", "said"),
    [
        ("mtqa", ..., "mtqa is missing"),
        ("schema", 2, "schema 2"),
        ("schema", "1", "schema is not a whole number"),
        ("scores", ..., "has no scores"),
        ("scores.fidelity", "high", "scores.fidelity is not a finite number"),
        ("scores.fidelity", True, "scores.fidelity is not a finite number"),
        ("scores.bleu", 10**400, "scores.bleu is not a finite number"),
        ("scores.parallel", 1, "scores.parallel is neither true nor false"),
        ("suspect", [], "suspect is not an object"),
        ("suspect.sentences", {}, "suspect.sentences is not a list"),
        ("suspect.sentences.2.end", 1, r"suspect.sentences\[2\].end is 1, before the start"),
        ("pairs.1.kind", "merge", r"pairs\[1\].kind is merge, yet its sentences make it match"),
        ("pairs.1.kind", "twin", r"pairs\[1\].kind is 'twin', not one of match, "),
        ("pairs.1.suspect", [6], r"pairs\[1\].suspect names a sentence beyond the 6"),
        ("pairs.1.reference", [-1], r"pairs\[1\].reference\[0\] is not a whole number"),
        ("flags.0.severity", "bad", r"flags\[0\].severity is 'bad', not one of minor, major, critical"),
        ("flags.0.pair", 7, r"flags\[0\].pair is 7, beyond the 7 pairs"),
        ("flags.0.suggestion", 5, r"flags\[0\].suggestion is not a string"),
        ("verdict.checks.0.limit", None, r"verdict.checks\[0\].limit is not a finite number"),
    ],
)
def test_a_damaged_result_is_refused_with_its_place(change, value, said):
    with pytest.raises(InputError, match=said) as caught:
        loads(broken(change, value))
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1"),
        ('{"schema": 1,\n "mtqa" 2}', "line 2, column 9"),
        ("[" * 100_000, "not a result"),
        ('{"schema": ' + "1" * 5000 + "}", "not a result"),
        ('{"schema": NaN}', "NaN is not a JSON number"),
        ("[]", "the result is not an object"),
        ("null", "the result is not an object"),
        ("\x00", "line 1, column 1"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(text, said):
    with pytest.raises(InputError, match=said):
        loads(text)


def test_the_output_of_align_is_told_apart():
    with pytest.raises(InputError, match="no scores") as caught:
        loads(dumps_alignment(aligned(garbled())))
    assert "mtqa align" in caught.value.hint


def test_a_key_of_a_later_version_is_passed_over():
    assert loads(broken("pairs.0.later", 1)) == loads(dumps(garbled(), judge(garbled(), Limits())))


# ---- the law


text = st.text(st.characters() | st.sampled_from('\x00\x1b\u2028\ud800\\"<'), max_size=12).filter(
    # two halves of one character are one character once they are read back
    lambda value: value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") == value
)
score = st.none() | st.floats(0, 100)
probability = st.floats(0, 1)
span = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(sorted).map(lambda ends: Span(*ends))


@st.composite
def sides(draw: st.DrawFn) -> ReportSide:
    sentences = draw(
        st.lists(st.builds(lambda at, said: ReportSentence(at.start, at.end, said), span, text), max_size=4)
    )
    return ReportSide(draw(text), draw(text), tuple(sentences), tuple(draw(st.lists(text, max_size=2))))


def indexes(side: ReportSide) -> st.SearchStrategy[tuple[int, ...]]:
    if not side.sentences:
        return st.just(())
    return st.lists(st.integers(0, len(side.sentences) - 1), max_size=3).map(tuple)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    suspect, reference = draw(sides()), draw(sides())
    pair = st.builds(AlignedPair, indexes(suspect), indexes(reference), probability, st.booleans())
    pairs = draw(
        st.lists(st.builds(PairScore, pair, score, score, score, score, st.none() | st.floats(0, 1e9)), max_size=4)
    )
    flag = st.builds(
        Flag, text, text, st.sampled_from(Severity), st.sampled_from(["suspect", "reference"]), span, text,
        st.none() | text, probability, st.integers(0, max(len(pairs) - 1, 0)), text, st.integers(0), st.integers(0),
    )  # fmt: skip
    flags = tuple(draw(st.lists(flag, max_size=4))) if pairs else ()
    owned = tuple(replace(one, flags=tuple(flag for flag in flags if flag.pair == at)) for at, one in enumerate(pairs))
    scores = st.builds(Scores, score, score, score, score, score, score, st.booleans(), probability)
    return Report(suspect, reference, owned, flags, draw(scores), draw(text), draw(text), Totals())


checks = st.builds(Check, text, score, st.floats(0, 100), st.booleans())
verdicts = st.builds(Verdict, st.booleans(), st.lists(checks, max_size=3).map(tuple))


@settings(max_examples=60, deadline=None)
@given(report=reports(), verdict=verdicts)
def test_any_report_comes_back_equal_from_utf_8(report, verdict):
    assert loads(dumps(report, verdict).encode("utf-8").decode("utf-8")) == (report, verdict)


def test_the_page_about_it_shows_an_object_that_obeys_the_schema():
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    example = page.partition("```json\n")[2].partition("```")[0]
    validator("result").validate(json.loads(example))
    report, verdict = loads(example)
    assert verdict == judge(report, Limits())
    # and it is written as a result is written
    assert [line for line in dumps(report, verdict).splitlines() if '"schema"' in line or '{"' in line] == [
        line for line in example.splitlines() if '"schema"' in line or '{"' in line
    ]
