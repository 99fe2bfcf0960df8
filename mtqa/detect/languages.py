"""What a language has and what it lacks. In: a language code. Out: names of checks, for `mtqa doctor` and a report's notes.

Surface, repetition, scripts, marks, digits, names by their place, clauses and the project's own terms are checked in every
language that is written with spaces; what stands on word lists is not, and is said here rather than silently skipped.
"""

from __future__ import annotations

from collections.abc import Callable

import wordfreq

from mtqa.detect.denials import NEGATIONS
from mtqa.detect.gender import GENDERED
from mtqa.detect.lexicon import CAPITALISING, UNSPACED, available, counted
from mtqa.detect.number_words import CARDINALS
from mtqa.detect.opposite_words import OPPOSITES
from mtqa.detect.script import EXPECTED, LATIN
from mtqa.detect.series import WEEKDAYS

ENGLISH = frozenset({"en"})

CHECKS: dict[str, Callable[[str], bool]] = {
    "unknown words": available,
    "casing of names": counted,
    "replaced names": lambda lang: lang not in CAPITALISING,
    "order of words and omitted clauses": lambda lang: lang not in UNSPACED,
    "foreign scripts": lambda lang: lang in EXPECTED or lang in LATIN,
    "numbers in words": CARDINALS.__contains__,
    "weekdays": WEEKDAYS.__contains__,
    "negation": NEGATIONS.__contains__,
    "opposites": OPPOSITES.__contains__,
    "modality": ENGLISH.__contains__,
    "gender of persons": GENDERED.__contains__,
    "missing words and wrong articles": ENGLISH.__contains__,
}
"""Check -> whether a language has it; what every language has is not listed."""


def lacking(lang: str) -> tuple[str, ...]:
    """List the checks that a language does not have. Example: English lacks none, Japanese has no `unknown words`."""
    return tuple(name for name, has in CHECKS.items() if not has(lang))


def table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List each check with the languages that have it, of all that any word list knows."""
    known = sorted({*wordfreq.available_languages("small"), *LATIN, *EXPECTED})
    return tuple((name, tuple(lang for lang in known if has(lang))) for name, has in CHECKS.items())


def note(lang: str) -> str | None:
    """Say in one line what was not checked, None where everything was."""
    missing = lacking(lang)
    return f"not checked in this language ({lang}): {', '.join(missing)}" if missing else None
