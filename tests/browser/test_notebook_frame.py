"""A report as a notebook shows it: the page works in its frame, and the notebook around it stays as it is."""

from __future__ import annotations

from playwright.sync_api import expect
from report_samples import garbled

NOTEBOOK = (
    "<!doctype html><html lang=en><title>Notebook</title><style>h1 {{ color: rgb(1, 2, 3) }}</style><h1>Ours</h1>{}"
)


def test_the_tools_work_in_the_frame(show):
    page = show(NOTEBOOK.format(garbled()._repr_html_()))
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_contain_text("FAIL")
    frame.locator("[name=severity]").select_option("critical")
    expect(frame.locator("#count")).to_have_text("2 of 7 pairs")
    frame.locator("#pair-5 .gutter a").click()
    expect(frame.locator(".here")).to_have_id("pair-5")
    frame.locator("#pair-5").press("k")
    expect(frame.locator(".here")).to_have_id("finding-1-1")


def test_the_notebook_keeps_its_own_style_and_address(show):
    page = show(NOTEBOOK.format(garbled()._repr_html_()), "#cell-3")
    page.frame_locator("iframe").locator("#pair-1 .gutter a").click()
    assert page.url.endswith("#cell-3")
    assert page.locator("h1").first.evaluate("(head) => getComputedStyle(head).color") == "rgb(1, 2, 3)"
    expect(page.get_by_title("mtqa: FAIL: garbled")).to_be_visible()
