"""Catalogues by hand: what is an entry, what its key, what its text; and what is refused, with its line."""

from __future__ import annotations

import json
import re

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.errors import InputError
from mtqa.read import from_text, read
from mtqa.segment import segment
from mtqa.types import UNREAD, Document

XLIFF_1 = '<xliff version="1.2"><file original="f"><body><trans-unit id="a">{}</trans-unit></body></file></xliff>'
XLIFF_2 = '<xliff version="2.0"><file id="f"><unit id="a">{}</unit></file></xliff>'
BOMB = '<!DOCTYPE xliff [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n'

words = st.text(st.sampled_from('aé大😀 "\\/\n\t{}<&%\u2028'), max_size=12)


def entries(document: Document) -> dict[str | None, str]:
    """Key -> text as people read it; a stretch of markup as `_`."""
    return {
        document.blocks[each.block].key: re.sub("\u2060+", "_", each.prose).translate(UNREAD)
        for each in segment(document)
    }


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("json", '{"a": "One."}', {"/a": "One."}),
        ("json", '{"a": {"b": "One.", "c": ["Two."]}, "d": 1}', {"/a/b": "One.", "/a/c/0": "Two."}),
        ("json", '"One."', {"": "One."}),
        ("json", '{"a/b": "One.", "~": "Two."}', {"/a~1b": "One.", "/~0": "Two."}),
        ("json", r'{"a": "\u00fcber \ud83d\ude00\nda"}', {"/a": "über 😀\nda"}),
        ("json", '{"a": " Hi {name}! "}', {"/a": "Hi _!"}),
        ("json", '{"a": "{n} %", "b": "", "c": "..."}', {"/a": "{n} %"}),
        ("json", '{"a": "<b>Hi</b> you"}', {"/a": "_Hi_ you"}),
        ("json", '{"a": "{n, plural, one {# car} other {# cars}}"}', {"/a": "_ _ car_ _ cars_"}),
        ("json", '{"a": {"message": "One.", "description": "no"}}', {"/a/message": "One."}),
        ("arb", '{"@@locale": "de", "a": "One.", "@a": {"description": "no"}}', {"/a": "One."}),
        ("po", 'msgid "a"\nmsgstr "One."', {"a": "One."}),
        ("xlf", XLIFF_1.format("<target>One &amp; two.</target>"), {"f/a": "One & two."}),
        ("xlf", XLIFF_1.format('<target>\n One<x id="1"/> <!-- no -->two.\n</target>'), {"f/a": "One_ _two."}),
        ("xlf", XLIFF_1.format('<target><bpt id="1">&lt;b></bpt>One</target>'), {"f/a": "_One"}),
        ("xlf", XLIFF_1.format("<alt-trans><target>Two.</target></alt-trans><target>One.</target>"), {"f/a": "One."}),
        ("xlf", XLIFF_1.format("<target><![CDATA[One & <b>two</b>.]]></target>"), {"f/a": "One & _two_."}),
        ("xliff", XLIFF_2.format("<segment><target>One.</target></segment>"), {"f/a/1": "One."}),
        ("xliff", XLIFF_2.format('<segment id="s"><target>A <pc id="1">b</pc></target></segment>'), {"f/a/s": "A _b_"}),
        (
            "xliff",
            XLIFF_2.format("<segment><source>x</source></segment><segment><target>One.</target></segment>"),
            {"f/a/2": "One."},
        ),
        ("po", 'msgctxt "c"\nmsgid "a"\nmsgstr "One."', {"c\x04a": "One."}),
        ("po", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "One."\nmsgstr[1] "Two."', {"a[0]": "One.", "a[1]": "Two."}),
        ("po", 'msgid "a"\nmsgstr ""\n"One \\"it\\"\\n"\n"and two.\\n"', {"a": 'One "it"\n_and two.'}),
        ("po", 'msgid ""\nmsgstr "x: y\\n"\n\nmsgid "a"\nmsgstr "One."\n#~ msgid "b"\n#~ msgstr "Two."', {"a": "One."}),
        ("po", 'msgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "b"\nmsgstr "Two."\nmsgid "c"\nmsgstr "One."', {"c": "One."}),
    ],
)
def test_entries_by_hand(form: str, text: str, expected: dict[str, str]) -> None:
    assert entries(from_text(text, format=form, lang="en")) == expected


