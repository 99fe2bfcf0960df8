"""Damage clean text in the ways that machine translation does, and say where.

In: a text. Out: the damaged text and the spans of what is wrong in it, each major or not. Every function takes the words
of a text (with the space before each) and a random generator, and returns words with marks.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from senses import Senses

MINOR, MAJOR = 1, 2
PIECES = re.compile(r"\s*\S+")
ARTICLES = ("a", "an", "the")
PREPOSITIONS = ("of", "in", "to", "for", "on", "with", "at", "by", "from", "about", "into", "over", "under", "after")
AUXILIARIES = ("is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "must")
NEGATIONS = ("not", "no", "never", "without", "n't")


@dataclass
class Piece:
    """A word with the white space before it, and how bad it is: 0 fine, 1 minor, 2 major."""

    text: str
    mark: int = 0

    @property
    def word(self) -> str:
        return self.text.strip()

    def renamed(self, word: str, mark: int) -> Piece:
        return Piece(self.text[: len(self.text) - len(self.text.lstrip())] + word, mark)


Pieces = list[Piece]


@dataclass(frozen=True)
class Stock:
    """What damage is made of: words near in meaning, other senses, names, words of other languages, other sentences."""

    neighbours: dict[str, list[str]]
    senses: Senses
    names: Sequence[str]
    foreign: Sequence[str]
    sentences: Sequence[str]


def pick(rng: random.Random, pieces: Pieces, accept: Callable[[str], bool]) -> int | None:
    """Choose a place whose bare word is accepted."""
    places = [i for i, piece in enumerate(pieces) if not piece.mark and accept(bare(piece.word))]
    return rng.choice(places) if places else None


EDGES = ".,;:!?\"'()[]«»“”‘’"
"""Marks around a word that are none of it."""


def bare(word: str) -> str:
    return word.strip(EDGES).lower()


def like(word: str, new: str) -> str:
    """Give a new word the capital and the punctuation of the old one."""
    core = word.strip(EDGES)
    if not core:
        return new
    return word.replace(core, new.capitalize() if core[0].isupper() else new, 1)


def stutter(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    if (at := pick(rng, pieces, lambda w: len(w) > 3)) is not None:
        start = pieces[at].word[: rng.randint(2, 3)]
        joint = rng.choice((" -", "-", " - ", " "))
        pieces[at] = pieces[at].renamed(start + (joint + start) * rng.randint(1, 5) + joint + pieces[at].word, MAJOR)


def repeat(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    size = rng.choice((1, 1, 1, 2, 3, 4))
    if len(pieces) >= size:
        at = rng.randrange(len(pieces) - size + 1)
        again = [
            Piece(p.text if p.text[0].isspace() else " " + p.text, MINOR if size == 1 else MAJOR)
            for p in pieces[at : at + size]
        ]
        pieces[at + size : at + size] = again * rng.choice((1, 1, 1, 2, 4))


def glue(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    if len(pieces) > 1:
        at = rng.randrange(len(pieces) - 1)
        pieces[at : at + 2] = [Piece(pieces[at].text + pieces[at + 1].word, MINOR)]


def split(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    if (at := pick(rng, pieces, lambda w: len(w) > 5)) is not None:
        cut = rng.randint(2, len(pieces[at].word) - 2)
        word = pieces[at].word
        pieces[at] = pieces[at].renamed(word[:cut] + rng.choice((" ", " -", "- ")) + word[cut:], MINOR)


def wrong_sense(rng: random.Random, pieces: Pieces, stock: Stock) -> None:
    if (at := pick(rng, pieces, stock.neighbours.__contains__)) is not None:
        word = pieces[at].word
        pieces[at] = pieces[at].renamed(like(word, rng.choice(stock.neighbours[bare(word)])), MAJOR)


def other_sense(rng: random.Random, pieces: Pieces, stock: Stock) -> None:
    if (at := pick(rng, pieces, lambda w: bool(stock.senses.instead(w)))) is not None:
        word = pieces[at].word
        pieces[at] = pieces[at].renamed(like(word, rng.choice(stock.senses.instead(bare(word)))), MAJOR)


def other_phrase(rng: random.Random, pieces: Pieces, stock: Stock) -> None:
    """Exchange a phrase of two to four words; a lone word where there is none."""
    bares = [bare(piece.word) if not piece.mark else "" for piece in pieces]
    phrases = stock.senses.phrases
    places = [
        (at, end)
        for at in range(len(pieces))
        for end in range(at + 2, min(at + 5, len(pieces) + 1))
        if " ".join(bares[at:end]) in phrases and all(piece.word[-1:].isalpha() for piece in pieces[at : end - 1])
    ]
    if not places:
        other_sense(rng, pieces, stock)
        return
    at, end = rng.choice(places)
    new = rng.choice(phrases[" ".join(bares[at:end])]).split()
    last = pieces[end - 1].word
    tail = last[len(last.rstrip(EDGES)) :]
    first = pieces[at].renamed(like(pieces[at].word, new[0]), MAJOR)
    pieces[at:end] = [first, *(Piece(" " + word, MAJOR) for word in new[1:])]
    pieces[at + len(new) - 1].text += tail


def swap(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    if len(pieces) > 3:
        at = rng.randrange(1, len(pieces) - 1)
        a, b = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else pieces[at - 1]
        a.text, b.text, a.mark, b.mark = b.text, a.text, MINOR, MINOR


def move(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    if len(pieces) > 6:
        size = rng.randint(1, 3)
        start = rng.randrange(1, len(pieces) - size)
        taken = pieces[start : start + size]
        del pieces[start : start + size]
        at = rng.randrange(1, len(pieces) + 1)
        pieces[at:at] = [Piece(p.text, MAJOR) for p in taken]


def drop(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    """Leave words out. What is missing has no place: the word after it is marked."""
    if len(pieces) > 4:
        size = rng.choice((1, 1, 1, 2, 3))
        at = rng.randrange(len(pieces) - size)
        del pieces[at : at + size]
        pieces[min(at, len(pieces) - 1)].mark = MINOR


def negate(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    if (at := pick(rng, pieces, NEGATIONS.__contains__)) is not None:
        del pieces[at]
        if pieces:
            pieces[min(at, len(pieces) - 1)].mark = MAJOR
    elif (at := pick(rng, pieces, AUXILIARIES.__contains__)) is not None:
        pieces[at].mark = MAJOR
        pieces.insert(at + 1, Piece(" not", MAJOR))


def number(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    if (at := pick(rng, pieces, lambda w: any(map(str.isdigit, w)))) is not None:
        word = pieces[at].word
        digits = [i for i, char in enumerate(word) if char.isdigit()]
        where = rng.choice(digits)
        other = rng.choice([d for d in "0123456789" if d != word[where]])
        new = word[:where] + other + rng.choice(("", "", "0")) + word[where + 1 :]
        pieces[at] = pieces[at].renamed(new, MAJOR)


def name(rng: random.Random, pieces: Pieces, stock: Stock) -> None:
    places = [i for i, p in enumerate(pieces) if i and p.word[:1].isupper() and not p.mark]
    if places:
        at = rng.choice(places)
        pieces[at] = pieces[at].renamed(like(pieces[at].word, rng.choice(stock.names)), MAJOR)


def inflect(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    if (at := pick(rng, pieces, lambda w: len(w) > 3 and w.isalpha())) is not None:
        core = bare(pieces[at].word)
        for ending in ("ing", "ed", "s"):
            if core.endswith(ending):
                new = core.removesuffix(ending) + rng.choice([e for e in ("", "s", "ed", "ing") if e != ending])
                break
        else:
            new = core + rng.choice(("s", "ed", "ing", "ly"))
        pieces[at] = pieces[at].renamed(like(pieces[at].word, new), MINOR)


def small_word(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    """Exchange, drop or add an article, a preposition or an auxiliary."""
    family = rng.choice((ARTICLES, PREPOSITIONS, AUXILIARIES))
    if (at := pick(rng, pieces, family.__contains__)) is None:
        return
    if rng.random() < 0.3 and len(pieces) > 1:
        del pieces[at]
        pieces[min(at, len(pieces) - 1)].mark = MINOR
    else:
        old = bare(pieces[at].word)
        new = rng.choice([w for w in family if w != old])
        pieces[at] = pieces[at].renamed(like(pieces[at].word, new), MINOR)


def foreign(rng: random.Random, pieces: Pieces, stock: Stock) -> None:
    if (at := pick(rng, pieces, lambda w: len(w) > 3)) is not None:
        pieces[at] = pieces[at].renamed(like(pieces[at].word, rng.choice(stock.foreign)), MAJOR)


def invent(rng: random.Random, pieces: Pieces, stock: Stock) -> None:
    """Put in a clause from elsewhere."""
    words = rng.choice(stock.sentences).split()
    size = rng.randint(3, 8)
    start = rng.randrange(max(1, len(words) - size))
    at = rng.randrange(len(pieces) + 1)
    pieces[at:at] = [Piece(" " + w, MAJOR) for w in words[start : start + size]]


def misspell(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    if (at := pick(rng, pieces, lambda w: len(w) > 4)) is not None:
        word = pieces[at].word
        i = rng.randrange(1, len(word) - 2)
        new = rng.choice(
            (word[:i] + word[i + 1] + word[i] + word[i + 2 :], word[:i] + word[i + 1 :], word[:i] + word[i] + word[i:])
        )
        if new != word:
            pieces[at] = pieces[at].renamed(new, MINOR)


def loop(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    """End in a loop, as a decoder that cannot stop."""
    size = rng.randint(1, 5)
    if len(pieces) > size:
        at = rng.randint(size, len(pieces))
        again = [Piece(p.text if p.text[0].isspace() else " " + p.text, MAJOR) for p in pieces[at - size : at]]
        pieces[at:] = again * rng.randint(2, 5)


def truncate(rng: random.Random, pieces: Pieces, _: Stock) -> None:
    if len(pieces) > 5:
        keep = rng.randint(2, len(pieces) - 2)
        del pieces[keep:]
        pieces[-1].mark = MAJOR


Damage = Callable[[random.Random, Pieces, Stock], None]
DAMAGES: dict[Damage, float] = {
    stutter: 0.7, repeat: 1.0, glue: 0.8, split: 0.5, wrong_sense: 2.5, other_sense: 2.5, swap: 1.0, move: 1.0, drop: 1.5, negate: 1.0,
    number: 1.0, name: 1.0, inflect: 2.0, small_word: 2.5, foreign: 0.7, invent: 0.7, misspell: 0.7, loop: 0.3, truncate: 0.4,
}  # fmt: skip
"""How often each is chosen: wrong words and wrong grammar are what back-translation leaves most."""


def corrupt(
    text: str, rng: random.Random, stock: Stock, times: int, damages: dict[Damage, float] = DAMAGES
) -> tuple[str, list[tuple[int, int, int]]]:
    """Damage a text `times` times; return it with (start, end, mark) of what is wrong. Nothing may change: check."""
    pieces = [Piece(found.group()) for found in PIECES.finditer(text)]
    for damage in rng.choices(list(damages), list(damages.values()), k=times):
        if pieces:
            damage(rng, pieces, stock)
    out, spans = "", []
    for piece in pieces:
        start = len(out) + len(piece.text) - len(piece.text.lstrip())
        out += piece.text
        if piece.mark:
            spans.append((start, len(out), piece.mark))
    return out, spans


def joined(spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Join spans with but a space between them: words of one phrase."""
    found: list[tuple[int, int, int]] = []
    for start, end, mark in spans:
        if found and found[-1][1] + 1 == start:
            found[-1] = (found[-1][0], end, max(mark, found[-1][2]))
        else:
            found.append((start, end, mark))
    return found
