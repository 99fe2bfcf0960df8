"""Placeholders in any text: what is one, what only looks like one, and that hostile text costs no more than its length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.placeholders import placeholders

SCRAPS = ["{", "}", "{{", "{n, plural,", " one {", "#", "%", "%d", "%1$s", "(x)", "<", "b>", "/", "&", "x;", "://", "a ", "$AB$",
          "\u2060", "\u034f"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi {name}, %d of %1$s", ["{name}", "%d", "%1$s"]),
        ("%(count)s %-5.2f %@ %lld", ["%(count)s", "%-5.2f", "%@", "%lld"]),
        ("{{ x }} ${y} {0} {} { $z } {n:.2f}", ["{{x}}", "{y}", "{0}", "{}", "{$z}", "{n:.2f}"]),
        ("<b>so</b><br/> <x id='1'/> <A HREF='u'>", ["<b>", "</b>", "<br>", "<x id=1>", "<a>"]),
        ("&brand; &amp; &nbsp;", ["&brand;"]),
        ("{n, plural, =0 {none} other {# by {who}}}", ["{n, plural}", "{n, plural, =0}", "{n, plural, other}", "#", "{who}"]),
        ("{a, select, x {1} other {{b, select, y {2} other {3}}}} {c}",
         ["{a, select}", "{a, select, x}", "{a, select, other}", "{b, select}", "{b, select, y}", "{b, select, other}", "{c}"]),
        ("100% 100 % of 100%ige %20si %% 5%d", []),
        ("https://x.example/%d0%b0/%s/{id} %s", ["{id}", "%s"]),
        ("a < b > c, <3, {see note}, #1, AT&T; $5", []),
        ("{na\u2060me} &\u034fbrand;", ["{name}", "&brand;"]),
    ],
)  # fmt: skip
def test_placeholders_by_hand(text: str, expected: list[str]) -> None:
    assert [each.normalised for each in placeholders(text) if each.kind != "end"] == expected


@given(st.lists(st.sampled_from(SCRAPS), max_size=30).map("".join))
def test_they_rise_apart_inside_the_text(text: str) -> None:
    end = 0
    for each in placeholders(text):
        assert end <= each.start < each.end <= len(text)
        end = each.end


@pytest.mark.parametrize(
    "piece", ["{", "<a ", "%(a", "{a,plural,", "%", "{a,plural,one{", "a://", "&a", "{ ", "$A", " one {"]
)
def test_a_long_text_comes_to_an_end(piece: str) -> None:
    assert len(placeholders(piece * 20_000)) <= 40_000
