"""Where shards come from and go to: inputs found and named, outputs whole or absent, and the record of what is done.

An output is written under another name and renamed when it is whole; then its record is written, the same way. What has
a record whose hashes hold is done; everything else is done again. `_manifest.json` takes all records in at the end.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from platform import node
from typing import Any

from mtqa.batch.formats import suffix_of
from mtqa.errors import ConfigError, InputError, OutputError

MANIFEST, SUMMARY = "_manifest.json", "_summary.json"
BOOKKEEPING = "_"
"""Files whose names begin so are ours: no input, no output. Nor are hidden files."""
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shard:
    """One input file, and the name of its output below the output directory."""

    path: Path
    name: str

    @property
    def record_name(self) -> str:
        """The name of its record while a run is under way. Example: `de/0.jsonl` has `de/_0.jsonl.json`."""
        place = Path(self.name)
        return str(place.with_name(f"{BOOKKEEPING}{place.name}.json"))


def find_shards(inputs: Sequence[str], output: Path) -> tuple[Shard, ...]:
    """List the shards of files and directories, in the order given, a directory's by name, but none of our own output.

    Raises: InputError where there is nothing to read; ConfigError where two have one name, or an output is an input.
    """
    shards = tuple(shard for name in inputs for shard in _shards(Path(name), output.resolve()))
    seen: dict[str, Shard] = {}
    for shard in shards:
        other = seen.setdefault(shard.name, shard)
        if other is not shard:
            raise ConfigError(f"{other.path} and {shard.path} would both become {shard.name}", "run them one by one")
        if (output / shard.name).resolve() == shard.path.resolve():
            raise ConfigError(f"{shard.path} would be its own output", "give --output another directory")
    return shards


def _shards(place: Path, output: Path) -> list[Shard]:
    if not place.is_dir():
        return [Shard(place, place.name)]
    root = place.resolve()
    own = output.relative_to(root) if output != root and output.is_relative_to(root) else None
    files = (path for path in sorted(place.rglob("*")) if path.is_file() and suffix_of(path))
    named = ((path, path.relative_to(place)) for path in files)
    found = [Shard(path, str(name)) for path, name in named if not _is_ours(name, own)]
    if not found:
        raise InputError(f"{place} holds no table", "give a directory with .parquet, .jsonl or .tsv files")
    return found


def _is_ours(path: Path, output: Path | None) -> bool:
    """Tell whether a file of a directory is bookkeeping, or lies in an output directory within."""
    is_output = output in path.parents
    return is_output or any(part.startswith((BOOKKEEPING, ".")) for part in path.parts)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes. Raises: InputError."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}", "check that the file is there") from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary name beside `path`; what is written there takes its place when the block ends well.

    Raises: OutputError where that cannot be written; nothing is left behind.
    """
    temporary = path.with_name(f".{path.name}.{node()}-{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}", "free some space, or give --output another directory"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_json(path: Path, value: object) -> None:
    """Write a JSON file whole or not at all. Raises: OutputError."""
    with replacing(path) as temporary:
        temporary.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Make the output directory and keep other runs out of it. Raises: OutputError, ConfigError."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        handle = os.open(output, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise OutputError(f"cannot write to {output}: {error.strerror}", "give --output a directory") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise ConfigError(f"another run is writing to {output}", "wait for it, or give another directory") from error
    finally:
        os.close(handle)


class Records:
    """What is done in one output directory: by the manifest of the last run, and by the records of a broken one."""

    def __init__(self, output: Path, shards: Sequence[Shard]) -> None:
        self._output = output
        self._shards = shards
        told = _read(output / MANIFEST)
        self._known = {**told["shards"]} if told and isinstance(told.get("shards"), dict) else {}
        for shard in shards:
            if record := _read(output / shard.record_name):
                self._known[shard.name] = record

    def done(self, shard: Shard, fingerprint: str) -> Record | None:
        """Return the record of a shard that is done: same job, same input, the output as it was written."""
        record = self._known.get(shard.name)
        output = self._output / shard.name
        if not isinstance(record, dict) or record.get("job") != fingerprint or not output.is_file():
            return None
        same = record.get("input") == file_hash(shard.path) and record.get("output") == file_hash(output)
        return record if same else None

    def add(self, shard: Shard, record: Record) -> None:
        """Write down that a shard is done."""
        self._known[shard.name] = record
        write_json(self._output / shard.record_name, record)

    def all(self) -> list[Record]:
        """List the records of all shards, in order, once all are done."""
        return [self._known[shard.name] for shard in self._shards]

    def finish(self, about: Record) -> None:
        """Put all records into the manifest, and clear away what the run, or one that was killed, left behind."""
        records = {shard.name: self._known[shard.name] for shard in self._shards}
        write_json(self._output / MANIFEST, about | {"shards": records})
        for shard in self._shards:
            (self._output / shard.record_name).unlink(missing_ok=True)
        for shard in (*self._shards, Shard(Path(), MANIFEST), Shard(Path(), SUMMARY)):
            place = self._output / shard.name
            for leftover in _partials(place.parent, (place.name, Path(shard.record_name).name)):
                leftover.unlink(missing_ok=True)


def _partials(directory: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        yield from directory.glob(f".{_literal(name)}.*.partial")


def _literal(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _read(path: Path) -> Record | None:
    """Read a JSON object; None where there is none, or what is there is not ours."""
    with suppress(OSError, ValueError):
        found = json.loads(path.read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else None
    return None
