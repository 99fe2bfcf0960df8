"""Segments that are already aligned: order, several references, blank sides, the same numbers as for documents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fixture_reports import document, rated

from mtqa import Config, PairScore, pairs, score, score_pairs
from mtqa.errors import InputError

ENGLISH = Config(lang="en")
SEGMENTS = [
    ("He went to to town on Monday.", "He went to town on Monday."),
    ("The gate closed at nine.", "The gate closed at nine."),
    ("", "Nobody asked him why."),
    ("A completely invented remark.", ""),
    ("", ""),
    ("It costs €384 million.", "It costs €348 million."),
    ("The gate closed at nine.", "The gate did not close at nine."),
]


def shown(scored: PairScore) -> tuple[object, ...]:
    return (
        scored.fidelity,
        scored.fluency,
        scored.chrf,
        scored.bleu,
        scored.ter,
        [(flag.code, flag.side, flag.span, flag.text) for flag in scored.flags],
    )


def test_scores_come_in_order_one_a_pair() -> None:
    scored = score_pairs(SEGMENTS, ENGLISH)
    assert [each.pair.suspect for each in scored] == [(index,) for index in range(len(SEGMENTS))]
    assert {each.pair.reference for each in scored} == {(0,)}
    assert [flag.code for flag in scored[0].flags] == ["F102"]
    assert scored[1].fidelity == scored[1].fluency == 100.0
    assert [flag.code for flag in scored[5].flags] == ["M101"]
    assert [flag.code for flag in scored[6].flags] == ["M301"]
    assert {flag.pair for index, each in enumerate(scored) for flag in each.flags if flag.pair != index} == set()


def test_each_pair_is_rated_on_its_own() -> None:
    together = score_pairs(SEGMENTS, ENGLISH)
    for index, segment in enumerate(SEGMENTS):
        (alone,) = score_pairs([segment], ENGLISH)
        assert shown(alone) == shown(together[index])


@pytest.mark.parametrize(
    ("suspect", "reference", "fidelity"),
    [("", "", 100.0), ("  ", "\n", 100.0), ("", "Some text.", 0.0), ("Some text.", " ", 0.0), ("Yes.", "Yes.", 100.0)],
)
def test_blank_sides_have_a_score(suspect: str, reference: str, fidelity: float) -> None:
    (scored,) = score_pairs([(suspect, reference)], ENGLISH)
    assert scored.fidelity == fidelity


def test_of_several_references_the_best_counts() -> None:
    worse, better = "Prices rose sharply in the spring.", "The gate closed at nine o’clock."
    suspect = "The gate closed at nine."
    (scored,) = score_pairs([(suspect, [worse, better, worse])], ENGLISH)
    singles = [score_pairs([(suspect, reference)], ENGLISH)[0].fidelity or 0.0 for reference in (worse, better)]
    assert scored.pair.reference == (1,)
    assert scored.fidelity == max(singles)


def test_any_reference_vouches_for_a_word() -> None:
    """A word that one reference has is no unknown word beside another."""
    suspect = "The old Zwirbelmaschine stopped."
    (one,) = score_pairs([(suspect, ["The old machine stopped."])], ENGLISH)
    (two,) = score_pairs(
        [(suspect, ["The old machine stopped.", "The Zwirbelmaschine was old and it halted."])], ENGLISH
    )
    assert "Zwirbelmaschine" in {flag.text for flag in one.flags}
    assert "W101" not in {flag.code for flag in two.flags}


@pytest.mark.parametrize(
    ("suspect", "reference"), [(s, r) for s, r in SEGMENTS if s and r and s[0] != "A"], ids=lambda text: text[-12:]
)
def test_a_pair_is_rated_like_documents_of_one_sentence(suspect: str, reference: str) -> None:
    report = score(suspect, reference, ENGLISH)
    assert report.scores.parallel
    (scored,) = score_pairs([(suspect, reference)], ENGLISH)
    assert shown(scored) == shown(report.pairs[0])
    assert (scored.fidelity, scored.fluency) == (report.scores.fidelity, report.scores.fluency)


def test_offsets_count_within_the_segment() -> None:
    for (suspect, reference), scored in zip(SEGMENTS, score_pairs(SEGMENTS, ENGLISH), strict=True):
        for flag in scored.flags:
            text = suspect if flag.side == "suspect" else reference
            assert text[flag.span.start : flag.span.end] == flag.text
            assert (flag.line, flag.column) == (1, flag.span.start + 1)


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_chunk_size_changes_nothing(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = score_pairs(SEGMENTS, ENGLISH)
    monkeypatch.setattr(pairs, "CHUNK", size)
    assert score_pairs(SEGMENTS, ENGLISH) == whole


def test_one_language_holds_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number in a short segment is read as the language that the longer ones are in, wherever it stands."""
    german = "Das Land bezahlt dafür seit dem letzten Frühjahr viel Geld, und alle Bauern sind damit zufrieden."
    listed = [(german, german), ("Es sind 4,6 Meter.", "Es sind 4,6 Meter."), ("OK 1.000 m", "OK 1000 m")]
    whole = score_pairs(listed)
    monkeypatch.setattr(pairs, "CHUNK", 1)
    assert score_pairs(listed) == whole == score_pairs(listed, Config(lang="de"))


def test_a_generator_will_do() -> None:
    assert score_pairs((pair for pair in SEGMENTS), ENGLISH) == score_pairs(SEGMENTS, ENGLISH)


def test_no_pair_no_score() -> None:
    assert score_pairs([]) == []


def test_a_pair_without_a_reference_is_refused_by_its_number() -> None:
    with pytest.raises(InputError, match="pair 1 has no reference") as caught:
        score_pairs([("One.", "One."), ("Two.", [])], ENGLISH)
    assert caught.value.hint


def test_a_fixture_as_pairs_finds_what_the_document_run_finds() -> None:
    """Sentence pairs of the light fixture: the same planted damage, sentence by sentence."""
    report = rated("light")
    whole = {side: document("light", side).text for side in ("suspect", "reference")}
    listed = [
        (report.suspect.sentences[pair.pair.suspect[0]].text, report.reference.sentences[pair.pair.reference[0]].text)
        for pair in report.pairs
        if pair.pair.kind == "match"
    ]
    scored = score_pairs(listed, replace(ENGLISH, lang=report.reference.lang))
    assert {flag.code for each in scored for flag in each.flags} >= {flag.code for flag in report.flags}
    assert all(suspect in whole["suspect"] and reference in whole["reference"] for suspect, reference in listed)
