"""Reading the configuration: what counts, where it comes from, and how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.config import Config
from mtqa.errors import ConfigError
from mtqa.gate import Limits
from mtqa.project.explained import explained
from mtqa.project.keys import OVERRIDE, PAIR, TOP
from mtqa.project.loader import find, load
from mtqa.project.settings import Settings, Value
from mtqa.types import Severity

FULL = """\
languages = ["de"]
min-fidelity = 60
fail-on = "critical"
max-minor = 20
ignore = ["W1"]
words = ["Wheelwright"]
glossary = { Bahn = "Straßenbahn" }

[[pairs]]
suspect = "docs/{lang}/**/*.md"
reference = "reviewed/{lang}/**/*.md"

[[overrides]]
paths = ["docs/{lang}/legal/**"]
min-fidelity = 80
ignore = ["C"]

[[overrides]]
paths = ["docs/de/**"]
fail-on = "never"
"""


def written(folder: Path, text: str, name: str = "mtqa.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_full_configuration(tmp_path):
    settings = load(written(tmp_path, FULL))
    assert settings.root == tmp_path
    assert settings.values["max-minor"] == Value(20, "mtqa.toml:4")
    assert settings.values["encoding"] == Value(None, "default")
    (rule,) = settings.pairs
    assert (rule.suspect.text, rule.origin) == ("docs/{lang}/**/*.md", "mtqa.toml:9")
    expected = Limits(min_fidelity=60, fail_on=Severity.CRITICAL, max_minor=20)
    assert settings.limits_of("docs/fr/home.md") == expected
    config = settings.config_of("docs/fr/home.md", "fr")
    assert config == Config(lang="fr", words=("Wheelwright",), glossary=(("Bahn", "Straßenbahn"),), ignore=("W1",))


def test_overrides_rule_their_paths_the_later_one_first(tmp_path):
    settings = load(written(tmp_path, FULL))
    legal = settings.limits_of("docs/de/legal/terms.md")
    assert (legal.min_fidelity, legal.fail_on) == (80, None)
    assert settings.config_of("docs/de/legal/terms.md").ignore == ("W1", "C")
    assert settings.limits_of("docs/fr/legal/terms.md").fail_on is Severity.CRITICAL


def test_the_command_line_goes_before_everything(tmp_path):
    settings = load(written(tmp_path, FULL), given={"min-fidelity": Value(10.0, "command line")})
    assert settings.limits_of("docs/de/legal/terms.md").min_fidelity == 10


def test_without_a_configuration_there_are_defaults(tmp_path):
    (tmp_path / ".git").mkdir()
    assert load(tmp_path) == Settings(tmp_path)
    assert Settings(tmp_path).limits_of("a.md") == Limits()
    assert Settings(tmp_path).config_of("a.md") == Config()


def test_the_nearest_configuration_counts_up_to_the_top_of_the_repository(tmp_path):
    inner = tmp_path / "repository" / "docs"
    inner.mkdir(parents=True)
    written(tmp_path, "min-fidelity = 1")
    assert find(inner) == tmp_path / "mtqa.toml"
    (tmp_path / "repository" / ".git").mkdir()
    assert find(inner) is None
    written(tmp_path / "repository", "[tool.other]\nx = 1", "pyproject.toml")
    assert find(inner) is None
    written(tmp_path / "repository", "[tool.mtqa]\nmin-fidelity = 2", "pyproject.toml")
    assert load(inner).values["min-fidelity"] == Value(2.0, "pyproject.toml:2")
    written(tmp_path / "repository", "min-fidelity = 3")
    assert load(inner).get("min-fidelity") == 3


def test_a_pyproject_of_somebody_else_may_be_broken(tmp_path):
    written(tmp_path, "[broken", "pyproject.toml")
    (tmp_path / ".git").mkdir()
    assert load(tmp_path).file is None


ONE_PAIR = '[[pairs]]\nsuspect = "a/*.md"\n'


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("\nmin-fidelty = 60", "mtqa.toml:2: unknown key 'min-fidelty'", "did you mean min-fidelity?"),
        ("min_fidelity = 60", "mtqa.toml:1: unknown key 'min_fidelity'", "did you mean min-fidelity?"),
        ("pair = 1", "mtqa.toml:1: unknown key 'pair'", "did you mean pairs?"),
        ("[nothing]\nx = 1", "mtqa.toml:1: unknown key 'nothing'", "keys: "),
        ("min-fidelity = 101", "mtqa.toml:1: min-fidelity is 101, not a number from 0 to 100", "Least fidelity"),
        ("min-fidelity = nan", "mtqa.toml:1: min-fidelity is nan", "Least fidelity"),
        ('min-fidelity = "60"', "mtqa.toml:1: min-fidelity is '60', not a number", "Least fidelity"),
        ("max-major = 1.5", "mtqa.toml:1: max-major is 1.5, not a whole number", "Most major findings"),
        ("offline = 1", "mtqa.toml:1: offline is 1, not true or false", "Never"),
        ('fail-on = "majr"', "one of minor, major, critical, never; did you mean major?", "severity"),
        ("max-block = 9", "max-block is 9, not a whole number from 1 to 8", "Most sentences"),
        ('words = "one"', "mtqa.toml:1: words is 'one', not a list of strings", "words"),
        ('glossary = ["a"]', "mtqa.toml:1: glossary is ['a'], not a table", "second"),
        ('exclude = ["a/{"]', "exclude is ['a/{'], not a path template: 'a/{' has a brace", "Paths"),
        ('ignore = ["F1O1"]', "mtqa.toml:1: ignore has 'F1O1', which begins no code", "did you mean F101?"),
        ("pairs = 1", "mtqa.toml:1: pairs is not an array of tables", "[[pairs]]"),
        ("[[pairs]]\nsource = 'a'", "mtqa.toml:2: unknown key 'source' in [[pairs]]", "keys: suspect"),
        ("[[pairs]]\nreference = 'a'", "mtqa.toml:1: [[pairs]] has no suspect", "for example"),
        (
            ONE_PAIR + 'reference = "b/{lang}/*.md"',
            "mtqa.toml:3: reference has {lang}, which suspect",
            "every wildcard",
        ),
        (ONE_PAIR + 'reference = "b/*/*.md"', "mtqa.toml:3: reference has *, which suspect", "every wildcard"),
        (ONE_PAIR + 'reference = "a/*.md"', "mtqa.toml:3: reference is the suspect itself", "against"),
        (ONE_PAIR + 'reference = "b/*.md"\nagainst = "main"', "both reference and against", "keep one"),
        (f"{ONE_PAIR}{ONE_PAIR}languages = 1", "mtqa.toml:5: languages is 1, not a list", "{lang}"),
        (ONE_PAIR + 'read-as = "htlm"', "mtqa.toml:3: read-as is 'htlm', not a format: plain", "suffix"),
        (ONE_PAIR + 'columns = ["a"]', "mtqa.toml:3: columns is ['a'], not two names", "files of pairs"),
        ("[[overrides]]\nmin-fidelity = 1", "mtqa.toml:1: [[overrides]] has no paths", "for example"),
        ("[[overrides]]\nmodel = 'x'", "mtqa.toml:2: unknown key 'model' in [[overrides]]", "keys: paths"),
        ("x = ", "mtqa.toml: Invalid value (at end of document)", "mend"),
        ("a = 1\nb = x\n", "(at line 2", "mend"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_would_be_right(text, message, hint, tmp_path):
    with pytest.raises(ConfigError) as told:
        load(written(tmp_path, text))
    assert message in told.value.message
    assert hint in told.value.hint


def test_what_is_no_utf_8_or_not_there_is_told(tmp_path):
    (tmp_path / "mtqa.toml").write_bytes(b'words = ["\xe9"]')
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load(tmp_path)
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path, tmp_path / "other.toml")


def test_the_effective_values_are_shown_with_their_origins(tmp_path):
    shown = explained(load(written(tmp_path, FULL), given={"format": Value("json", "command line")}))
    assert f"# {tmp_path / 'mtqa.toml'}\n" in shown
    for line in (
        "min-fidelity = 60  # mtqa.toml:2",
        'fail-on = "critical"  # mtqa.toml:3',
        'format = "json"  # command line',
        "require-parallel = true  # default",
        "# min-fluency: not set",
        'glossary = { "Bahn" = "Straßenbahn" }  # mtqa.toml:7',
        "[[pairs]]  # mtqa.toml:9",
        "[[overrides]]  # mtqa.toml:18",
    ):
        assert line in _squeezed(shown)


@pytest.mark.parametrize("text", [FULL, ""], ids=["full", "defaults only"])
def test_what_is_shown_is_a_configuration(text, tmp_path):
    (tmp_path / "again").mkdir()
    settings = load(written(tmp_path, text))
    again = load(written(tmp_path / "again", explained(settings)))
    assert {key: value.value for key, value in again.values.items()} == {
        key: value.value for key, value in settings.values.items()
    }
    assert [rule.suspect for rule in again.pairs] == [rule.suspect for rule in settings.pairs]
    assert [override.paths for override in again.overrides] == [override.paths for override in settings.overrides]


def _squeezed(text: str) -> str:
    """Write two spaces before every comment, however wide the column is."""
    return "\n".join("  #".join(part.rstrip() for part in line.split("  #")) for line in text.splitlines())


NAMES = st.sampled_from(
    [*(key.name for key in (*TOP, *PAIR, *OVERRIDE)), "pairs", "overrides", "unknown", '"quoted key"', "a.b"]
)
VALUES = st.sampled_from(
    [
        *("1", "-1", "nan", "1.5", "true", "1979-05-27", '"a"', '""', '"F1"', '"{x"', '"major"'),
        *("[]", "[1]", "[[1]]", '["a"]', '["a/*.md",\n"b"]', "{}", "{a = 1}", '[{suspect = "a"}]', '"""\n[pairs]\n"""'),
    ]
)


@given(st.lists(st.tuples(st.sampled_from(["", "[[pairs]]\n", "[[overrides]]\n", "[x]\n"]), NAMES, VALUES), max_size=6))
def test_any_toml_is_settings_or_a_clear_error(tmp_path_factory, rows):
    text = "".join(f"{header}{name} = {value}\n" for header, name, value in rows)
    folder = tmp_path_factory.getbasetemp() / "any-toml"
    folder.mkdir(exist_ok=True)
    written(folder, text)
    error = None
    try:
        settings = load(folder, folder / "mtqa.toml")
    except ConfigError as told:
        error = told
    if error is None:
        assert explained(settings)
    else:
        assert error.message.startswith("mtqa.toml:")
        assert error.hint
