"""The public face: every name loads, is documented, and the examples in the docstrings are right."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import mtqa
from mtqa import Config, Document, Limits, check, judge, read_document, score, score_pairs
from mtqa.errors import ConfigError

NAMES = sorted(set(mtqa.__all__) - {"__version__"})


def test_the_list_of_names_is_complete_and_sorted() -> None:
    assert sorted(mtqa.__all__) == sorted({*mtqa._PUBLIC, "__version__"})
    assert dir(mtqa) == sorted(mtqa.__all__)
    assert len(set(mtqa.__all__)) == len(mtqa.__all__)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_loads_and_is_documented(name: str) -> None:
    thing = getattr(mtqa, name)
    told = inspect.getdoc(thing) or ""
    assert told.splitlines()[0].endswith((".", ":"))
    assert not told.startswith(f"{name}(")  # what dataclass writes where nobody did
    assert thing.__module__.startswith("mtqa.")


def test_a_star_import_gives_them_all() -> None:
    space: dict[str, object] = {}
    exec("from mtqa import *", space)  # noqa: S102  # what a user may write
    assert set(mtqa.__all__) <= set(space)


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nosuch'"):
        mtqa.nosuch  # noqa: B018


def test_annotations_of_public_functions_are_whole() -> None:
    for name in NAMES:
        thing = getattr(mtqa, name)
        if inspect.isfunction(thing):
            signature = inspect.signature(thing)
            assert signature.return_annotation is not inspect.Signature.empty
            assert all(p.annotation is not inspect.Parameter.empty for p in signature.parameters.values())


def test_types_are_shipped() -> None:
    package = Path(mtqa.__file__).parent
    assert (package / "py.typed").is_file()
    assert list((package / "report").rglob("*.json")), "the JSON Schema goes with the package"


def test_the_version_is_told_once() -> None:
    done = subprocess.run([sys.executable, "-m", "mtqa", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"mtqa {mtqa.__version__}\n"
    assert all(point.value == "mtqa.cli:main" for point in entry_points(group="console_scripts", name="mtqa"))


# ---- the examples in docstrings


def test_score_example() -> None:
    assert score("He went to to town.", "He went to town.").flags[0].text == "to to"


def test_score_pairs_example() -> None:
    assert score_pairs([("It works.", ["It runs.", "It works."])])[0].fidelity == 100.0


def test_config_example() -> None:
    assert Config(lang="de", pre_split=True).lang == "de"


def test_limits_example() -> None:
    report, verdict = check("The gate is shut.", "The gate is shut.", Limits(min_fidelity=70))
    assert verdict.passed
    assert judge(report, Limits(min_fidelity=70)).passed


def test_read_document_example(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# Notes\n\nThe gate is shut.\n")
    assert read_document(str(notes)).blocks[0].kind == "heading"


def test_document_example() -> None:
    assert Document("x", "ab\ncd").position(3) == (2, 1)


@pytest.mark.parametrize(
    "wrong",
    [{"lang": "e n"}, {"lang": ""}, {"lang": "../en"}, {"max_block": 0}, {"max_block": 9}, {"words": (" ",)}],
)
def test_a_wrong_option_is_refused_with_a_hint(wrong: dict[str, object]) -> None:
    with pytest.raises(ConfigError) as caught:
        Config(**wrong)  # type: ignore[arg-type]
    assert caught.value.hint
    assert caught.value.exit_code == 2
