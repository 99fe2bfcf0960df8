"""The columns that a run adds to its input, as Arrow types. In: a `Job`. Out: fields, in the order they are written."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from mtqa.batch.job import DOC_ID, ERROR, PAIR_ID, Job
from mtqa.errors import InputError
from mtqa.types import Flag

Row = dict[str, Any]
"""What one output row gets, by column name without the prefix."""

FLAG = pa.struct(
    [
        ("code", pa.string()),
        ("severity", pa.string()),
        ("category", pa.string()),
        ("side", pa.string()),
        ("start", pa.int64()),  # code points within this row's text of that side
        ("end", pa.int64()),
        ("message", pa.string()),
        ("suggestion", pa.string()),
        ("confidence", pa.float64()),
    ]
)
SCORES = (
    ("fidelity", pa.float64()),
    ("fluency", pa.float64()),
    ("chrf", pa.float64()),
    ("bleu", pa.float64()),
    ("flags", pa.list_(FLAG)),
    ("signature", pa.string()),
    (ERROR, pa.string()),
)
PLACE = (
    (DOC_ID, pa.string()),
    (PAIR_ID, pa.int64()),  # the pair's number in its document, from 0
    ("kind", pa.string()),
    ("moved", pa.bool_()),
    ("parallel", pa.bool_()),  # of the whole document
    ("suspect_start", pa.int64()),  # where the row's text begins in the document
    ("reference_start", pa.int64()),
)
"""What a row of a document pair has besides: where it stands."""


def added(job: Job) -> pa.Schema:
    """List the new columns of a run, prefixed. In a run over documents the two texts are among them."""
    texts = ((job.columns.suspect, pa.string()), (job.columns.reference, pa.string()))
    own = [(job.prefix + name, kind) for name, kind in (*(PLACE if job.documents else ()), *SCORES)]
    return pa.schema([*(texts if job.documents else ()), *own])


def passed_through(names: list[str], job: Job) -> list[str]:
    """List the input's columns that stay. Raises: InputError where a new column would take the name of one."""
    replaced = {job.columns.suspect, job.columns.reference, job.columns.doc_id} if job.documents else set()
    kept = [name for name in names if name not in replaced]
    taken = sorted({*kept} & {*added(job).names})
    if taken:
        raise InputError(
            f"the input has a column {taken[0]} already", "name the new columns differently, with --prefix mtqa_"
        )
    return kept


def flag_row(flag: Flag, offset: int = 0) -> Row:
    """Turn a flag into its nested row; `offset` is where the row's text begins in the flag's document."""
    return {
        "code": flag.code,
        "severity": str(flag.severity),
        "category": flag.category,
        "side": flag.side,
        "start": flag.span.start - offset,
        "end": flag.span.end - offset,
        "message": flag.message,
        "suggestion": flag.suggestion,
        "confidence": flag.confidence,
    }
