"""Puts tests/ itself on the path, so that every room's tests can import `fixture_reports`; keeps the user's cache out of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _cache_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MTQA_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
