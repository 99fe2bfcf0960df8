"""Puts tests/ itself on the path, so that every room's tests can import `fixture_reports`; keeps the user's cache out of it; lets Ctrl-C in."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest


def pytest_configure() -> None:
    """Hear Ctrl-C: a shell starts what runs in the background deaf to it, and so would be the programs that tests interrupt."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def _cache_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MTQA_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
