"""Find what is to be checked: `Settings` come in, a `Plan` of jobs goes out to `mtqa.run`.

A suspect's reference is the file that the reference template names, the same file in git, or in the same file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mtqa.errors import ConfigError
from mtqa.project.approved import Approved, Reference
from mtqa.project.files import files_under, nearest
from mtqa.project.git import Repository
from mtqa.project.jobs import Job, Plan
from mtqa.project.meant import meant
from mtqa.project.settings import PairRule, Settings
from mtqa.project.template import LANG, Captures

Match = tuple[str, Captures]
"""A suspect, and what its template's wildcards stand for there."""


def configured(settings: Settings, approved: Approved) -> Plan:
    """Plan every [[pairs]] table. Raises: ConfigError where a template fits no file, a language or revision is unknown."""
    found = [(rule, match) for rule in settings.pairs for match in _matches(settings, rule)]
    _require_languages(settings, found)
    _require_overridden(settings)
    jobs: dict[tuple[str, str], Job] = {}
    missing: list[tuple[str, str]] = []
    for rule, (suspect, captures) in found:
        name, reference = _reference(settings, rule, suspect, captures, approved)
        if reference is None:
            missing.append((settings.called(suspect), name))
        elif reference.name != settings.called(suspect) or rule.reference is None:
            lang = (captures.get(LANG) or rule.lang or "").replace("_", "-") or None
            made = job(settings, suspect, reference, lang)
            jobs[suspect, name] = replace(made, columns=rule.columns, read_as=rule.read_as or made.read_as)
    _require_some_reference(settings, found, missing)
    return Plan(tuple(jobs[key] for key in sorted(jobs)), missing=tuple(sorted(missing)))


def job(
    settings: Settings, suspect: str, reference: Reference, lang: str | None = None, path: str | None = None
) -> Job:
    """Make the job of a suspect, by its place in the project; it is read there, or from `path`."""
    return Job(
        suspect=settings.called(suspect),
        reference=reference.name,
        suspect_path=path or str(settings.root / suspect),
        reference_path=reference.path,
        config=settings.config_of(suspect, lang),
        limits=settings.limits_of(suspect),
        encoding=settings.get("encoding"),
        read_as=settings.get("read-as"),
    )


def changed_only(plan: Plan, settings: Settings, revision: str) -> Plan:
    """Keep the jobs of which a file was changed since a revision. Raises: ConfigError outside of git."""
    repository = Repository.around(settings.root)
    changed = repository.changed_since(revision)

    def is_changed(path: str | None) -> bool:
        resolved = Path(path).resolve() if path else None
        inside = resolved is not None and resolved.is_relative_to(repository.top)
        return inside and repository.name_of(Path(path or "")) in changed

    jobs = tuple(job for job in plan.jobs if is_changed(job.suspect_path) or is_changed(job.reference_path))
    missing = tuple((name, wanted) for name, wanted in plan.missing if is_changed(str(settings.path_of(name))))
    return replace(plan, jobs=jobs, missing=missing)


def within(plan: Plan, settings: Settings, place: Path) -> Plan:
    """Keep the jobs whose suspect is `place` or lies in it."""

    def is_within(path: Path) -> bool:
        return path.resolve().is_relative_to(place.resolve())

    jobs = tuple(job for job in plan.jobs if is_within(Path(job.suspect_path)))
    missing = tuple((name, wanted) for name, wanted in plan.missing if is_within(settings.path_of(name)))
    if not jobs and not missing:
        raise ConfigError(f"{place} is the suspect of no [[pairs]] table", "give its reference too, or --against REV")
    return replace(plan, jobs=jobs, missing=missing)


def _matches(settings: Settings, rule: PairRule) -> Iterator[Match]:
    """Yield a table's suspects, in its languages. Raises: ConfigError where no file fits its template."""
    wanted = rule.languages or settings.get("languages")
    fits = False
    for path in files_under(settings.root, rule.suspect.folder):
        captures = rule.suspect.match(path)
        if captures is None:
            continue
        fits = True
        excluded = any(template.match(path) is not None for template in settings.get("exclude"))
        if not excluded and (not wanted or captures.get(LANG, wanted[0]) in wanted):
            yield path, captures
    if not fits:
        hint = nearest(settings.root, rule.suspect)
        raise ConfigError(f'{rule.origin}: suspect = "{rule.suspect.text}" fits no file', hint)


def _require_languages(settings: Settings, found: list[tuple[PairRule, Match]]) -> None:
    """Make sure that every language that is asked for has a file: of its own table, or of any for the project's list."""
    there = {captures.get(LANG) for _, (_, captures) in found}
    for rule in settings.pairs:
        own = {captures.get(LANG) for other, (_, captures) in found if other is rule}
        _require(rule.languages, own, rule.origin, settings, rule)
        if LANG in rule.suspect.keys:
            languages, origin = settings.values["languages"]
            _require(languages, there, origin, settings, rule)


def _require(
    languages: tuple[str, ...], there: set[str | None], origin: str, settings: Settings, rule: PairRule
) -> None:
    for language in languages:
        if language not in there:
            matches = (rule.suspect.match(path) for path in files_under(settings.root, rule.suspect.folder))
            known = sorted({captures[LANG] for captures in matches if captures and LANG in captures})
            hint = f"{meant(language, known)}there are: {', '.join(known) or 'none'}"
            raise ConfigError(f"{origin}: languages has {language!r}, of which there is no file", hint)


def _require_overridden(settings: Settings) -> None:
    """Make sure that every path of an override is of some file: a misspelt one would silently leave the usual limits."""
    for override in settings.overrides:
        for template in override.paths:
            paths = files_under(settings.root, template.folder)
            if not any(template.match(path) is not None for path in paths):
                hint = nearest(settings.root, template)
                raise ConfigError(f'{override.origin}: paths has "{template.text}", which fits no file', hint)


def _reference(
    settings: Settings, rule: PairRule, suspect: str, captures: Captures, approved: Approved
) -> tuple[str, Reference | None]:
    """Find the reference of a suspect: its name, and where it is if it is there."""
    given = settings.given.get("against")
    if rule.reference is not None and given is None:
        place = rule.reference.fill(captures)
        name, path = settings.called(place), settings.root / place
        return name, Reference(name, str(path)) if path.is_file() else None
    revision = given.value if given else rule.against or settings.get("against")
    if revision is None:
        return settings.called(suspect), Reference(settings.called(suspect), None)
    return f"{revision}:{settings.called(suspect)}", approved.reference(revision, suspect)


def _require_some_reference(
    settings: Settings, found: list[tuple[PairRule, Match]], missing: list[tuple[str, str]]
) -> None:
    """Make sure that a reference template names at least one file: else it is misspelt."""
    absent = dict(missing)
    for rule in settings.pairs:
        suspects = [settings.called(suspect) for other, (suspect, _) in found if other is rule]
        if rule.reference is not None and suspects and all(suspect in absent for suspect in suspects):
            if "against" in settings.given:
                continue
            what = f'{rule.origin}: reference = "{rule.reference.text}" names no file, such as {absent[suspects[0]]}'
            raise ConfigError(what, nearest(settings.root, rule.reference))
