"""docs/configuration.md names every key as the table of keys does; its example is a configuration."""

from __future__ import annotations

import os
import re
from pathlib import Path

from project_cases import tree

from mtqa.project.explained import toml
from mtqa.project.keys import PAIR, TOP, Key
from mtqa.project.loader import load

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"
TABLE = re.compile(r"(?s)<!-- keys -->\n(.*?)<!-- end of keys -->")


def row(key: Key) -> str:
    default = "" if key.default in (None, ()) else f"`{toml(key.default)}`"
    return f"| `{key.name}` | {key.help} | {default} | `{key.example}` |\n"


def test_the_page_has_the_table_of_keys() -> None:
    text = PAGE.read_text(encoding="utf-8")
    table = "| key | what it says | default | example |\n|---|---|---|---|\n" + "".join(map(row, TOP))
    if os.environ.get("MTQA_ACCEPT"):
        PAGE.write_text(TABLE.sub(lambda _: f"<!-- keys -->\n{table}<!-- end of keys -->", text), encoding="utf-8")
        return
    assert TABLE.findall(text) == [table]


def test_the_page_names_the_keys_of_a_pairs_table() -> None:
    assert all(f"| `{key.name}` |" in PAGE.read_text(encoding="utf-8") for key in PAIR)


def test_the_example_of_the_page_is_a_configuration(tmp_path: Path) -> None:
    (example,) = re.findall(r"(?s)```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"))
    settings = load(tree(tmp_path, {"mtqa.toml": example}))
    assert [rule.suspect.text for rule in settings.pairs] == ["docs/{lang}/**/*.md", "locale/{lang}.po"]
    assert settings.limits_of("docs/de/legal/a.md").min_fidelity == 80
