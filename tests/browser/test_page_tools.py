"""What an editor does on the page: filter, search, sort, step, jump, copy, download, share the address."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect
from report_samples import SAMPLES, garbled

from mtqa.gate import Limits, judge
from mtqa.report.counts import code_name, worst_pairs
from mtqa.report.html import HtmlWriter

ALL = [0, 1, 2, 3, 4, 5, 6]
MODES = pytest.mark.parametrize("static_rows", [500, 0], ids=["written", "drawn"])


def shown(page: Page) -> list[int]:
    ids = page.eval_on_selector_all("article:not([hidden])", "all => all.map(one => one.id)")
    return [int(name.removeprefix("pair-")) for name in ids]


def choose(page: Page, **filters: str) -> None:
    for name, value in filters.items():
        control = page.locator(f"[name={name}]")
        if name in {"search", "from", "to"}:
            control.fill(value)
        else:
            control.select_option(value)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.name"))


@MODES
def test_the_verdict_is_first_and_every_pair_is_there(show, static_rows):
    page = show(garbled(), static_rows=static_rows)
    expect(page.locator("h1")).to_contain_text("FAIL")
    assert shown(page) == ALL
    expect(page.locator("#count")).to_have_text("7 pairs")
    expect(page.locator("#age")).to_contain_text("written this minute")


@pytest.mark.parametrize("name", ["garbled", "unrelated"])
def test_what_the_script_draws_is_what_the_template_writes(show, name):
    drawings = []
    for static_rows in (500, 0):
        page = show(SAMPLES[name](), static_rows=static_rows, java_script_enabled=True)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")  # draws every row
        drawings.append(
            page.evaluate("""[...document.querySelectorAll('article')].map((one) =>
                one.outerHTML.replace(/ style="[^"]*"/, '').replace(/ tabindex="-1"/g, '').replace(/>\\s+/g, '>').replace(/\\s+</g, '<'))""")
        )
    assert drawings[0] == drawings[1]


FILTERS: list[tuple[dict[str, str], list[int]]] = [
    ({"severity": "critical"}, [1, 5]),
    ({"severity": "any"}, [1, 3, 4, 5]),
    ({"severity": "none"}, [0, 2, 6]),
    ({"family": "accuracy"}, [1, 3, 4, 5]),
    ({"code": "F102"}, [1]),
    ({"severity": "critical", "family": "accuracy"}, [5]),
    ({"severity": "minor", "code": "F101"}, []),
    ({"kind": "merge"}, [2, 6]),
    ({"kind": "omission"}, [4]),
    ({"kind": "moved"}, [0]),
    ({"from": "90"}, [3, 6]),
    ({"to": "52"}, [1, 5]),
    ({"from": "60", "to": "90"}, [0, 2]),
    ({"search": "QUIMPER"}, [6]),
    ({"search": "the reference has 13"}, [5]),
    ({"search": "zebra"}, []),
]


@MODES
def test_filters(show, static_rows):
    page = show(garbled(), static_rows=static_rows)
    for filters, expected in FILTERS:
        choose(page, **filters)
        assert shown(page) == expected, filters
        assert page.locator("#nothing").is_visible() == (not expected)
        assert page.locator("#count").inner_text() == f"{len(expected)} of 7 pairs"
        page.get_by_role("button", name="Reset").click()
        assert shown(page) == ALL


def test_the_worst_come_first_in_the_order_of_the_text_report(show):
    report = garbled()
    page = show(report)
    choose(page, sort="worst", severity="any")
    assert tuple(shown(page)) == worst_pairs(report, judge(report, Limits()))
    choose(page, severity="critical")
    choose(page, severity="")
    assert shown(page)[:4] == list(worst_pairs(report, judge(report, Limits())))
    assert sorted(shown(page)) == ALL
    choose(page, sort="")
    assert shown(page) == ALL


@MODES
def test_keys_step_through_the_findings_and_come_round(show, static_rows):
    page = show(garbled(), static_rows=static_rows)
    seen = []
    for _ in range(8):
        page.keyboard.press("j")
        seen.append(focused(page))
    assert seen[:4] == ["finding-1-1", "finding-1-2", "finding-1-3", "finding-1-4"]
    assert seen[7] == seen[0]
    page.keyboard.press("k")
    assert focused(page) == seen[6]
    expect(page.locator(f"#{seen[6]}")).to_be_in_viewport()


def test_keys_step_only_through_what_the_filters_ask_for(show):
    page = show(garbled())
    choose(page, severity="critical")
    page.locator("h1").click()
    seen = []
    for _ in range(3):
        page.keyboard.press("j")
        seen.append(focused(page))
    assert seen == ["finding-1-1", "finding-5-1", "finding-1-1"]


