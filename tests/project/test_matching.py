"""From templates, folders and revisions to jobs; and what is told when nothing fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_cases import commit, git, repository, tree

from mtqa.errors import ConfigError
from mtqa.project.approved import Approved
from mtqa.project.loader import load
from mtqa.project.matching import changed_only, configured, within
from mtqa.project.named import against_git, folders, one_file
from mtqa.project.settings import Settings, Value

PAIRS = """\
[[pairs]]
suspect = "docs/{lang}/**/*.md"
reference = "reviewed/{lang}/**/*.md"
"""
FILES = {
    "docs/de/home.md": "Heim.",
    "docs/de/a/b/deep.md": "Tief.",
    "docs/fr/home.md": "Accueil.",
    "docs/fr/new.md": "Nouveau.",
    "docs/images/not.md": "",
    "docs/.hidden/de/home.md": "",
    "docs/de/node_modules/x.md": "",
    "reviewed/de/home.md": "Heim.",
    "reviewed/de/a/b/deep.md": "Tief.",
    "reviewed/fr/home.md": "Accueil.",
}


def project(root: Path, text: str = PAIRS, files: dict[str, str] = FILES, **given: str) -> Settings:
    tree(root, {**files, "mtqa.toml": text})
    return load(root, given={name: Value(value, "command line") for name, value in given.items()})


def planned(settings: Settings, folder: Path):
    return configured(settings, Approved(settings.root, folder))


def names(plan) -> list[tuple[str, str]]:
    return [(job.suspect, job.reference) for job in plan.jobs]


def test_each_suspect_has_the_reference_that_its_path_names(tmp_path):
    plan = planned(project(tmp_path), tmp_path)
    assert names(plan) == [
        ("docs/de/a/b/deep.md", "reviewed/de/a/b/deep.md"),
        ("docs/de/home.md", "reviewed/de/home.md"),
        ("docs/fr/home.md", "reviewed/fr/home.md"),
    ]
    assert plan.missing == (("docs/fr/new.md", "reviewed/fr/new.md"),)
    assert [job.config.lang for job in plan.jobs] == ["de", "de", "fr"]
    assert all(Path(path).is_file() for job in plan.jobs for path in (job.suspect_path, job.reference_path))


def test_languages_and_paths_can_be_left_out(tmp_path):
    only = planned(project(tmp_path, 'languages = ["fr"]\n' + PAIRS), tmp_path)
    assert names(only) == [("docs/fr/home.md", "reviewed/fr/home.md")]
    without = planned(project(tmp_path, 'exclude = ["docs/{lang}/a/**", "**/new.md"]\n' + PAIRS), tmp_path)
    assert [name for name, _ in names(without)] == ["docs/de/home.md", "docs/fr/home.md"]
    assert without.missing == ()


def test_a_language_tag_of_gettext_is_made_one_of_bcp_47(tmp_path):
    text = '[[pairs]]\nsuspect = "{lang}.txt"\nreference = "gold/{lang}.txt"\n'
    plan = planned(project(tmp_path, text, {"pt_BR.txt": "", "gold/pt_BR.txt": ""}), tmp_path)
    assert plan.jobs[0].config.lang == "pt-BR"


def test_without_a_reference_the_file_holds_both_sides(tmp_path):
    text = '[[pairs]]\nsuspect = "memory/*.tsv"\ncolumns = ["mt", "post-edited"]\n'
    (job,) = planned(project(tmp_path, text, {"memory/a.tsv": ""}), tmp_path).jobs
    assert (job.suspect, job.reference_path, job.columns) == ("memory/a.tsv", None, ("mt", "post-edited"))


def test_references_out_of_git(tmp_path):
    root = repository(tmp_path / "work", FILES)
    tree(root, {"docs/de/home.md": "Neu.", "docs/de/later.md": "Neu."})
    text = '[[pairs]]\nsuspect = "docs/{lang}/**/*.md"\nagainst = "main"\nlanguages = ["de"]\n'
    plan = planned(project(root, text, {}), tmp_path / "old")
    assert ("docs/de/home.md", "main:docs/de/home.md") in names(plan)
    (home,) = [job for job in plan.jobs if job.suspect == "docs/de/home.md"]
    assert Path(home.reference_path or "").read_text(encoding="utf-8") == "Heim."
    assert plan.missing == (("docs/de/later.md", "main:docs/de/later.md"),)
    given = planned(project(root, PAIRS, {}, against="HEAD"), tmp_path / "given")
    assert ("docs/de/home.md", "HEAD:docs/de/home.md") in names(given)


def test_only_what_has_changed(tmp_path):
    root = repository(tmp_path, {**FILES, "mtqa.toml": PAIRS})
    git(root, "checkout", "--quiet", "-b", "topic")
    settings = project(root, PAIRS, {"docs/de/home.md": "Neu.", "reviewed/fr/home.md": "Neu."})
    changed = changed_only(planned(settings, root), settings, "main")
    assert [name for name, _ in names(changed)] == ["docs/de/home.md", "docs/fr/home.md"]
    assert changed.missing == ()
    commit(root, "work")
    assert changed_only(planned(settings, root), settings, "HEAD").jobs == ()


def test_only_what_is_asked_for(tmp_path):
    settings = project(tmp_path)
    plan = planned(settings, tmp_path)
    assert len(within(plan, settings, tmp_path / "docs" / "de").jobs) == 2
    assert len(within(plan, settings, tmp_path / "docs" / "de" / "home.md").jobs) == 1
    with pytest.raises(ConfigError, match="is the suspect of no"):
        within(plan, settings, tmp_path / "reviewed")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('suspect = "dosc/{lang}/*.md"', 'suspect = "dosc/{lang}/*.md" fits no file', "did you mean docs?"),
        ('suspect = "docs/de/c/*.md"', "fits no file", "there is no folder c in docs/de/"),
        ('suspect = "docs/{lang}/*.rst"', "fits no file", "has only files that end in .md"),
        ('suspect = "empty/*.rst"', "fits no file", "empty/ has no file"),
        ('suspect = "docs/{lang}/*.md"\nlanguages = ["dee"]', "languages has 'dee'", "did you mean de?"),
        (
            'suspect = "docs/{lang}/*.md"\nreference = "reveiwed/{lang}/*.md"',
            'reference = "reveiwed/{lang}/*.md" names no file, such as reveiwed/de/home.md',
            "did you mean reviewed?",
        ),
    ],
)
def test_what_fits_nothing_is_told_with_what_there_is(text, message, hint, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError) as told:
        planned(project(tmp_path, f"[[pairs]]\n{text}\n"), tmp_path)
    assert told.value.message.startswith("mtqa.toml:1: ")
    assert message in told.value.message
    assert hint in told.value.hint


def test_below_the_top_of_a_repository_files_are_called_from_there(tmp_path):
    root = repository(tmp_path, {f"site/{name}": text for name, text in FILES.items()}) / "site"
    settings = project(
        root, '[[overrides]]\npaths = ["docs/de/**"]\nmin-fidelity = 1\n' + PAIRS, {"docs/de/home.md": "Neu."}
    )
    plan = planned(settings, tmp_path)
    assert ("site/docs/de/home.md", "site/reviewed/de/home.md") in names(plan)
    assert plan.missing == (("site/docs/fr/new.md", "site/reviewed/fr/new.md"),)
    assert [job.limits.min_fidelity for job in plan.jobs] == [1, 1, None]
    assert names(changed_only(plan, settings, "main")) == [("site/docs/de/home.md", "site/reviewed/de/home.md")]
    assert within(plan, settings, root / "docs" / "fr").missing == plan.missing
    against = planned(project(root, PAIRS, {}, against="main"), tmp_path / "old")
    assert ("site/docs/de/home.md", "main:site/docs/de/home.md") in names(against)
    job = one_file(settings, str(root / "docs/de/home.md"), str(root / "reviewed/de/home.md"))
    assert (job.suspect, job.reference) == ("site/docs/de/home.md", "site/reviewed/de/home.md")
    assert settings.path_of(job.suspect) == root / "docs/de/home.md"
    elsewhere = tree(tmp_path, {"a.md": "A."}) / "a.md"
    assert one_file(settings, "-", str(elsewhere)).suspect == "-"
    assert one_file(settings, "-", str(elsewhere)).reference == str(elsewhere)


def test_an_override_of_no_file_is_told(tmp_path):
    settings = project(tmp_path, PAIRS + '[[overrides]]\npaths = ["docs/{lang}/*.md", "docs/ed/**"]\n')
    with pytest.raises(ConfigError) as told:
        planned(settings, tmp_path)
    assert told.value.message == 'mtqa.toml:4: paths has "docs/ed/**", which fits no file'
    assert "did you mean de?" in told.value.hint


def test_two_folders_are_paired_by_the_paths_within(tmp_path):
    root = tree(tmp_path, {**FILES, "docs/de/picture.png": "", "reviewed/de/picture.png": ""})
    plan = folders(Settings(root), root / "docs" / "de", root / "reviewed" / "de")
    assert [Path(name).name for name, _ in names(plan)] == ["home.md", "deep.md"]
    with pytest.raises(ConfigError, match="no document of"):
        folders(Settings(root), root / "docs" / "images", root / "reviewed")


def test_files_are_called_by_their_place_in_the_project(tmp_path):
    settings = project(tmp_path)
    job = one_file(settings, str(tmp_path / "docs/de/home.md"), "-")
    assert (job.suspect, job.suspect_path, job.reference) == ("docs/de/home.md", str(tmp_path / "docs/de/home.md"), "-")
    assert one_file(Settings(tmp_path), "x/../a.md", "b.md").suspect == "x/../a.md"


def test_a_file_or_a_folder_against_git(tmp_path, monkeypatch):
    root = repository(tmp_path / "work", {"a.md": "A.", "sub/b.md": "B.", "sub/c.png": ""})
    tree(root, {"sub/d.md": "D."})
    monkeypatch.chdir(root)
    approved = Approved(root, tmp_path / "old")
    assert names(against_git(Settings(root), Path("a.md"), "main", approved)) == [("a.md", "main:a.md")]
    plan = against_git(Settings(root), Path("sub"), "main", approved)
    assert names(plan) == [("sub/b.md", "main:sub/b.md")]
    assert plan.missing == (("sub/d.md", "main:sub/d.md"),)
    with pytest.raises(ConfigError, match="no such file"):
        against_git(Settings(root), Path("none"), "main", approved)
