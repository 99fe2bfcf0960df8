"""Documents to sentences: exact spans, all prose covered, nothing swallowed."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.read import from_text
from mtqa.segment import segment
from mtqa.types import MASK, Document, Sentence

FIXTURES = Path(__file__).parents[2] / "fixtures"


def sentences(text: str, **options: object) -> list[str]:
    return [sentence.text for sentence in segment(from_text(text, lang="en", **options))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One. Two.\n\nThree", ["One.", "Two.", "Three"]),
        ("  Dr. Pell left at 5.30 p.m. on Friday.  Why?! ", ["Dr. Pell left at 5.30 p.m. on Friday.", "Why?!"]),
        ("It cost $5.5 million. The U.S. paid.", ["It cost $5.5 million.", "The U.S. paid."]),
        ("👩‍👩‍👧 came. é́😀 went.", ["👩‍👩‍👧 came.", "é́😀 went."]),
        ("你好。再见。", ["你好。", "再见。"]),
        ("זה משפט. וזה עוד אחד.", ["זה משפט.", "וזה עוד אחד."]),
        ("A line break\nends a block. Always.", ["A line break", "ends a block.", "Always."]),
        ("“One came. Two went.” Three stayed.", ["“One came.", "Two went.”", "Three stayed."]),
        ("“One came. Two went,” he said. Good.", ["“One came. Two went,” he said.", "Good."]),
        ("She said: “One came. Two went.” Good.", ["She said: “One came. Two went.”", "Good."]),
        ("“Why? How?” she asked. Good.", ["“Why? How?” she asked.", "Good."]),
        ("He said “no” and left. Then ‘yes’.", ["He said “no” and left.", "Then ‘yes’."]),
        ("It (the old one. Not the new) fell. Well.", ["It (the old one. Not the new) fell.", "Well."]),
        ("One came. (Two went. Three stayed.) Four sat.", ["One came.", "(Two went.", "Three stayed.)", "Four sat."]),
    ],
)
def test_ordinary_text(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Giants compete. (Which is mostly about the costs. There is (some) more. It goes on.",
            ["Giants compete.", "(Which is mostly about the costs.", "There is (some) more.", "It goes on."],
        ),
        (
            "He said: “Nobody came. Nobody went. She said “good”. They slept.",
            ["He said: “Nobody came.", "Nobody went.", "She said “good”.", "They slept."],
        ),
        ('It "was lost. They found it. Then they left.', ['It "was lost.', "They found it.", "Then they left."]),
        ("A stray ) here. And ” there. Well.", ["A stray ) here.", "And ” there.", "Well."]),
        (
            "In the '90s it fell. The workers' union rose. They didn't mind.",
            ["In the '90s it fell.", "The workers' union rose.", "They didn't mind."],
        ),
        ("Run `make here. Then `stop. Well.", ["Run `make here.", "Then `stop.", "Well."]),
        ("[Note it. See there. Go on.", ["[Note it.", "See there.", "Go on."]),
        ("It ends.) Next one. “ Last one.", ["It ends.)", "Next one.", "“ Last one."]),
    ],
)
def test_a_mark_without_its_partner_swallows_nothing(text, expected):
    assert sentences(text) == expected


def test_a_quotation_of_many_sentences_is_split_inside():
    text = "“" + "They came and they saw it. " * 20 + "They left.”"
    assert len(sentences(text)) == 21


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. . . . Two went. !", ["One came. . . .", "Two went. !"]),
        ("— One came. — Two went.", ["— One came.", "— Two went."]),
        ("! ? One.", ["! ? One."]),
    ],
)
def test_a_piece_without_a_word_joins_its_neighbour(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Bold.** *Soft* one. End.", ["__Bold.__", "_Soft_ one.", "End."]),
        ("See [it](http://a.b). `Code` starts. So `it` ends `here`.", None),
        ("Run `a`. *Then* **go.** [Stop](x).", ["Run ___.", "_Then_ __go.__", "_Stop____."]),
        ("> One came\n> over. *Two*\n> went.", ["One came\n_ over.", "_Two_\n_ went."]),
        ("One. ![pic](x) Two.", ["One.", "Two."]),
        ("One. `code only` Two.", ["One.", "___________ Two."]),
        ("- One. Two.\n- Three", ["One.", "Two.", "Three"]),
    ],
)
def test_markup_is_masked_and_goes_with_what_it_touches(text, expected):
    found = segment(from_text(text, lang="en", format="markdown"))
    if expected is None:
        expected = ["See _it_____________.", "______ starts.", "So ____ ends ______."]
    assert [sentence.prose.replace(MASK, "_") for sentence in found] == expected


def test_pre_split_lines_are_sentences_blank_ones_too():
    found = segment(from_text("One. Two.\n\n (Three\n", lang="en", pre_split=True))
    assert [(each.index, each.text, each.span.start, each.span.end, each.block) for each in found] == [
        (0, "One. Two.", 0, 9, 0),
        (1, "", 10, 10, 1),
        (2, "(Three", 12, 18, 2),
    ]


def test_abbreviations_depend_on_the_language():
    text = "Es kostet z. B. Geld. Das ist bzw. war so."
    assert [each.text for each in segment(from_text(text, lang="de"))] == [
        "Es kostet z. B. Geld.",
        "Das ist bzw. war so.",
    ]


def covered(document: Document, found: tuple[Sentence, ...]) -> None:
    """Every law at once: exact, rising, trimmed, masked as the blocks say, all prose covered."""
    end, inside = 0, set()
    for number, sentence in enumerate(found):
        span = sentence.span
        assert sentence.index == number
        assert end <= span.start <= span.end
        end = span.end
        assert document.text[span.start : span.end] == sentence.text == sentence.text.strip()
        assert len(sentence.prose) == len(sentence.text)
        inside.update(range(span.start, span.end))
        block = document.blocks[sentence.block]
        masked = {at for mask in block.masks for at in range(mask.start, mask.end)}
        assert block.span.start <= span.start <= span.end <= block.span.end
        for at, (char, shown) in enumerate(zip(sentence.text, sentence.prose, strict=True), start=span.start):
            assert shown == (MASK if at in masked else char)
    for block in document.blocks:
        masked = {at for mask in block.masks for at in range(mask.start, mask.end)}
        for at in range(block.span.start, block.span.end):
            assert at in inside or at in masked or document.text[at].isspace()


HOSTILE = st.text(
    alphabet=st.sampled_from("aB1é \n\r\t.!?…,()[]{}“”‘’„«»›‹「」\"'`*_<>#|-\\\u0301\u200b\u2028\u05d0😀。\x85")
)


@settings(deadline=None)
@given(HOSTILE | st.text(), st.sampled_from(["plain", "markdown"]), st.sampled_from(["en", "de", "ja", "xx"]))
def test_sentences_cover_all_prose(text, name, lang):
    if any("\ud800" <= char <= "\udfff" for char in text):
        return
    document = from_text(text, lang=lang, format=name)
    covered(document, segment(document))


@settings(deadline=None)
@given(HOSTILE)
def test_pre_split_has_one_sentence_a_line(text):
    document = from_text(text, lang="en", pre_split=True)
    found = segment(document)
    covered(document, found)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n") if text else []
    assert [each.text for each in found] == [line.strip() for line in lines]


def test_a_lone_surrogate_in_a_hand_made_document_keeps_its_offset():
    document = from_text("ab cd. Ef.", lang="en")
    broken = Document("x", "a\ud800 cd. Ef.", "en", document.blocks)
    assert [each.span for each in segment(broken)] == [each.span for each in segment(document)]


def test_hard_wrapping_changes_no_sentence():
    text = (FIXTURES / "garbled" / "suspect.txt").read_text(encoding="utf-8")
    wrapped = "\n\n".join(textwrap.fill(part, 72, break_on_hyphens=False) for part in text.strip().split("\n\n"))
    assert [each.replace("\n", " ") for each in sentences(wrapped)] == sentences(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 1_000_000, 1),
        ("Same sentence here.\n" * 50_000, 50_000),
        ("(“Ann. " * 20_000, 20_000),
        ("How `are` you there? " * 20_000, 20_000),
        ("(" * 100_000 + " word", 1),
        ("Hello “there” friend (of ours). " * 10_000, 10_000),
    ],
    ids=["word", "lines", "openers", "backticks", "brackets", "pairs"],
)
def test_size_is_no_obstacle(text, count):
    assert len(segment(from_text(text, lang="en"))) == count
