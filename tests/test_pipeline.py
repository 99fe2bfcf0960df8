"""The whole story on our own documents: what is found, what is left alone, what no change elsewhere may alter."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import fields, replace

import pytest
from fixture_reports import DAMAGED, PAIRS, altered, document, expected, path, rated
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa import Config, Report, align_documents, check, pipeline, score, score_pairs
from mtqa.encode import base
from mtqa.gate import Limits, judge
from mtqa.report import writer
from mtqa.segment import segment
from mtqa.types import Flag, Severity

MISSED: dict[str, set[str]] = {
    "garbled": {"Amira Sultana"},  # may be another transliteration of Soltani,
    "markdown": {"Lindquist"},  # and this another spelling of Lindqvist: names that sound alike pass
}
"""Planted damage that no detector finds yet; whoever makes one find it strikes it out here."""

FURNITURE = "Share this article\n\nSubscribe to our newsletter\n\nRelated stories\n\n12 comments"


def as_json(report: Report) -> str:
    return writer("json").write(report, judge(report, Limits()))


def flags_by_sentence(report: Report) -> Counter[tuple[str, str, str, str]]:
    """Each flag by its side, the text of the sentence it starts in, its code and its own text."""
    found = []
    for flag in report.flags:
        side = report.suspect if flag.side == "suspect" else report.reference
        sentence = next(s for s in side.sentences if s.start <= flag.span.start < s.end)
        found.append((flag.side, sentence.text, flag.code, flag.text))
    return Counter(found)


def finds(flag: Flag, damage: dict[str, object]) -> bool:
    start, end = int(str(damage["start"])), int(str(damage["end"]))
    return (
        flag.side == damage["side"]
        and flag.code in list(damage["codes"])  # type: ignore[call-overload]
        and flag.span.start < end
        and start < flag.span.end
    )


# ---- what is found, and what is left alone


@pytest.mark.parametrize("folder", [*PAIRS, "unrelated"])
@pytest.mark.parametrize("side", ["suspect", "reference"])
def test_a_document_beside_itself_is_perfect(folder: str, side: str) -> None:
    report = score(document(folder, side), document(folder, side))
    assert report.flags == ()
    assert report.scores.parallel
    assert (report.scores.fidelity, report.scores.fluency, report.scores.coverage) == (100.0, 100.0, 100.0)
    assert {pair.fidelity for pair in report.pairs} == {100.0}


@pytest.mark.parametrize("folder", DAMAGED)
def test_planted_damage_is_found_in_its_place(folder: str) -> None:
    flags = rated(folder).flags
    damage = [each for each in expected(folder) if each["codes"]]
    missed = {each["text"] for each in damage if not any(finds(flag, each) for flag in flags)}
    assert missed == MISSED.get(folder, set())


def test_a_clean_paraphrase_has_nothing_severe() -> None:
    report = rated("paraphrase")
    assert [flag for flag in report.flags if flag.severity.rank >= Severity.MAJOR.rank] == []
    assert report.scores.parallel
    assert judge(report, Limits()).passed


@pytest.mark.parametrize("folder", DAMAGED)
def test_every_damaged_document_fails_the_gate(folder: str) -> None:
    assert rated(folder).scores.parallel
    assert not judge(rated(folder), Limits()).passed


def test_garbled_text_is_rated_below_a_paraphrase() -> None:
    garbled, paraphrase, light = (rated(folder).scores for folder in ("garbled", "paraphrase", "light"))
    assert garbled.fluency is not None
    assert garbled.fidelity is not None
    assert garbled.fluency < (paraphrase.fluency or 0) - 15
    assert garbled.fidelity <= (paraphrase.fidelity or 0)
    assert garbled.fluency < (light.fluency or 0)
    assert garbled.fidelity < (light.fidelity or 0)


def test_an_unrelated_document_gets_no_score() -> None:
    report = rated("unrelated")
    shown = {field.name: getattr(report.scores, field.name) for field in fields(report.scores)}
    assert shown.pop("parallel") is False
    assert shown.pop("parallel_confidence") < 0.5
    assert set(shown.values()) == {None}
    assert {(pair.fidelity, pair.fluency, pair.bleu, pair.chrf, pair.ter) for pair in report.pairs} == {(None,) * 5}
    assert not judge(report, Limits()).passed


# ---- what a change elsewhere may not alter


def swapped(text: str, first: int, second: int) -> str:
    """Exchange two paragraphs."""
    paragraphs = text.split("\n\n")
    paragraphs[first], paragraphs[second] = paragraphs[second], paragraphs[first]
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 3), (2, 4), (1, 5)])
@pytest.mark.parametrize("folder", ["garbled", "light", "german", "paraphrase"])
@pytest.mark.parametrize("side", ["suspect", "reference"])
def test_swapping_two_paragraphs_alters_no_flag(folder: str, side: str, first: int, second: int) -> None:
    report = altered(folder, side, swapped(document(folder, side).text, first, second))
    assert flags_by_sentence(report) == flags_by_sentence(rated(folder))
    assert any(pair.pair.moved for pair in report.pairs)


@pytest.mark.parametrize("folder", ["garbled", "light", "german", "paraphrase"])
@pytest.mark.parametrize("side", ["suspect", "reference"])
def test_page_furniture_alters_no_other_sentence(folder: str, side: str) -> None:
    text = document(folder, side).text
    report = altered(folder, side, f"{text}\n{FURNITURE}\n")
    found = flags_by_sentence(report)
    furniture = {key for key in found if key[1] in FURNITURE.split("\n\n")}
    assert {key[:1] for key in furniture} <= {(side,)}
    assert Counter({key: count for key, count in found.items() if key not in furniture}) == flags_by_sentence(
        rated(folder)
    )


@pytest.mark.parametrize("folder", ["garbled", "light", "german", "paraphrase"])
@pytest.mark.parametrize("side", ["suspect", "reference"])
def test_an_upper_case_heading_alters_no_other_sentence(folder: str, side: str) -> None:
    heading, rest = document(folder, side).text.split("\n\n", 1)
    report = altered(folder, side, f"{heading.upper()}\n\n{rest}")
    headings = {heading.upper(), *(document(folder, each).text.partition("\n")[0] for each in ("suspect", "reference"))}
    before, after = (
        Counter({key: count for key, count in flags_by_sentence(each).items() if key[1] not in headings})
        for each in (rated(folder), report)
    )
    assert after == before


# ---- laws


@pytest.mark.parametrize("folder", [*PAIRS, "unrelated"])
def test_every_flag_is_where_it_says(folder: str) -> None:
    report = rated(folder)
    for flag in report.flags:
        whole = document(folder, flag.side)
        raw = path(folder, flag.side).read_text(encoding="utf-8")
        assert raw == whole.text
        assert raw[flag.span.start : flag.span.end] == flag.text != ""
        line = raw.split("\n")[flag.line - 1]
        assert line[flag.column - 1 :].startswith(flag.text.split("\n")[0])
        pair = report.pairs[flag.pair]
        assert flag in pair.flags
        side = report.suspect if flag.side == "suspect" else report.reference
        indexes = pair.pair.suspect if flag.side == "suspect" else pair.pair.reference
        assert any(side.sentences[i].start <= flag.span.start < side.sentences[i].end for i in indexes)


SENTENCES = {
    side: [sentence.text for sentence in segment(document("garbled", side))] for side in ("suspect", "reference")
}
"""Both sides' sentences, which correspond more or less in order."""


