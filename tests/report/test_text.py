from __future__ import annotations

from dataclasses import replace

import pytest
from report_samples import SAMPLES, Maker, aligned, garbled, pair, side, spotless
from rich.cells import cell_len

from mtqa.gate import Limits, judge
from mtqa.report.alignment import TextAlignmentWriter
from mtqa.report.text import TextWriter
from mtqa.report.visible import HOSTILE
from mtqa.types import Flag, Report, Severity, Span

HOSTILE_TEXTS = {
    "terminal escape": "\x1b]0;owned\x07\x1b[2J",
    "C1 escape": "\x9b31m",
    "bidi override": "\u202egnp.exe",
    "rich markup": "[bold red]no[/] [/] [link=x]",
    "rich emoji": ":smiley: :warning:",
    "NUL": "a\x00b",
    "lone surrogate": "\ud83d",
    "line separators": "a\u2028b\x85c\vd",
    "wide": "漢字かな交じり文" * 30,
    "a very long word": "x" * 200_000,
}


def hostile(text: str) -> Report:
    """The text everywhere that a document or a reader can put it."""
    maker = Maker([f"Before {text} after."], [f"{text} only."], notes=(text,))
    maker.flag(0, "F101", Severity.MAJOR, text, f"said {text}", suggestion=text)
    report = maker.report([pair([0], [0], 10.0, 10.0)])
    return replace(report, suspect=replace(report.suspect, name=text, lang=text), signature=text)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_text_is_what_was_looked_at(name, width, golden):
    report = SAMPLES[name]()
    golden.check(f"{name}.{width}.txt", TextWriter(width=width).write(report, judge(report, Limits())))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_alignment_is_what_was_looked_at(name, golden):
    golden.check(f"{name}.align.txt", TextAlignmentWriter(width=80).write(aligned(SAMPLES[name]())))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_verdict_stands_first(name):
    report = SAMPLES[name]()
    verdict = judge(report, Limits())
    assert TextWriter().write(report, verdict).split()[0] == ("PASS" if verdict.passed else "FAIL")


@pytest.mark.parametrize("name", SAMPLES)
def test_colour_adds_nothing_but_colour(name):
    report = SAMPLES[name]()
    verdict = judge(report, Limits())
    coloured = TextWriter(color=True).write(report, verdict)
    plain = TextWriter(color=False).write(report, verdict)
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in without_colour(coloured).split("\n")] == plain.split("\n")


def without_colour(text: str) -> str:
    """Drop what stands between ESC and m."""
    first, *rest = text.split("\x1b[")
    return first + "".join(part.partition("m")[2] for part in rest)


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_nothing_in_a_document_commands_the_terminal(text):
    report = hostile(text)
    for output in (
        TextWriter(width=80).write(report, judge(report, Limits())),
        TextAlignmentWriter(width=80).write(aligned(report)),
    ):
        assert not HOSTILE.search(output.replace("\n", ""))
        assert output.encode("utf-8")
        wrapped = [line for line in output.split("\n") if not line.startswith("signature ")]
        assert all(cell_len(line) <= 80 for line in wrapped)


@pytest.mark.parametrize("text", ["[bold red]no[/] [/]", ":smiley:", "\\[x]"])
def test_markup_of_the_library_is_text(text):
    report = hostile(text)
    assert f"⟦{text}⟧" in TextWriter(width=300).write(report, judge(report, Limits()))


@pytest.mark.parametrize("variable", ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"])
def test_the_environment_changes_nothing(variable, monkeypatch):
    report = garbled()
    verdict = judge(report, Limits())
    expected = [TextWriter(color=color).write(report, verdict) for color in (False, True)]
    monkeypatch.setenv(variable, {"TERM": "dumb", "COLUMNS": "20"}.get(variable, "1"))
    assert [TextWriter(color=color).write(report, verdict) for color in (False, True)] == expected


def test_more_passages_than_asked_for_are_counted():
    report = garbled()
    output = TextWriter(passages=1).write(report, judge(report, Limits()))
    assert "Worst passages (1 of 4)  most severe first; --output html=report.html shows all\n" in output
    assert "pair 5 " not in output


def test_the_signature_stays_on_one_line_for_whoever_copies_it():
    signature = f"mtqa:0.0.0|{'x' * 90} bleu|nrefs:1 {'y' * 90}"
    report = replace(spotless(), signature=signature)
    output = TextWriter(width=60).write(report, judge(report, Limits()))
    assert output.endswith(f"\nsignature  {signature}\n")


def test_what_both_documents_have_noted_is_told_once():
    report = replace(spotless(), suspect=side("a.txt", ["One."], ("language en", "a guess")))
    report = replace(report, reference=side("b.txt", ["One."], ("language en", "not checked")))
    notes = TextWriter().write(report, judge(report, Limits())).partition("\nNotes\n")[2].partition("\n\n")[0]
    assert notes.splitlines() == ["both       language en", "suspect    a guess", "reference  not checked"]


def test_a_kind_of_several_severities_names_how_many_of_each():
    maker = Maker(["It was so so cold, so so cold."], ["It was cold."])
    for severity, at in zip([Severity.MINOR, Severity.MAJOR, Severity.MAJOR], (7, 10, 19), strict=True):
        maker.flags.append(Flag("F102", "fluency/grammar", severity, "suspect", Span(at, at + 2), "twice", pair=0))
    report = maker.report([pair([0], [0], 80.0, 60.0)])
    output = TextWriter().write(report, judge(report, Limits()))
    assert "\n3 findings by kind: 2 major, 1 minor\nF102  doubled word  3  2 major, 1 minor\n" in output


def test_a_long_word_is_folded_and_its_mark_is_closed():
    report = (
        Maker(["漢字" * 70], ["x" * 500])
        .flag(0, "F101", Severity.MAJOR, "漢字" * 70, "loop")
        .report([pair([0], [0], 1.0, 1.0)])
    )
    output = TextWriter(width=60).write(report, judge(report, Limits()))
    assert (output.count("漢"), output.count("字")) == (70, 70)
    assert "⟧¹" in output
    assert all(cell_len(line) <= 60 for line in output.split("\n"))


def test_of_very_many_findings_the_severest_are_listed_and_the_rest_counted():
    maker = Maker(["to " * 40 + "end"], ["Short."])
    maker.flags = [
        Flag("F102", "fluency/grammar", Severity.MINOR, "suspect", Span(3 * at, 3 * at + 2), f"reason {at}", pair=0)
        for at in range(40)
    ]
    maker.flags[30] = replace(maker.flags[30], severity=Severity.MAJOR)
    report = maker.report([pair([0], [0], 1.0, 1.0)])
    output = TextWriter().write(report, judge(report, Limits()))
    assert "¹²  major F102 doubled word: reason 30" in output
    assert "reason 11" not in output
    assert "and 28 findings more in this pair" in output
    assert output.count("⟦") == 12
