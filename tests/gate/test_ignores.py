"""Inline comments: what each form silences in each format, and what it does not."""

from __future__ import annotations

import pytest
from gate_documents import document, flag, report
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.gate.comments import comments
from mtqa.gate.ignores import apply
from mtqa.types import Document, Flag, Problem, Suppressed


def silenced(
    suspect: Document, *flags: Flag, reference: Document | None = None
) -> tuple[list[str], list[str], list[str]]:
    """The codes that still count, the reasons of those that do not, the problems."""
    other = reference or document("It goes on.\n", "reference.txt")
    rest, suppressed, problems = apply(report(suspect, other, *flags), suspect, other)
    assert rest.flags == tuple(one for pair in rest.pairs for one in pair.flags)
    return [one.code for one in rest.flags], [one.reason for one in suppressed], [one.message for one in problems]


MARKDOWN = """\
# Boats

<!-- mtqa: ignore[F102] -- as in the song -->
The boat goes goes home.

The ferry sails sails home. <!-- mtqa: ignore[F102] -- the captain stutters -->

The raft drifts drifts home.
"""


def test_a_comment_speaks_for_the_next_block_or_for_its_line():
    suspect = document(MARKDOWN, "a.md")
    flags = [flag(suspect, text) for text in ("goes goes", "sails sails", "drifts drifts")]
    kept, reasons, problems = silenced(suspect, *flags)
    assert (len(kept), reasons, problems) == (1, ["as in the song", "the captain stutters"], [])


PO = """\
# mtqa: ignore[F102] -- as in the song
msgid "boat"
msgid_plural "boats"
msgstr[0] "a boat boat goes"
msgstr[1] "some boats boats go"

# mtqa: ignore[F102]
msgid "raft"
msgstr "a raft raft goes"
"""


def test_in_a_catalogue_it_speaks_for_an_entry_with_its_plural_forms():
    suspect = document(PO, "a.po")
    flags = [flag(suspect, text) for text in ("boat boat", "boats boats", "raft raft")]
    kept, reasons, problems = silenced(suspect, *flags)
    assert (len(kept), reasons) == (1, ["as in the song"] * 2)
    assert problems == ["this comment gives no reason, so it ignores nothing: write `mtqa: ignore[CODE] -- reason`"]


CATALOGUES = {
    "a.properties": "# mtqa: ignore[F102] -- why\nboat = The boat goes goes home\n\nraft = The raft goes goes home\n",
    "a.ftl": "# mtqa: ignore[F102] -- why\nboat = The boat goes home\n    .title = It goes goes\n\nraft = It goes goes\n",
    "a.strings": '/* mtqa: ignore[F102] -- why */\n"boat" = "The boat goes goes";\n"raft" = "The raft goes goes";\n',
    "a.xml": '<resources>\n<!-- mtqa: ignore[F102]: why -->\n<string name="boat">It goes goes</string>\n'
    '<string name="raft">It goes goes</string>\n</resources>\n',
    "a.html": "<p>Here.</p>\n<!-- mtqa: ignore[F102] -- why -->\n<p>It goes goes home.</p>\n<p>We goes goes home.</p>\n",
    "a.xlf": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" source-language="en"'
    ' target-language="en" datatype="plaintext"><body>\n<!-- mtqa: ignore[F102]: why -->\n'
    '<trans-unit id="a"><source>Boat</source><target>It goes goes</target></trans-unit>\n'
    '<trans-unit id="b"><source>Raft</source><target>It goes goes</target></trans-unit></body></file></xliff>\n',
}


@pytest.mark.parametrize("name", CATALOGUES)
def test_in_every_format_it_speaks_for_what_comes_next(name):
    suspect = document(CATALOGUES[name], name)
    flags = [flag(suspect, "goes goes", nth=at) for at in range(2)]
    rest, suppressed, problems = apply(report(suspect, suspect, *flags), suspect, suspect)
    assert [one.flag.span for one in suppressed] == [flags[0].span]
    assert [one.span for one in rest.flags] == [flags[1].span]
    assert problems == ()


