"""The learned judge: reads each pair as a person would, with the reference and the suspect alone.

In: evidence. Out: the same with a `Judgement` each: scores, per word of the suspect how likely it is in error, and per word of
the reference how likely nothing renders it. Next:
detect/ names what is wrong, rate turns the scores into fidelity and fluency. Model card: mtqa/models/judge.md.

The model reads English only. A text's reading is the same bits in any batch: windows are batched with others of exactly
their length, so there is no padding, and its weights are int8 but its activations float32.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from math import ceil
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from mtqa.encode.base import cleaned
from mtqa.encode.onnx import CLS, SEP, in_threads, packaged_tokenizer, quiet_session, verified
from mtqa.types import AlignedPair, Doubt, Evidence, Judgement, Sentence, Word

PACKAGE, FILE = "mtqa", "models/judge.onnx"
SHA256 = "3b8cae4340054fbd24940a5fdf8f60252cb1e586461de16fffad5daccb7b7582"
JUDGE_NAME = f"MiniLM-L6-judge-int8@{SHA256[:8]}"
LANGUAGE = "en"
WINDOW = 120
"""Tokens of a side that one pass reads, as in training; longer texts are read in stretches of equal share."""
BATCH = 16
MOST = 20 * WINDOW
"""Tokens of a side that are read at all, some four pages; of a longer one the first and the last half of as many. So a pair
costs 1.5 s at most (0.15 ms a token, 2026-11-22, one core), whatever somebody makes of a document without a full stop."""

FEWEST = 8
"""Pairs that were read from which their language is that of a document."""
DRAWN = 10
"""Pairs as good as their references that are added to them. Fifty pairs of human translations so drawn are at most .09 worse than
their references, of three garbled articles .22 to .40, of one by a good engine .01 (2026-11-27)."""

T = TypeVar("T")
Floats = NDArray[np.float32]
Text = tuple[str, str | None]
Output = tuple[Floats, Floats, Floats]
"""Of a window: its two scores, its tags (n, 2), and those of the reference's tokens (m), of which nothing may be left in the suspect."""
Adding = Callable[[Sequence[Evidence]], tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One text read once: its scores, the places of the tokens read (n, 2), and of each the belief in an error, and a major one.

    Of the reference's tokens, if there is one, the places (m, 2), and of each the belief that the suspect has nothing for it.
    """

    da: float  # about -2.5 to 1.5, a direct assessment in standard deviations
    mqm: float  # about -3 to 1, 1 - log(1 + MQM points), centred
    spans: NDArray[np.int32]
    tags: Floats
    other_spans: NDArray[np.int32]
    missed: Floats


@dataclass(frozen=True, slots=True)
class _Window:
    own: int  # tokens of the suspect
    ids: tuple[int, ...]


class Judge:
    """The embedded judge. Its model is loaded in some 0.2 s, when it is first asked for."""

    def __init__(self) -> None:
        self.name = JUDGE_NAME
        self._loading: Future[InferenceSession] | None = None

    def prepare(self) -> None:
        """Begin to load the model, if nobody has, while the caller goes on with other work."""
        if self._loading is None:
            background = ThreadPoolExecutor(1)
            self._loading = background.submit(_load)
            background.shutdown(wait=False)

    def read(self, texts: Sequence[Text]) -> list[Reading]:
        """Read (suspect, reference) texts in order, or (suspect, None) alone. Equal ones are read once.

        Raises: ModelError where the model's file is not the one pinned here.
        """
        with self.reading(texts) as readings:
            return readings()

    @contextmanager
    def reading(self, texts: Sequence[Text]) -> Iterator[Callable[[], list[Reading]]]:
        """Begin to read as `read` does, while the caller goes on with other work; call what is yielded for the readings."""
        if not texts:
            yield list
            return
        self.prepare()
        unique = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        spans, other_spans, windows = zip(*map(_tokenised, unique), strict=True)
        with in_threads(self._pass, _batches(dict.fromkeys(chain.from_iterable(windows)))) as passes:

            def readings() -> list[Reading]:
                outputs = dict(chain.from_iterable(passes))
                read = [
                    _joined(places, others, [(len(part.ids), *outputs[part]) for part in parts])
                    for places, others, parts in zip(spans, other_spans, windows, strict=True)
                ]
                return [read[unique[text]] for text in texts]

            yield readings

    def _pass(self, batch: Sequence[_Window]) -> Iterable[tuple[_Window, Output]]:
        assert self._loading is not None
        return zip(batch, _outputs(self._loading.result(), batch), strict=True)


def _load() -> InferenceSession:
    return quiet_session(verified(PACKAGE, FILE, SHA256))


def _tokenised(text: Text) -> tuple[NDArray[np.int32], NDArray[np.int32], list[_Window]]:
    """Give the places of the tokens that are read, the suspect's and the reference's, and the windows that read them."""
    sides = [
        None if side is None else packaged_tokenizer().encode(cleaned(side), add_special_tokens=False) for side in text
    ]
    own, other = (None if side is None else ends(side.ids) for side in sides)
    places, others = (np.array(ends(side.offsets) if side else [], np.int32).reshape(-1, 2) for side in sides)
    return places, others, [_Window(length, ids) for length, ids in stretches(own or [], other)]


def _outputs(session: InferenceSession, batch: Sequence[_Window]) -> list[Output]:
    """Read windows of one length: the scores are those with the reference, or alone."""
    ids = np.array([window.ids for window in batch], np.int64)
    side = np.array([np.arange(ids.shape[1]) > window.own + 1 for window in batch], np.int64)
    scores, tags = session.run(None, {"ids": ids, "side": side})
    firsts = [0 if window.own + 2 < ids.shape[1] else 2 for window in batch]
    return [
        (scores[place, first : first + 2], tags[place, 1 : 1 + window.own], tags[place, window.own + 2 : -1, 0])
        for place, (first, window) in enumerate(zip(firsts, batch, strict=True))
    ]


def ends(tokens: Sequence[T]) -> Sequence[T]:
    """Leave out the middle of what is longer than `MOST`. Halves are whole windows, so that no window spans the gap."""
    return tokens if len(tokens) <= MOST else [*tokens[: MOST // 2], *tokens[-MOST // 2 :]]


def stretches(own: Sequence[int], other: Sequence[int] | None) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Cut two token sequences into as many equal shares as the longer one needs; give each's own length and its ids."""
    parts = max(1, ceil(max(len(own), len(other or ())) / WINDOW))
    for part in range(parts):
        mine = own[len(own) * part // parts : len(own) * (part + 1) // parts]
        ids = (CLS, *mine, SEP)
        if other is not None:
            ids += (*other[len(other) * part // parts : len(other) * (part + 1) // parts], SEP)
        yield len(mine), ids


def judged(evidences: Sequence[Evidence], judge: Judge) -> tuple[Evidence, ...]:
    """Add to every pair with a suspect what the judge says of it, as `judging` does, and wait for it."""
    with _judging([(_prose(evidence.suspect), _prose(evidence.reference)) for evidence in evidences], judge) as add:
        return add(evidences)


@contextmanager
def judging(
    suspect: Sequence[Sentence], reference: Sequence[Sentence], pairs: Sequence[AlignedPair], judge: Judge | None
) -> Iterator[Adding]:
    """Begin to read the pairs, while the caller measures them; what is yielded adds to each what the judge says of it.

    The reference alone is the yardstick of its language. Sides that are the same are not read: nobody could hold anything
    against the one that the other does not have. Without a judge nothing is added.
    """
    if judge is None:
        yield tuple
        return
    sides = [(_prose(suspect[i] for i in pair.suspect), _prose(reference[i] for i in pair.reference)) for pair in pairs]
    with _judging(sides, judge) as add:
        yield add


@contextmanager
def _judging(sides: Sequence[tuple[str, str]], judge: Judge) -> Iterator[Adding]:
    texts: list[Text] = []
    for suspect, reference in sides:
        if suspect.strip() and suspect != reference:
            texts.append((suspect, None))
            if reference.strip():
                texts += [(suspect, reference), (reference, None)]
    with judge.reading(texts) as reading:

        def add(evidences: Sequence[Evidence]) -> tuple[Evidence, ...]:
            readings = dict(zip(texts, reading(), strict=True))
            return tuple(
                evidence if suspect == reference else _with_judgement(evidence, suspect, reference, readings)
                for evidence, (suspect, reference) in zip(evidences, sides, strict=True)
            )

        yield add


def _with_judgement(evidence: Evidence, suspect: str, reference: str, readings: dict[Text, Reading]) -> Evidence:
    if (alone := readings.get((suspect, None))) is None:
        return evidence
    paired, yardstick = readings.get((suspect, reference)), readings.get((reference, None))
    places = _places(evidence.suspect, evidence.suspect_words)
    with_reference = _worst(places, paired.spans, paired.tags) if paired else [(0.0, 0.0)] * len(places)
    by_itself = _worst(places, alone.spans, alone.tags)
    doubts = tuple(Doubt(*a, *b) for a, b in zip(with_reference, by_itself, strict=True))
    missed: tuple[float, ...] = ()
    if paired:
        theirs = _places(evidence.reference, evidence.reference_words)
        missed = tuple(worst for (worst,) in _worst(theirs, paired.other_spans, paired.missed[:, None]))
    return replace(
        evidence,
        judgement=Judgement(
            da=paired.da if paired else None,
            mqm=paired.mqm if paired else None,
            alone_da=alone.da,
            alone_mqm=alone.mqm,
            yardstick_da=yardstick.da if yardstick else None,
            yardstick_mqm=yardstick.mqm if yardstick else None,
            doubts=doubts,
            missed=missed,
        ),
    )


def beside_document(evidences: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Tell every pair of a document how much worse than its reference's the whole document's language reads.

    The mean over its pairs, drawn to 0 where they are few; a text of fewer than `FEWEST` has no language of its own.
    """
    read = [each.judgement for each in evidences if each.judgement]
    gaps = [said.yardstick_da - said.alone_da for said in read if said.yardstick_da is not None]
    worse = max(0.0, sum(gaps)) / (len(gaps) + DRAWN) if len(gaps) >= FEWEST else None
    return tuple(
        replace(each, judgement=replace(each.judgement, document=worse)) if each.judgement else each
        for each in evidences
    )


def _places(sentences: Sequence[Sentence], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Find a side's words in its joined prose."""
    shifts, length = {}, 0
    for sentence in sentences:
        shifts[sentence.index] = length - sentence.span.start
        length += len(sentence.text) + 1
    return [(word.span.start + shifts[word.sentence], word.span.end + shifts[word.sentence]) for word in words]


def _worst(places: Sequence[tuple[int, int]], spans: NDArray[np.int32], tags: Floats) -> list[tuple[float, ...]]:
    """Take, for each place, the worst of its tokens in each column; 0 where it has none."""
    first = np.searchsorted(spans[:, 1], [start for start, _ in places], side="right")
    last = np.searchsorted(spans[:, 0], [end for _, end in places], side="left")
    return [
        tuple(tags[low:high].max(axis=0).tolist()) if low < high else (0.0,) * tags.shape[1]
        for low, high in zip(first, last, strict=True)
    ]


def _prose(sentences: Iterable[Sentence]) -> str:
    return " ".join(sentence.prose for sentence in sentences)


def _batches(windows: Iterable[_Window]) -> list[list[_Window]]:
    """Put distinct windows of one length together, longest batches first, so that no thread is left with one at the end."""
    by_length: dict[int, list[_Window]] = defaultdict(list)
    for window in windows:
        by_length[len(window.ids)].append(window)
    batches = [alike[start : start + BATCH] for alike in by_length.values() for start in range(0, len(alike), BATCH)]
    return sorted(batches, key=lambda batch: len(batch) * len(batch[0].ids), reverse=True)


def _joined(
    spans: NDArray[np.int32], other_spans: NDArray[np.int32], parts: Sequence[tuple[int, Floats, Floats, Floats]]
) -> Reading:
    """Put the stretches of one text together again, each weighed by its tokens."""
    total = sum(weight for weight, *_ in parts)
    da, mqm = (sum(weight * float(scores[place]) for weight, scores, *_ in parts) / total for place in (0, 1))
    tags, missed = (np.concatenate([part[place] for part in parts]) for place in (2, 3))
    return Reading(da, mqm, spans, tags, other_spans, missed)
