"""A limit on CPU time, for work that must not be quadratic."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def cpu_seconds(limit: float) -> Iterator[None]:
    """Fail if the block takes more CPU time than this, in seconds. Other load on the machine does not count.

    Set it to 100 times what linear work takes, which is far less than what quadratic work takes.
    """

    def stop(*_: object) -> None:
        pytest.fail(f"It took more than {limit} seconds of CPU time.")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
