"""Languages: detected where there is enough text, else the other document's, else English."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.lang import detect_language, primary_subtag, settle_languages
from mtqa.read import from_text
from mtqa.segment import segment

FIXTURES = Path(__file__).parents[2] / "fixtures"
ENGLISH = "The council voted on Tuesday to build a new line between the hospital and the ferry."
GERMAN = "Der Rat stimmte am Dienstag für den Bau einer neuen Linie zwischen Klinik und Fähre."


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("Le conseil a voté mardi la construction d’une nouvelle ligne entre l’hôpital et le port.", "fr"),
        ("Rada v úterý odhlasovala stavbu nové trati mezi nemocnicí a přístavištěm pro lodě.", "cs"),
        ("Совет проголосовал во вторник за строительство новой линии между больницей и паромом.", "ru"),
        ("המועצה הצביעה ביום שלישי על בניית קו חדש בין בית החולים לבין נמל המעבורות בעיר.", "he"),
        ("議会は火曜日に病院とフェリー乗り場を結ぶ新しい路線の建設を可決した。" * 2, "ja"),
        ("Skarppy KTE", None),
        ("", None),
        ("23 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28", None),
        ("a" * 1_000_000, None),
        (ENGLISH + " \ud800", "en"),
    ],
)
def test_detection(text, lang):
    assert detect_language(text) == lang


@pytest.mark.parametrize(
    ("path", "lang"),
    [("garbled/suspect.txt", "en"), ("german/suspect.txt", "de"), ("markdown/suspect.md", "en")],
)
def test_garbled_documents_still_have_their_language(path, lang):
    assert detect_language((FIXTURES / path).read_text(encoding="utf-8")) == lang


@pytest.mark.parametrize(
    ("suspect", "reference", "langs"),
    [
        (ENGLISH, ENGLISH, ("en", "en")),
        (GERMAN, ENGLISH, ("de", "en")),
        ("Kurz.", GERMAN, ("de", "de")),
        (GERMAN, "Kurz.", ("de", "de")),
        (GERMAN[:40], GERMAN[40:], ("de", "de")),
        ("Hm.", "Ah.", ("en", "en")),
    ],
)
def test_a_short_document_takes_the_language_of_the_other(suspect, reference, langs):
    settled = settle_languages(from_text(suspect, "s"), from_text(reference, "r"))
    assert tuple(document.lang for document in settled) == langs
    assert all(f"language {document.lang} (" in document.notes[0] for document in settled)


SCRIPT = "<script>" + "function openTheMenu(where) { return where.children.length; }\n" * 400 + "</script>"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("html", f"<html><head>{SCRIPT}</head><body><p>{GERMAN}</p></body></html>"),
        ("md", "```\n" + "the code of this page is in English\n" * 700 + "```\n\n" + GERMAN),
        ("json", '{"the_name_of_the_line_that_is_new": "' + GERMAN + '"}'),
    ],
)
def test_only_prose_decides(form, text):
    (document, _) = settle_languages(from_text(text, format=form), from_text("Hm."))
    assert document.lang == "de"


def test_a_document_without_a_language_is_split_by_that_of_its_prose(monkeypatch):
    asked = []
    monkeypatch.setattr("mtqa.segment.detect_language", asked.append)
    segment(from_text(f"<script>{ENGLISH}</script><p>{GERMAN}</p><p>Hm.</p>", format="html"))
    assert asked == [f"{GERMAN}\nHm."]


def test_a_language_given_is_kept_without_a_note():
    suspect, reference = settle_languages(from_text(GERMAN, lang="nl"), from_text("Hm."))
    assert (suspect.lang, suspect.notes, reference.lang) == ("nl", (), "nl")


@pytest.mark.parametrize(("tag", "lang"), [("en-GB", "en"), ("pt_BR", "pt"), (" DE ", "de"), ("zh-Hant-TW", "zh")])
def test_primary_subtag(tag, lang):
    assert primary_subtag(tag) == lang


@given(st.text())
def test_detection_never_fails(text):
    lang = detect_language(text)
    assert lang is None or (lang.islower() and 2 <= len(lang) <= 3)