@pytest.mark.parametrize(
    ("form", "text", "line", "what"),
    [
        ("json", '{"a": "One.",\n "a": "Two."}', 2, "'/a' is here again; its first entry is in line 1"),
        ("json", '{"a": "One.",\n "b": "Tw', 2, "Unterminated string"),
        ("json", '{"a": "One."', 1, "',' is missing"),
        ("json", '{"a": "One.",\n}', 2, "a key in double quotes is missing"),
        ("json", '{"a" "One."}', 1, "':' is missing"),
        ("json", '{"a": "One."}\n x', 2, "more after the end"),
        ("json", '{"a": "\\x"}', 1, "not valid JSON: Invalid"),
        ("json", "[" * 100_000, 1, "nested more than 100 levels"),
        ("po", 'msgid "a"\nmsgstr "One."\n\nmsgid "a"\nmsgstr "Two."', 5, "'a' is here again; its first entry is in line 2"),
        ("po", 'msgid "a"\nmsgstr "One', 2, "a quotation mark is missing"),
        ("po", 'msgid "a"\nmsgstr "One " two"', 2, "unescaped double quote"),
        ("po", 'msgid "a"\nfoo "b"', 2, "not a valid PO file"),
        ("xlf", "<xliff>\n<file>", 2, "not well-formed XML"),
        ("xlf", "<tmx/>", 1, "is no XLIFF file: its first element is 'tmx'"),
        ("xlf", BOMB + XLIFF_1.format("<target>&b;</target>"), 1, "declares the entity 'b', which could grow"),
        ("xlf", BOMB.replace('"ha"', 'SYSTEM "/etc/passwd"') + "<xliff/>", 1, "entity 'a', which comes from elsewhere"),
        ("xlf", XLIFF_1.format("\n<target>&nbsp;</target>"), 2, "undefined entity"),
        ("xlf", XLIFF_1.format('<target>A</target></trans-unit>\n<trans-unit id="a"><target>B</target>'), 2, "here again"),
    ],
)  # fmt: skip
def test_what_breaks_the_format_is_refused_with_its_line(form: str, text: str, line: int, what: str) -> None:
    with pytest.raises(InputError, match=what) as error:
        from_text(text, "x.y", format=form)
    assert error.value.message.startswith(f"x.y: line {line}: ")
    assert error.value.hint


def test_what_is_not_translated_is_told() -> None:
    text = 'msgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "b"\nmsgstr "Two."\n\nmsgid "c"\nmsgstr "One."'
    notes = from_text(text, format="po").notes
    assert notes == ("2 entries are not translated and left out (the first is 'a' in line 2)",)


def test_a_po_file_that_looks_like_a_path_opens_no_other(tmp_path) -> None:
    other, bait = tmp_path / "other.po", tmp_path / "bait.po"
    other.write_text('msgid "a"\nmsgstr "Secret."')
    bait.write_text(str(other))
    with pytest.raises(InputError, match="not a valid PO file"):
        read(str(bait))


@given(st.dictionaries(words, st.lists(words, max_size=3), max_size=4), st.booleans())
def test_json_as_the_standard_library_reads_it(tree: dict[str, list[str]], ascii_only: bool) -> None:
    text = json.dumps(tree, ensure_ascii=ascii_only)
    document = from_text(text, format="json", lang="en")
    for block in document.blocks:
        assert block.key is not None
        key, index = block.key[1:].replace("~1", "/").replace("~0", "~").rsplit("/", 1)
        raw = text[block.span.start : block.span.end]
        assert json.loads(f'"{raw}"') == tree[key][int(index)].strip(" \t\n")


@given(
    st.dictionaries(words.filter(bool), words.filter(lambda each: "\u2028" not in each), max_size=4), st.integers(5, 80)
)
def test_po_as_polib_writes_it(messages: dict[str, str], width: int) -> None:
    catalogue = polib.POFile(wrapwidth=width)
    for source, target in messages.items():
        catalogue.append(polib.POEntry(msgid=source.replace("\u2028", ""), msgstr=target))
    sources = [entry.msgid for entry in catalogue]
    if len(set(sources)) < len(sources) or "" in sources:
        return
    document = from_text(str(catalogue), format="po", lang="en")
    expected = {entry.msgid: entry.msgstr for entry in catalogue if any(map(str.isalnum, entry.msgstr))}
    assert [block.key for block in document.blocks] == list(expected)
