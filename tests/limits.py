"""Limits on work: on CPU time, for work that must not be quadratic, and on calls, which no clock counts."""

import signal
import sys
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


@contextmanager
def calls(limit: int) -> Iterator[None]:
    """Fail if the block calls more functions than this, of Python or C. The number is the same on every machine."""
    left = limit

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal left
        left -= event in ("call", "c_call")
        if left < 0:
            sys.setprofile(None)
            pytest.fail(f"It made more than {limit:,} calls.")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
