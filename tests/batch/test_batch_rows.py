"""The pure function: a table in, the same rows with scores out, whatever the chunks, the order and the other rows."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest
from batch_rows import ENGLISH, JOB, PAIRS, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa import score, score_pairs
from mtqa.batch import rows as room
from mtqa.batch.job import Columns, Job
from mtqa.batch.rows import RowRater
from mtqa.errors import ConfigError, InputError

RATER = RowRater(JOB)
TABLE = pa.Table.from_pylist(rows())
WHOLE = RATER(TABLE).to_pylist()


def test_scores_are_those_of_score_pairs() -> None:
    for row, scored in zip(WHOLE, score_pairs(PAIRS, ENGLISH), strict=True):
        assert (row["fidelity"], row["fluency"], row["chrf"], row["bleu"]) == (
            scored.fidelity,
            scored.fluency,
            scored.chrf,
            scored.bleu,
        )
        assert [flag["code"] for flag in row["flags"]] == [flag.code for flag in scored.flags]
        assert row["error"] is None


def test_columns_come_first_as_they_were() -> None:
    assert RATER(TABLE).column_names == [
        *("id", "suspect", "reference", "fidelity", "fluency", "chrf", "bleu", "flags", "signature", "error")
    ]
    assert RATER(TABLE).select(TABLE.column_names).equals(TABLE)


def test_flags_are_at_their_spans() -> None:
    (flag,) = WHOLE[0]["flags"]
    assert (flag["code"], flag["severity"], flag["side"]) == ("F102", "minor", "suspect")
    assert PAIRS[0][0][flag["start"] : flag["end"]] == "to to"


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, len(PAIRS) - 1), max_size=8))
def test_a_row_is_rated_the_same_among_any_others(chosen: list[int]) -> None:
    """Fresh, remembered, alone or repeated: the same bits."""
    for rater in (RATER, RowRater(JOB)):
        assert rater(TABLE.take(pa.array(chosen, pa.int64()))).to_pylist() == [WHOLE[index] for index in chosen]


def test_the_judge_reads_a_row_the_same_among_any_others() -> None:
    job = replace(JOB, config=replace(ENGLISH, judge="embedded"))
    whole = RowRater(job)(TABLE)
    alone = [RowRater(job)(TABLE.slice(at, 1)) for at in range(TABLE.num_rows)]
    assert pa.concat_tables(alone).to_pylist() == whole.to_pylist()
    assert whole["fidelity"].to_pylist() != RATER(TABLE)["fidelity"].to_pylist()


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "REMEMBERED_CHARACTERS", 80)
    rater = RowRater(JOB)
    assert rater(TABLE).to_pylist() == WHOLE
    assert rater(TABLE).to_pylist() == WHOLE
    assert len(rater._memory._rows) == 1


@pytest.mark.parametrize("missing", ["suspect", "reference"])
def test_a_null_is_an_error_of_its_row(missing: str) -> None:
    table = pa.Table.from_pylist([rows()[0], rows()[1] | {missing: None}, rows()[2]])
    rated = RATER(table).to_pylist()
    assert [row["error"] for row in rated] == [None, f"{missing} is null", None]
    assert rated[0] == WHOLE[0]
    assert rated[1]["fidelity"] is rated[1]["flags"] is None


def test_a_column_of_numbers_is_no_text() -> None:
    rated = RATER(pa.table({"suspect": [3], "reference": ["Three."]})).to_pylist()
    assert rated[0]["error"] == "suspect is int, not text"


def test_whatever_a_row_does_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def choosy(pairs: list[tuple[str, str]], config: object) -> object:
        if PAIRS[3] in pairs:
            raise RecursionError("too deep")
        return score_pairs(pairs, ENGLISH)

    monkeypatch.setattr(room, "score_pairs", choosy)
    rated = RowRater(JOB)(TABLE).to_pylist()
    assert [row["error"] for row in rated] == [None] * 3 + ["RecursionError: too deep"] + [None] * 3
    assert [row for row in rated if not row["error"]] == [row for row in WHOLE if row["id"] != 3]


def test_a_missing_column_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="no column suspect among: src, mt") as caught:
        RATER(pa.table({"src": ["a"], "mt": ["b"]}))
    assert "--suspect-column" in caught.value.hint


def test_a_taken_name_is_refused_and_a_prefix_helps() -> None:
    table = TABLE.append_column("fidelity", pa.array([1.0] * TABLE.num_rows))
    with pytest.raises(InputError, match="a column fidelity already"):
        RATER(table)
    rated = RowRater(replace(JOB, prefix="mtqa_"))(table).to_pylist()
    assert [row["mtqa_fidelity"] for row in rated] == [row["fidelity"] for row in WHOLE]
    assert rated[0]["fidelity"] == 1.0


def test_other_names_of_columns() -> None:
    job = replace(JOB, columns=Columns("mt", "ref"))
    rated = RowRater(job)(TABLE.rename_columns(["id", "mt", "ref"])).to_pylist()
    assert [row["fidelity"] for row in rated] == [row["fidelity"] for row in WHOLE]


def test_an_empty_table_has_the_same_columns() -> None:
    empty = RATER(TABLE.slice(0, 0))
    assert empty.schema == RATER(TABLE).schema
    assert empty.num_rows == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"batch_size": 0},
        {"workers": 0},
        {"columns": Columns("a", "a")},
        {"header": False},
        {"header": False, "columns": Columns("1", "0")},
    ],
)
def test_a_job_that_makes_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(ConfigError) as caught:
        Job(**wrong)  # type: ignore[arg-type]
    assert caught.value.hint


def test_sentences_must_have_a_language() -> None:
    with pytest.raises(ConfigError, match="do not tell their language"):
        RowRater(Job())


# ---- documents

DOCUMENTS = replace(JOB, documents=True)
SUSPECT = "The gate closed at nine. He went to to town on Monday. Nobody saw him."
REFERENCE = "The gate closed at nine. He went to town on Monday. Nobody saw him there. It rained."


def test_documents_give_a_row_a_pair() -> None:
    table = pa.table({"doc_id": ["a"], "suspect": [SUSPECT], "reference": [REFERENCE], "year": [1999]})
    rated = RowRater(DOCUMENTS)(table).to_pylist()
    report = score(SUSPECT, REFERENCE, ENGLISH)
    assert [(row["doc_id"], row["pair_id"], row["year"]) for row in rated] == [
        ("a", i, 1999) for i in range(len(rated))
    ]
    assert [row["kind"] for row in rated] == [pair.pair.kind for pair in report.pairs]
    assert [row["fidelity"] for row in rated] == [pair.fidelity for pair in report.pairs]
    for row in rated:
        for side, whole in (("suspect", SUSPECT), ("reference", REFERENCE)):
            if row[side] is not None:
                assert whole[row[f"{side}_start"] :].startswith(row[side])
        for flag in row["flags"]:
            assert row[flag["side"]][flag["start"] : flag["end"]]
    stutter = next(flag for row in rated for flag in row["flags"] if flag["code"] == "F102")
    row = next(row for row in rated if stutter in row["flags"])
    assert row["suspect"][stutter["start"] : stutter["end"]] == "to to"


def test_documents_do_not_touch_each_other() -> None:
    table = pa.table(
        {
            "doc_id": ["a", "b", None, "d"],
            "suspect": [SUSPECT, None, "", SUSPECT],
            "reference": [REFERENCE, REFERENCE, "", REFERENCE],
        }
    )
    rated = RowRater(DOCUMENTS)(table).to_pylist()
    assert next(row for row in rated if row["doc_id"] == "b")["error"] == "suspect is null"
    blank = next(row for row in rated if row["doc_id"] is None)
    assert blank["pair_id"] is blank["fidelity"] is blank["error"] is None
    first, last = ([row | {"doc_id": ""} for row in rated if row["doc_id"] == name] for name in ("a", "d"))
    assert first == last
