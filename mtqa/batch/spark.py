"""PySpark: a function for `DataFrame.mapInPandas`, on the same pure function as every other engine.

    frame.mapInPandas(rate_frames(job), f"id long, suspect string, reference string, {new_columns(job)}")

In: pandas frames with the text columns and any others. Out: the same rows, other columns untouched, with the new ones
behind. Neither pyspark nor pandas is needed to import this: Spark brings both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import pyarrow as pa

from mtqa.batch.job import Job
from mtqa.batch.rows import RowRater
from mtqa.batch.schema import added, passed_through
from mtqa.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

ROW = "\x00row"
"""The column by which rated rows find the frame's own."""
SPARK_TYPES = {pa.string(): "string", pa.float64(): "double", pa.int64(): "long", pa.bool_(): "boolean"}


def rate_frames(job: Job) -> Callable[[Iterable[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """Make the function that Spark sends to its workers; each loads the models once, however many frames it gets.

    Raises: ConfigError where rows are sentences and the job names no language.
    """
    if job.config.lang is None and not job.documents:
        raise ConfigError("rows of sentences do not tell their language", 'give it, such as Config(lang="en")')

    def rated(frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return (_rated(frame, job) for frame in frames)

    return rated


def new_columns(job: Job) -> str:
    """Write the new columns as Spark's DDL. Example: it begins with `fidelity double, fluency double`."""
    return ", ".join(f"`{field.name}` {_spark_type(field.type)}" for field in added(job))


@lru_cache(maxsize=1)
def _rater(job: Job) -> RowRater:
    return RowRater(job)


def _rated(frame: pd.DataFrame, job: Job) -> pd.DataFrame:
    columns = job.columns
    read = [columns.suspect, columns.reference, *([columns.doc_id] if job.documents else [])]
    texts = pa.Table.from_pandas(frame[read], preserve_index=False).append_column(ROW, pa.array(range(len(frame))))
    rated = _rater(job)(texts)
    kept = passed_through(list(frame.columns), job)
    result = frame[kept].iloc[rated[ROW].to_numpy()].reset_index(drop=True)
    new = rated.select(added(job).names)
    return result.assign(**{name: new[name].to_pylist() for name in new.column_names})


def _spark_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"array<{_spark_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'{field.name}: {_spark_type(field.type)}' for field in kind)}>"
    return SPARK_TYPES[kind]
