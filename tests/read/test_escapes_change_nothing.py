"""What a file writes in escapes is judged as if it were written plainly: the same findings, the same scores."""

from __future__ import annotations

import json

import pytest
from fixture_reports import document

from mtqa import Document, Report, score
from mtqa.read import from_text
from mtqa.read.prose import as_read, written
from mtqa.segment import segment
from mtqa.types import UNREAD


def rated(suspect: list[str], reference: list[str], *, ascii_only: bool) -> tuple[Report, Document]:
    sides = [json.dumps(side, ensure_ascii=ascii_only) for side in (suspect, reference)]
    documents = [from_text(side, name, format="json", lang="de") for side, name in zip(sides, "ab", strict=True)]
    return score(*documents), documents[0]


def shown(report: Report, suspect: Document) -> list[tuple[object, ...]]:
    """Every finding by what is read under it."""
    text = as_read(suspect).text
    return [
        (
            flag.code,
            flag.pair,
            flag.side == "suspect" and text[flag.span.start : flag.span.end].translate(UNREAD),
            flag.severity,
        )
        for flag in report.flags
    ]


@pytest.mark.parametrize("folder", ["german", "garbled"])
def test_escaped_and_plain_are_rated_alike(folder: str) -> None:
    sides = [
        [sentence.text.replace("ss", "ß") + " „ÄÖ“" for sentence in segment(document(folder, side))]
        for side in ("suspect", "reference")
    ]
    size = min(map(len, sides))
    plain, plain_suspect = rated(sides[0][:size], sides[1][:size], ascii_only=False)
    escaped, escaped_suspect = rated(sides[0][:size], sides[1][:size], ascii_only=True)
    assert "\\u" in escaped_suspect.text
    assert shown(plain, plain_suspect)
    assert shown(escaped, escaped_suspect) == shown(plain, plain_suspect)
    assert escaped.scores == plain.scores


XLIFF = '<xliff version="1.2"><file original="f"><body><trans-unit id="a"><target>{}</target></trans-unit></body></file></xliff>'

STRINGS = "<resources><string name='a'>{}</string></resources>"


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("json", r'{"a": "Ring \u003cb\u003e\u007bname\u007d\u003c/b\u003e."}', "Ring <b>{name}</b>."),
        ("properties", "a = Ring \\u007bname\\u007d, {na\\\n   me}.", "Ring {name}, {name}."),
        ("strings", r'"a" = "Ring \U0025@ now.";', "Ring %@ now."),
        ("po", 'msgid "a"\nmsgstr "Ring %(na"\n"me)s."', "Ring %(name)s."),
        ("xlf", XLIFF.format("Ring &lt;b&gt;<!-- <i> -->now.&lt;/b&gt;"), "Ring <b>now.</b>"),
        ("xlf", XLIFF.format('Ring <ph id="1">%s</ph> &amp; go.'), 'Ring <ph id="1">%s</ph> & go.'),
        ("xml", STRINGS.format("Ring &lt;b&gt;%s&lt;/b&gt; \\'now\\'."), "Ring <b>%s</b> 'now'."),
        ("ftl", "a = Ring { $who }", "Ring { $who }"),
    ],
)
def test_a_program_sees_placeholders_whole(form: str, text: str, expected: str) -> None:
    entries = from_text(text, format=form, lang="en")
    (sentence,) = segment(entries)
    assert written(sentence, entries.blocks[0]).translate(UNREAD) == expected
    assert not {"{", "%", "<"} & set(sentence.prose)


@pytest.mark.parametrize(
    ("suspect", "reference", "expected"),
    [
        (r"Knock at \u003cb\u003ethe gate\u003c/b\u003e twice.", "Knock at <b>the gate</b> twice.", []),
        ("Knock at the gate twice.", r"Knock at the \u003ci\u003egate twice.", [("M501", "<i>")]),
        ("{g,select,he{Knock}she{Ring}} twice.", "{g, select, he {Knock} she {Ring}} twice.", []),
        (r"Knock at \u007bdoor\u007d twice.", "Knock at {gate} twice.", [("M501", "{door}")]),
    ],
)
def test_escaped_placeholders_are_compared(suspect: str, reference: str, expected: list[tuple[str, str]]) -> None:
    sides = [from_text(f'{{"a": "{side}"}}', format="json", lang="en") for side in (suspect, reference)]
    found = [
        (flag.code, json.loads(f'"{sides[flag.side != "suspect"].text[flag.span.start : flag.span.end]}"'))
        for flag in score(*sides).flags
        if flag.code in ("M501", "M502")
    ]
    assert found == expected
