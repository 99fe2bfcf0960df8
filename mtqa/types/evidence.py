"""What is aligned and measured: pairs of sentences, words, signals, evidence. Next: detectors and ratings read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from mtqa.types.documents import Document, Sentence, Span

PairKind = Literal["match", "merge", "split", "block", "omission", "addition"]


# ---- align


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Sentences that render each other, by index in their documents; one side is empty in an omission or addition.

    `similarity` is the aligner's own belief, 0-1, that the sides say the same; 0.0 where a side is empty.
    """

    suspect: tuple[int, ...]
    reference: tuple[int, ...]
    similarity: float = 0.0
    moved: bool = False

    @property
    def kind(self) -> PairKind:
        """Name the pair's shape; `merge` is one suspect sentence for several of the reference, `split` the reverse."""
        match len(self.suspect), len(self.reference):
            case 0, _:
                return "omission"
            case _, 0:
                return "addition"
            case 1, 1:
                return "match"
            case 1, _:
                return "merge"
            case _, 1:
                return "split"
            case _:
                return "block"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of both documents, as half-open ranges of sentence indexes; a range is empty where a side has nothing.

    `confidence` is the calibrated probability, 0-1, that what stands here is rendered on the other side.
    """

    suspect: tuple[int, int]
    reference: tuple[int, int]
    confidence: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every sentence of both documents in exactly one pair, in the suspect's order where it has one.

    `confidence` is the calibrated probability that the documents are versions of one text; `parallel` is the verdict.
    `regions` tell where they are: from the first sentence to the last, each in exactly one; empty where keys decided.
    """

    pairs: tuple[AlignedPair, ...]
    parallel: bool
    confidence: float
    regions: tuple[Region, ...] = ()


# ---- signals


@dataclass(frozen=True, slots=True)
class Word:
    """One word as detectors see it: its exact text, its document span, its case-folded form, its sentence.

    `support` is how well the other side of the pair backs it: the mean, over its tokens, of the best cosine, 0-1;
    None where there is no other side or the encoder gives no token for it.
    """

    text: str
    span: Span
    norm: str
    sentence: int
    support: float | None = None


@dataclass(frozen=True, slots=True)
class Signals:
    """What is measured of one aligned pair (both sides present), each with its range."""

    chrf: float  # 0-100, sacrebleu's chrF2
    bleu: float  # 0-100, sacrebleu's sentence BLEU
    ter: float | None  # 0 and up, lower is better; None where a side is too long for it, or it was not asked for
    cosine: float  # -1..1, of the sides' summed sentence vectors
    soft_last: float  # 0-1, F1 of greedy token matches, last layer
    soft_early: float  # 0-1, the same, third layer
    worst_recall: float  # 0-1, support of the reference's least supported content word
    bleu_counts: tuple[float, ...]  # sacrebleu's sufficient statistics: they add up to the document's
    chrf_counts: tuple[float, ...]
    ter_counts: tuple[float, ...]  # empty where `ter` is None


class Doubt(NamedTuple):
    """How likely the judge holds one word of the suspect to be in error, 0-1: beside the reference, and read alone."""

    error: float
    major: float
    alone_error: float
    alone_major: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the learned judge says of one pair, on the scales that it was trained on; higher is better.

    `da` is a direct assessment in standard deviations, about -2.5 to 1.5; `mqm` is 1 - log(1 + MQM points), centred,
    about -3 to 1. `alone` is the suspect's reading without the reference, `yardstick` the reference's own. `document` is how
    much worse than its reference's the language of the whole document reads, in standard deviations of direct assessment,
    0 and up; None where there is no document to speak of.
    """

    da: float | None  # None where the pair has no reference
    mqm: float | None
    alone_da: float
    alone_mqm: float
    yardstick_da: float | None
    yardstick_mqm: float | None
    doubts: tuple[Doubt, ...]  # one a word of the suspect
    document: float | None = None
    missed: tuple[
        float, ...
    ] = ()  # one a word of the reference, if it was read: how likely the suspect has nothing for it, 0-1


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of one pair: the input of every detector. An empty side has no sentences and no words."""

    index: int  # of the pair
    pair: AlignedPair
    suspect: tuple[Sentence, ...]
    reference: tuple[Sentence, ...]
    suspect_words: tuple[Word, ...]
    reference_words: tuple[Word, ...]
    signals: Signals | None  # None where a side is empty
    judgement: Judgement | None = None  # None where no judge reads, or the suspect is empty


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for both whole documents: the reference is the authority for vocabulary, names and casing."""

    suspect: Document
    reference: Document
    lang: str  # ISO 639-1 of both texts
    parallel: bool
    vocabulary: frozenset[str] = frozenset()  # every case-folded word of the reference, and the project's own
    spellings: frozenset[str] = frozenset()  # every word of the reference as written
    names: frozenset[str] = frozenset()  # the reference's words that are capitalised where no sentence starts
    glossary: tuple[tuple[str, str], ...] = ()  # the project's: a term of the reference -> the suspect's wording
    keep: tuple[str, ...] = ()  # the project's: terms that stay as the reference writes them
