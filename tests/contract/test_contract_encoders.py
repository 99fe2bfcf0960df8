"""What every registered encoder keeps: order, equal rows for equal texts, unit rows, spans inside, no NaN."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

import numpy as np
import pytest
from fixture_reports import document

from mtqa.encode import ENCODERS, load_encoder
from mtqa.encode.base import Encoder
from mtqa.segment import segment
from mtqa.types import MASK

NAMES = sorted({*ENCODERS, *(entry.name for entry in entry_points(group="mtqa.encoders"))})
TEXTS = [
    *(sentence.text for sentence in segment(document("garbled", "suspect"))[:4]),
    "",
    " ",
    "大学 👩‍👩‍👧 e\u0301",
    f"Run {MASK}x{MASK} now.",
    MASK,
    "\ud800",
    "\x00",
    "long " * 700,
    "",
]


@cache
def encoder(name: str) -> Encoder:
    return load_encoder(name, offline=True)


@pytest.mark.parametrize("name", NAMES)
def test_shapes_and_units(name: str) -> None:
    got = encoder(name).encode(TEXTS)
    size, width = got.vectors.shape
    assert size == len(got) == len(got.rows) == len(TEXTS)
    assert got.tokens.shape == got.early.shape == (len(got.spans), width)
    assert (got.vectors.dtype, got.tokens.dtype, got.early.dtype) == (np.float32, np.float16, np.float16)
    for array in (got.vectors, got.tokens, got.early):
        assert np.isfinite(array).all()
        norms = np.linalg.norm(array.astype(np.float32), axis=1)
        assert ((abs(norms - 1) < 5e-3) | (norms == 0)).all()


@pytest.mark.parametrize("name", NAMES)
def test_tokens_lie_in_their_text_and_rise(name: str) -> None:
    got = encoder(name).encode(TEXTS)
    for text, (first, last) in zip(TEXTS, got.rows, strict=True):
        spans = got.spans[first:last]
        assert (spans[:, 0] <= spans[:, 1]).all()
        assert (np.diff(spans[:, 0]) >= 0).all()
        assert not len(spans) or spans.max() <= len(text)
        assert bool(text.strip(f" {MASK}")) or first == last


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_text_has_a_zero_vector_and_no_token(name: str) -> None:
    got = encoder(name).encode(["", "One."])
    assert got.rows[0, 0] == got.rows[0, 1]
    assert not got.vectors[0].any()
    assert got.vectors[1].any()
    assert len(encoder(name).encode([])) == 0


@pytest.mark.parametrize("name", NAMES)
def test_company_and_order_change_nothing(name: str) -> None:
    together = encoder(name).encode(TEXTS)
    backwards = encoder(name).encode(TEXTS[::-1])
    for index, text in enumerate(TEXTS):
        alone = encoder(name).encode([text])
        for other, at in ((alone, 0), (backwards, len(TEXTS) - 1 - index)):
            assert np.array_equal(other.vectors[at], together.vectors[index])
            ours, theirs = slice(*together.rows[index]), slice(*other.rows[at])
            assert np.array_equal(other.tokens[theirs], together.tokens[ours])
            assert np.array_equal(other.spans[theirs], together.spans[ours])


@pytest.mark.parametrize("name", NAMES)
def test_a_long_text_is_never_cut(name: str) -> None:
    text = "long " * 700
    got = encoder(name).encode([text])
    assert got.spans[-1, 1] >= len(text) - 2


@pytest.mark.parametrize("name", NAMES)
def test_the_name_says_which_weights(name: str) -> None:
    assert encoder(name).name
    assert "|" not in encoder(name).name
