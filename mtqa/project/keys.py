"""Every key of the configuration: its name, what its value must be, its default, what it is for. `loader` checks by it.

The starter file, `--explain-config` and the messages about wrong values are all made of this table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from mtqa.config import JUDGES, MAX_BLOCK
from mtqa.project.meant import meant
from mtqa.project.template import Template
from mtqa.read.base import FORMATS, PLAIN, format_of
from mtqa.types import Severity

NEVER: Final = "never"
"""The value of `fail-on` by which no finding fails."""

BASELINE: Final = ".mtqa-baseline.json"
"""Where known findings are kept, beside the configuration."""


GLOSSARY: Final = "glossary"
"""The key whose value is a table of wordings."""


class WrongValueError(ValueError):
    """A value is not what its key takes; the message says what it should be."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: `read` turns a TOML value into ours or raises `WrongValueError`; `example` is TOML for the starter file."""

    name: str
    read: Callable[[object], object]
    help: str
    default: object = None
    example: str = ""


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError("a string")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise WrongValueError('a list of strings, such as ["one", "two"]')
    return tuple(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongValueError("true or false")
    return value


def _percent(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 100:
        raise WrongValueError("a number from 0 to 100")
    return float(value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise WrongValueError("a whole number, 0 or more")
    return value


def _block(value: object) -> int:
    count = _count(value)
    if not 1 <= count <= MAX_BLOCK:
        raise WrongValueError(f"a whole number from 1 to {MAX_BLOCK}")
    return count


def _columns(value: object) -> tuple[str, str]:
    if len(names := _texts(value)) != 2:
        raise WrongValueError('two names, such as ["suspect", "reference"]')
    return names[0], names[1]


def _readable(value: object) -> str:
    name = _text(value)
    if name not in FORMATS and format_of(f".{name}") == PLAIN:
        raise WrongValueError(f"a format: {', '.join(FORMATS)}")
    return name


def _one_of(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise WrongValueError(f"one of {', '.join(choices)}; {meant(str(value), choices)}".rstrip("; "))
        return value

    return read


def _wordings(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(
        isinstance(wording, str) and wording.strip() for wording in value.values()
    ):
        raise WrongValueError('a table of terms and wordings, such as { "Bahn" = "Straßenbahn" }')
    return tuple(value.items())


def _template(value: object) -> Template:
    try:
        return Template(_text(value))
    except ValueError as error:
        raise WrongValueError(f"a path template: {error}") from error


def _templates(value: object) -> tuple[Template, ...]:
    return tuple(_template(one) for one in _texts(value))


_JUDGED_BY: Final = (
    Key("min-fidelity", _percent, "Least fidelity that passes, 0-100.", example="60"),
    Key("min-fluency", _percent, "Least fluency that passes, 0-100.", example="80"),
    Key("min-coverage", _percent, "Least share of the reference that must be rendered, 0-100.", example="90"),
    Key("max-flagged-percent", _percent, "Largest share of a suspect that may be flagged, 0-100.", example="5"),
    Key("fail-on", _one_of(*Severity, NEVER), "Least severity of a finding that fails.", "major", '"major"'),
    Key("max-minor", _count, "Most minor findings a file may have; fail-on then ignores this severity.", example="20"),
    Key("max-major", _count, "Most major findings a file may have; fail-on then ignores this severity.", example="0"),
    Key(
        "max-critical",
        _count,
        "Most critical findings a file may have; fail-on then ignores this severity.",
        example="0",
    ),
    Key("require-parallel", _truth, "Fail a file that is no version of its reference.", default=True, example="true"),
    Key("select", _texts, "Codes to report, as prefixes; none: all.", (), '["F", "M", "W"]'),
    Key("ignore", _texts, "Codes to leave out, as prefixes.", (), '["W101"]'),
)
"""What a file is judged by: these may differ from path to path."""

TOP: Final = (
    Key("languages", _texts, "The values of {lang} to check; none: all that are found.", (), '["de", "fr"]'),
    Key("lang", _text, "Language of every text, where no {lang} says it; none: detected.", example='"de"'),
    Key("exclude", _templates, "Paths to leave alone.", (), '["docs/{lang}/drafts/**"]'),
    Key("against", _text, "Git revision whose files are the references.", example='"v1.0"'),
    Key(
        "missing-reference",
        _one_of("note", "error"),
        "What to do about a suspect without a reference.",
        "note",
        '"error"',
    ),
    *_JUDGED_BY,
    Key("baseline", _text, "Known findings, which do not fail.", BASELINE, f'"{BASELINE}"'),
    Key("words", _texts, "Your own words, which are never reported as unknown.", (), '["Wheelwright"]'),
    Key("keep", _texts, "Names and terms that stay as the reference writes them.", (), '["Harbour Line"]'),
    Key(
        GLOSSARY,
        _wordings,
        "Where the reference has the first wording, the suspect must have the second.",
        (),
        '{ "Bahn" = "Straßenbahn" }',
    ),
    Key("format", _text, "What goes to standard output.", "text", '"text"'),
    Key("output", _texts, "Files to write as well, FORMAT=PATH.", (), '["sarif=mtqa.sarif", "html=mtqa.html"]'),
    Key("model", _text, "A sentence-transformers model; none: the embedded one.", example='"name-or-path"'),
    Key("offline", _truth, "Never fetch a model.", default=False, example="true"),
    Key("encoding", _text, "Encoding of all files; none: UTF-8, else detected.", example='"utf-8"'),
    Key("read-as", _readable, "What the files are; none: what their suffix says.", example='"html-main"'),
    Key("pre-split", _truth, "The files hold one sentence per line.", default=False, example="false"),
    Key("judge", _one_of(*JUDGES), "Learned judge of each pair; it reads English only.", JUDGES[0], f'"{JUDGES[1]}"'),
    Key("max-block", _block, "Most sentences on either side of a pair.", MAX_BLOCK, str(MAX_BLOCK)),
)
"""The keys of the configuration itself."""

PAIR: Final = (
    Key("suspect", _template, "Where the translations are."),
    Key(
        "reference",
        _template,
        "Where the reviewed text of each is; none: in git (against), or in the same file of pairs.",
    ),
    Key("against", _text, "Git revision whose files are the references of this table."),
    Key("languages", _texts, "The values of {lang} to check here."),
    Key("lang", _text, "Language of these texts, where no {lang} says it."),
    Key("read-as", _readable, "What these files are, where their suffix does not say it."),
    Key("columns", _columns, "In files of pairs: the columns of suspect and reference."),
)
"""The keys of a [[pairs]] table."""

OVERRIDE: Final = (
    Key("paths", _templates, "The suspects that this table is about."),
    *_JUDGED_BY,
)
"""The keys of an [[overrides]] table."""


def named(keys: tuple[Key, ...]) -> Mapping[str, Key]:
    """Index keys by their names."""
    return {key.name: key for key in keys}
