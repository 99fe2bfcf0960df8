"""Plan what the command line names: two folders, or one suspect of a project; jobs go out to `mtqa.run`.

Two folders are paired by the paths within them; a suspect alone takes its reference from git.
"""

from __future__ import annotations

from pathlib import Path

from mtqa.errors import ConfigError
from mtqa.project.approved import Approved, Reference
from mtqa.project.files import files_under
from mtqa.project.jobs import Job, Plan
from mtqa.project.matching import job
from mtqa.project.settings import Settings
from mtqa.read.base import PLAIN, format_of
from mtqa.read.files import STDIN


def one_file(settings: Settings, suspect: str, reference: str) -> Job:
    """Make the job of two files, or of `-` and a file. Raises: ConfigError where both are standard input."""
    if suspect == reference == STDIN:
        raise ConfigError("both documents are standard input", "pass one of them as a file")
    trusted = Reference(settings.called(settings.place_of(reference)), reference)
    return job(settings, settings.place_of(suspect), trusted, path=suspect)


def file_of_pairs(settings: Settings, path: str) -> Plan:
    """Plan a file that holds both sides."""
    place = settings.place_of(path)
    return Plan((job(settings, place, Reference(settings.called(place), None), path=path),))


def folders(settings: Settings, suspect: Path, reference: Path) -> Plan:
    """Pair the files of two folders that have the same path within them. Raises: ConfigError where there are none."""
    jobs, missing = [], []
    for path in files_under(suspect, "."):
        if not _is_document(path):
            continue
        place, wanted = (settings.place_of((folder / path).as_posix()) for folder in (suspect, reference))
        if (reference / path).is_file():
            found = Reference(settings.called(wanted), str(reference / path))
            jobs.append(job(settings, place, found, path=str(suspect / path)))
        else:
            missing.append((settings.called(place), settings.called(wanted)))
    if not jobs:
        raise ConfigError(
            f"no document of {suspect} has its like in {reference}", "files are paired by their path within the folders"
        )
    return Plan(tuple(jobs), missing=tuple(missing))


def against_git(settings: Settings, suspect: Path, revision: str, approved: Approved) -> Plan:
    """Pair a file, or every document of a folder, with what it was in a revision. Raises: ConfigError."""
    if not suspect.exists():
        raise ConfigError(f"{suspect}: no such file or folder", "check the path")
    paths = (
        [(suspect / path).as_posix() for path in files_under(suspect, ".") if _is_document(path)]
        if suspect.is_dir()
        else [suspect.as_posix()]
    )
    jobs, missing = [], []
    for path in paths:
        place = settings.place_of(path)
        reference = approved.reference(revision, path)
        if reference is None:
            missing.append((settings.called(place), f"{revision}:{settings.called(place)}"))
        else:
            jobs.append(job(settings, place, reference, path=path))
    return Plan(tuple(jobs), missing=tuple(missing))


def _is_document(path: str) -> bool:
    """Tell whether a file of a folder is a document: pictures and scripts are not for us."""
    suffix = Path(path).suffix
    return format_of(suffix) != PLAIN or suffix.lower() in {".txt", ".text"}
