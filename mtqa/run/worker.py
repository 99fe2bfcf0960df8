"""How a process becomes one of several that rate: called first in each of them, here and by corpora in `mtqa.batch`."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait
from typing import Final

THREADS: Final = "OMP_NUM_THREADS"
"""What numpy, torch and the embedded encoder read their number of threads from."""


def become_worker() -> None:
    """Take one thread for the model, and end with the parent, however that ends; on Ctrl-C without a word."""
    os.environ[THREADS] = "1"
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    """End with the parent: killed, it can tell nobody."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
