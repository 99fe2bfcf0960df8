"""What a finding is known by: its code and its sentences, whatever moves around them."""

from __future__ import annotations

import pytest
from gate_documents import document, flag, report
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.gate.fingerprint import NOTHING, Fingerprint, fingerprints, hashed


def test_a_finding_is_its_code_its_sentence_and_its_neighbours():
    suspect = document("First.\n\nIt goes goes on.\n\nLast.\n", "a.md")
    reference = document("First.\n\nIt goes on.\n\nLast.\n", "b.md")
    rated = report(suspect, reference, flag(suspect, "goes goes"), flag(reference, "Last", "M301", on="reference"))
    assert fingerprints(rated, rated.flags) == (
        Fingerprint("F102", hashed("It goes goes on."), hashed("First."), hashed("Last.")),
        Fingerprint("M301", hashed("Last."), hashed("It goes on."), NOTHING),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("To  go.", "to\u00a0go."), ("STRASSE", "straße"), ("caf\u00e9", "cafe\u0301"), (" a\n b ", "A B")],
)
def test_case_spacing_and_the_form_of_a_letter_do_not_matter(one, other):
    assert hashed(one) == hashed(other)


@pytest.mark.parametrize(("one", "other"), [("a", "b"), ("to to", "to"), ("", "x"), ("no", "not")])
def test_words_do(one, other):
    assert hashed(one) != hashed(other)


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_short_hash(text):
    assert len(hashed(text)) == 16
    assert hashed(text) == hashed(f"  {text}\n")


def test_a_lone_surrogate_has_one_too():
    assert len(hashed("\ud800")) == 16
