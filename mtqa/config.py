"""What a run is asked to do: frozen, validated, each default with its reason. Every stage takes it from here."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from mtqa.errors import ConfigError

MAX_BLOCK = 8
"""Sentences that one pair may hold on a side. Evaluation sets of sentence alignment stop at about that; beyond it the
search costs more than it finds."""


JUDGES = ("embedded", "none")
"""What may read each pair; the first is the default."""


@dataclass(frozen=True, slots=True)
class Config:
    """Options of a scoring run. Example: `Config(lang="de", pre_split=True)`.

    Raises: ConfigError where a value makes no sense.
    """

    lang: str | None = None  # ISO 639-1 of both texts; None: detected, and said so in the report
    model: str | None = None  # name or path of a sentence-transformers model; None: the embedded one
    offline: bool = False  # never fetch a model
    pre_split: bool = False  # the input has one sentence a line
    max_block: int = MAX_BLOCK
    words: tuple[str, ...] = ()  # the project's own words: never unknown
    glossary: tuple[tuple[str, str], ...] = ()  # a term of the reference -> the wording that the suspect must have
    keep: tuple[str, ...] = ()  # names and terms that stay as the reference writes them
    select: tuple[str, ...] = ()  # prefixes of the codes to report; none: all
    ignore: tuple[str, ...] = ()  # prefixes of the codes to leave out: they cost no score either
    judge: str = JUDGES[0]  # the learned judge, which reads English only, or none
    ter: bool = True  # False: no TER, whose search takes longer than everything else together

    def __post_init__(self) -> None:
        if not all(text.strip() for text in (*self.words, *self.keep, *chain.from_iterable(self.glossary))):
            raise ConfigError("words, glossary or keep has an empty entry", "leave it out, or write the word")
        if self.judge not in JUDGES:
            raise ConfigError(f"there is no judge {self.judge!r}", f"give one of: {', '.join(JUDGES)}")
        if not 1 <= self.max_block <= MAX_BLOCK:
            raise ConfigError(f"max_block is {self.max_block}", f"give a number from 1 to {MAX_BLOCK}")
        if self.lang is not None and not self.lang.replace("-", "").isalnum():
            raise ConfigError(f"{self.lang!r} is not a language code", "give an ISO 639-1 code, such as en or de")

    def reports(self, code: str) -> bool:
        """Tell whether findings of a code are asked for; of `select` and `ignore` the longer prefix decides.

        Example: `Config(select=("F101",), ignore=("F",)).reports("F101")` is true.
        """
        chosen, left_out = (_longest_prefix(code, prefixes) for prefixes in (self.select, self.ignore))
        return bool(chosen or not self.select) and (not left_out or chosen > left_out)


def _longest_prefix(code: str, prefixes: tuple[str, ...]) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix.upper())), default=0)