BRACKETS = {
    "a.po": '# mtqa: ignore[F102] -- why\nmsgid "Show [all] of the ferries"\nmsgstr "It goes goes"\n\n'
    'msgid "Show [none] of the ferries"\nmsgstr "It goes goes"\n',
    "b.po": '# mtqa: ignore[F102] -- why\nmsgid "Ferries [all]"\nmsgstr "It goes goes"\n\n'
    'msgid "Ferries [none]"\nmsgstr "It goes goes"\n',
    "a.properties": "# mtqa: ignore[F102] -- why\nmenu[all] = It goes goes\n\nmenu[none] = It goes goes\n",
    "b.properties": "# mtqa: ignore[F102] -- why\nmenu[0] = It goes goes\n\nmenu[1] = It goes goes\n",
    "a.strings": '/* mtqa: ignore[F102] -- why */\n"menu[all]" = "It goes goes";\n"menu[none]" = "It goes goes";\n',
    "a.xml": '<resources>\n<!-- mtqa: ignore[F102]: why -->\n<string name="menu[all]shown">It goes goes</string>\n'
    '<string name="menu[none]shown">It goes goes</string>\n</resources>\n',
}


@pytest.mark.parametrize("name", BRACKETS)
def test_keys_with_brackets_are_entries_of_their_own(name):
    suspect = document(BRACKETS[name], name)
    first, second = (flag(suspect, "goes goes", nth=at) for at in range(2))
    rest, suppressed, problems = apply(report(suspect, suspect, first, second), suspect, suspect)
    assert ([one.flag.span for one in suppressed], [one.span for one in rest.flags]) == ([first.span], [second.span])
    assert problems == ()


PLURALS = """\
<resources>
<!-- mtqa: ignore[F102]: as in the song -->
<plurals name="boats">
<item quantity="one">a boat boat goes</item>
<item quantity="other">some boats boats go</item>
</plurals>
<string-array name="rafts"><item>a raft raft goes</item></string-array>
</resources>
"""


def test_in_android_strings_it_speaks_for_all_quantities():
    suspect = document(PLURALS, "strings.xml")
    flags = [flag(suspect, text) for text in ("boat boat", "boats boats", "raft raft")]
    kept, reasons, problems = silenced(suspect, *flags)
    assert (len(kept), reasons, problems) == (1, ["as in the song"] * 2, [])


@pytest.mark.parametrize(
    ("name", "comment"),
    [
        ("a.md", "<!-- mtqa: ignore[F102] -- why -->"),
        ("a.html", "<!--mtqa:ignore[F102]--why-->"),
        ("a.xlf", "<!-- mtqa: ignore[F102]: why -->"),
        ("a.xml", "<!-- mtqa: ignore[ f102 , F101 ] \u2014 why -->"),
        ("a.xliff", "<!--\n  mtqa: ignore[F102]\n  \u2013 why\n-->"),
        ("a.po", "# mtqa: ignore[F102] -- why"),
        ("a.po", "#. mtqa: ignore[F102] -- why"),
        ("a.properties", "  # mtqa: ignore[F102] -- why"),
        ("a.ftl", "# mtqa: ignore[F102] -- why"),
        ("A.PO", "# mtqa: ignore[F102] -- why"),
        ("a.strings", "/* mtqa: ignore[F102] -- why */"),
    ],
)
def test_every_format_with_comments_has_its_form(name, comment):
    (found,) = comments(Document(name, f"one\n{comment}\ntwo\n"))
    assert found.codes[0] == "F102"
    assert (found.reason, found.is_alone, found.is_readable) == ("why", True, True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "<!-- mtqa: ignore[F102] -- why -->\nIt goes goes."),
        ("a.md", "# mtqa: ignore[F102] -- why\n\nIt goes goes."),  # a heading
        ("a.md", "```\n<!-- mtqa: ignore[F102] -- why -->\n```\n\nIt goes goes."),
        ("a.md", "    <!-- mtqa: ignore[F102] -- why -->\n\nIt goes goes."),
        ("a.md", "<!-- mtqa: ignore[F102] -- why"),
        ("a.po", 'msgid "# mtqa: ignore[F102] -- why"'),
        ("a.md", "<!-- unmtqa: ignore[F102] -- why -->"),
        ("-", "<!-- mtqa: ignore[F102] -- why -->"),
    ],
)
def test_what_is_no_comment_says_nothing(name, text):
    assert comments(Document(name, text)) == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("ignore[F102]", "gives no reason"),
        ("ignore[F102] --", "gives no reason"),
        ("ignore -- everything", "names no code"),
        ("ignore[] -- nothing", "names no code"),
        ("ignore", "names no code"),
        ("ignore[F999] -- a slip", "there is no code F999"),
        ("ignore[F12] -- a slip", "did you mean F1"),
        ("ignroe[F102] -- a slip", "cannot be read"),
        ("ignore[F102 -- a slip", "cannot be read"),
        ("ignore[F101] -- not here", "there is no F101 here to ignore: remove it"),
    ],
)
def test_what_silences_nothing_is_reported(written, told):
    suspect = document(f"One line.\n\n  <!-- mtqa: {written} -->\nIt goes goes on.\n", "a.md")
    kept, reasons, (problem,) = silenced(suspect, flag(suspect, "goes goes"))
    assert (kept, reasons) == (["F102"], [])
    assert told in problem


