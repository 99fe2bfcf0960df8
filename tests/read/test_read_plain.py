"""Plain text: a blank line and a line break end a block, unless the text is hard-wrapped."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.read.plain import PlainReader

FIXTURES = Path(__file__).parents[2] / "fixtures"
ARTICLE = (FIXTURES / "garbled" / "reference.txt").read_text(encoding="utf-8")
GERMAN = (FIXTURES / "german" / "reference.txt").read_text(encoding="utf-8")

VERSE = """The rain came down upon the tram
And no one in it gave a damn
Until it stood before the bridge
And turned its back upon the ridge"""

CHINESE = "议会在星期二投票决定修建一条新的电车线路这条线路将连接大学医院和渡轮码头沿途共有十九个车站" * 4


def blocks(text: str) -> list[str]:
    return [text[block.span.start : block.span.end] for block in PlainReader().blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.", ["One."]),
        ("  One.  \n\n\n Two.\n", ["One.", "Two."]),
        ("One line.\nAnother line.", ["One line.", "Another line."]),
        ("One.\r\nTwo.\rThree.\u2028Four.\u2029Five.\x85Six.\x0bSeven.\x0cEight.", None),
        ("23\n0\nA long first sentence that stands on a line of its own, as scraped pages have it.", None),
        ("Text.\n\n* * *\n\n———\n\nMore.", ["Text.", "More."]),
        ("LEAVE A REPLY\n\nPlease enter your comment!\nPlease enter your name here", None),
        ("日本語。\n次の行。", ["日本語。", "次の行。"]),
    ],
)
def test_every_line_is_a_block(text, expected):
    assert blocks(text) == (expected if expected is not None else [line.strip() for line in text.splitlines() if line])


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
@pytest.mark.parametrize("text", [ARTICLE, GERMAN], ids=["english", "german"])
def test_hard_wrapped_paragraphs_are_joined_again(text, width):
    paragraphs = text.strip().split("\n\n")
    wrapped = "\n\n".join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs)
    assert [" ".join(block.split("\n")) for block in blocks(wrapped)] == paragraphs


def test_chinese_has_no_spaces_to_break_at():
    lines = [CHINESE[at : at + 40] for at in range(0, len(CHINESE), 40)]
    assert len(blocks("\n".join(lines))) == 1


def test_in_wrapped_text_a_short_line_ends_its_block():
    wrapped = textwrap.fill(ARTICLE.split("\n\n")[3], 60)
    letter = f"Ilse Marckhout\nKanaalstraat 14\nOrlebeke\n\n{wrapped}\n\nYours\nJoost Pellegrim"
    assert [len(block.split("\n")) for block in blocks(letter)] == [1, 1, 1, len(wrapped.split("\n")), 1, 1]


def test_in_wrapped_text_a_list_item_starts_a_block():
    wrapped = textwrap.fill(ARTICLE.split("\n\n")[3], 60)
    items = (
        textwrap.fill("- " + ARTICLE.split("\n\n")[4], 60) + "\n" + textwrap.fill("2. " + ARTICLE.split("\n\n")[2], 60)
    )
    assert [block[:2] for block in blocks(f"{wrapped}\n{items}")] == ["Il", "- ", "2."]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(sentence.strip() + "." for sentence in ARTICLE.replace("\n", " ").split(".") if sentence.strip()),
        "The council has voted to close the old line.\n" * 30,
        "the council has voted to close the old line.\n" * 30,
        "Why The Council Has Closed The Old Line\n" * 30,
        VERSE,
        "\n".join(f"{'so ' * (number % 13)}it goes on and on in the village" for number in range(40)),
    ],
    ids=["sentences", "identical", "lower case", "headings", "verse", "ragged"],
)
def test_lines_that_are_no_wrapped_prose_stay_apart(text):
    assert len(blocks(text)) == len(text.splitlines())


@given(st.text(alphabet=st.sampled_from("aB1 .,-*\n\r\t\u2028\x85é😀\u0301\u200b\u05d0")))
def test_blocks_rise_and_lose_no_word(text):
    end, kept = 0, ""
    for block in PlainReader().blocks(text):
        assert end <= block.span.start < block.span.end
        end = block.span.end
        kept += text[block.span.start : end]
    assert [char for char in kept if char.isalnum()] == [char for char in text if char.isalnum()]
