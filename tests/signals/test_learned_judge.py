"""The learned judge: how texts reach it, that batches change nothing, and what no weights may get wrong."""

from __future__ import annotations

from itertools import pairwise
from math import isclose

import numpy as np
import pytest

from mtqa import Config, score, score_pairs
from mtqa.encode.onnx import CLS, SEP
from mtqa.segment import segment
from mtqa.signals import judge as module
from mtqa.signals.judge import MOST, WINDOW, Judge, ends, judged, judging, stretches
from mtqa.types import AlignedPair, Block, Document, Evidence, Sentence, Span
from mtqa.words import words

JUDGED = Config(lang="en", judge="embedded")
REFERENCE = "The harbour office closes at noon, and nobody answers the telephone before Monday."
TEXTS = [
    ("The harbour office shuts at midday, and no one picks up the phone until Monday.", REFERENCE),
    ("The port bureau closing noon at, and person none the telephone respond before before Monday.", REFERENCE),
    (REFERENCE, None),
    ("Rain.", "It rained."),
    ("Rain.", None),
    ("", "It rained."),
    ("word " * 300, "word " * 20),
]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge()


def evidence(suspect: list[str], reference: list[str]) -> Evidence:
    sides = []
    for texts in (suspect, reference):
        text = " ".join(texts)
        starts = [text.index(one) for one in texts]
        sides.append(
            tuple(Sentence(i, Span(s, s + len(t)), t, t) for i, (s, t) in enumerate(zip(starts, texts, strict=True)))
        )
    left, right = sides
    pair = AlignedPair(tuple(range(len(left))), tuple(range(len(right))))
    own, other = (tuple(word for sentence in side for word in words(sentence)) for side in sides)
    return Evidence(0, pair, left, right, own, other, None)


# ---- by hand


def test_a_short_text_is_one_stretch() -> None:
    assert list(stretches([7, 8], [9])) == [(2, (CLS, 7, 8, SEP, 9, SEP))]
    assert list(stretches([7], None)) == [(1, (CLS, 7, SEP))]
    assert list(stretches([], None)) == [(0, (CLS, SEP))]


def test_a_long_text_is_cut_into_equal_shares_of_both_sides() -> None:
    parts = list(stretches(list(range(WINDOW * 2 + 1)), list(range(1000, 1006))))
    assert [own for own, _ in parts] == [80, 80, 81]
    assert [ids[own + 2 : -1] for own, ids in parts] == [(1000, 1001), (1002, 1003), (1004, 1005)]


def test_of_a_text_beyond_all_sentences_both_ends_are_read() -> None:
    assert ends(range(MOST)) == range(MOST)
    read = ends(range(MOST + 500))
    assert (len(read), read[0], read[-1]) == (MOST, 0, MOST + 499)
    parts = list(stretches(list(read), list(read)))
    assert len(parts) == MOST // WINDOW
    gaps = [b - a for _, ids in parts for a, b in pairwise(ids[1 : 1 + WINDOW])]
    assert set(gaps) == {1}  # no window spans what was left out


