"""The pure function behind every engine: a chunk of a table in, the same rows with scores out.

In: an Arrow table with the text columns and any others. Out: its rows, in order, with the columns of `schema`. What a
row gets depends on that row and the job alone: neither chunks nor workers nor order change a bit. Next: an engine
(`local`, `ray_engine`, `spark`) filters and writes them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from itertools import islice

import pyarrow as pa

from mtqa.batch.documents import rate_document
from mtqa.batch.job import DOC_ID, ERROR, Job
from mtqa.batch.schema import Row, added, flag_row, passed_through
from mtqa.errors import ConfigError, InputError, ModelError
from mtqa.pairs import score_pairs
from mtqa.pipeline import encoder_of, signature
from mtqa.types import PairScore

PROBLEM = "\x00problem"
"""A column by which a reader says why a row cannot be rated; null where it can. It becomes that row's `error`."""

REMEMBERED_CHARACTERS = 8_000_000
"""Text whose ratings are kept for when it comes again: some 30,000 pairs of sentences, 60 MB with their flags."""

Pair = tuple[str, str]


class RowRater:
    """Rates tables for one job; the models are loaded once.

    Raises: ConfigError where sentences have no language: one row is too little to tell; ModelError.
    """

    def __init__(self, job: Job) -> None:
        if job.config.lang is None and not job.documents:
            raise ConfigError("rows of sentences do not tell their language", 'give it, such as Config(lang="en")')
        self.job = job
        self.signature = signature(encoder_of(job.config), job.config, job.config.lang or "")
        self._schema = added(job)
        self._memory = _Memory()

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rate a chunk: every row of it in order, or one row an aligned pair where rows are documents.

        Raises: InputError where a text column is missing, or a new column's name is taken.
        """
        kept = passed_through([name for name in table.column_names if name != PROBLEM], self.job)
        columns = self.job.columns
        text_columns(table.column_names, self.job)
        texts = [table[name].to_pylist() for name in (columns.suspect, columns.reference)]
        problems = table[PROBLEM].to_pylist() if PROBLEM in table.column_names else [None] * table.num_rows
        pairs = [
            problem or _checked(suspect, reference)
            for problem, suspect, reference in zip(problems, *texts, strict=True)
        ]
        rated = self._documents(table, pairs) if self.job.documents else self._sentences(pairs)
        sources = [index for index, rows in enumerate(rated) for _ in rows]
        new = self._columns([row for rows in rated for row in rows])
        taken = table.select(kept).take(pa.array(sources, pa.int64()))
        schema = pa.schema([*taken.schema, *self._schema], table.schema.metadata)
        return pa.Table.from_arrays([*taken.columns, *new], schema=schema)

    def _columns(self, rows: Sequence[Row]) -> list[pa.Array]:
        texts = ["suspect", "reference"] if self.job.documents else []
        keys = texts + [name.removeprefix(self.job.prefix) for name in self._schema.names[len(texts) :]]
        fields = zip(self._schema, keys, strict=True)
        return [pa.array([row.get(key) for row in rows], field.type) for field, key in fields]

    def _sentences(self, pairs: Sequence[Pair | str]) -> list[list[Row]]:
        found = self._memory
        fresh = list(dict.fromkeys(pair for pair in pairs if not isinstance(pair, str) and pair not in found))
        scored = dict(zip(fresh, self._scored(fresh), strict=True))
        rows: list[Row] = []
        for pair in pairs:
            if isinstance(pair, str):
                rows.append({ERROR: pair})
            else:
                rows.append(scored[pair] if pair in scored else found.recall(pair))
        for pair, row in scored.items():
            found.keep(pair, row)
        return [[row | {"signature": self.signature}] for row in rows]

    def _scored(self, pairs: Sequence[Pair]) -> list[Row]:
        """Rate pairs together; where that fails, one by one, so that a bad row costs no other."""
        try:
            return [_row(score) for score in score_pairs(pairs, self.job.config)]
        except (ModelError, ConfigError):
            raise
        except Exception as error:  # noqa: BLE001  # whatever a row does to us, the job goes on
            if len(pairs) == 1:
                return [{ERROR: _told(error)}]
            return [row for pair in pairs for row in self._scored([pair])]

    def _documents(self, table: pa.Table, pairs: Sequence[Pair | str]) -> list[list[Row]]:
        names = table[self.job.columns.doc_id].to_pylist()
        rated: list[list[Row]] = []
        for name, pair in zip(names, pairs, strict=True):
            doc_id = None if name is None else str(name)
            try:
                rows = [{ERROR: pair}] if isinstance(pair, str) else rate_document(*pair, self.job.config)
            except (ModelError, ConfigError):
                raise
            except Exception as error:  # noqa: BLE001  # the same: one document, one error
                rows = [{ERROR: _told(error)}]
            rated.append([{"signature": self.signature} | row | {DOC_ID: doc_id} for row in rows])
        return rated


class _Memory:
    """Ratings of the pairs seen last, as many as `REMEMBERED_CHARACTERS` of text hold."""

    def __init__(self) -> None:
        self._rows: OrderedDict[Pair, Row] = OrderedDict()
        self._characters = 0

    def __contains__(self, pair: Pair) -> bool:
        return pair in self._rows

    def recall(self, pair: Pair) -> Row:
        self._rows.move_to_end(pair)
        return self._rows[pair]

    def keep(self, pair: Pair, row: Row) -> None:
        self._rows[pair] = row
        self._characters += len(pair[0]) + len(pair[1])
        while self._characters > REMEMBERED_CHARACTERS:
            (suspect, reference), _ = self._rows.popitem(last=False)
            self._characters -= len(suspect) + len(reference)


def text_columns(names: Sequence[str], job: Job) -> None:
    """Make sure that both texts are there. Raises: InputError that tells the columns that are."""
    for name in (job.columns.suspect, job.columns.reference):
        if name not in names:
            there = ", ".join(islice(names, 12)) or "none"
            raise InputError(
                f"there is no column {name} among: {there}",
                "name the columns with --suspect-column and --reference-column, or --no-header for a bare table",
            )


def _row(score: PairScore) -> Row:
    return {
        "fidelity": score.fidelity,
        "fluency": score.fluency,
        "chrf": score.chrf,
        "bleu": score.bleu,
        "flags": [flag_row(flag) for flag in score.flags],
    }


def _told(error: Exception) -> str:
    told = str(error).splitlines()
    return f"{type(error).__name__}: {told[0]}" if told else type(error).__name__


def _checked(suspect: object, reference: object) -> Pair | str:
    """Return both texts, or what is wrong with them."""
    for side, text in (("suspect", suspect), ("reference", reference)):
        if text is None:
            return f"{side} is null"
        if not isinstance(text, str):
            return f"{side} is {type(text).__name__}, not text"
    assert isinstance(suspect, str)
    assert isinstance(reference, str)
    return suspect, reference
