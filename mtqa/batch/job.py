"""What a batch run is asked to do: values only, the same on every worker. Next: `rows` rates by it, engines run it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field

from mtqa.config import Config
from mtqa.errors import ConfigError

BATCH_SIZE = 1000
"""Rows rated together: enough to sort texts by length into even batches, few enough to hold in memory."""

DOC_ID, PAIR_ID, ERROR = "doc_id", "pair_id", "error"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the texts stand in the input. In a table without a header the names are numbers, from 1.

    `doc_id` names a document pair; without such a column documents are numbered within their file, from 0.
    """

    suspect: str = "suspect"
    reference: str = "reference"
    doc_id: str = DOC_ID


@dataclass(frozen=True, slots=True)
class Job:
    """Options of a batch run. Only `batch_size` and `workers` change nothing of what is written.

    `documents`: rows are whole documents, aligned first. `keep`: the expression that rows must fulfil to be written.
    `prefix` goes before the name of every new column. Example: `Job(Config(lang="de"), keep="fidelity >= 70")`.

    Raises: ConfigError where a value makes no sense.
    """

    config: Config = field(default_factory=lambda: Config(ter=False))
    columns: Columns = field(default_factory=Columns)
    documents: bool = False
    header: bool = True
    keep: str | None = None
    prefix: str = ""
    batch_size: int = BATCH_SIZE
    workers: int = 1

    def __post_init__(self) -> None:
        if min(self.batch_size, self.workers) < 1:
            raise ConfigError(f"batch size {self.batch_size}, workers {self.workers}", "give numbers from 1 up")
        names = (self.columns.suspect, self.columns.reference)
        if names[0] == names[1]:
            raise ConfigError(f"suspect and reference are the same column, {names[0]}", "name two columns")
        if not self.header and not all(name.isdecimal() and int(name) for name in names):
            raise ConfigError(
                f"without a header there is no column {' or '.join(names)}", "give the columns' numbers, from 1"
            )

    def fingerprint(self, signature: str) -> str:
        """Name by a hash everything that decides what is written: options, models, version; not how it is run."""
        told = asdict(self) | {"batch_size": None, "workers": None, "signature": signature}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
