"""From evidence to scores: examples by hand, then the laws of sums."""

from __future__ import annotations

from dataclasses import fields, replace
from math import exp, isclose

import pytest
from fixture_reports import PAIRS, document, rated
from hypothesis import given
from hypothesis import strategies as st

from mtqa.rate import closeness, discount, distances, fidelity, fluency, points, rate, scores, totals
from mtqa.rate.closeness import SURFACE_POWER, SURFACE_SCALE, SURFACE_WEIGHTS
from mtqa.rate.counts import DAMPING, counted
from mtqa.rate.rating import SMOOTHING, UNSEEN, UNSEEN_OF_LANGUAGE
from mtqa.segment import segment
from mtqa.types import UNREAD, AlignedPair, Alignment, Evidence, Flag, Sentence, Severity, Signals, Span, Totals
from mtqa.words import words

PERFECT = Signals(100.0, 100.0, 0.0, 1.0, 1.0, 1.0, 1.0, (), (), ())
COUNTED = ("length", "aspect", "marks", "padding")
HALF = Signals(50.0, 0.0, 1.0, 0.5, 0.5, 0.5, 0.5, (2.0, 4.0), (1.0, 1.0, 1.0), ())


def sentence(text: str) -> Sentence:
    return Sentence(0, Span(0, len(text)), text, text)


def evidence(suspect: str, reference: str, signals: Signals | None, index: int = 0) -> Evidence:
    left, right = ((sentence(text),) if text else () for text in (suspect, reference))
    return Evidence(
        index=index,
        pair=AlignedPair((index,) if suspect else (), (index,) if reference else ()),
        suspect=left,
        reference=right,
        suspect_words=words(left[0]) if left else (),
        reference_words=words(right[0]) if right else (),
        signals=signals,
    )


def flag(
    severity: Severity = Severity.MINOR,
    category: str = "fluency/spelling",
    side: str = "suspect",
    confidence: float = 1.0,
    pair: int = 0,
) -> Flag:
    return Flag("F102", category, severity, side, Span(0, 1), "why", confidence=confidence, pair=pair)  # type: ignore[arg-type]


# ---- by hand


def test_points_are_those_of_mqm_times_belief() -> None:
    found = [flag(), flag(Severity.MAJOR, confidence=0.5), flag(Severity.CRITICAL)]
    assert points(found) == 1.0 + 2.5 + 10.0
    assert points([]) == 0.0


@pytest.mark.parametrize(
    ("count", "word_count", "factor"),
    [(0.0, 0, 1.0), (0.0, 20, 1.0), (1.0, 20, exp(-1 / (20 + SMOOTHING))), (10.0, 0, exp(-1))],
)
def test_what_findings_cost(count: float, word_count: int, factor: float) -> None:
    assert isclose(discount(count, word_count), factor)


def test_one_sure_minor_error_in_twenty_words_is_84() -> None:
    assert round(fluency(Totals(soundness_sum=2000.0, fluency_points=UNSEEN_OF_LANGUAGE, fluency_words=20)) or 0) == 84


def test_closeness_of_half_a_distance_everywhere() -> None:
    distance = sum(0.5 * weight for name, weight in SURFACE_WEIGHTS.items() if name not in COUNTED)
    assert isclose(closeness(HALF, "abc", "xyz"), 100 * exp(-((SURFACE_SCALE * distance) ** SURFACE_POWER)))


def test_identical_text_is_100_whatever_is_measured() -> None:
    assert closeness(HALF, "the same", "the same") == 100.0


def test_distances_are_none_where_nothing_differs() -> None:
    assert distances(PERFECT, "abc", "xyz") == dict.fromkeys(SURFACE_WEIGHTS, 0.0)
    assert distances(replace(PERFECT, cosine=-0.5), "abc", "xyz")["cosine"] == 1.0


@pytest.mark.parametrize(
    ("name", "suspect", "reference", "more"),
    [
        ("aspect", "The mill had been sold.", "The mill was sold.", 2),
        ("aspect", "The mill was sold.", "The mill had been sold.", 0),
        ("aspect", "They've sold it, and it's raining.", "They sold it, and it rains.", 2),
        ("aspect", "It was raining and they were singing.", "It was raining and they sang.", 1),
        ("aspect", "Sie war gewesen, was sie war.", "Sie war es.", 0),
        ("marks", "The mill, was sold", "The mill was sold.", 2),
        ("marks", "“The mill was sold.”", "'The mill was sold.'", 0),
        ("marks", "So … 10,000 – sold.", "So ... 10000 - sold.", 0),
        ("aspect", "The mill's building was nothing.", "The mill was sold.", 0),
        ("padding", "The old and quiet mill was sold.", "The mill was sold.", 2),
        ("padding", "It was the mill that was sold.", "The mill was sold.", 0),
        ("padding", "Sold.", "The old mill was sold.", 0),
    ],
)
def test_what_is_counted(name: str, suspect: str, reference: str, more: int) -> None:
    length = len(suspect.replace(",", " ").split()) + DAMPING
    assert isclose(counted(suspect, reference)[name], more / length**0.5)


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("The mill had been sold.", "The mill was just sold."),
        ("The mill was, sold.", "The mill was  sold."),
        ("The mill was sold grey.", "The mill was sold then."),
    ],
)
def test_what_is_counted_lowers_closeness(worse: str, better: str) -> None:
    assert len(worse) == len(better)  # the length is a distance, too
    assert closeness(HALF, worse, "The mill was sold.") < closeness(HALF, better, "The mill was sold.")


