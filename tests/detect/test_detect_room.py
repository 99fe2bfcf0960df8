"""The room as a whole: its table of codes, how findings merge, what identical and unrelated texts give."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from detect_pairs import JUDGED, pair, texts
from hypothesis import given
from hypothesis import strategies as st

from mtqa import Config
from mtqa import detect as room
from mtqa.detect import DETECTORS, codes, detect, detect_all, detectors, merge
from mtqa.detect.base import Code, quoted
from mtqa.detect.catalogue import markdown
from mtqa.types import Context, Evidence, Flag, Severity, Span

DOCS = Path(__file__).parents[2] / "docs" / "codes.md"

GARBLED = (
    "A 40 -page reportPublished on Friday Skarppy by a pop -up shop , called Techcorp. Its owners Plan to to give $ 500 "
    "million via A bank (in 1987. It was a re -re -re -skinning of the договор. It isnâ€™t approved for Motizing."
)
CLEAN = (
    "A scrappy pop-up shop called TechCorp gave out a short report of 40-page length on Friday. Its owners plan to give $50 "
    "million through a bank. It was a re-skinning of the treaty. It is approved for incentives."
)

# Words that provoke detectors, strung together at random: whatever comes out must keep the contract.
scraps = st.lists(
    st.sampled_from(
        [*GARBLED.split(), *CLEAN.split(), "not", "no", "1,000", "2.5", "(", ")", "\u0000", "ÿ", "大学", "-"]
    ),
    max_size=30,
).map(" ".join)


def test_every_code_is_well_formed() -> None:
    for name, code in codes().items():
        assert name == code.code
        assert re.fullmatch(r"[A-Z][0-9]{3}", code.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
        assert code.severity in Severity
        assert 0 < code.confidence <= 1
        assert code.bad != code.good
        for sentence in (code.summary, code.why, code.advice):
            assert sentence[0].isupper()
            assert sentence.endswith(".")


def test_codes_and_names_belong_to_one_detector_each() -> None:
    every = [code for detector in detectors() for code in detector.codes]
    assert len({code.code for code in every}) == len({code.name for code in every}) == len(every)


def test_the_table_is_sorted_by_code() -> None:
    assert list(codes()) == sorted(codes())


def test_documentation_is_current() -> None:
    assert DOCS.read_text("utf-8") == markdown()


@pytest.mark.parametrize("code", list(codes().values()), ids=list(codes()))
def test_documented_example_is_flagged(code: Code) -> None:
    """What the page shows as bad gets this code beside what it shows as good."""
    if code.code in {"M401", "M402"}:  # shown as whole texts, found by the aligner
        return
    own = Config(glossary=(("button", "button"),), keep=("Nightwatch",))
    evidence, context = pair(code.bad, code.good, config=own, read=code.code in JUDGED)
    assert code.code in {flag.code for flag in detect(evidence, context)}


def test_importing_the_room_loads_no_detector() -> None:
    script = "import sys, mtqa.detect; print([m for m in sys.modules if m.startswith(('mtqa.detect.', 'wordfreq'))])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_garbled_text_gets_all_its_flags() -> None:
    evidence, context = pair(GARBLED, CLEAN)
    found = texts(detect(evidence, context), context)
    assert set(found) >= {
        ("F301", "suspect", "40 -page"),
        ("F201", "suspect", "reportPublished"),
        ("W101", "suspect", "Skarppy"),
        ("C102", "suspect", "Techcorp"),
        ("C101", "suspect", "Plan"),
        ("F102", "suspect", "to to"),
        ("M101", "suspect", "500 million"),
        ("F101", "suspect", "re -re -re -skinning"),
        ("W103", "suspect", "договор"),
        ("F401", "suspect", "â€™"),
    }


@pytest.mark.parametrize("text", [GARBLED, CLEAN])
@pytest.mark.parametrize("lang", ["en", "de", "fr", "cs", "ru", "ar", "ja", "xx"])
def test_a_text_beside_itself_is_quiet(text: str, lang: str) -> None:
    evidence, context = pair(text, text, lang=lang)
    assert detect(evidence, context) == ()


@given(scraps)
def test_anything_beside_itself_is_quiet(text: str) -> None:
    evidence, context = pair(text, text)
    assert texts(detect(evidence, context), context) == []


@given(scraps, scraps)
def test_flags_keep_the_contract(suspect: str, reference: str) -> None:
    """Spans lie in the pair's text of their side, no two of a side overlap, and order is by side and span."""
    evidence, context = pair(suspect, reference)
    flags = detect(evidence, context)
    for flag in flags:
        sentences = evidence.suspect if flag.side == "suspect" else evidence.reference
        assert sentences[0].span.start <= flag.span.start < flag.span.end <= sentences[-1].span.end
        assert flag.code in codes()
        assert flag.pair == evidence.index
    places = [(flag.side != "suspect", flag.span.start, flag.span.end) for flag in flags]
    assert places == sorted(places)
    spans = [
        (side, start, end) for (side, start, end), flag in zip(places, flags, strict=True) if flag.code[:2] != "M4"
    ]
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))


