from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_golden import without_assets
from report_samples import SAMPLES, Maker, garbled, pair

from mtqa.gate import Limits, judge
from mtqa.report.html import SCRIPTS, STYLES, HtmlWriter
from mtqa.report.visible import HOSTILE, visible
from mtqa.types import Flag, Report, Severity, Span

ASSETS = files("mtqa.report") / "assets"
CSS = "\n".join((ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
JS = "\n".join((ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
HOSTILE_TEXTS = [
    "<script>alert(1)</script>",
    "</script></style></title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp;amp; &#x3c;",
    "<!-- -->]]>",
    "\u202etxt.exe\u202c",
    "a\x00b\x0c\x1b[31m",
    "\ud800 \udfff",
    "\ufeff\u200b\u2028",
    "javascript:alert(1)",
    "  two  spaces  ",
]


class Reader(HTMLParser):
    """Reads a page as a browser does, as far as the tests ask: tags with attributes, ids, links, texts of a class."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag == "p":
            self.texts.append((dict(attributes).get("class") or "", ""))
        if tag not in ("meta", "link", "input"):
            self.open.append(tag if dict(attributes).get("class") != "number" else "number")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"nothing is open at </{tag}>"
        assert self.open.pop() in (tag, "number"), f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.texts and "p" in self.open and self.open[-1] != "number":
            kind, text = self.texts[-1]
            self.texts[-1] = (kind, text + data)

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes]

    def sentences(self) -> list[str]:
        return [text for kind, text in self.texts if kind == "text"]


def html(report: Report) -> str:
    return HtmlWriter().write(report, judge(report, Limits()))


def hostile(text: str) -> Report:
    """The text everywhere that a document, a reader or a detector can put it."""
    maker = Maker([f"Before {text} after.", text], [text], notes=(text,))
    maker.flag(0, "F101", Severity.MAJOR, text, f"said {text}", suggestion=text, category=text)
    report = maker.report([pair([0], [0], 10.0, 10.0), pair([1], [])])
    report = replace(report, suspect=replace(report.suspect, name=text, lang=text), signature=text, version=text)
    return replace(report, flags=tuple(replace(flag, code=text) for flag in report.flags))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_is_what_was_looked_at(name, golden):
    golden.check(f"{name}.html", without_assets(html(SAMPLES[name]())))


@pytest.mark.parametrize("name", SAMPLES)
class TestEverySample:
    def test_every_sentence_of_every_pair_stands_there_unaltered(self, name):
        report = SAMPLES[name]()
        expected = [
            visible(side.sentences[index].text)
            for score in report.pairs
            for side, indexes in ((report.suspect, score.pair.suspect), (report.reference, score.pair.reference))
            for index in indexes
        ]
        assert Reader(html(report)).sentences() == expected

    def test_every_link_leads_somewhere_and_every_id_is_the_only_one(self, name):
        page = Reader(html(SAMPLES[name]()))
        ids = page.values("id")
        assert len(ids) == len(set(ids))
        links = [link for tag, attributes in page.tags if tag == "a" for link in [attributes["href"]]]
        assert {link.removeprefix("#") for link in links} <= set(ids)
        names = page.values("aria-labelledby") + page.values("aria-describedby")
        labels = {name for value in names for name in value.split()}
        assert labels <= set(ids)

    def test_everything_that_is_opened_is_closed(self, name):
        assert Reader(html(SAMPLES[name]())).open == []

    def test_it_asks_nobody_and_runs_only_its_own_script(self, name):
        page = html(SAMPLES[name]())
        read = Reader(page)
        unwanted = {"img", "iframe", "object", "embed", "base", "video", "audio"}
        assert not {tag for tag, _ in read.tags} & unwanted
        assert [attributes["type"] for tag, attributes in read.tags if tag == "script"] == ["module"]
        assert not [
            name for _, attributes in read.tags for name in attributes if name.startswith("on") or name == "style"
        ]
        assert read.values("src") == []
        assert [link for link in read.values("href") if not link.startswith("#")] == ["data:,"]
        assert "url(" not in CSS
        assert "@import" not in CSS
        for caller in ("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "innerHTML", "eval(", "import("):
            assert caller not in JS

    def test_its_policy_allows_its_own_style_and_script_and_nothing_else(self, name):
        page = html(SAMPLES[name]())
        (style,) = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
        (script,) = re.findall(r'<script type="module">(.*?)</script>', page, flags=re.DOTALL)
        (policy,) = [value for value in Reader(page).values("content") if "default-src" in value]
        assert policy.split("; ") == [
            "default-src 'none'",
            f"style-src '{digest(style)}'",
            f"script-src '{digest(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]

    def test_the_data_hold_nothing_that_html_knows_and_every_text(self, name):
        report = SAMPLES[name]()
        data = embedded_data(HtmlWriter(static_rows=0).write(report, judge(report, Limits())))
        assert len(data["rows"]) == len(report.pairs)
        for score, (*_, suspect, reference) in zip(report.pairs, (row[:6] for row in data["rows"]), strict=True):
            for side, indexes, packed in (
                (report.suspect, score.pair.suspect, suspect),
                (report.reference, score.pair.reference, reference),
            ):
                texts = ["".join(one if isinstance(one, str) else one[0] for one in pieces) for pieces in packed]
                assert texts == [visible(side.sentences[index].text) for index in indexes]

    def test_a_text_that_stands_in_the_page_is_not_in_the_data(self, name):
        assert [row[4:6] for row in embedded_data(html(SAMPLES[name]()))["rows"]] == [[None, None]] * len(
            SAMPLES[name]().pairs
        )


def digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def embedded_data(page: str) -> dict[str, Any]:
    (data,) = re.findall(r'<template id="data">(.*?)</template>', page, flags=re.DOTALL)
    assert not set(data) & set("<>&\u2028\u2029")
    read: dict[str, Any] = json.loads(data)
    return read


def test_an_asset_is_never_longer_than_a_screen_file_and_says_what_it_is():
    for path in ASSETS.iterdir():
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 300, path.name
        if path.name.endswith(".js"):
            assert text.startswith("//"), path.name


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_document_is_text_whatever_it_holds(text):
    page = html(hostile(text))
    read, harmless = Reader(page), Reader(html(hostile("word")))
    assert page.encode("utf-8")
    assert not HOSTILE.search(page.replace("\n", ""))
    assert [(tag, sorted(attributes)) for tag, attributes in read.tags] == [
        (tag, sorted(attributes)) for tag, attributes in harmless.tags
    ]
    assert read.sentences() == [f"Before {visible(text)} after.", visible(text), visible(text)]
    assert set(read.values("lang")) == {"en", visible(text)}


def test_every_flag_is_marked_and_its_reason_is_read_beside_it():
    page = html(garbled())
    for marked in ("re -re -re -skinning", "timetablesBoats", "to to", "Brannoc Lines", "30"):
        assert f">{marked}</mark>" in page
    for reason in ("the reference has 13 here", "nothing in the suspect says this", "two words are glued together"):
        assert reason in page
    assert Reader(page).values("title") == []  # no reason hides in a tooltip


def test_the_verdict_is_the_first_thing_on_the_page():
    page = html(garbled())
    body = page[page.index("<body>") :]
    assert re.search(r">(\w[^<]*)<", body)[1] == "FAIL"


@pytest.mark.parametrize(
    ("kind", "said"),
    [("omission", "missing from the suspect"), ("addition", "not in the reference"), ("merge", "merge: 1 for 2")],
)
def test_a_pair_is_drawn_as_what_it_is(kind, said):
    rows = re.split(r"<article", html(garbled()))
    assert any(f'class="row {kind}' in row and said in row for row in rows)


@pytest.mark.parametrize(
    ("suspect", "reference", "said"), [([0, 1], [0], "split: 2 for 1"), ([0, 1], [0, 1], "block: 2 for 2")]
)
def test_several_sentences_for_one_or_several_are_counted(suspect, reference, said):
    report = Maker(["One.", "Two."], ["Three.", "Four."][: len(reference)]).report(
        [pair(suspect, reference, 50.0, 50.0)]
    )
    assert f'<p class="badge">{said}</p>' in html(report)


def test_a_moved_pair_says_so():
    assert html(garbled()).count('<p class="badge">⇅ moved</p>') == 1


@st.composite
def flagged_reports(draw: st.DrawFn) -> Report:
    text = draw(st.text(st.sampled_from("ab <>&\"'\n\x00\u202e\ud800😀") | st.characters(), min_size=1, max_size=20))
    maker = Maker([text], ["One."])
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    maker.flags = [
        Flag(
            "F101",
            "fluency/grammar",
            draw(st.sampled_from(Severity)),
            "suspect",
            Span(*span),
            text,
            text,
            line=1,
            column=1,
        )
        for span in draw(st.lists(ends, max_size=4))
    ]
    return maker.report([pair([0], [0], 50.0, 50.0)])


@settings(max_examples=60, deadline=None)
@given(flagged_reports())
def test_overlapping_flags_never_break_the_text_or_the_page(report):
    page = html(report)
    read = Reader(page)
    assert page.encode("utf-8")
    assert read.open == []
    said = [sentence.replace("‸", "") for sentence in read.sentences()]
    expected = [visible(report.suspect.sentences[0].text).replace("‸", ""), "One."]
    assert said == expected
    numbers = [
        attributes["href"] for tag, attributes in read.tags if tag == "a" and attributes.get("class") == "number"
    ]
    assert sorted(numbers) == sorted(f"#finding-0-{number}" for number in range(1, len(report.flags) + 1))


def of_length(count: int, words: int) -> Report:
    """Pairs of equal sentences of so many words, every eighth with a finding."""
    texts = [f"Go go {at}{' on' * words}." for at in range(count)]
    maker = Maker(texts, texts)
    for at in range(0, count, 8):
        maker.flag(at, "F102", Severity.MINOR, f"Go go {at}", '"go" stands twice', suggestion="Go")
    return maker.report([pair([at], [at], 88.2, 97.5, 41.3, 12.2, 70.1) for at in range(count)])


@pytest.mark.parametrize("count", [1, 40, 120, 300, 500, 501])
@pytest.mark.parametrize("words", [0, 5, 20, 60])
def test_a_page_stays_within_three_times_its_texts(count, words):
    report = of_length(count, words)
    texts = sum(len(one.text.encode()) for side in (report.suspect, report.reference) for one in side.sentences)
    written = html(report)
    assert len(written.encode()) <= 3 * texts + 200_000
    assert all(sentence.text.removeprefix("Go go") in written for sentence in report.suspect.sentences)
