"""Aligned pairs in, evidence out: `metrics` (sacrebleu), `softmatch` (token vectors), `surface` (both), `context`."""
