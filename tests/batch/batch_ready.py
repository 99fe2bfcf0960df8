"""What a process has loaded when it starts to rate: imported once, by the one that all others are forked from."""

from __future__ import annotations

import batch_rows  # noqa: F401

import mtqa.batch.rows  # noqa: F401
from mtqa.detect import detectors

detectors()