@given(scraps)
def test_texts_that_are_not_versions_get_no_comparison(text: str) -> None:
    evidence, context = pair(GARBLED, text, parallel=False)
    comparing = {code.code for each in detectors() if each.needs_reference for code in each.codes}
    assert not comparing & {flag.code for flag in detect(evidence, context)}


def test_only_detectors_that_need_no_reference_run_on_unrelated_texts() -> None:
    evidence, context = pair("It cost 5 euros and and was skarppy.", "The weather is fine today.", parallel=False)
    assert {flag.code for flag in detect(evidence, context)} == {"F102", "W101"}


@pytest.mark.parametrize(("suspect", "found"), [("He met Zorbelkin there.", []), ("He met zorbelkin there.", ["W101"])])
def test_capitalised_words_are_names_without_a_comparable_reference(suspect: str, found: list[str]) -> None:
    evidence, context = pair(suspect, "The weather is fine today.", parallel=False)
    assert [flag.code for flag in detect(evidence, context)] == found


class Shouting:
    """A detector of another package."""

    codes = (Code("X001", "shouting", "style/awkward", Severity.MINOR, "Loud.", "Rude.", "HEY", "hey", "Whisper."),)
    needs_reference = False

    def detect(self, evidence: Evidence, context: Context) -> Iterator[Flag]:  # noqa: ARG002 (one signature for all)
        for word in evidence.suspect_words:
            if word.text.isupper():
                yield self.codes[0].flag(evidence, word.span, "too loud")


def test_another_package_adds_a_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    point = SimpleNamespace(name="shouting", load=lambda: Shouting)
    monkeypatch.setattr(room, "entry_points", lambda group: [point] if group == room.GROUP else [])
    found = detectors.__wrapped__()
    monkeypatch.setattr(room, "detectors", lambda: found)
    evidence, context = pair("He cried HEY and and left.", "He cried and left.")
    assert [flag.code for flag in detect(evidence, context)] == ["X001", "F102"]


def test_all_pairs_come_in_order() -> None:
    evidence, context = pair("He went to to town.", "He went to town.")
    assert detect_all([evidence, evidence], context) == detect(evidence, context) * 2


def _flag(code: str, start: int, end: int, side: str = "suspect") -> Flag:
    return Flag(code, "style/awkward", Severity.MINOR, side, Span(start, end), "why")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("flags", "kept"),
    [
        ([("F101", 0, 9), ("W101", 3, 5)], ["F101"]),
        ([("F101", 3, 5), ("W101", 0, 9)], ["F101"]),
        ([("W101", 0, 3), ("F101", 3, 5)], ["W101", "F101"]),
        ([("M402", 0, 9), ("W101", 3, 5)], ["M402", "W101"]),
        ([("W101", 6, 8), ("F101", 0, 3), ("F201", 2, 7)], ["F101", "W101"]),
    ],
)
def test_the_first_of_overlapping_findings_stays(flags: list[tuple[str, int, int]], kept: list[str]) -> None:
    assert [flag.code for flag in merge(_flag(*each) for each in flags)] == kept


def test_sides_do_not_overlap() -> None:
    flags = merge([_flag("F101", 0, 5, "reference"), _flag("W101", 0, 5)])
    assert [flag.side for flag in flags] == ["suspect", "reference"]


@pytest.mark.parametrize(("text", "shown"), [("to  to", '"to to"'), ("x" * 99, '"' + "x" * 60 + '…"')])
def test_messages_quote_briefly(text: str, shown: str) -> None:
    assert quoted(text) == shown


@pytest.mark.parametrize("name", list(DETECTORS))
def test_every_detector_says_what_it_does_not_catch(name: str) -> None:
    module = sys.modules[type(detectors()[list(DETECTORS).index(name)]).__module__]
    told = " ".join((module.__doc__ or "").split())
    assert "eliberately not caught: " in told
    assert "Source: " in told


def test_the_same_casing_is_said_once() -> None:
    evidence, context = pair(
        "They say Techcorp came, and we asked Techcorp.", "They say TechCorp came, and we asked TechCorp."
    )
    (flag,) = detect(evidence, context)
    assert flag.message == 'reference writes "TechCorp", here "Techcorp", 2 times in all'
    assert flag.span.start == len("They say ")
    (flag,) = detect_all([evidence, evidence, evidence], context)
    assert flag.message == 'reference writes "TechCorp", here "Techcorp", 6 times in all'
