"""Contrast in both schemes, by the formula of WCAG 2.2."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from mtqa.types import Severity

CSS = (files("mtqa.report") / "assets" / "palette.css").read_text(encoding="utf-8")


def palettes() -> dict[str, dict[str, str]]:
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w{6});", block))
        for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    )
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "pass", "critical", "major", "minor"])
def test_every_colour_of_text_can_be_read_on_every_ground(scheme, ground, ink):
    assert contrast(palettes()[scheme][ink], palettes()[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("severity", list(Severity))
def test_marked_text_can_be_read_and_its_underline_seen(scheme, severity):
    palette = palettes()[scheme]
    assert contrast(palette["ink"], palette[f"{severity}-tint"]) >= 4.5
    assert contrast(palette[severity], palette[f"{severity}-tint"]) >= 3


def test_the_formula_is_the_one_of_the_guideline():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_painted_text_can_be_read(scheme):
    palette = palettes()[scheme]
    assert contrast(palette["ink"], palette["differs"]) >= 4.5
    assert contrast(palette["found-ink"], palette["found"]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("edge", ["edge", "accent"])
def test_controls_and_focus_can_be_seen(scheme, edge):
    palette = palettes()[scheme]
    assert min(contrast(palette[edge], palette[ground]) for ground in ("paper", "card")) >= 3
