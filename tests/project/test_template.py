"""Path templates: what they fit, what they catch, what they give back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.project.template import Template


@pytest.mark.parametrize(
    ("template", "path", "captures"),
    [
        ("docs/{lang}/*.md", "docs/de/home.md", {"lang": "de", "*0": "home"}),
        ("docs/{lang}/*.md", "docs/de/sub/home.md", None),
        ("docs/{lang}/**/*.md", "docs/de/home.md", {"lang": "de", "**0": "", "*0": "home"}),
        ("docs/{lang}/**/*.md", "docs/pt-BR/a/b/home.md", {"lang": "pt-BR", "**0": "a/b", "*0": "home"}),
        ("docs/{lang}/**/*.md", "docs/images/home.md", None),
        ("docs/{lang}/**/*.md", "docs/de/home.txt", None),
        ("{lang}/{lang}.po", "de/de.po", {"lang": "de"}),
        ("{lang}/{lang}.po", "de/fr.po", None),
        (
            "locale/{lang}/LC_MESSAGES/{domain}.po",
            "locale/zh_Hant/LC_MESSAGES/ui.po",
            {"lang": "zh_Hant", "domain": "ui"},
        ),
        ("messages.{lang}.json", "messages.de.json", {"lang": "de"}),
        ("legal/**", "legal/a/b.md", {"**0": "a/b.md"}),
        ("a+b/*.md", "a+b/x.md", {"*0": "x"}),
        ("a+b/*.md", "aab/x.md", None),
        ("home.md", "home.md", {}),
    ],
)
def test_a_template_catches_what_its_wildcards_stand_for(template, path, captures):
    assert Template(template).match(path) == captures


@pytest.mark.parametrize(
    ("suspect", "path", "reference", "filled"),
    [
        ("docs/{lang}/**/*.md", "docs/de/home.md", "reviewed/{lang}/**/*.md", "reviewed/de/home.md"),
        ("docs/{lang}/**/*.md", "docs/de/a/b/home.md", "reviewed/{lang}/**/*.md", "reviewed/de/a/b/home.md"),
        ("docs/{lang}/**/*.md", "docs/de/a/home.md", "ok/**/{lang}/*.md", "ok/a/de/home.md"),
        ("*-*.txt", "one-two.txt", "*.*.txt", "one.two.txt"),
        ("in/**", "in/a/b.md", "out/**", "out/a/b.md"),
        ("{lang}.po", "de.po", "gold.po", "gold.po"),
    ],
)
def test_what_one_template_catches_fills_another(suspect, path, reference, filled):
    assert Template(reference).fill(Template(suspect).match(path)) == filled


@pytest.mark.parametrize(
    "text", ["/docs/*.md", "docs/{lang", "docs/lang}/*.md", "docs/{la ng}/*.md", "docs/a**/x.md", "{}"]
)
def test_a_malformed_template_is_refused(text):
    with pytest.raises(ValueError, match=r"[a-z]"):
        Template(text)


@pytest.mark.parametrize(
    ("text", "folder"), [("docs/{lang}/*.md", "docs"), ("*.md", ""), ("a/b/c.md", "a/b"), ("a/b-{lang}/c.md", "a")]
)
def test_the_folder_of_a_template_has_no_wildcard(text, folder):
    assert Template(text).folder == folder


NAMES = st.text("abc.-", min_size=1, max_size=4)


@given(st.lists(NAMES, max_size=3), NAMES, st.sampled_from(["de", "pt-BR", "zh_Hant"]))
def test_a_template_gives_back_the_path_that_it_caught(folders, name, lang):
    template = Template("docs/{lang}/**/*.md")
    path = "/".join(["docs", lang, *folders, f"{name}.md"])
    captures = template.match(path)
    assert captures is not None
    assert template.fill(captures) == path