def test_a_pair_into_sums() -> None:
    found = totals(
        evidence("To to town.", "To town, then.", HALF),
        [flag(), flag(Severity.MAJOR, "accuracy/mistranslation"), flag(side="reference", confidence=0.5)],
    )
    assert found == Totals(
        closeness_sum=closeness(HALF, "To to town.", "To town, then.") * 14,
        closeness_weight=14,
        points=UNSEEN * (1.0 + 5.0 + 0.5),
        words=3,
        soundness_sum=300.0,
        fluency_points=UNSEEN_OF_LANGUAGE,
        fluency_words=3,
        reference_chars=14,
        covered_chars=14,
        bleu_counts=(2.0, 4.0),
        chrf_counts=(1.0, 1.0, 1.0),
    )


def test_an_omission_costs_coverage_only() -> None:
    alone = evidence("", "Nobody came.", None)
    (scored,), total = rate([alone], [flag(side="reference")], parallel=True)
    assert total == Totals(reference_chars=12)
    assert (scored.fidelity, scored.fluency, scored.chrf) == (None, None, None)
    assert scores(total, Alignment((alone.pair,), parallel=True, confidence=1.0)).coverage == 0.0


def test_an_addition_has_fluency_only() -> None:
    (scored,), total = rate([evidence("Nobody came.", "", None)], [], parallel=True)
    assert (scored.fidelity, scored.fluency) == (None, 100.0)
    assert fidelity(total) is None


def test_no_score_is_invented_for_texts_that_are_not_parallel() -> None:
    (scored,), total = rate([evidence("To to town.", "Rain.", HALF)], [flag()], parallel=False)
    assert (scored.fidelity, scored.fluency, scored.chrf, scored.bleu, scored.ter) == (None,) * 5
    assert scored.flags == (flag(),)
    assert total == Totals()


def test_nothing_has_no_score() -> None:
    shown = scores(Totals(), Alignment((), parallel=True, confidence=1.0))
    assert (shown.fidelity, shown.fluency, shown.coverage, shown.bleu, shown.chrf, shown.ter) == (None,) * 6


def test_flags_go_to_their_pair_in_order_of_place() -> None:
    later = replace(flag(pair=1), span=Span(5, 6))
    other = replace(flag(side="reference", pair=1), span=Span(0, 1))
    first, second = evidence("A a.", "B.", HALF), evidence("C c.", "D.", HALF, index=1)
    (none, several), _ = rate([first, second], [other, later, flag(pair=1)], parallel=True)
    assert none.flags == ()
    assert several.flags == (flag(pair=1), later, other)


# ---- laws

counts = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: tuple(map(float, pair)))
sums = st.builds(
    Totals,
    closeness_sum=st.integers(0, 900).map(float),
    closeness_weight=st.integers(0, 9),
    points=st.integers(0, 9).map(float),
    words=st.integers(0, 9),
    fluency_points=st.integers(0, 9).map(float),
    fluency_words=st.integers(0, 9),
    reference_chars=st.integers(0, 9),
    covered_chars=st.integers(0, 9),
    bleu_counts=st.just(()) | counts,
    chrf_counts=st.just(()) | counts,
    ter_counts=st.just(()) | counts,
)


@given(sums, sums, sums)
def test_sums_are_associative_and_commutative(a: Totals, b: Totals, c: Totals) -> None:
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + Totals() == a == Totals() + a


@given(st.sampled_from(sorted(SURFACE_WEIGHTS)), st.floats(0, 1), st.floats(0, 1))
def test_closeness_falls_with_every_distance(name: str, near: float, far: float) -> None:
    near, far = sorted((near, far))

    def at(distance: float) -> float:
        if name == "length":
            return closeness(HALF, "x" * round(100 * distance), "")
        if name in COUNTED:
            more = round(20 * distance)
            word = {"aspect": "been", "marks": "and,", "padding": "mill"}[name]
            return closeness(HALF, f"{word} " * more + "than " * (20 - more) + "x", "than " * 20)
        value = 100 * (1 - distance) if name == "chrf" else 1 - distance
        return closeness(replace(HALF, **{name: value}), "abc", "xyz")  # type: ignore[arg-type]

    assert 0 <= at(far) <= at(near) <= 100


@given(st.floats(0, 1e4), st.floats(0, 1e4), st.integers(0, 10_000))
def test_more_findings_never_rate_higher(few: float, many: float, word_count: int) -> None:
    few, many = sorted((few, many))
    assert 0 <= discount(many, word_count) <= discount(few, word_count) <= 1


@pytest.mark.parametrize("folder", PAIRS)
def test_a_document_is_the_sum_of_its_pairs(folder: str) -> None:
    report = rated(folder)
    assert report.totals
    read = [sentence.prose.translate(UNREAD) for sentence in segment(document(folder, "reference"))]  # without markup
    lengths = [sum(len(read[i]) for i in pair.pair.reference) for pair in report.pairs]
    scored = [length for pair, length in zip(report.pairs, lengths, strict=True) if pair.fidelity is not None]
    covered = sum(length for pair, length in zip(report.pairs, lengths, strict=True) if pair.pair.suspect)
    assert report.totals.closeness_weight == sum(scored)
    assert report.totals.reference_chars == sum(lengths)
    assert isclose(report.scores.coverage or 0, 100 * covered / sum(lengths))
    paired = [flag for pair in report.pairs if pair.fidelity is not None for flag in pair.flags]
    assert isclose(report.totals.points, UNSEEN * points(paired))
    assert min(pair.fidelity for pair in report.pairs if pair.fidelity is not None) <= (report.scores.fidelity or 0)
    assert all(0 <= (getattr(report.scores, name) or 0) <= 100 for name in ("fidelity", "fluency", "coverage", "chrf"))


def test_every_field_of_the_totals_is_summed() -> None:
    one = Totals(*(1.0 if field.type in {"float", "int"} else (1.0,) for field in fields(Totals)))
    assert all(getattr(one + one, field.name) in {2.0, (2.0,)} for field in fields(Totals))
