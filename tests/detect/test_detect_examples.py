"""Every code has a text that must be flagged, at the right place, and one that must not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from detect_pairs import JUDGED, pair, texts

from mtqa.config import Config
from mtqa.detect import DETECTORS, codes, detect, detectors

FOLDER = Path(__file__).parents[2] / "fixtures" / "detectors"
Example = dict[str, Any]


def examples(kind: str) -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for number, example in enumerate(tomllib.loads(path.read_text("utf-8"))[kind]):
            found.append(pytest.param(example, id=f"{path.stem}-{example['code']}-{number}"))
    return found


def build(example: Example) -> Any:
    options = {key: example[key] for key in ("lang", "form") if key in example}
    own = {key: tuple(example.get(key, ())) for key in ("words", "keep")}
    config = Config(glossary=tuple(map(tuple, example.get("glossary", ()))), **own)
    return pair(example["suspect"], example["reference"], config=config, read=example["code"] in JUDGED, **options)


@pytest.mark.parametrize("example", examples("flag"))
def test_must_flag(example: Example) -> None:
    evidence, context = build(example)
    flags = detect(evidence, context)
    wanted = (example["code"], example.get("side", "suspect"), example["flagged"])
    assert wanted in texts(flags, context)
    if "severity" in example:
        assert {flag.severity for flag in flags if flag.code == example["code"]} == {example["severity"]}


@pytest.mark.parametrize("example", examples("pass"))
def test_must_pass(example: Example) -> None:
    evidence, context = build(example)
    assert texts(detect(evidence, context), context) == []


@pytest.mark.parametrize("kind", ["flag", "pass"])
def test_every_code_has_examples(kind: str) -> None:
    assert {example.values[0]["code"] for example in examples(kind)} == set(codes())


def test_every_detector_has_its_own_file() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(DETECTORS)


@pytest.mark.parametrize("kind", ["flag", "pass"])
def test_examples_stand_with_their_detector(kind: str) -> None:
    owner = {code.code: name for name, each in zip(DETECTORS, detectors(), strict=False) for code in each.codes}
    for path in FOLDER.glob("*.toml"):
        for example in tomllib.loads(path.read_text("utf-8"))[kind]:
            assert owner[example["code"]] == path.stem