def drawn(side: str) -> st.SearchStrategy[str]:
    """A small document: any sentences of one side, dropped, doubled and in any order, a paragraph each."""
    return st.lists(st.sampled_from(SENTENCES[side][:9]), min_size=1, max_size=6).map("\n\n".join)


@settings(max_examples=25, deadline=None)
@given(suspect=drawn("suspect"), reference=drawn("reference"))
def test_every_sentence_is_in_exactly_one_pair(suspect: str, reference: str) -> None:
    report = score(suspect, reference, Config(lang="en"))
    for name, side, text in (("suspect", report.suspect, suspect), ("reference", report.reference, reference)):
        seen = sorted(index for pair in report.pairs for index in getattr(pair.pair, name))
        assert seen == list(range(len(side.sentences)))
        assert all(text[sentence.start : sentence.end] == sentence.text for sentence in side.sentences)
    for pair in report.pairs:
        assert pair.pair.suspect or pair.pair.reference
        assert (pair.fidelity is None) == (pair.pair.kind in {"omission", "addition"} or not report.scores.parallel)
    for flag in report.flags:
        text = suspect if flag.side == "suspect" else reference
        assert text[flag.span.start : flag.span.end] == flag.text


@pytest.mark.parametrize("size", [1, 1024])
def test_batch_size_changes_nothing(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = as_json(rated("light"))
    monkeypatch.setattr(base, "BATCH_TOKENS", size)
    assert as_json(score(document("light", "suspect"), document("light", "reference"))) == before


def test_another_process_gives_the_same_result() -> None:
    """Another hash seed, other threads, nothing cached."""
    command = [sys.executable, "-m", "mtqa", "score", "--format", "json"]
    files = [str(path("light", side)) for side in ("suspect", "reference")]
    environment = os.environ | {"PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "1"}
    done = subprocess.run([*command, *files], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == as_json(rated("light"))


def test_what_was_rated_before_changes_nothing() -> None:
    before = as_json(rated("light"))
    score("7", "7")
    score(document("german", "suspect"), document("german", "reference"))
    assert as_json(score(document("light", "suspect"), document("light", "reference"))) == before


# ---- options and odd input


@pytest.mark.parametrize("change", [{"lang": "de"}, {"pre_split": True}, {"max_block": 2}])
def test_the_signature_names_every_option_that_can_change_a_score(change: dict[str, object]) -> None:
    config = replace(Config(), **change)  # type: ignore[arg-type]
    text = "The gate is closed."
    assert score(text, text, config).signature != score(text, text).signature
    assert align_documents(text, text, config).signature != align_documents(text, text).signature


def test_the_signature_names_the_model_and_all_options() -> None:
    encoder = pipeline.encoder_of(Config())
    own = pipeline.signature(encoder, Config(), "en")
    assert encoder.name in own

    class Other:
        name = "other@0000"
        encode = encoder.encode

    assert pipeline.signature(Other(), Config(), "en") != own
    options = {"lang", "model", "offline", "pre_split", "max_block", "words", "glossary", "keep", "judge"}
    options |= {"select", "ignore", "ter"}
    assert {field.name for field in fields(Config)} == options


@pytest.mark.parametrize("change", [{"words": ("Skarppy",)}, {"glossary": (("gate", "door"),)}, {"keep": ("gate",)}])
def test_the_signature_names_the_projects_own_words(change: dict[str, object]) -> None:
    config = replace(Config(), **change)  # type: ignore[arg-type]
    text = "The gate is closed."
    assert score(text, text, config).signature != score(text, text).signature


def test_the_projects_own_words_decide_what_is_flagged() -> None:
    texts = ("The skarppy fence is closed.", "The gate of the shop is closed.")
    config = Config(lang="en", words=("skarppy",), glossary=(("gate", "barrier"),), keep=("shop",))
    assert "W101" in {flag.code for flag in score(*texts, Config(lang="en")).flags}
    assert {flag.code for flag in score(*texts, config).flags} >= {"T101", "T102"}
    assert "W101" not in {flag.code for flag in score(*texts, config).flags}
    (pair,) = score_pairs([texts], config)
    assert {flag.code for flag in pair.flags} >= {"T101", "T102"}


def test_a_pre_split_text_keeps_its_lines() -> None:
    text = "Mr. Ames left. He was late.\nNobody asked."
    report = score(text, text, Config(pre_split=True))
    assert [sentence.text for sentence in report.suspect.sentences] == text.split("\n")


def test_strings_and_documents_give_the_same_scores() -> None:
    texts = [document("light", side).text for side in ("suspect", "reference")]
    assert score(*texts).scores == rated("light").scores
    assert score(*texts).flags == rated("light").flags


def test_check_is_score_and_judge() -> None:
    limits = Limits(min_fluency=99)
    report, verdict = check(document("light", "suspect"), document("light", "reference"), limits)
    assert report == rated("light")
    assert verdict == judge(report, limits)


def test_align_documents_gives_the_pairs_that_are_rated() -> None:
    aligned = align_documents(document("garbled", "suspect"), document("garbled", "reference"))
    assert aligned.alignment.pairs == tuple(pair.pair for pair in rated("garbled").pairs)
    assert aligned.suspect == rated("garbled").suspect
