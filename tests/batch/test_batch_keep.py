"""The --keep language: what it accepts, how it decides where a score is missing, what it says of mistakes."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.batch.keep import Keep
from mtqa.batch.schema import FLAG
from mtqa.errors import ConfigError

CODES = frozenset({"F101", "M101", "M301"})


def flag(code: str, severity: str) -> dict[str, Any]:
    return {"code": code, "severity": severity}


ROWS: list[dict[str, Any]] = [
    {"id": 0, "fidelity": 90.0, "fluency": 100.0, "chrf": 70.0, "bleu": 50.0, "flags": [], "error": None},
    {"id": 1, "fidelity": 70.0, "fluency": 80.0, "chrf": 60.0, "bleu": 40.0, "flags": [flag("M101", "major")], "error": None},
    {
        "id": 2,
        "fidelity": 69.9,
        "fluency": 20.0,
        "chrf": 50.0,
        "bleu": 0.0,
        "flags": [flag("F101", "critical"), flag("M101", "major")],
        "error": None,
    },
    {"id": 3, "fidelity": 0.0, "fluency": None, "chrf": None, "bleu": None, "flags": [flag("M401", "minor")], "error": None},
    {"id": 4, "fidelity": None, "fluency": None, "chrf": None, "bleu": None, "flags": None, "error": "suspect is null"},
]  # fmt: skip
SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        *((name, pa.float64()) for name in ("fidelity", "fluency", "chrf", "bleu")),
        ("flags", pa.list_(FLAG)),
        ("error", pa.string()),
    ]
)
TABLE = pa.Table.from_pylist(ROWS, SCHEMA)


def kept(expression: str) -> list[int]:
    ids: list[int] = Keep(expression, CODES)(TABLE)["id"].to_pylist()
    return ids


@pytest.mark.parametrize(
    ("expression", "ids"),
    [
        ("fidelity >= 70", [0, 1]),
        ("fidelity >= 70 and not flags.critical", [0, 1]),
        ("not flags.critical", [0, 1, 3]),
        ("flags.critical", [2]),
        ("flags.M101 and not flags.F101", [1]),
        ("flags.count == 0", [0]),
        ("flags.count > 1 or fidelity == 90", [0, 2]),
        ("60 < fidelity < 80", [1, 2]),
        ("error", [4]),
        ("not error", [0, 1, 2, 3]),
        ("error or chrf > 65", [0, 4]),
        ("fluency < 50", [2]),
        ("not fluency >= 50", [2]),
        ("fluency != 20", [0, 1]),
        ("fluency >= -1 and (chrf > 55 or bleu <= 0)", [0, 1, 2]),
        ("  fidelity >= 70  ", [0, 1]),
        ("bleu < chrf", [0, 1, 2]),
    ],
)
def test_what_is_kept(expression: str, ids: list[int]) -> None:
    assert kept(expression) == ids


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("", "does not parse"),
        ("fidelity >", "does not parse at character"),
        ("fidelity = 70", "does not parse"),
        ("fidelty > 3", "did you mean fidelity?"),
        ("fidelity", "compare it, as in fidelity >= 70"),
        ("flags.critcal", "did you mean flags.critical?"),
        ("flags.M999", "there is no flags.M999"),
        ("flags > 2", "did you mean flags.count?"),
        ("error == 1", "'error' is no number"),
        ("70", "'70' is no condition"),
        ("True", "'True' is no condition"),
        ("fidelity > True", "'True' is no number"),
        ("fidelity in [1, 2]", "is no number"),
        ("fidelity is 3", "only < <= > >= == != compare"),
        ("fidelity + 1 > 3", "is no number"),
        ("__import__('os').system('true')", "is no condition"),
        ("fidelity > (lambda: 3)()", "is no number"),
        ("flags.__class__", "there is no flags.__class__"),
        ("fidelity.real > 3", "is no number"),
        ("not " * 400, "more than 1000 characters"),
        ("(" * 400, "does not parse"),
        ("fidelity > 3; error", "does not parse"),
        ("a\x00b", "does not parse"),
    ],
)
def test_what_is_refused(expression: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        kept(expression)
    assert told in caught.value.message
    assert caught.value.hint


def test_a_prefix_names_the_columns() -> None:
    table = TABLE.rename_columns(["id", *(f"x_{name}" for name in TABLE.column_names[1:])])
    assert Keep("chrf >= 60", CODES, "x_")(table)["id"].to_pylist() == [0, 1]


conditions = st.recursive(
    st.sampled_from(
        ["fidelity > 50", "chrf <= 60", "error", "flags.count", "flags.M101", "fluency >= 80", "bleu == 0"]
    ),
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map("(%s) %s (%s)".__mod__),
    ),
    max_leaves=6,
)


@given(conditions)
def test_nothing_is_kept_by_both_a_condition_and_its_opposite(condition: str) -> None:
    """And what hangs on a missing score is kept by neither."""
    yes, no = kept(condition), kept(f"not ({condition})")
    assert not {*yes} & {*no}
    assert kept(f"not (not ({condition}))") == yes
    assert {*yes, *no} >= {0, 1, 2}
