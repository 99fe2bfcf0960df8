"""HTML by hand, by the tree that a browser builds, and by hostile markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mtqa.errors import InputError
from mtqa.read import from_text
from mtqa.read.html_elements import visible
from mtqa.read.prose import prose_of
from mtqa.segment import segment
from mtqa.types import UNREAD

SCRAPS = ["<p>", "</p>", "<b>", "</b>", "<br>", "<li>", "<td>", "<table>", "</table>", "<!-- x -->", "<!--", "<code>", "</code>",
          "<script>", "</script>", "<title>", "</title>", "a b. ", "C", "&amp;", "&eacute;", "&notit;", "&#233;", "&#xD800;", "<",
          "<a href='x>y'>", "</a>", '<i a="', "<!x>", "</ >", "<h1>", "</h1>", "\n", "é", "<svg>", "</svg>", "<select>", "大"]  # fmt: skip


def shown(text: str) -> list[tuple[str, str]]:
    """Kind and text of every block as people read it."""
    document = from_text(text, format="html", lang="en")
    return [(block.kind, prose_of(text, block).translate(UNREAD)) for block in document.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One.<p>Two.", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("<title>A</title><h2>B</h2><div>C</div>D", [("heading", "A"), ("heading", "B"), ("paragraph", "C"), ("paragraph", "D")]),
        ("<ul><li>A<li>B</ul><table><tr><td>C<th>D</table>", [("item", "A"), ("item", "B"), ("cell", "C"), ("cell", "D")]),
        ("<p>A <b>b</b>c &amp; <i>d</i>", [("paragraph", "A bc & d")]),
        ("<p>F&auml;hre&nbsp;7 &#x1F600; &notit;", [("paragraph", "Fähre\u00a07 😀 ¬it;")]),
        ("<p>Run <code>rm -r</code> now.", [("paragraph", "Run  now.")]),
        ("<script>a<b</script><style>p{}</style><p>A<pre>x</pre><textarea><p>t</textarea>", [("paragraph", "A")]),
        ("<p>A<!-- <p>no --> b", [("paragraph", "A b")]),
        ("<p title='a > b' class=\"x\">A", [("paragraph", "A")]),
        ("<P>A<BR/>b</P>", [("paragraph", "A\nb")]),
        ("a < b <3", [("paragraph", "a < b <3")]),
        ("<p>---<p>&nbsp;", []),
        ("<p><a href='x'>Piers</a><a href='y'>boats</a>", [("paragraph", "Piers boats")]),
        ("<p><b>Open</b><b>Daily</b> <i>har</i><i>bour</i> <b>H</b><sub>2</sub>O", [("paragraph", "Open Daily harbour H2O")]),
    ],
)  # fmt: skip
def test_prose_by_hand(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


def test_a_line_break_parts_sentences() -> None:
    text = "<p>One came.<br>Two <b>w</b>ent."
    assert [each.text for each in segment(from_text(text, format="html", lang="en"))] == [
        "One came.",
        "Two <b>w</b>ent.",
    ]


def test_a_text_that_browsers_show_otherwise_is_refused() -> None:
    with pytest.raises(InputError, match="x: line 1: its markup is so broken"):
        from_text("<svg><p>one", "x", format="html")


def test_elements_without_end_are_refused_before_the_tree_is_built() -> None:
    with pytest.raises(InputError, match="line 2001: its elements are nested more than 2000 levels deep"):
        from_text("<div>\n" * 100_000, format="html")
    assert len(from_text("<p>one\n" * 5000, format="html").blocks) == 5000


@settings(deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join))
def test_the_characters_are_those_of_the_tree(text: str) -> None:
    try:
        own = "".join(prose for _, prose in shown(text))
    except InputError:
        return
    assert sorted(filter(str.isalnum, own)) == sorted(filter(str.isalnum, visible(text)))


def test_selectolax_is_asked_about_the_whole_page() -> None:
    text = "<html><head><title>A</title></head><body><p>b<code>c</code></body></html>"
    assert visible(text) == "Ab"
    assert LexborHTMLParser(text).body.text() == "bc"


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "<a '", "&", "</script", "<script>", "<p>", "<code>", "&#"])
def test_a_long_text_comes_to_an_end(piece: str) -> None:
    text = "Once. " + piece * 20_000
    try:
        blocks = from_text(text, format="html").blocks
    except InputError:
        return
    assert blocks[0].span.start == 0
