"""The PySpark adapter on plain frames: the same rows as any other engine's, other columns untouched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from batch_rows import JOB, rows

from mtqa.batch.job import Job
from mtqa.batch.spark import new_columns, rate_frames
from mtqa.errors import ConfigError

pd = pytest.importorskip("pandas")


def test_frames_are_rated_like_tables() -> None:
    import pyarrow as pa

    from mtqa.batch.rows import RowRater

    frame = pd.DataFrame(rows())
    frame["seen"] = pd.Series([1, None, 3, 4, 5, 6, 7], dtype="Int64")
    parts = list(rate_frames(JOB)([frame.iloc[:3], frame.iloc[3:3], frame.iloc[3:]]))
    assert [len(part) for part in parts] == [3, 0, 4]
    rated = pd.concat([parts[0], parts[2]])
    assert list(rated.columns[:4]) == ["id", "suspect", "reference", "seen"]
    assert rated["seen"].tolist() == frame["seen"].tolist()
    expected = RowRater(JOB)(pa.Table.from_pylist(rows())).to_pylist()
    for name in ("fidelity", "chrf", "flags", "signature"):
        assert [None if name != "flags" and pd.isna(v) else v for v in rated[name].tolist()] == [
            row[name] for row in expected
        ]


def test_documents_repeat_their_columns() -> None:
    row = {"doc_id": "a", "suspect": "It rained. He came.", "reference": "It rained. He came.", "year": 1999}
    (rated,) = rate_frames(replace(JOB, documents=True))([pd.DataFrame([row])])
    assert rated["year"].tolist() == [1999, 1999]
    assert rated["suspect"].tolist() == ["It rained.", "He came."]
    assert rated["pair_id"].tolist() == [0, 1]


def test_the_columns_as_spark_writes_them() -> None:
    assert new_columns(replace(JOB, prefix="x_")) == (
        "`x_fidelity` double, `x_fluency` double, `x_chrf` double, `x_bleu` double, "
        "`x_flags` array<struct<code: string, severity: string, category: string, side: string, start: long, "
        "end: long, message: string, suggestion: string, confidence: double>>, `x_signature` string, `x_error` string"
    )


def test_sentences_must_have_a_language() -> None:
    with pytest.raises(ConfigError, match="language"):
        rate_frames(Job())
