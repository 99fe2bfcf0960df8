"""Where each output format says that a finding is: text of the format in, files with line and, where it has one, column out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

Found = set[tuple[str, int, int | None]]

PLACE = re.compile(r"(?m)^\s*(\S+?):(\d+):(\d+)[: ]")
ANNOTATION = re.compile(r"(?m)^::(?:error|warning|notice) file=([^,]+),line=(\d+),endLine=\d+,col=(\d+)")
SECTION = re.compile(r"(?m)^### (\S+)$")
LINE = re.compile(r", line (\d+): ")


def _json(text: str) -> Found:
    return _flags(json.loads(text)["results"])


def _json_lines(text: str) -> Found:
    return _flags(map(json.loads, text.splitlines()))


def _flags(results: Iterable[dict]) -> Found:
    return {
        (result["suspect"]["name"], flag["line"], flag["column"])
        for result in results
        for flag in result.get("flags", ())
        if flag["side"] == "suspect"
    }


def _sarif(text: str) -> Found:
    found: Found = set()
    for result in json.loads(text)["runs"][0]["results"]:
        if not result.get("suppressions"):
            place = result["locations"][0]["physicalLocation"]
            found.add((place["artifactLocation"]["uri"], place["region"]["startLine"], place["region"]["startColumn"]))
    return found


def _gitlab(text: str) -> Found:
    places = (issue["location"] for issue in json.loads(text))
    return {(place["path"], place["lines"]["begin"], None) for place in places}


def _github(text: str) -> Found:
    return {(file, int(line), int(column)) for file, line, column in ANNOTATION.findall(text)}


def _junit(text: str) -> Found:
    """Read what fails: the first of a file stands on its tag's line; what is known stands in `system-out`."""
    failures = re.findall(r"<failure[^>]*>([^<]*)</failure>", text)
    return set().union(*map(_places, failures))


def _places(text: str) -> Found:
    return {(file, int(line), int(column)) for file, line, column in PLACE.findall(text)}


def _markdown(text: str) -> Found:
    _, *sections = SECTION.split(text)
    pairs = zip(sections[::2], sections[1::2], strict=True)
    return {(file, int(line), None) for file, section in pairs for line in LINE.findall(section)}


FORMATS: dict[str, Callable[[str], Found]] = {
    "text": _places,
    "json": _json,
    "jsonl": _json_lines,
    "github": _github,
    "sarif": _sarif,
    "junit": _junit,
    "gitlab": _gitlab,
    "markdown": _markdown,
}
"""How to read each format; HTML is for people and is looked at by the tests of its page."""