def test_a_slash_searches_a_question_mark_helps_and_typing_is_typing(show):
    page = show(garbled())
    page.keyboard.press("/")
    assert focused(page) == "search"
    page.keyboard.type("j?k")
    assert page.locator("[name=search]").input_value() == "j?k"
    page.locator("[name=search]").fill("quimper")
    page.keyboard.press("Enter")
    assert focused(page) == "pair-6"
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def test_single_keys_can_be_switched_off(show):
    page = show(garbled())
    page.keyboard.press("?")
    page.get_by_label("single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert not focused(page).startswith("finding")


@MODES
def test_a_permalink_shows_its_place(show, static_rows):
    page = show(garbled(), "#finding-1-4", static_rows=static_rows)
    for place in ("finding-1-4", "pair-6", "finding-5-1"):
        page.evaluate("(hash) => { location.hash = hash; }", place)
        expect(page.locator(".here")).to_have_id(place)
        expect(page.locator(f"#{place}")).to_be_in_viewport()
        assert page.url.endswith(f"#{place}")


def test_a_permalink_wins_over_filters(show):
    page = show(garbled(), "#severity=critical&at=pair-6")
    assert shown(page) == ALL
    expect(page.locator("#pair-6")).to_be_in_viewport()


def test_the_address_holds_the_state_and_gives_it_back(show):
    page = show(garbled())
    choose(page, severity="any", sort="worst", search="the & all", **{"from": "10"})
    page.locator("[name=diff]").uncheck()
    fragment = page.url.partition("#")[2]
    assert parse_qs(fragment) == {
        "severity": ["any"], "sort": ["worst"], "search": ["the & all"], "from": ["10"], "diff": ["off"],
    }  # fmt: skip
    again = show(garbled(), f"#{fragment}")
    assert again.locator("[name=search]").input_value() == "the & all"
    assert shown(again) == shown(page)
    assert not again.locator("[name=diff]").is_checked()
    again.evaluate("location.hash = '#kind=merge'")
    expect(again.locator("#count")).to_have_text("2 of 7 pairs")


def test_a_broken_address_shows_the_page(show):
    page = show(garbled())
    for fragment in (
        "#pair-99",
        "#at=pair-x",
        "#severity=%zz&sort=upside",
        "#%",
        "#=&&=",
        "#constructor=1",
        "#from=x&kind=y",
    ):
        page.evaluate("(hash) => { location.hash = hash; }", fragment)
        page.reload()
        expect(page.locator("#count")).to_have_text("7 pairs")


def test_the_strip_goes_where_it_is_clicked_or_where_the_arrows_lead(show):
    page = show(garbled())
    strip = page.get_by_role("slider", name="The document")
    box = strip.bounding_box()
    strip.click(position={"x": box["width"] * 5.5 / 7, "y": 40})
    expect(page.locator(".here")).to_have_id("pair-5")
    strip.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert strip.get_attribute("aria-valuetext") == "pair 1: score 12.4, 4 findings, worst critical"
    page.keyboard.press("Enter")
    expect(page.locator(".here")).to_have_id("pair-1")


def test_brushing_the_histogram_filters_by_score(show):
    page = show(garbled())
    box = page.locator("#chart svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.51, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.94, box["y"] + 20)
    page.mouse.up()
    page.mouse.move(box["x"] + 2, box["y"] + 20)
    assert [page.locator(f"[name={name}]").input_value() for name in ("from", "to")] == ["50", "94.9"]
    assert shown(page) == [0, 2, 5]


def test_word_differences_and_hits_are_painted_and_the_first_can_be_switched_off(show):
    page = show(garbled())
    painted = "(name) => [...CSS.highlights.get(name)].map((one) => one.startContainer.data.slice(one.startOffset, one.endOffset))"
    page.wait_for_function(f"({painted})('differs').length > 0")
    words = page.evaluate(painted, "differs")
    assert "Fog stopped" in words
    assert not any("13" in word for word in words)  # flagged words keep the colours of their flag
    page.locator("[name=diff]").uncheck()
    assert page.evaluate(painted, "differs") == []
    choose(page, search="harbour")
    assert page.evaluate(painted, "found") == ["harbour", "harbour"]


def test_a_finding_is_copied_as_markdown(show):
    page = show(garbled(), "#pair-5", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#finding-5-1 .copy").click()
    expect(page.locator("#said")).to_have_text("Copied as Markdown")
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"**critical M201 {code_name('M201')}** (suspect.txt:5:20, pair 5)\n"
        'the reference has 13 here → "13"\n\n'
        "> suspect: The mayor promised 30 new boats.\n>\n"
        "> reference: The mayor promised 13 new boats.\n"
    )


def test_the_visible_rows_are_downloaded(show):
    page = show(garbled())
    choose(page, kind="merge", sort="worst")
    with page.expect_download() as download:
        page.locator("#table").click()
    rows = [line.split("\t") for line in Path(download.value.path()).read_text("utf-8").splitlines()]
    assert download.value.suggested_filename == "pairs.tsv"
    assert rows[0][:5] == ["pair", "kind", "moved", "fidelity", "fluency"]
    assert [row[0] for row in rows[1:]] == ["2", "6"]
    assert rows[2][-2:] == ["The mayor lives in Quimper. She has a dog."] * 2
    assert all(len(one) == len(other) for one, other in pairwise(rows))


def test_every_control_is_reached_with_the_tab_key(show):
    page = show(garbled())
    page.locator("[name=search]").focus()
    reached = [focused(page)]
    for _ in range(10):
        page.keyboard.press("Tab")
        reached.append(focused(page))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    assert reached[:6] == ["search", "severity", "family", "code", "kind", "sort"]
    assert {"from", "to", "diff", "table"} <= set(reached)


def test_the_writer_says_how_many_rows_are_written_out():
    assert HtmlWriter().static_rows == 500
