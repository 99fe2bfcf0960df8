"""Texts go in, the language they are in comes out; segmentation is next.

By CLD3 (`cld3-py`), a small neural model inside the package: no download, and 10 ms for import and a whole document.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import gcld3

from mtqa.read.prose import prose_of
from mtqa.types import UNREAD, Document

DEFAULT_LANGUAGE: Final = "en"

MIN_LETTERS: Final = 60
"""Shorter texts (names, a heading) get confident nonsense from the model: `Skarppy KTE` was Russian with 1.0."""

MIN_PROBABILITY: Final = 0.7
"""CLD3's own threshold of reliability (kReliabilityThreshold in nnet_language_identifier.h)."""

MAX_CHARACTERS: Final = 20_000
"""As much of a text as decides; CLD3 itself samples a few hundred characters of it."""

OLD_CODES: Final = {"iw": "he", "jw": "jv"}
"""CLD3 gives some codes that ISO 639-1 has replaced."""

NO_FEATURES: Final = "ja"
"""CLD3's answer, with a probability of 0.78, to what is nothing but repetition; real Japanese has characters of its own."""

JAPANESE: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")

NO_WORD: Final = re.compile(r"[\W\d_]+")


def primary_subtag(lang: str) -> str:
    """Reduce a language tag to its language. Example: `"en-GB"` is `"en"`."""
    return re.split("[-_]", lang.strip().lower())[0]


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language `text` is in, None where it is too short or mixed to tell.

    Source: CLD3 (Google, 2016), over words of letters only. Example: a page of German gives `"de"`.
    """
    words = NO_WORD.sub(" ", text[:MAX_CHARACTERS].translate(UNREAD).encode("utf-8", errors="ignore").decode())
    if len(words) < MIN_LETTERS:
        return None
    found = gcld3.NNetLanguageIdentifier(0, MAX_CHARACTERS * 4).FindLanguage(words)
    unknown = found.language == "und" or (found.language == NO_FEATURES and not JAPANESE.search(words))
    if unknown or found.probability < MIN_PROBABILITY or "-" in found.language:
        return None
    language: str = found.language
    return OLD_CODES.get(language, language)


def settle_languages(suspect: Document, reference: Document) -> tuple[Document, Document]:
    """Give each document without a language the one detected, with a note that says so.

    A document too short to tell is taken to be in the other's language; two of them are asked together, and are
    English where even that is too little.
    """
    texts = [said(document) for document in (suspect, reference)]
    own = [document.lang or detect_language(text) for document, text in zip((suspect, reference), texts, strict=True)]
    shared = own[1] or own[0] or detect_language("\n".join(texts)) or DEFAULT_LANGUAGE
    return _settled(suspect, own[0], shared), _settled(reference, own[1], shared)


def said(document: Document) -> str:
    """Give what decides a document's language: its prose, for keys, tags and scripts are in another one."""
    pieces: list[str] = []
    left = MAX_CHARACTERS
    for block in document.blocks:
        pieces.append(prose_of(document.text, block).translate(UNREAD))
        left -= len(pieces[-1])
        if left <= 0:
            break
    return "\n".join(pieces)


def _settled(document: Document, own: str | None, shared: str) -> Document:
    if document.lang:
        return document
    how = "detected" if own else "assumed: too short to tell"
    note = f"language {own or shared} ({how}); --lang overrides"
    return replace(document, lang=own or shared, notes=(*document.notes, note))
