"""Numbers as people read them: a score comes in, a short text that never lies at the ends of the scale goes out."""

from __future__ import annotations

ABSENT = "–"
"""What stands for a score that does not exist."""

FINEST: int = 17
"""Decimals that tell any two floats between 1 and 100 apart (IEEE 754 doubles need 17 significant digits)."""


def shown(value: float | None) -> str:
    """Return a 0-100 score with one decimal; only a true 0 or 100 reads so. Example: `shown(99.97)` is `99.9`."""
    if value is None:
        return ABSENT
    text = f"{value:.1f}"
    if text == "100.0" and value < 100:
        return "99.9"
    if text in ("0.0", "-0.0"):
        return "0.1" if value > 0 else "0.0"
    return text


def shown_against(value: float, limit: float) -> tuple[str, str]:
    """Return a value and its limit with as many decimals as tell them apart. Example: 69.98, 70 are `69.98`, `70.00`."""
    texts = shown(value), shown(limit)
    for decimals in range(2, FINEST + 1):
        if value == limit or texts[0] != texts[1]:
            break
        texts = f"{value:.{decimals}f}", f"{limit:.{decimals}f}"
    return texts


def share(value: float) -> str:
    """Return a 0-1 figure with two decimals; only a true 0 or 1 reads so. Example: `share(0.9996)` is `0.99`."""
    text = f"{value:.2f}"
    if text == "1.00" and value < 1:
        return "0.99"
    return "0.01" if text == "0.00" and value > 0 else text


def counted(count: int, noun: str) -> str:
    """Return a count with its noun. Example: `counted(2, "sentence")` is `2 sentences`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
