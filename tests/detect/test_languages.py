"""What holds beyond English: spaces, repetition, numbers, scripts and names in six languages; what is lacking is said."""

from __future__ import annotations

import pytest
from detect_pairs import pair, texts

from mtqa import score
from mtqa.config import Config
from mtqa.detect import detect, unchecked
from mtqa.detect.languages import CHECKS, lacking, table

CLEAN: dict[str, str] = {
    "de": "Die alte Brücke wurde 1930 von Vellinkrog gebaut und kostete 48 Kronen.",
    "fr": "Le vieux pont fut construit par Halvorsen en 1930 et coûta 48 couronnes.",
    "cs": "Starý most postavil roku 1930 pan Halvorsen a stál 48 korun.",
    "ru": "Старый мост построил в 1930 году Халворсен и заплатил 48 крон.",
    "ar": "بنى السيد هالفورسن الجسر القديم عام 1930 وكلفه 48 كرونة.",
    "ja": "古い橋は1930年にハルヴォルセンが建て、48クローネかかった。",
}

DAMAGE: list[tuple[str, str, str, str, str]] = [
    ("de", "F101", "gebaut", "gebaut gebaut gebaut gebaut", "gebaut gebaut gebaut gebaut"),
    ("fr", "F101", "pont", "pont pont pont pont", "pont pont pont pont"),
    ("cs", "F101", "most", "most most most most", "most most most most"),
    ("ru", "F101", "мост", "мост мост мост мост", "мост мост мост мост"),
    ("ar", "F101", "الجسر", "الجسر الجسر الجسر الجسر", "الجسر الجسر الجسر الجسر"),
    ("de", "M101", "48", "84", "84"),
    ("fr", "M101", "48", "84", "84"),
    ("cs", "M101", "48", "84", "84"),
    ("ru", "M101", "48", "84", "84"),
    ("ar", "M101", "48", "84", "84"),
    ("ja", "M101", "48", "84", "84"),
    ("de", "W103", "Brücke", "мост", "мост"),
    ("fr", "W103", "pont", "мост", "мост"),
    ("cs", "W103", "most", "橋", "橋"),
    ("ru", "W103", "мост", "橋", "橋"),
    ("ar", "W103", "الجسر", "мост", "мост"),
    ("ja", "W103", "橋", "мост", "мост"),
    ("de", "F401", "ü", "Ã¼", "Ã¼"),
    ("fr", "F401", "û", "Ã»", "Ã»"),
    ("cs", "F401", "ý", "Ã½", "Ã½"),
    ("ru", "F402", "мост", "мо\u0007ст", "\u0007"),
    ("ar", "F402", "الجسر", "الج\u0007سر", "\u0007"),
    ("ja", "F402", "橋", "橋\u0007", "\u0007"),
    ("de", "F302", "Kronen.", "Kronen .", "Kronen ."),
    ("fr", "F302", "1930 et", "1930 , et", "1930 ,"),
    ("cs", "F302", "Halvorsen a", "Halvorsen , a", "Halvorsen ,"),
    ("ru", "F302", "Халворсен и", "Халворсен , и", "Халворсен ,"),
    ("de", "M202", "Vellinkrog", "Vellinkgro", "Vellinkgro"),
    ("fr", "M202", "Halvorsen", "Halvorsken", "Halvorsken"),
    ("cs", "M202", "Halvorsen", "Halvorsken", "Halvorsken"),
    ("ru", "M202", "Халворсен", "Халворскен", "Халворскен"),
]
"""Language, code, what stands in the clean sentence, what stands in its place, what must be flagged."""


@pytest.mark.parametrize("lang", CLEAN)
def test_a_clean_sentence_is_quiet(lang: str) -> None:
    evidence, context = pair(CLEAN[lang], CLEAN[lang], lang=lang)
    assert detect(evidence, context) == ()


@pytest.mark.parametrize(("lang", "code", "right", "wrong", "flagged"), DAMAGE)
def test_damage_is_found(lang: str, code: str, right: str, wrong: str, flagged: str) -> None:
    damaged = CLEAN[lang].replace(right, wrong, 1)
    assert damaged != CLEAN[lang]
    evidence, context = pair(damaged, CLEAN[lang], lang=lang)
    assert (code, "suspect", flagged) in texts(detect(evidence, context), context)


@pytest.mark.parametrize(("lang", "missing"), [("en", 0), ("de", 4), ("ja", 9), ("xx", 10)])
def test_what_a_language_lacks(lang: str, missing: int) -> None:
    assert len(lacking(lang)) == missing
    said = unchecked(lang)
    assert (said is None) == (missing == 0)
    assert said is None or all(check in said for check in lacking(lang))


def test_the_table_and_the_list_agree() -> None:
    for check, langs in table():
        assert all((lang in langs) == (check not in lacking(lang)) for lang in CLEAN)
    assert {check for check, _ in table()} == set(CHECKS)


def test_the_report_says_what_was_not_checked() -> None:
    czech = score(CLEAN["cs"], CLEAN["cs"], Config(lang="cs"))
    assert any("not checked in this language (cs): numbers in words" in note for note in czech.reference.notes)
    assert not any("not checked" in note for note in score("It rains.", "It rains.", Config(lang="en")).reference.notes)
