"""What was marked for the judge beyond the human judgements: outputs beside independent references, round trips, and garbled twins.

A round trip is what an engine makes of a reference, there and back.

In: `marks.jsonl.gz` beside this file (marking.md says how it came about) and the data folder that its rows point into. Out:
rows in the form of MQM data with `adequacy` and `fluency`, 0-100, and `Twin`s. The file holds places and judgements only,
and the words by which a twin or a round trip differs, or a sentence of our own with its twins; a checksum guards against
another version of the data.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("marks.jsonl.gz")
POINTS = {"Major": 5.0, "Minor": 1.0}
ROUND_TRIP = "round trip"
"""The system of what an engine made of a reference, there and back."""
Rows = list[dict]


@dataclass(frozen=True)
class Twin:
    """A sentence, itself as a poor engine would garble it, with (start, end, severity) of what is garbled, and soundly reworded.

    Those of one `article` stand in its order, are by one engine, and are never trained on.
    """

    reference: str
    garbled: str
    marks: list[tuple[int, int, str]]
    reworded: str
    article: str = ""


def kept_back(reference: str) -> bool:
    """Say whether what was marked beside a reference is only measured on: one reference in seven."""
    return checksum(reference) % 7 == 0


def marked(sets: dict[str, Rows]) -> tuple[Rows, list[Twin]]:
    """Give all rows, round trips among them, and twins. `sets` maps names of sets to their rows; what was marked in other sets is left out.

    Raises: ValueError where a row is not the one that was marked.
    """
    rows, twins = [], []
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        for found in map(json.loads, file):
            if "text" in found:
                twins.append(_twin(found["text"], found))
                continue
            if found["set"] not in sets:
                continue
            row = sets[found["set"]][found["row"]]
            if "output" in found:
                row = row | {"system": ROUND_TRIP, "hypothesis": edited(row["reference"], found["output"])}
            if found["check"] != checksum(row["hypothesis"] + row["reference"]):
                raise ValueError(f"{found['set']} row {found['row']}: not the text that was marked")
            if "garbled" in found:
                twins.append(_twin(row["reference"], found))
            else:
                rows.append(row | {"seg": row["reference"]} | _judged(found))
    return rows, twins


def _twin(reference: str, found: dict) -> Twin:
    garbled, reworded = (edited(reference, found[name]) for name in ("garbled", "reworded"))
    marks = [(start, end, severity) for start, end, severity in found["marks"]]
    return Twin(reference, garbled, marks, reworded, found.get("article", ""))


def _judged(found: dict) -> dict:
    """Bring marks into the form of MQM rows, with what was `omitted`: (start, end, severity) in the reference."""
    errors = [
        {"severity": severity, "category": category, "start": start, "end": end}
        for start, end, severity, category in found["marks"]
    ]
    severities = [error["severity"] for error in errors] + [severity for *_, severity in found["omitted"]]
    return {
        "score": -sum(POINTS[severity] for severity in severities),
        "errors": errors,
        "omitted": found["omitted"],
        "adequacy": found["adequacy"],
        "fluency": found["fluency"],
    }


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """Put other words in: (start, end, new) in rising order, places of the old text."""
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def checksum(text: str) -> int:
    return zlib.crc32(text.encode())
