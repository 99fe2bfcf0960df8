"""What `compare` compares: texts of one segment a line, rated here, or tables that a batch run has rated.

In: the two systems' paths, and the reference's for texts. Out: `Both`, with two lists of `Rated` in the same order.
Next: `compare`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from mtqa.batch.compare import Rated
from mtqa.batch.formats import suffix_of
from mtqa.batch.job import ERROR
from mtqa.batch.shards import Shard, find_shards
from mtqa.batch.text_files import opened
from mtqa.config import Config
from mtqa.errors import ConfigError, InputError
from mtqa.lang import primary_subtag
from mtqa.pairs import corpus_language, score_pairs
from mtqa.pipeline import encoder_of, signature
from mtqa.read import read_text
from mtqa.read.lines import line_spans

Row = dict[str, Any]


class Both(NamedTuple):
    """The two systems' segments, the signature of their scores, the numbers of rows that one of them could not rate."""

    a: list[Rated]
    b: list[Rated]
    signature: str
    left_out: frozenset[int] = frozenset()


NEEDED = ("suspect", "reference", "fidelity", "fluency", "flags", "signature")
PART = re.compile(r"[| ]")
"""What stands between the parts of a signature."""
NOWHERE = Path("/nonexistent")
"""An output directory for `find_shards` where none is written."""


def is_rated(path: str) -> bool:
    """Tell whether a path is a table, or a directory of them, and no text."""
    return Path(path).is_dir() or suffix_of(Path(path)) is not None


def rated_tables(a: str, b: str) -> Both:
    """Read two outputs of `mtqa batch`, without the rows that either could not rate.

    Raises: InputError where they do not hold the same references in one order, or are not rated alike.
    """
    first, second = ([*_rows(path)] for path in (a, b))
    kept: list[tuple[Row, Row]] = []
    left_out: set[int] = set()
    signatures: dict[str, str] = {}
    for number, (one, other) in enumerate(zip_longest(first, second), 1):
        if one is None or other is None:
            raise InputError(f"{a} has {len(first)} rows, {b} has {len(second)}", "compare runs without --keep")
        if one.get(ERROR) or other.get(ERROR):
            left_out.add(number)
            continue
        if one["reference"] != other["reference"]:
            raise InputError(f"row {number} of {a} and of {b} have different references", "give both the same order")
        _require_alike(f"row {number} of {a} and of {b}", one["signature"], other["signature"])
        known = signatures.setdefault(_language(one["signature"]), one["signature"])
        _require_alike(f"row {number} and rows before it, of {a} and of {b},", one["signature"], known)
        kept.append((one, other))
    rated = [[_rated(rows[side]) for rows in kept] for side in (0, 1)]
    return Both(rated[0], rated[1], ", ".join(signatures.values()), frozenset(left_out))


def rated_texts(a: str, b: str, reference: str, config: Config) -> Both:
    """Rate two texts line by line against a third. Raises: InputError where they have not as many lines."""
    sides = [_lines(path) for path in (a, b, reference)]
    if len({len(lines) for lines in sides}) > 1:
        told = ", ".join(f"{path} {len(lines)}" for path, lines in zip((a, b, reference), sides, strict=True))
        raise InputError(
            f"the texts differ in their number of lines: {told}",
            "bring each along the reference's lines first: mtqa align SUSPECT REFERENCE --format lines",
        )
    lang = primary_subtag(config.lang) if config.lang else corpus_language(sides[2])
    told = signature(encoder_of(config), config, lang)
    first, second = (_scored(side, sides[2], config) for side in sides[:2])
    return Both(first, second, told)


def require_reference(a: str, b: str, reference: str | None) -> str:
    """Return the reference's path where texts are compared. Raises: ConfigError where it is missing or mixed."""
    if is_rated(a) or is_rated(b):
        raise ConfigError(f"{a} and {b} are not of one kind", "give two texts with --reference, or two rated tables")
    if reference is None:
        raise ConfigError("texts need a reference", "name it with --reference")
    return reference


def _scored(suspects: Sequence[str], references: Sequence[str], config: Config) -> list[Rated]:
    scores = score_pairs(zip(suspects, references, strict=True), config)
    return [
        Rated(suspect, reference, score.fidelity, score.fluency, tuple(flag.code for flag in score.flags))
        for suspect, reference, score in zip(suspects, references, scores, strict=True)
    ]


def _lines(path: str) -> list[str]:
    _, text, _ = read_text(path)
    return [text[line.start : line.end] for line in line_spans(text)]


def _require_alike(which: str, one: str, other: str) -> None:
    """Make sure that scores were made alike. Raises: InputError that names where their signatures differ."""
    if one != other:
        parts = [PART.split(each or "no signature") for each in (one, other)]
        own = [[part for part in side if part not in parts[1 - at]] for at, side in enumerate(parts)]
        told = " against ".join(" ".join(side) or "nothing" for side in own)
        raise InputError(f"{which} are not rated alike: {told}", "rate both with the same version, models and options")


def _language(signature: str) -> str:
    """Return a signature's language: documents have each their own, and with it their judge."""
    return next((part for part in PART.split(signature or "") if part.startswith("lang:")), "")


def _rated(row: Row) -> Rated:
    codes = tuple(flag["code"] for flag in row["flags"] or ())
    return Rated(row["suspect"] or "", row["reference"] or "", row["fidelity"], row["fluency"], codes)


def _rows(path: str) -> Iterator[Row]:
    for shard in find_shards([path], NOWHERE):
        for number, row in enumerate(_table(shard), 1):
            is_refused = row.get(ERROR) and "signature" in row  # a line that is no object has no texts
            if missing := not is_refused and [name for name in NEEDED if name not in row]:
                raise InputError(f"{shard.path}: row {number} has no {missing[0]}", "rate it first: mtqa batch")
            yield row


def _table(shard: Shard) -> Iterator[Row]:
    match suffix_of(shard.path):
        case ".parquet" | ".pq":
            yield from pq.read_table(shard.path).to_pylist()
        case ".tsv":
            with opened(shard.path) as (stream, _):
                names = next(stream, b"").decode("utf-8", "replace").rstrip("\n").split("\t")
                yield from (_cells(names, line) for line in stream)
        case _:
            with opened(shard.path) as (stream, _):
                yield from (_object(shard, line) for line in stream if line.strip())


def _cells(names: Sequence[str], line: bytes) -> Row:
    row: Row = dict(zip(names, line.decode("utf-8", "replace").rstrip("\n").split("\t"), strict=False))
    numbers = {name: float(row[name]) if row.get(name) else None for name in ("fidelity", "fluency") if name in row}
    return row | numbers | ({"flags": json.loads(row["flags"] or "null")} if "flags" in row else {})


def _object(shard: Shard, line: bytes) -> Row:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise InputError(f"{shard.path}: not JSON: {error}", "rate it first: mtqa batch") from error
    return found if isinstance(found, dict) else {}
