from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import SAMPLES, Maker, garbled, pair

from mtqa.gate import Limits, judge
from mtqa.report.html import HtmlWriter
from mtqa.report.visible import HOSTILE, visible
from mtqa.types import Flag, Report, Severity, Span

CSS = (files("mtqa.report") / "assets" / "report.css").read_text(encoding="utf-8")
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
        if tag not in ("meta", "link"):
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
    page = html(SAMPLES[name]())
    page = re.sub(r"<style>.*?</style>", "<style>CSS</style>", page, flags=re.DOTALL)
    golden.check(f"{name}.html", re.sub(r"sha256-[^']+", "sha256-HASH", page))


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
        labels = {name for value in page.values("aria-labelledby") for name in value.split()}
        assert labels <= set(ids)

    def test_everything_that_is_opened_is_closed(self, name):
        assert Reader(html(SAMPLES[name]())).open == []

    def test_it_asks_nobody_and_runs_nothing(self, name):
        page = html(SAMPLES[name]())
        read = Reader(page)
        assert not {tag for tag, _ in read.tags} & {
            "script",
            "img",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "video",
        }
        assert not [
            name for _, attributes in read.tags for name in attributes if name.startswith("on") or name == "style"
        ]
        assert read.values("src") == []
        assert [link for link in read.values("href") if not link.startswith("#")] == ["data:,"]
        assert "url(" not in CSS
        assert "@import" not in CSS

    def test_its_policy_allows_its_own_style_and_nothing_else(self, name):
        page = html(SAMPLES[name]())
        (style,) = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
        (policy,) = [value for value in Reader(page).values("content") if "default-src" in value]
        digest = b64encode(sha256(style.encode()).digest()).decode()
        assert policy.split("; ") == [
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]


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
    assert "title=" not in page  # no reason hides in a tooltip


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
    assert html(garbled()).count("moved") == 1


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


# ---- contrast, by the formula of WCAG 2.2


def palettes() -> dict[str, dict[str, str]]:
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w{6});", block))
        for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    )
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "pass", "critical", "major", "minor"])
def test_every_colour_of_text_can_be_read_on_every_ground(scheme, ground, ink):
    assert contrast(palettes()[scheme][ink], palettes()[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("severity", list(Severity))
def test_marked_text_can_be_read_and_its_underline_seen(scheme, severity):
    palette = palettes()[scheme]
    assert contrast(palette["ink"], palette[f"{severity}-tint"]) >= 4.5
    assert contrast(palette[severity], palette[f"{severity}-tint"]) >= 3


def test_the_formula_is_the_one_of_the_guideline():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