def test_a_problem_has_its_place():
    suspect = document("One line.\n\n  <!-- mtqa: ignore[F102] -->\nIt goes goes on.\n", "a.md")
    other = document("It goes on.\n", "b.txt")
    *_, problems = apply(report(suspect, other), suspect, other)
    assert [(one.line, one.column) for one in problems] == [(3, 3)]


def test_one_comment_may_name_codes_that_hold_and_one_that_does_not():
    suspect = document("<!-- mtqa: ignore[F102, F999] -- as in the song -->\nIt goes goes on.\n", "a.md")
    kept, reasons, problems = silenced(suspect, flag(suspect, "goes goes"))
    assert (kept, reasons) == ([], ["as in the song"])
    assert problems[0].startswith("there is no code F999")


def test_only_the_code_that_is_named_is_silenced():
    suspect = document("<!-- mtqa: ignore[F102] -- as in the song -->\nIt goes goes onward.\n", "a.md")
    kept, reasons, _ = silenced(suspect, flag(suspect, "goes goes"), flag(suspect, "onward", "W101"))
    assert (kept, reasons) == (["W101"], ["as in the song"])


def test_what_the_suspect_lost_is_silenced_from_either_side():
    reference = document("It goes on to Brest.\n", "b.md")
    lost = flag(reference, "Brest", "M301", on="reference")
    here = document("<!-- mtqa: ignore[M301] -- left out on purpose -->\nIt goes on.\n", "a.md")
    assert silenced(here, lost, reference=reference)[1] == ["left out on purpose"]
    there = document("It goes on to Brest. <!-- mtqa: ignore[M301] -- we stop before -->\n", "b.md")
    lost = flag(there, "Brest", "M301", on="reference")
    plain = document("It goes on.\n", "a.md")
    assert silenced(plain, lost, reference=there)[1] == ["we stop before"]


def test_a_faulty_comment_of_the_reference_is_told_in_words():
    reference = document("<!-- mtqa: ignore[F102] -->\nIt goes on.\n", "b.md")
    suspect = document("It goes on.\n", "a.md")
    *_, problems = apply(report(suspect, reference), suspect, reference)
    assert problems == (
        Problem(
            1, 1, "b.md:1:1: this comment gives no reason, so it ignores nothing: write `mtqa: ignore[CODE] -- reason`"
        ),
    )


def test_without_comments_the_report_is_the_same_object():
    suspect, other = document("It goes goes on.\n", "a.md"), document("It goes on.\n", "b.md")
    rated = report(suspect, other, flag(suspect, "goes goes"))
    assert apply(rated, suspect, other)[0] is rated


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["<!-- mtqa: ignore[F102] -- x -->", "<!--", "-->", "\n", "\n\n", "goes goes", "```", " "])
    )
)
def test_whatever_stands_there_each_finding_counts_or_has_a_reason(parts):
    suspect = document("Start here. " + "".join(parts) + "\n\nIt goes goes on.\n", "a.md")
    other = document("It goes on.\n", "b.md")
    rated = report(suspect, other, flag(suspect, "Start"))
    rest, suppressed, _ = apply(rated, suspect, other)
    assert sorted([*rest.flags, *(one.flag for one in suppressed)], key=id) == sorted(rated.flags, key=id)
    assert all(isinstance(one, Suppressed) and one.reason for one in suppressed)
