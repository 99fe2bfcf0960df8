"""Ratings of earlier runs: a key comes in, what was rated under it goes out, if it is there and whole.

One file an entry, written beside its place and renamed into it, so that any number of runs may share a folder. A file that
is damaged is no entry: it is written anew. Its first line is the hash of the rest.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from mtqa.errors import MtqaError
from mtqa.report.json_format import dumps
from mtqa.report.json_reader import loads
from mtqa.run.rated import Rated
from mtqa.types import Verdict

FORM: str = "1"
"""The version of the entries' form: part of their folder's name."""

DAYS_KEPT: int = 30
"""Days without use after which an entry goes: a file that no branch has any more is not asked for again."""

NO_VERDICT: Verdict = Verdict(passed=True)
"""Stands in the saved result: limits are compared anew in every run."""


class Cache:
    """A folder of ratings. Example: `Cache(Path("cache")).get(key)` is None until `put(key, rated)`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"v{FORM}"
        self.failure: str | None = None  # why nothing can be kept here, once that is known

    def get(self, key: str) -> Rated | None:
        """Return what was rated under a key; None where there is nothing, or nothing whole."""
        try:
            checksum, _, content = self._place(key).read_bytes().partition(b"\n")
        except OSError:
            return None
        if hashlib.sha256(content).hexdigest().encode() != checksum:
            return None
        head, _, result = content.decode("utf-8").partition("\n")
        try:
            found = _rated(json.loads(head), result)
        except (MtqaError, KeyError, TypeError, ValueError):  # whole, but of another mtqa
            return None
        with suppress(OSError):  # somebody else's folder: then its owner's runs say what is used
            os.utime(self._place(key))
        return found

    def put(self, key: str, rated: Rated) -> None:
        """Keep a rating. Where that is impossible `failure` says why, and the run goes on without."""
        if self.failure is not None:
            return
        content = _written(rated)
        place = self._place(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(place, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        except OSError as error:
            self.failure = f"nothing is cached in {self._folder}: {error.strerror or error}"

    def tidy(self) -> None:
        """Remove what no run has used for a while, so that a folder that goes from run to run does not grow for ever."""
        oldest = time.time() - DAYS_KEPT * 24 * 60 * 60
        for entry in self._folder.glob("*/*"):
            with suppress(OSError):  # another run was faster
                if entry.stat().st_mtime < oldest:
                    entry.unlink()

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def _written(rated: Rated) -> bytes:
    report = rated.report
    head = {
        "notes": [report.suspect.notes, report.reference.notes],
        "lines": rated.lines,
        "commented": rated.commented,
    }
    return f"{json.dumps(head)}\n{dumps(report, NO_VERDICT)}".encode()


def _rated(head: dict[str, Any], result: str) -> Rated:
    """Put an entry together again. A head of another shape is a KeyError, TypeError or ValueError."""
    report, _ = loads(result)
    suspect_notes, reference_notes = head["notes"]
    report = replace(
        report,
        suspect=replace(report.suspect, notes=tuple(suspect_notes)),
        reference=replace(report.reference, notes=tuple(reference_notes)),
    )
    return Rated(report, tuple(head["lines"]), bool(head["commented"]))


def _write_whole(place: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.replace(place)
    except BaseException:  # Ctrl-C too: the temporary file goes in any case
        temporary.unlink(missing_ok=True)
        raise
