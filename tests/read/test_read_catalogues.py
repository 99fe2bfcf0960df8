"""Catalogues and subtitles by hand, and by moz.l10n, which knows nothing of this reader."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moz.l10n.formats import Format
from moz.l10n.model import Entry, PatternMessage
from moz.l10n.resource import parse_resource

from mtqa.errors import InputError
from mtqa.read import from_text
from mtqa.read.prose import prose_of
from mtqa.types import UNREAD, Document

ANDROID = "<resources>{}</resources>"
TMX = '<tmx><header srclang="en"/><body>{}</body></tmx>'
PROPERTIES = ["a", "é", " ", "\\", "u00e9", "=", ":", "#", "!", "\t", "\\n", "\\\n  ", "\\t", "\\ ", "{x}", "%d", "k"]
XML_SCRAPS = [
    "a",
    "é",
    " ",
    "\\n",
    "\\'",
    '\\"',
    '"',
    "\\u00e9",
    "&amp;",
    "&lt;",
    "<b>",
    "</b>",
    "\\\\",
    "\n",
    "\\@",
    "大",
]


def entries(document: Document) -> dict[str | None, str]:
    """Key -> text as people read it; a stretch of markup as `_`."""
    return {
        block.key: re.sub("\u2060+", "_", prose_of(document.text, block)).translate(UNREAD) for block in document.blocks
    }


def by_moz(form: Format, text: str) -> dict[str, str]:
    """The same by moz.l10n, for entries of plain text alone."""
    found = {}
    for section in parse_resource(form, text).sections:
        for each in section.entries:
            if isinstance(each, Entry) and isinstance(each.value, PatternMessage):
                plain = all(isinstance(part, str) for part in each.value.pattern)
                found[".".join(each.id)] = "".join(map(str, each.value.pattern)).strip() if plain else None
    return {key: value for key, value in found.items() if value and any(map(str.isalnum, value))}


def squeezed(text: str) -> str:
    """White space aside, which Android folds and this reader leaves."""
    return "".join(text.split())


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("xml", ANDROID.format('<string name="a">It\\\'s \\"so\\"\\n\\u00e9 &amp; b</string>'), {"a": "It's \"so\"\né & b"}),
        ("xml", ANDROID.format('<string name="a">"  Kept "</string><string name="b">@string/a</string>'), {"a": "Kept"}),
        ("xml", ANDROID.format('<string name="a">A <b>b</b> %1$s</string>'), {"a": "A _b_ _"}),
        ("xml", ANDROID.format('<string name="a"><![CDATA[A <i>b</i>]]></string>'), {"a": "A _b_"}),
        (
            "xml",
            ANDROID.format('<plurals name="a"><item quantity="one">A</item><item quantity="other">B</item></plurals>'),
            {"a[one]": "A", "a[other]": "B"},
        ),
        ("xml", ANDROID.format('<string-array name="a"><item>A</item><item>B</item></string-array>'), {"a[0]": "A", "a[1]": "B"}),
        ("xml", ANDROID.format('<string name="a" translatable="false">A</string><!-- <string name="b">B</string> -->'), {}),
        ("xml", ANDROID.format('<string name="a">A \\&quot;b\\&quot;</string>'), {"a": 'A _"b_"'}),
        ("xml", ANDROID.format('<string name="a">Ahoy \\uD83D\\uDE00</string>'), {"a": "Ahoy 😀"}),
        (
            "xml",
            ANDROID.format('<string name="a" product="tablet">A</string><string name="a" product="default">B</string>'),
            {"a@tablet": "A", "a": "B"},
        ),
        ("strings", '"a b" = "One.";\n/* no */ key="Two.";// no\n', {"a b": "One.", "key": "Two."}),
        ("strings", '"a\\"" = "\\"It\\" is\\n\\U00e9 \\Ud83d\\Ude00 %@";', {'a"': '"It" is\né 😀 _'}),
        ("strings", '"a" = "";\n"b" = "%@";', {}),
        ("properties", "a = One\\\n   more\n#no\n! no\nb:Two\nc Three\n d\\ e=\\u00e9 \\n f", {
            "a": "One_more", "b": "Two", "c": "Three", "d e": "é \n f"}),
        ("properties", "a=\\ud83d\\ude00 x {0} \\", {"a": "😀 x _"}),
        ("properties", "a=\nb\n", {}),
        ("ftl", "a = { $x } one { $y }", {"a": "_ one _"}),
        ("ftl", "a = One { $x } two\n    .b = Three\n-c = Four\n# no\n", {"a": "One _ two", "a.b": "Three", "-c": "Four"}),
        ("ftl", "a =\n    One\n    two\nb = { $n ->\n    [one] A\n   *[other] { $n } B\n } c", {
            "a": "One\n    two", "b": "_A_ B_ c"}),
        ("ftl", "a = { $n ->\n    [one] One pier.\n   *[other] Piers.\n }", {"a": "_One pier. Piers._"}),
        ("json", '{"a": "{g,select,he{Host}she{Hostess}} of {n} <b>b</b>oats"}', {"/a": "_Host Hostess_ of _ _b_oats"}),
        ("json", '{"a": "{g, select, he {Host} she {Hostess}} of"}', {"/a": "_ _Host_ _Hostess_ of"}),
        ("json", '{"a": "Pier{n}quay<br>gate {n,plural,=0{}other{boats}}"}', {"/a": "Pier quay gate _boats_"}),
        ("tmx", TMX.format('<tu tuid="a"><tuv xml:lang="en"><seg>x</seg></tuv><tuv xml:lang="de"><seg>One</seg></tuv></tu>'),
         {"a:de": "One"}),
        ("tmx", TMX.format('<tu><tuv xml:lang="fr"><seg>A <bpt i="1">&lt;b></bpt>b</seg></tuv></tu>'), {"#1:fr": "A _b"}),
    ],
)  # fmt: skip
def test_entries_by_hand(form: str, text: str, expected: dict[str, str]) -> None:
    assert entries(from_text(text, format=form, lang="en")) == expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("srt", "1\n00:00:01,000 --> 00:00:02,000\nOne\ntwo.\n\n2\n00:00:03,000 --> 00:00:04,000\nThree.", ["One\ntwo.", "Three."]),
        ("srt", "1\n0:0:1,0 --> 0:0:2,0\n<i>One</i>\n\n2\n0:0:3,0 --> 0:0:4,0\n{\\an8}two.\n", ["One two."]),
        ("srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n\r\n", ["One."]),
        ("srt", "00:00:01,000 --> 00:00:02,000\n1984\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo.", ["1984 Two."]),
        ("vtt", "WEBVTT\n\nNOTE no\n\nx\n00:01.000 --> 00:02.000 align:left\n<v Ann>One &amp; two.\n\nNOTE\nno\n", ["One & two."]),
        ("vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\nid\n00:03.000 --> 00:04.000\nTwo.\n", ["One.", "Two."]),
    ],
)  # fmt: skip
def test_what_is_said_by_hand(form: str, text: str, expected: list[str]) -> None:
    document = from_text(text, format=form, lang="en")
    assert [
        " ".join(prose_of(text, each).translate(UNREAD).split(" ")).replace("\u2060", "") for each in document.blocks
    ] == expected
    assert not document.keyed


@pytest.mark.parametrize(
    ("form", "text", "line", "what"),
    [
        ("xml", "<html/>", 1, "is no file of Android strings"),
        ("xml", ANDROID.format('<string name="a">A</string>\n<string name="a">B</string>'), 2, "'a' is here again"),
        ("strings", '"a" = "One.";\n"b" = "Two."', 2, "here should be"),
        ("strings", '"a" = "One.";\n"a" = "Two.";', 2, "'a' is here again"),
        ("strings", '"a" = "One";\n/* open', 2, "here should be"),
        ("properties", "a = One\na = Two", 2, "'a' is here again"),
        ("ftl", "a = One\nb Two\n", 2, "is not valid Fluent: Expected token"),
        ("ftl", "a = One\na = Two\n", 2, "'a' is here again"),
        ("ftl", "a = " + "{ " * 5000, 1, "nested too deep|not valid Fluent"),
        ("tmx", "<xliff/>", 1, "is no TMX file"),
        ("srt", "One.\nTwo.", 1, "has no cues"),
        ("srt", "1\n00:00:01,000 --> 00:00:02,000\n" + "a" * 20_000, 3, "a cue has 20000 characters"),
    ],
)
def test_what_breaks_the_format_is_refused_with_its_line(form: str, text: str, line: int, what: str) -> None:
    with pytest.raises(InputError, match=what) as error:
        from_text(text, "x.y", format=form)
    assert error.value.message.startswith(f"x.y: line {line}: ")


@given(st.lists(st.sampled_from(PROPERTIES), max_size=10).map("".join))
def test_properties_as_moz_reads_them(value: str) -> None:
    text = f"first = One\nkey = x{value}\nlast = Two"
    try:
        found = entries(from_text(text, format="properties", lang="en"))
    except InputError:  # a key twice
        return
    ours = {key: squeezed(text) for key, text in found.items()}
    theirs = by_moz(Format.properties, text)
    if any("\\\n" in key for key in theirs):  # a key that goes on in the next line: moz.l10n keeps the backslash
        return
    for key in {"first", "last"} & ours.keys():
        assert ours[key] == squeezed(theirs[key])
    if "{" not in value and "%" not in value:
        assert {key: text.replace("_", "") for key, text in ours.items()} == {
            key: squeezed(text) for key, text in theirs.items()
        }


@given(st.lists(st.sampled_from(XML_SCRAPS), max_size=8).map("".join))
def test_android_strings_as_moz_reads_them(value: str) -> None:
    text = ANDROID.format(f'<string name="a">x{value}</string>')
    try:
        theirs = by_moz(Format.android, text)
    except (ValueError, LookupError, SyntaxError):  # a tag that is not closed, an escape it does not know
        return
    ours = entries(from_text(text, format="xml", lang="en"))
    if theirs and '\\\\"' not in value:  # a quote after an escaped backslash: Android drops it, moz.l10n keeps it
        assert squeezed(ours["a"]).replace("_", "") == squeezed(theirs["a"])
