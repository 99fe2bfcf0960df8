"""The suspect laid out along the reference's lines: an alignment comes in, one line a reference sentence goes out.

For tools that need as many output lines as reference lines (sacrebleu, say) of a system that joined, split, dropped or
added sentences. Every word of the suspect is kept: a sentence without a counterpart follows the one before it, an
omission leaves an empty line, and a sentence that renders several lines is cut where its words fit best.

Source: the task is that of E. Matusov et al. 2005 (mwerSegmenter). We differ in that sentences are aligned first, so
that only a merged sentence is ever cut, by the words it shares with each line rather than by edit distance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mtqa.types import AlignedPair, AlignmentReport

TIE = 0.001
"""What a cut pays for each word that it is away from the place that lengths suggest: it only decides between equals."""


class LinesAlignmentWriter:
    """Writes the suspect, as many lines as the reference has sentences."""

    def write(self, aligned: AlignmentReport) -> str:
        """Return one line a reference sentence, in its order; a blank line where nothing renders it."""
        lines: list[list[str]] = [[] for _ in aligned.reference.sentences]
        if not lines:
            return ""
        for position, texts in _placed(aligned):
            lines[position].extend(texts)
        return "".join(" ".join(words) + "\n" for words in lines)


def _placed(aligned: AlignmentReport) -> list[tuple[int, list[str]]]:
    """List (reference line, words) in the suspect's order; what has no counterpart goes with what precedes it."""
    placed: list[tuple[int, list[str]]] = []
    last = 0
    for pair in sorted((pair for pair in aligned.alignment.pairs if pair.suspect), key=_first_suspect):
        words = [word for index in pair.suspect for word in aligned.suspect.sentences[index].text.split()]
        targets = pair.reference or (last,)
        parts = cut(words, [aligned.reference.sentences[index].text.split() for index in targets])
        placed.extend(zip(targets, parts, strict=True))
        last = targets[-1]
    return placed


def _first_suspect(pair: AlignedPair) -> int:
    return pair.suspect[0]


def cut(words: Sequence[str], lines: Sequence[Sequence[str]]) -> list[list[str]]:
    """Cut `words` into `len(lines)` runs so that each shares as much as it can with its line.

    A word counts less the more lines have it. Linear in words times lines. Example: `cut(["a", "b", "c"], [["a"], ["b",
    "c"]])` is `[["a"], ["b", "c"]]`.
    """
    having = Counter(word for line in lines for word in set(map(_norm, line)))
    total = sum(map(len, lines)) or 1
    scores, choices = [0.0] + [float("-inf")] * len(words), []
    expected = 0.0
    for line in lines:
        own = set(map(_norm, line))
        expected += len(words) * len(line) / total
        scores, choice = _best_ends(scores, [(_norm(word) in own) / (having[_norm(word)] or 1) for word in words])
        scores = [score - TIE * abs(end - expected) for end, score in enumerate(scores)]
        choices.append(choice)
    runs: list[list[str]] = []
    end = len(words)
    for choice in reversed(choices):
        runs.append(list(words[choice[end] : end]))
        end = choice[end]
    return runs[::-1]


def _best_ends(scores: Sequence[float], gains: Sequence[float]) -> tuple[list[float], list[int]]:
    """Extend runs that end at each place by one more run: the best score at each end, and where that run starts."""
    ends, choice = [], []
    best, start, gained = float("-inf"), 0, 0.0
    for end, score in enumerate(scores):
        if end:
            gained += gains[end - 1]
        if score - gained > best:
            best, start = score - gained, end
        ends.append(best + gained)
        choice.append(start)
    return ends, choice


def _norm(word: str) -> str:
    return word.casefold().strip(".,;:!?\"'“”‘’()[]«»")
