"""A limit for work that must not grow with the square of its input."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def cpu_seconds(limit: float) -> Iterator[None]:
    """Fail what takes more seconds of the processor than this; how busy the machine is does not matter.

    The limit is a hundred times what work in one pass takes, and far less than what repeated passes take.
    """

    def stop(*_: object) -> None:
        pytest.fail(f"It took more than {limit} seconds of the processor.")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
