"""Markdown: what is a block, what in it is markup; markdown-it's own rendering is the oracle."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mtqa.read.markdown import PARSER, MarkdownReader
from mtqa.read.prose import prose_of
from mtqa.types import UNREAD, Block, Escape, Span

FIXTURES = Path(__file__).parents[2] / "fixtures"


def prose(text: str, block: Block) -> str:
    """The block as people read it."""
    return prose_of(text, block).translate(UNREAD)


def read(text: str) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(prose(text, block).split())) for block in MarkdownReader().blocks(text)]


def rendered(text: str) -> list[str]:
    """What markdown-it shows of each block, without code, images and automatic links, without white space."""
    shown = []
    for token in PARSER.parse(text):
        words, automatic = "", False
        for child in token.children or ():
            if child.type.startswith("link_"):
                automatic = child.type == "link_open" and child.info == "auto"
            elif child.type in ("text", "text_special") and not automatic:
                words += child.content
        if any(map(str.isalnum, words)):
            shown.append("".join(words.split()))
    return shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Head *em* #", [("heading", "Head em")]),
        ("Head **two**\n===", [("heading", "Head two")]),
        ("Setext ## with marks\n---", [("heading", "Setext ## with marks")]),
        ("one\ntwo  \nthree\\\nfour", [("paragraph", "one two three four")]),
        ("> quoted\n> > deeper\nlazy", [("paragraph", "quoted"), ("paragraph", "deeper lazy")]),
        ("- item\n  goes on\n\n  more\n- other", [("item", "item goes on"), ("item", "more"), ("item", "other")]),
        ("1. a\n   - b\n2. c\n\nd", [("item", "a"), ("item", "b"), ("item", "c"), ("paragraph", "d")]),
        ("- # Head", [("heading", "Head")]),
        ("|a|b *x*|\n|-|-|\n|`c`|d \\| e|\n", [("cell", "a"), ("cell", "b x"), ("cell", "d | e")]),
        ("a | b\n--|--\n 1 | 2 | 3\n4", [("cell", each) for each in "ab124"]),
        ("- |a|b|\n  |-|-|\n  |c|d|", [("cell", each) for each in "abcd"]),
        ("```\ncode\n```\n\n    code\n\n<div>\nhtml\n</div>\n\ntext", [("paragraph", "text")]),
        ("---\ntitle: x\n---\n\ntext", [("paragraph", "text")]),
        ("+++\ntitle = 1\n+++\ntext", [("paragraph", "text")]),
        ("---\n\nA rule is no front matter.\n\n---", [("paragraph", "A rule is no front matter.")]),
        ("---\nkey: never closed", [("paragraph", "key: never closed")]),
        ("[a](http://b.c 'd') ![e](f) <http://g.h> [i][j] [j]\n\n[j]: k", [("paragraph", "a i j")]),
        ("[a]() [b](<c d>) [`e`](f) [](g) h", [("paragraph", "a b h")]),
        ("**a** _b_ ***c*** ~~d~~ `` ` `` *un 2 * 3 x_y_z", [("paragraph", "a b c d *un 2 * 3 x_y_z")]),
        ("a<br>b <!-- c --> \\* \\a &amp; caf&eacute;", [("paragraph", "ab * \\a & café")]),
        ("&nbsp;&#65;&ngE; *&uuml;* `&uuml;` [&Uuml;](&uuml;) &nosuch; &nbsp;", [("paragraph", "A≧̸ ü Ü &nosuch;")]),
        ("|&pound;|b \\| &szlig;|\n|-|-|\n", [("cell", "b | ß")]),
        ("* * *\n\n![only](image)\n\n`code`", []),
        ("# Head\r\n\r\none *two*\r\nthree\r", [("heading", "Head"), ("paragraph", "one two three")]),
        ("a\0b *c*", [("paragraph", "a\0b c")]),
        ("", []),
    ],
)
def test_blocks_and_their_prose(text, expected):
    assert read(text) == expected


def test_masks_are_exact():
    text = "> A **b**\n> [c](d)."
    (block,) = MarkdownReader().blocks(text)
    assert block.span == Span(2, 19)
    assert [text[mask.start : mask.end] for mask in block.masks] == ["**", "**", ">", "[", "](d)"]


def test_entities_are_exact():
    text = "> Caf&eacute;\n> &#72;i"
    (block,) = MarkdownReader().blocks(text)
    assert block.escapes == (Escape(Span(5, 13), "é"), Escape(Span(16, 21), "H"))


@pytest.mark.parametrize("name", ["reference.md", "suspect.md"])
def test_the_fixture_reads_as_it_renders(name):
    text = (FIXTURES / "markdown" / name).read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2]
    assert ["".join(words.split()) for _, words in read(text)] == rendered(body)
    assert "passphrase is not shown" not in str(read(text))


PIECES = [
    *(
        "word ",
        "*em*",
        "**strong** ",
        "_em_",
        "***both***",
        "`code`",
        "``a ` b``",
        "[link](http://a.b/c_d)",
        "![im](s)",
    ),
    *(
        '[l *i* n](<u v> "t")',
        "[ref][a]",
        "[a]",
        "<http://auto.link>",
        "<b>tag</b>",
        "\\*esc\\*",
        "\\ ",
        "&amp;",
        "&eacute;",
        "&#160;",
        "  \n",
    ),
    *(
        "\\\n",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "    ",
        "\t",
        "# ",
        "##",
        "===\n",
        "---\n",
        "~~gone~~",
        "*",
        "_",
        "`",
        "[",
    ),
    *(
        "](",
        "]",
        "(",
        ")",
        "a_b",
        "é́😀",
        "end. Next",
        "\r\n",
        "\r",
        "\n\n|a|b|\n|-|-|\n|*c*|d \\| e|\n\n",
        "\n\n[a]: b\n\n",
    ),
]


@example("[a][[link](http://a.b/c_d)\n\n[a]: b\n\n")
@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_prose_is_what_markdown_it_renders(text):
    if not text.startswith(("---", "+++")):
        assert ["".join(words.split()) for _, words in read(text)] == rendered(text)


@given(st.text(alphabet=st.sampled_from("ab .\n\r\t*_`[]()<>#|-:!\\&;\0é\u2028\u00a01")))
@settings(max_examples=400, deadline=None)
def test_masks_rise_inside_rising_blocks(text):
    position = 0
    for block in MarkdownReader().blocks(text):
        assert position <= block.span.start < block.span.end <= len(text)
        position = block.span.start
        for mask in block.masks:
            assert position <= mask.start < mask.end <= block.span.end
            position = mask.end
        position = block.span.end
