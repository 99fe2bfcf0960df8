"""What a rating depends on, as a hash: a job comes in, the name of its entry in the cache goes out.

Whatever could change a report is in it: both files' bytes, the options, our own code and weights, what is installed.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from functools import cache
from pathlib import Path
from typing import Final

from mtqa.project.jobs import Job
from mtqa.read.files import STDIN

PACKAGE: Final = Path(__file__).parents[1]
"""Where our own code and weights are."""

INSTALLED: Final = ("*.dist-info", "*.egg-info")
"""Folders that name what is installed, with its version."""


def key_of(job: Job) -> str | None:
    """Return the key of a job; None where a file cannot be read, or only once. Raises: ModelError.

    Example: the same files under the same names with the same options give the same key.
    """
    hashes = [_hash_of(path) for path in (job.suspect_path, job.reference_path) if path is not None]
    if None in hashes:
        return None
    options = repr((job.config, job.encoding, job.read_as, job.columns))
    parts = (environment(), _model(job), job.suspect, job.reference, options, repr(hashes))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


@cache
def environment() -> str:
    """Hash our own files, the names and versions of everything installed, Python and the processor's kind."""
    digest = hashlib.sha256(f"{sys.version}\0{platform.machine()}".encode())
    for path in sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(f"\0{path.relative_to(PACKAGE).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    installed = {
        found.name for place in sys.path for pattern in INSTALLED for found in Path(place or ".").glob(pattern)
    }
    digest.update("\0".join(sorted(installed)).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _model(job: Job) -> str:
    """Name the model and its weights. The embedded one is pinned in our code; any other has to be loaded for its hash."""
    if job.config.model is None:
        return ""
    from mtqa.pipeline import encoder_of  # noqa: PLC0415  # heavy

    return encoder_of(job.config).name


def _hash_of(path: str) -> str | None:
    if path == STDIN or not Path(path).is_file():
        return None
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() + Path(path).suffix
    except OSError:
        return None  # reading it will say why
