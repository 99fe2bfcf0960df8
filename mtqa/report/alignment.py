"""An alignment on a terminal: an AlignmentReport comes in, text with a pair a row, side beside side, goes out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from mtqa.report.console import rendered
from mtqa.report.numbers import counted, share
from mtqa.report.stretches import verdict
from mtqa.report.visible import visible
from mtqa.types import AlignedPair, AlignmentReport, Region, ReportSide


@dataclass(frozen=True, slots=True)
class TextAlignmentWriter:
    """Writes for a person at a terminal `width` columns wide; every sentence has its index before it."""

    width: int = 100
    color: bool = False

    def write(self, aligned: AlignmentReport) -> str:
        """Return the summary line, the regions if there are several, then every pair in full; an absent side says so."""
        regions = aligned.alignment.regions
        shown = [_region(region) for region in regions] if len(regions) > 1 else []
        return rendered([_summary(aligned), *shown, Text(""), _pairs(aligned)], width=self.width, color=self.color)


def _summary(aligned: AlignmentReport) -> Text:
    alignment = aligned.alignment
    kinds = Counter(pair.kind for pair in alignment.pairs)
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    parallel = "parallel" if alignment.parallel else "not parallel: these look like two different texts"
    chance = f"(probability of one text: {share(alignment.confidence)})"
    text = counted(len(alignment.pairs), "pair") + (f" ({counts})" if counts else "")
    return Text(f"{text}; {parallel} {chance}", "bold", overflow="fold")


def _region(region: Region) -> Text:
    """Say where a stretch is and how probably it is rendered. Example: `suspect 0-4, reference 0-5: one text (... 0.97)`."""
    sides = (("suspect", region.suspect), ("reference", region.reference))
    where = ", ".join(f"{side} {first}-{end - 1}" for side, (first, end) in sides if end > first)
    return Text(
        f"{where}: {verdict(region.confidence)} (probability of one text: {share(region.confidence)})", overflow="fold"
    )


def _pairs(aligned: AlignmentReport) -> Table:
    table = Table.grid(padding=(0, 2, 1, 0), collapse_padding=False)
    table.add_column(justify="right")
    table.add_column()
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    names = (Text(visible(side.name), "bold") for side in (aligned.suspect, aligned.reference))
    table.add_row("", "", *names)
    for index, pair in enumerate(aligned.alignment.pairs):
        texts = _texts(aligned.suspect, pair.suspect), _texts(aligned.reference, pair.reference)
        table.add_row(Text(str(index)), Text(_label(pair)), *texts)
    return table


def _label(pair: AlignedPair) -> str:
    similarity = share(pair.similarity) if pair.suspect and pair.reference else ""
    return "\n".join(part for part in (pair.kind, similarity, "moved" if pair.moved else "") if part)


def _texts(side: ReportSide, indexes: tuple[int, ...]) -> Text:
    if not indexes:
        return Text("(nothing)", "dim")
    return Text("\n").join(Text.assemble((f"{i} ", "dim"), visible(side.sentences[i].text)) for i in indexes)
