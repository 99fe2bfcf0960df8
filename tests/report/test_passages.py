from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import garbled

from mtqa.report.excerpt import LONGEST_MARK, WHOLE, Run, excerpt, focus, superscript
from mtqa.report.passages import Piece, cut, passage
from mtqa.types import Span


@pytest.mark.parametrize(
    ("text", "spans", "pieces"),
    [
        ("a bb", [(2, 4)], [Piece("a "), Piece("bb", (1,), (1,))]),
        ("", [], []),
        ("", [(0, 0)], [Piece("", (1,), (1,))]),
        ("abc", [], [Piece("abc")]),
        ("abc", [(1, 1)], [Piece("a"), Piece("", (1,), (1,)), Piece("bc")]),
        ("abc", [(3, 3)], [Piece("abc"), Piece("", (1,), (1,))]),
        ("abc", [(0, 2), (1, 3)], [Piece("a", (1,)), Piece("b", (1, 2), (1,)), Piece("c", (2,), (2,))]),  # overlapping
        ("abc", [(0, 3), (1, 2)], [Piece("a", (1,)), Piece("b", (1, 2), (2,)), Piece("c", (1,), (1,))]),  # nested
        ("ab", [(0, 1), (1, 2)], [Piece("a", (1,), (1,)), Piece("b", (2,), (2,))]),  # touching
        ("ab", [(0, 2), (0, 2)], [Piece("ab", (1, 2), (1, 2))]),  # the same twice
    ],
)
def test_a_text_is_cut_where_its_flags_begin_and_end(text, spans, pieces):
    assert cut(text, [(number, Span(*ends)) for number, ends in enumerate(spans, 1)]) == tuple(pieces)


@st.composite
def cuttable(draw: st.DrawFn) -> tuple[str, list[tuple[int, Span]]]:
    text = draw(st.text(alphabet="ab ", max_size=12))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    return text, [(number, Span(*both)) for number, both in enumerate(draw(st.lists(ends, max_size=5)), 1)]


@given(cuttable())
def test_pieces_partition_the_text_and_every_flag_ends_once_over_its_own_text(both):
    text, spans = both
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for number, span in spans:
        covered = "".join(piece.text for piece in pieces if number in piece.numbers)
        assert covered == text[span.start : span.end]
        assert sum(number in piece.ends for piece in pieces) == 1


def test_a_passage_numbers_the_findings_of_both_sides():
    shown = passage(garbled(), 1)
    marked = [(piece.text, piece.numbers) for piece in shown.suspect[0] if piece.numbers]
    assert marked == [("re -re -re -skinning", (1,)), ("timetablesBoats", (2,)), ("to to", (3,))]
    assert [piece.text for piece in shown.reference[0] if piece.numbers == (4,)] == ["Brannoc Lines"]
    assert [flag.code for flag in shown.findings] == ["F101", "F201", "F102", "M301"]


@pytest.mark.parametrize("index", [3, 4])
def test_a_sentence_that_stands_alone_is_not_marked_from_end_to_end(index):
    shown = passage(garbled(), index)
    assert not any(piece.numbers for sentence in (*shown.suspect, *shown.reference) for piece in sentence)
    assert len(shown.findings) == 1


def test_a_merge_has_both_sentences_of_the_reference():
    assert [len(side) for side in (passage(garbled(), 2).suspect, passage(garbled(), 2).reference)] == [1, 2]


# ---- excerpts


def test_a_short_side_is_whole():
    pieces = (Piece("Its "), Piece("to to", (1,), (1,)), Piece(" end."))
    assert excerpt([pieces, (Piece("More."),)]) == (Run("Its "), Run("to to", (1,)), Run(" end. More."))


def test_a_long_side_is_cut_at_words_around_its_findings():
    filler = "word " * 200
    runs = excerpt(
        [
            (
                Piece(filler),
                Piece("bad", (1,), (1,)),
                Piece(f" {filler}"),
                Piece("worse", (2,), (2,)),
                Piece(f" {filler}"),
            )
        ]
    )
    assert [run.text for run in runs if run.numbers] == ["bad", "worse"]
    assert runs[0].text.startswith("… word ")
    assert runs[-1].text.endswith("word …")
    assert " … " in runs[2].text
    assert sum(len(run.text) for run in runs) <= WHOLE


def test_a_long_side_without_findings_keeps_its_beginning():
    (run,) = excerpt([(Piece("word " * 200),)])
    assert run.text.startswith("word word")
    assert run.text.endswith("word …")
    assert len(run.text) <= WHOLE + 2


@pytest.mark.parametrize(("before", "after", "place"), [(0, 900, 0.0), (300, 299, 0.5), (100, 0, 1.0)])
def test_the_other_side_of_a_finding_is_cut_around_the_same_place(before, after, place):
    filler = "y" * before, "y" * after
    at = focus([(Piece(filler[0]), Piece("z", (1,), (1,)), Piece(filler[1]))])
    assert at == pytest.approx(place, abs=0.01)
    words = [f"w{number}" for number in range(400)]
    (run,) = excerpt([(Piece(" ".join(words)),)], at)
    middle = [word for word in run.text.split() if word != "…"]
    assert words.index(middle[len(middle) // 2]) == pytest.approx(min(max(400 * place, 40), 360), abs=30)


def test_a_side_without_findings_draws_no_attention():
    assert focus([(Piece("all well"),)]) == 0.0
    assert focus([]) == 0.0


@pytest.mark.parametrize("numbers", [(), (1,)])
def test_a_word_of_a_megabyte_is_cut(numbers):
    (run,) = excerpt([(Piece("x" * 1_000_000, numbers, numbers),)])
    assert "…" in run.text
    assert len(run.text) <= max(WHOLE, LONGEST_MARK) + 2


def test_overlapping_findings_are_marked_as_one_run():
    pieces = cut("abc def", [(1, Span(0, 2)), (2, Span(1, 3)), (3, Span(4, 7))])
    assert excerpt([pieces]) == (Run("abc", (1, 2)), Run(" "), Run("def", (3,)))


@given(cuttable())
def test_a_short_excerpt_keeps_every_character(both):
    text, spans = both
    assert "".join(run.text for run in excerpt([cut(text, spans)])) == text


@pytest.mark.parametrize(("numbers", "text"), [((1,), "¹"), ((12, 3), "¹²·³")])
def test_numbers_are_written_small(numbers, text):
    assert superscript(numbers) == text
