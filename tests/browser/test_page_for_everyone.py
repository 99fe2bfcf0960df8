"""The page for whoever and whatever reads it: schemes, widths, paper, no script, screen readers, hostile texts, long ones."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from report_samples import SAMPLES, Maker, garbled, pair

from mtqa.gate import Limits, judge
from mtqa.report.counts import worst_pairs
from mtqa.report.html import HtmlWriter
from mtqa.report.visible import visible
from mtqa.types import Flag, PairScore, Report, Severity, Span

MODES = pytest.mark.parametrize("static_rows", [500, 0], ids=["written", "drawn"])
MANY = 5000
SLOWEST = 20.0  # times a trivial page; 5 was measured on two shared cores, 2026-11-22
TRIVIAL = "<!doctype html><title>x</title><article><p>One row.</p></article>"


def many(count: int) -> Report:
    """A long document: every eighth pair has a finding, scores go up and down."""
    words = ["harbour", "ferry", "captain", "old", "wooden", "boats", "near", "quiet", "island", "winter", "storms"]
    texts = [
        f"Sentence {at} of {' '.join(words[(at * 7 + k) % len(words)] for k in range(12))}." for at in range(count)
    ]
    maker = Maker(texts, texts)
    scores: list[PairScore] = []
    for at, sentence in enumerate(maker.suspect.sentences):
        flags: tuple[Flag, ...] = ()
        if at % 8 == 0:
            span = Span(sentence.start, sentence.start + 8)
            severity = tuple(Severity)[at // 8 % 3]
            flags = (
                Flag(
                    "F101", "fluency/grammar", severity, "suspect", span, "it stutters", "x", 0.9, at, "Sentence", 1, 1
                ),
            )
        scores.append(replace(pair([at], [at], float(at * 37 % 101), 90.0, 50.0, 20.0, 40.0), flags=flags))
    return replace(
        maker.report(scores), pairs=tuple(scores), flags=tuple(flag for score in scores for flag in score.flags)
    )


HOSTILE_TEXTS = [
    "<script>alert(1)</script>",
    "</script></style><img src=x onerror=alert(1)><svg onload=alert(2)>",
    '" onmouseover="alert(1)" x="',
    "<!--<script>",
    "]]>--!><a href=javascript:alert(1)>x</a>",
    "\u202etxt.exe\u202c \u2028 \u2029 \x00 \ud800",
    "${alert(1)} {{ 7 * 7 }} `",
    "__proto__ constructor",
    "Donaudampfschifffahrts" * 200,
]


def hostile(texts: list[str]) -> Report:
    """The texts everywhere that a document, a reader or a detector can put them."""
    maker = Maker([f"Before {text} after." for text in texts], texts, notes=tuple(texts))
    for at, text in enumerate(texts):
        maker.flag(at, "F101", Severity.MAJOR, text, f"said {text}", suggestion=text)
    report = maker.report([pair([at], [at], 10.0, 10.0) for at in range(len(texts))])
    everything = " ".join(texts)
    suspect = replace(report.suspect, name=everything, lang=texts[0])
    return replace(report, suspect=suspect, signature=everything, version=everything)


def sentences(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "article .text",
        "all => all.map(one => [...one.childNodes].filter(node => node.className !== 'number').map(node => node.textContent).join(''))",
    )


def expected_sentences(report: Report) -> list[str]:
    return [
        visible(side.sentences[index].text)
        for score in report.pairs
        for side, indexes in ((report.suspect, score.pair.suspect), (report.reference, score.pair.reference))
        for index in indexes
    ]


# ---- schemes, widths, paper


def test_dark_is_dark_and_light_is_light(show):
    grounds = []
    for scheme in ("light", "dark"):
        page = show(garbled(), color_scheme=scheme)
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(251, 250, 248)", "rgb(22, 24, 27)"]


def test_nothing_moves_by_itself(show):
    page = show(garbled(), "#pair-6", reduced_motion="reduce")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_sticks_out_at_the_side(show, width):
    page = show(hostile(HOSTILE_TEXTS), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_where_one_goes_is_not_under_the_tools(show):
    page = show(garbled(), "#pair-3", width=1024)
    tools, row = (page.locator(name).bounding_box() for name in (".bench", "#pair-3"))
    assert row["y"] >= tools["y"] + tools["height"]


def test_a_phone_has_the_texts_one_below_the_other(show):
    page = show(garbled(), width=390)
    suspect, reference = (page.locator(f"#pair-1 .{role}").bounding_box() for role in ("suspect", "reference"))
    assert reference["y"] >= suspect["y"] + suspect["height"]
    for role in ("suspect", "reference"):
        label = page.locator(f"#pair-1 .{role}").evaluate(
            "(cell) => { const { content, position } = getComputedStyle(cell, '::before'); return [content, position]; }"
        )
        assert label == [f'"{role}"', "static"]


@MODES
def test_it_prints_every_row_and_no_tool(show, static_rows):
    page = show(garbled(), static_rows=static_rows, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#tools")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(31, 35, 40)"  # dark ink, whatever the screen
    assert sentences(page) == expected_sentences(garbled())
    assert page.pdf().startswith(b"%PDF")


# ---- without script


def test_without_script_every_text_and_reason_is_read(show):
    page = show(garbled(), java_script_enabled=False)
    expect(page.locator("#tools")).to_be_hidden()
    expect(page.locator("article")).to_have_count(7)
    for flag in garbled().flags:
        expect(page.locator("body")).to_contain_text(flag.message)
    page.goto(f"{page.url}#pair-6")
    expect(page.locator("#pair-6")).to_be_in_viewport()


def test_without_script_a_long_document_is_a_table(show):
    report = garbled()
    page = show(report, static_rows=0, java_script_enabled=False)
    expect(page.locator(".plain tbody tr")).to_have_count(len(report.pairs))
    for text in (*(one.text for one in report.suspect.sentences), *(flag.message for flag in report.flags)):
        expect(page.locator(".plain")).to_contain_text(text)


# ---- screen readers


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("garbled", "light"), ("garbled", "dark"), ("clean", "dark"), ("unrelated", "light"), ("empty", "light")],
)
def test_axe_finds_nothing(show, name, scheme):
    page = show(SAMPLES[name](), color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_axe_finds_nothing_on_a_phone_in_the_help_or_among_filtered_rows(show):
    page = show(garbled(), "#severity=critical&search=the", static_rows=0, width=390)
    page.locator("#ask").click()
    assert Axe().run(page).violations_count == 0


def test_what_a_score_means_is_shown_on_hover_and_on_focus(show):
    page = show(garbled())
    about = page.locator("#about-fidelity")
    expect(about).to_be_hidden()
    page.get_by_role("button", name="What fidelity means").focus()
    expect(about).to_be_visible()
    page.locator("[name=search]").focus()
    expect(about).to_be_hidden()
    page.get_by_role("button", name="What fidelity means").hover()
    expect(about).to_be_visible()


# ---- hostile texts


@MODES
def test_hostile_documents_are_text(show, static_rows):
    report = hostile(HOSTILE_TEXTS)
    page = show(report, static_rows=static_rows)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert sentences(page) == expected_sentences(report)
    assert page.locator("script").count() == 1
    assert page.locator("img, article svg:not(.bar), [onmouseover], a[href^=javascript]").count() == 0
    page.locator("[name=search]").fill("alert(1)")
    page.keyboard.press("Tab")
    expect(page.locator("#count")).to_contain_text(f"of {len(report.pairs)} pairs")


# ---- long documents


def first_row(show, page: str) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        opened = show(page)
        opened.wait_for_selector("article p", state="attached")
        times.append(time.perf_counter() - start)
        opened.close()
    return min(times)


def test_five_thousand_pairs_open_at_once(show):
    report = many(MANY)
    page = HtmlWriter().write(report, judge(report, Limits()))
    texts = sum(len(one.text.encode()) for side in (report.suspect, report.reference) for one in side.sentences)
    assert len(page.encode()) <= 3 * texts + 200_000
    assert first_row(show, page) < SLOWEST * first_row(show, TRIVIAL)


def test_five_thousand_pairs_are_drawn_as_they_are_read(show):
    report = many(MANY)
    page = show(report, "#pair-4321")
    expect(page.locator("#pair-4321 .text").first).to_be_in_viewport()
    assert page.locator("article:has(.text)").count() < 200
    page.locator("[name=search]").fill("sentence 1234 ")
    expect(page.locator("#count")).to_have_text("1 of 5000 pairs")
    expect(page.locator("#pair-1234 .text").first).to_be_in_viewport()
    page.locator("[name=search]").fill("")
    page.locator("[name=sort]").select_option("worst")
    worst, *_ = worst_pairs(report, judge(report, Limits()))
    first = page.locator("article").first
    expect(first).to_have_id(f"pair-{worst}")
    first.scroll_into_view_if_needed()
    expect(first.locator(".text")).to_have_count(2)