def test_a_word_that_was_not_read_is_in_no_doubt(judge: Judge) -> None:
    text = "gate " * (MOST + 40)
    (found,) = judged([evidence([text.strip()], [])], judge)
    assert found.judgement
    unread = [index for index, doubt in enumerate(found.judgement.doubts) if not doubt.alone_error]
    assert unread == list(range(MOST // 2, MOST // 2 + 40))


def test_every_word_of_the_suspect_has_its_doubt(judge: Judge) -> None:
    (found,) = judged(
        [evidence(["The gate is is closed.", "Nobody came."], ["The gate is closed. Nobody came."])], judge
    )
    assert found.judgement
    assert len(found.judgement.doubts) == len(found.suspect_words) == 7
    assert all(0.0 < value < 1.0 for doubt in found.judgement.doubts for value in doubt)


def test_words_of_a_later_sentence_are_found_at_their_own_place(judge: Judge) -> None:
    """The doubts of two sentences read as one are those of the joined text's tokens, word by word."""
    texts = ["The gate is closed.", "Nobody qwzx came."]
    (found,) = judged([evidence(texts, [REFERENCE])], judge)
    (reading,) = judge.read([(" ".join(texts), REFERENCE)])
    assert found.judgement
    word = next(i for i, word in enumerate(found.suspect_words) if word.text == "qwzx")
    start = " ".join(texts).index("qwzx")
    tokens = (reading.spans[:, 0] >= start) & (reading.spans[:, 1] <= start + 4)
    assert tokens.sum() > 1
    assert found.judgement.doubts[word].error == float(reading.tags[tokens, 0].max())


def test_an_addition_is_read_alone_and_an_omission_not_at_all(judge: Judge) -> None:
    addition, omission = judged([evidence(["Nobody came."], []), evidence([], ["Nobody came."])], judge)
    assert addition.judgement
    assert addition.judgement.da is None
    assert addition.judgement.yardstick_mqm is None
    assert omission.judgement is None


def test_weights_that_are_not_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from mtqa.errors import ModelError

    monkeypatch.setattr(module, "SHA256", "0" * 64)
    with pytest.raises(ModelError, match=r"judge\.onnx"):
        Judge().read([("Rain.", None)])


def test_nothing_is_loaded_where_no_pair_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHA256", "0" * 64)  # loading would fail
    same = evidence(["Nobody came."], ["Nobody came."])
    assert judged([same], Judge()) == (same,)


# ---- laws


def test_a_reading_is_the_same_bits_in_any_batch_and_order(judge: Judge) -> None:
    together = judge.read(TEXTS)
    for text, reading in zip(TEXTS, together, strict=True):
        (single,) = judge.read([text])
        assert (single.da, single.mqm) == (reading.da, reading.mqm)
        assert np.array_equal(single.tags, reading.tags)
    backwards = judge.read(TEXTS[::-1])[::-1]
    assert [r.mqm for r in backwards] == [r.mqm for r in together]


@pytest.mark.parametrize("threads", ["1", "3"])
def test_what_is_read_while_the_caller_measures_is_the_same(threads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    evidences = [evidence([suspect], [reference or REFERENCE]) for suspect, reference in TEXTS if suspect]
    suspects, references = (
        [side for one in evidences for side in getattr(one, name)] for name in ("suspect", "reference")
    )
    pairs = [AlignedPair((row,), (row,)) for row in range(len(evidences))]
    judge = Judge()
    with judging(suspects, references, pairs, judge) as add:
        found = add(evidences)
    assert found == judged(evidences, judge)
    assert found[0].judgement is not None
    assert found[2].judgement is None  # equal sides
    with judging(suspects, references, pairs, None) as add:
        assert add(evidences) == tuple(evidences)


def test_every_token_has_a_place_and_a_tag(judge: Judge) -> None:
    for (suspect, _), reading in zip(TEXTS, judge.read(TEXTS), strict=True):
        assert reading.tags.shape == (len(reading.spans), 2)
        assert all(start < end <= len(suspect) for start, end in reading.spans.tolist())
        assert all(a[1] <= b[0] for a, b in pairwise(reading.spans.tolist()))


def test_documents_and_segments_are_read_alike() -> None:
    suspect, reference = TEXTS[1]
    assert reference
    document = score(suspect, reference, JUDGED)
    (pair,) = score_pairs([(suspect, reference)], JUDGED)
    assert len(document.pairs) == 1
    assert isclose(document.pairs[0].fidelity or 0, pair.fidelity or 0, rel_tol=1e-6)
    assert isclose(document.pairs[0].fluency or 0, pair.fluency or 0, rel_tol=1e-6)


def test_a_judge_reads_its_own_language_only() -> None:
    german = Config(lang="de", judge="embedded")
    assert "judge:none" in score("Das Tor ist zu.", "Das Tor ist zu.", german).signature
    assert module.JUDGE_NAME in score("The gate is closed.", "The gate is closed.", JUDGED).signature


# ---- guards: what no weights may get wrong


def rated(suspect: str, reference: str = REFERENCE) -> tuple[float, float]:
    (pair,) = score_pairs([(suspect, reference)], JUDGED)
    assert pair.fidelity is not None
    return pair.fidelity, pair.fluency if pair.fluency is not None else -1.0


def test_identical_text_is_100_and_nothing_beside_text_is_0() -> None:
    assert rated(REFERENCE) == (100.0, 100.0)
    assert rated("")[0] == 0.0


@pytest.mark.parametrize(
    "suspect",
    [
        "The committee will publish its report on school meals in the autumn.",  # unrelated
        "Das Hafenamt schließt am Mittag, und vor Montag geht niemand ans Telefon.",  # another language
        "The harbour office",  # truncated
        ".",
        "the the the the the the the the the the the the",  # a loop
    ],
)
def test_what_is_no_rendering_is_far_below_one(suspect: str) -> None:
    paraphrase, _ = TEXTS[0]
    assert rated(suspect)[0] < rated(paraphrase)[0] - 25


def test_a_garbled_rendering_is_below_a_paraphrase_in_both_scores() -> None:
    paraphrase, garbled = rated(TEXTS[0][0]), rated(TEXTS[1][0])
    assert garbled[0] < paraphrase[0] - 15
    assert garbled[1] < paraphrase[1] - 15


def test_a_document_with_markup_is_read_without_it(judge: Judge) -> None:
    text = "The gate is closed."
    block = Block(Span(0, len(text) + 4), masks=(Span(0, 2), Span(len(text) + 2, len(text) + 4)))
    marked = segment(Document("a.md", f"**{text}**", "en", (block,)))
    plain = segment(Document("a.txt", text, "en", (Block(Span(0, len(text))),)))
    found = []
    for sentences in (marked, plain):
        own = tuple(word for sentence in sentences for word in words(sentence))
        pair = AlignedPair((0,), ())
        (read,) = judged([Evidence(0, pair, tuple(sentences), (), own, (), None)], judge)
        assert read.judgement
        found.append(read.judgement)
    assert [d.error for d in found[0].doubts] == [d.error for d in found[1].doubts]
