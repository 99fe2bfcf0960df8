"""The page of a run: the index sorts and filters, every document opens in the same file, and all is read without script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from report_samples import garbled
from run_samples import RUNS, checked, many, mixed

from mtqa.report import run_writer
from mtqa.report.run_html import HtmlRunWriter
from mtqa.types import Run

WORST_FIRST = ["broken.po", "ferry.md", "bees.md", "old ferry.md", "train.md", "line.md"]


@pytest.fixture
def show_run(show) -> Callable[..., Page]:
    return lambda run, fragment="", **options: show(run_writer("html").write(run), fragment, **options)


def documents(page: Page) -> list[str]:
    """The last parts of the names that the index shows."""
    names = page.eval_on_selector_all("#files tbody tr:not([hidden]) bdi", "all => all.map(one => one.textContent)")
    return [name.rpartition("/")[2] for name in names]


def test_the_index_has_the_worst_first(show_run):
    page = show_run(mixed())
    expect(page.locator("h1")).to_contain_text("FAIL 3 of 6 files fail, 1 could not be judged")
    assert documents(page) == WORST_FIRST
    expect(page.locator("#picked")).to_have_text("6 documents")
    expect(page.locator("template")).to_have_count(5)


@pytest.mark.parametrize(
    ("column", "first", "again"),
    [
        ("result", "broken.po", "line.md"),
        ("document", "broken.po", "train.md"),
        ("fidelity", "ferry.md", "line.md"),
        ("critical", "ferry.md", "old ferry.md"),
        ("minor", "ferry.md", "ferry.md"),
    ],
)
def test_a_heading_sorts_and_sorts_the_other_way(show_run, column, first, again):
    page = show_run(mixed())
    head = page.locator("#files th").filter(has_text=column).first
    head.locator("button").click()
    assert documents(page)[0] == first
    ways = [head.get_attribute("aria-sort")]
    head.locator("button").press("Enter")
    assert documents(page)[0] == again
    ways.append(head.get_attribute("aria-sort"))
    assert sorted(ways) == ["ascending", "descending"]
    expect(page.locator("[aria-sort]")).to_have_count(1)


def test_what_has_no_number_is_last_either_way(show_run):
    page = show_run(mixed())
    button = page.locator("#files th").filter(has_text="fidelity").locator("button")
    for _ in range(2):
        button.click()
        assert sorted(documents(page)[-2:]) == ["bees.md", "broken.po"]


def test_the_index_is_filtered(show_run):
    page = show_run(mixed())
    page.get_by_label("only those that fail").check()
    assert documents(page) == WORST_FIRST[:4]
    page.get_by_label("Search names and reasons").fill("FERRY")
    assert documents(page) == ["ferry.md", "old ferry.md"]
    expect(page.locator("#picked")).to_have_text("2 of 6 documents")


def test_a_document_opens_and_leads_back(show_run):
    page = show_run(mixed())
    page.get_by_role("link", name="docs/en/ferry.md").click()
    expect(page.locator("article")).to_have_count(7)
    expect(page).to_have_title("FAIL: docs/en/ferry.md against reviewed/docs/en/ferry.md")
    expect(page.locator("#index")).to_have_count(0)
    page.get_by_role("link", name="all documents").click()
    expect(page.locator("#files")).to_be_visible()
    page.go_back()
    expect(page.locator("article")).to_have_count(7)


def test_the_index_is_found_as_it_was_left(show_run):
    page = show_run(mixed())
    page.get_by_label("only those that fail").check()
    page.get_by_label("Search names and reasons").fill("ferry")
    page.locator("#files th").filter(has_text="critical").locator("button").click()
    page.get_by_role("link", name="docs/en/old ferry.md").click()
    expect(page.locator("article")).to_have_count(7)
    page.keyboard.press("j")
    expect(page.locator(".here")).to_have_id("finding-1-1")
    page.get_by_role("link", name="all documents").click()
    expect(page.locator("#picked")).to_have_text("2 of 6 documents")
    assert documents(page) == ["ferry.md", "old ferry.md"]
    expect(page.locator("[aria-sort=descending]")).to_have_text("critical")
    again = show_run(mixed(), f"#{page.url.partition('#')[2]}")
    expect(again.locator("#picked")).to_have_text("2 of 6 documents")


def test_every_place_in_a_document_has_its_address(show_run):
    page = show_run(mixed(), "#document=1&severity=critical&at=finding-5-1")
    expect(page.locator("h1")).to_contain_text("unfaithful")
    expect(page.locator(".here")).to_have_id("finding-5-1")
    page.locator("#pair-5 .gutter a").click()
    assert page.url.endswith("#document=1&severity=critical&at=pair-5")
    again = show_run(mixed(), page.url.partition("#")[2].join(["#", ""]))
    expect(again.locator(".here")).to_have_id("pair-5")
    expect(again.locator("#count")).to_have_text("1 of 7 pairs")


def test_the_keys_and_the_worst_passages_work_in_a_document(show_run):
    page = show_run(mixed(), "#document-0")
    page.keyboard.press("j")
    expect(page.locator(".here")).to_have_id("finding-1-1")
    page.locator(".worst a").nth(1).click()
    expect(page.locator(".here")).to_have_id("pair-5")
    assert page.url.endswith("#document=0&at=pair-5")


@pytest.mark.parametrize("fragment", ["#document-99", "#document=x", "#document-5", "#pair-3", "#%", "#document=1e1"])
def test_an_address_of_nothing_shows_the_index(show_run, fragment):
    expect(show_run(mixed(), fragment).locator("#files")).to_be_visible()


def test_without_script_every_document_is_read_below_the_index(show_run):
    page = show_run(mixed(), java_script_enabled=False)
    read = " ".join(page.locator("body").inner_text().split())
    for file in mixed().files:
        for sentence in file.report.suspect.sentences if file.report else ():
            assert " ".join(sentence.text.split()) in read
        for flag in file.report.flags if file.report else ():
            assert flag.message in read
    page.get_by_role("link", name="docs/en/bees.md").click()
    expect(page.locator("#document-4 h2")).to_be_in_viewport()


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing(show_run, name, scheme, width):
    page = show_run(RUNS[name](), color_scheme=scheme, width=width)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_axe_finds_nothing_in_a_document_of_a_run(show_run):
    page = show_run(mixed(), "#document-0")
    expect(page.locator("#pair-1 .text").first).to_be_attached()
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_sticks_out_at_the_side(show_run, width):
    run = mixed()
    long = replace(run.files[5], error="x" * 3000, suspect="docs/" + "long" * 300)
    page = show_run(Run.of([*run.files, long], "0.0.0"), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_names_and_texts_are_text(show_run):
    name = "</template></noscript><script>alert(1)</script>\u202e<img src=x onerror=alert(2)>.md"
    page = show_run(Run.of([checked(garbled(), name), *mixed().files], "0.0.0"))
    expect(page.locator("script")).to_have_count(1)
    assert page.locator("img").count() == 0
    page.locator("#files a").filter(has_text="alert(1)").click()
    expect(page.locator("article")).to_have_count(7)


def test_pages_beside_the_index_are_linked_both_ways(show, tmp_path):
    written = HtmlRunWriter(largest=1000).files(mixed(), str(tmp_path / "my run.html"))
    for path, text in written.items():
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    opened = show("<!doctype html><title>x</title>")
    page = opened.context.new_page()
    page.goto((tmp_path / "my run.html").as_uri())
    page.get_by_role("link", name="docs/en/old ferry.md").click()
    expect(page.locator("article")).to_have_count(7)
    page.get_by_role("link", name="all documents").click()
    expect(page.locator("#files")).to_be_visible()


def test_a_run_of_many_files_opens_its_index_and_its_last_document(show_run):
    page = show_run(many(60))
    expect(page.locator("#picked")).to_have_text("60 documents")
    page.get_by_role("link", name="docs/059.md").click()
    expect(page.locator("article")).to_have_count(12)
