"""Reports built by hand for the tests of gate and report: own texts, no stage before them needed."""

from __future__ import annotations

from dataclasses import replace

from mtqa.types import (
    AlignedPair,
    Alignment,
    AlignmentReport,
    Document,
    Flag,
    PairScore,
    Report,
    ReportSentence,
    ReportSide,
    Scores,
    Severity,
    Side,
    Span,
)

SIGNATURE = "mtqa:0.0.0|model:tiny@0000|lang:en"
VERSION = "0.0.0"

UNRATED = Scores(None, None, None, None, None, None, parallel=False, parallel_confidence=0.031)
RATED = Scores(61.27, 48.04, 93.11, 31.2, 55.08, 60.2, parallel=True, parallel_confidence=0.984)


def document(name: str, sentences: list[str]) -> Document:
    """A document of one sentence a line."""
    return Document(name, "\n".join(sentences), "en")


def side(name: str, sentences: list[str], notes: tuple[str, ...] = ()) -> ReportSide:
    """The same as a report keeps it."""
    spans, start = [], 0
    for text in sentences:
        spans.append(ReportSentence(start, start + len(text), text))
        start += len(text) + 1
    return ReportSide(name, "en", tuple(spans), notes)


class Maker:
    """Collects flags by the text that they are on, then makes a report of it all."""

    def __init__(self, suspect: list[str], reference: list[str], notes: tuple[str, ...] = ()) -> None:
        self.documents = {
            "suspect": document("suspect.txt", suspect),
            "reference": document("reference.txt", reference),
        }
        self.suspect = side("suspect.txt", suspect, notes)
        self.reference = side("reference.txt", reference)
        self.flags: list[Flag] = []

    def flag(
        self,
        pair: int,
        code: str,
        severity: Severity,
        text: str,
        message: str,
        *,
        category: str = "fluency/unintelligible",
        on: Side = "suspect",
        suggestion: str | None = None,
    ) -> Maker:
        start = self.documents[on].text.index(text)
        span = Span(start, start + len(text))
        flag = Flag(code, category, severity, on, span, message, suggestion, 0.9, pair).placed(self.documents[on])
        self.flags.append(flag)
        return self

    def report(self, pairs: list[PairScore], scores: Scores = RATED) -> Report:
        flags = tuple(sorted(self.flags, key=lambda flag: (flag.pair, flag.side != "suspect", flag.span.start)))
        owned = tuple(
            replace(score, flags=tuple(flag for flag in flags if flag.pair == index))
            for index, score in enumerate(pairs)
        )
        return Report(self.suspect, self.reference, owned, flags, scores, SIGNATURE, VERSION)


def pair(suspect: list[int], reference: list[int], *rating: float | None, moved: bool = False) -> PairScore:
    """A pair with its ratings in the order fidelity, fluency, chrF, BLEU, TER."""
    similarity = 0.93 if suspect and reference else 0.0
    return PairScore(AlignedPair(tuple(suspect), tuple(reference), similarity, moved), *rating)


def garbled() -> Report:
    """Every kind of pair and every severity: a heavily garbled suspect."""
    suspect = [
        "The ferry to the islands was cancelled on Monday because of fog.",
        "Its owner offered a clever re -re -re -skinning of the old timetablesBoats to to travellers.",
        "Nobody in the harbour was surprised. They had seen it before, and before.",
        "Subscribe to our newsletter now.",
        "The mayor promised 30 new boats.",
        "The mayor lives in Quimper. She has a dog.",
    ]
    reference = [
        "Fog stopped the island ferry on Monday.",
        "Its owner, Brannoc Lines, offered travellers a reworked version of the old timetable of its boats.",
        "Nobody in the harbour was surprised.",
        "They had seen all of it before.",
        "A refund was promised within a week.",
        "The mayor promised 13 new boats.",
        "The mayor lives in Quimper.",
        "She has a dog.",
    ]
    maker = Maker(suspect, reference, notes=("decoded as windows-1252, which was detected",))
    maker.flag(
        1,
        "F101",
        Severity.CRITICAL,
        "re -re -re -skinning",
        '"re" comes three times in a row',
        suggestion="re-skinning",
    )
    maker.flag(
        1,
        "F201",
        Severity.MAJOR,
        "timetablesBoats",
        "two words are glued together",
        category="fluency/spelling",
        suggestion="timetables Boats",
    )
    maker.flag(1, "F102", Severity.MINOR, "to to", '"to" stands twice', category="fluency/grammar", suggestion="to")
    maker.flag(
        1,
        "M301",
        Severity.MAJOR,
        "Brannoc Lines",
        "this name of the reference is lost",
        category="accuracy/omission",
        on="reference",
    )
    maker.flag(
        3, "M402", Severity.MAJOR, suspect[3], "nothing in the reference says this", category="accuracy/addition"
    )
    maker.flag(
        4,
        "M401",
        Severity.MAJOR,
        reference[4],
        "nothing in the suspect says this",
        category="accuracy/omission",
        on="reference",
    )
    maker.flag(
        5,
        "M201",
        Severity.CRITICAL,
        "30",
        "the reference has 13 here",
        category="accuracy/mistranslation",
        suggestion="13",
    )
    return maker.report(
        [
            pair([0], [0], 88.2, 97.5, 41.3, 12.2, 70.1, moved=True),
            pair([1], [1], 31.02, 12.44, 38.8, 4.1, 101.5),
            pair([2], [2, 3], 81.9, 90.0, 77.7, 45.6, 20.0),
            pair([3], [], None, 99.97),
            pair([], [4]),
            pair([4], [5], 52.0, 100.0, 90.1, 64.3, 16.7),
            pair([5], [6, 7], 100.0, 100.0, 100.0, 100.0, 0.0),
        ]
    )


def clean() -> Report:
    """A paraphrase with one small blemish."""
    maker = Maker(
        ["The night train is back.", "It runs twice a week ,  so book."],
        ["The sleeper returns.", "Book: it runs on two days a week."],
    )
    maker.flag(
        1, "F401", Severity.MINOR, " ,  ", "a space before the comma", category="fluency/punctuation", suggestion=", "
    )
    pairs = [pair([0], [0], 92.0, 100.0, 30.0, 9.0, 80.0), pair([1], [1], 95.5, 97.0, 52.0, 14.0, 66.0)]
    return maker.report(pairs, replace(RATED, fidelity=93.9, fluency=98.3, coverage=100.0))


def spotless() -> Report:
    """A document against itself: no flag at all."""
    pairs = [pair([0], [0], 100.0, 100.0, 100.0, 100.0, 0.0)]
    scores = Scores(100.0, 100.0, 100.0, 100.0, 100.0, 0.0, parallel=True, parallel_confidence=1.0)
    return Maker(["One line is enough."], ["One line is enough."]).report(pairs, scores)


def unrelated() -> Report:
    """Two texts that are not versions of one."""
    maker = Maker(["Bees sleep at night."], ["The bridge was built in 1907.", "It is red."])
    return maker.report([pair([0], []), pair([], [0]), pair([], [1])], UNRATED)


def empty() -> Report:
    """Two documents without a sentence."""
    return Maker([], []).report([], UNRATED)


def aligned(report: Report) -> AlignmentReport:
    """What `mtqa align` knows of the same documents."""
    pairs = tuple(score.pair for score in report.pairs)
    alignment = Alignment(pairs, report.scores.parallel, report.scores.parallel_confidence)
    return AlignmentReport(report.suspect, report.reference, alignment, report.signature, report.version)


SAMPLES = {"garbled": garbled, "clean": clean, "spotless": spotless, "unrelated": unrelated, "empty": empty}
