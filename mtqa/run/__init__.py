"""Judging many files: jobs come in, a `Run` goes out to the writers; what was rated before comes from a cache.

Light: the pipeline, and with it numpy and the model, is imported only for a file that the cache does not know.
"""

from mtqa.run.cache import Cache
from mtqa.run.checker import Checker

__all__ = ["Cache", "Checker"]
