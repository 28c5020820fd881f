"""Work on a list in several processes, with the results in the order of the list."""

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16
"""Items that a process takes at a time."""

FEWEST = 300
"""Items below which the work is done before a second process would have started to pay."""

MOST = 4
"""Processes that one build may use: each may come to hold a copy of all records."""


def in_order(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """The result of each item, in order; of a long list, made in as many processes as there are processors.

    A process starts as a copy of this one, so `work` and `items` need not be sent, only results (which must be
    picklable). Whichever is free takes the next chunk. A chunk that a process fails to do is done in this one, where
    an exception is raised as if there was no other.
    """
    processes = min(len(os.sched_getaffinity(0)), MOST) if hasattr(os, "sched_getaffinity") else 1
    if len(items) < FEWEST or processes < 2:
        yield from map(work, items)
        return
    chunks = _chunks(items)
    # Collected now and then left alone: an object that nobody touches stays shared between the processes.
    gc.collect()
    gc.freeze()
    workers = _start(work, chunks, processes)
    early: dict[int, list[R] | None] = {}
    try:
        for number, chunk in enumerate(chunks):
            while number not in early and workers:
                _receive(workers, early)
            results = early.pop(number, None)
            yield from map(work, chunk) if results is None else results
    finally:
        for connection, process in workers.items():
            _end(connection, process)
        gc.unfreeze()


def _chunks(items: Sequence[T]) -> list[Sequence[T]]:
    """Items in chunks. The first and the last are alone in theirs: the largest are there, and would hold others up."""
    first = min(2 * CHUNK, len(items))
    last = max(first, len(items) - 2 * CHUNK)
    edges = (*range(first), *range(first, last, CHUNK), *range(last, len(items)), len(items))
    return [items[start:end] for start, end in pairwise(edges)]


def _start(work: Callable[[Any], Any], chunks: Sequence[Any], processes: int) -> dict[Connection, int]:
    """Start processes that share out chunks; for each, where its results come from, and its id."""
    taking, giving = os.pipe()
    workers: dict[Connection, int] = {}
    for _ in range(processes):
        reading, writing = os.pipe()
        try:
            process = os.fork()
        except OSError:
            # The system has no room for another process: those that there are do the work, or this one alone.
            os.close(reading)
            os.close(writing)
            break
        if process == 0:
            _run(work, chunks, taking, Connection(writing, readable=False))
        os.close(writing)
        workers[Connection(reading, writable=False)] = process
    # Few enough bytes to fit into the pipe; each process reads the next four.
    os.write(giving, b"".join(number.to_bytes(4, "big") for number in range(len(chunks))))
    os.close(taking)
    os.close(giving)
    return workers


def _run(work: Callable[[Any], Any], chunks: Sequence[Any], taking: int, results: Connection) -> None:
    """The life of a process. It never returns, and touches nothing of its parent's but two pipes."""
    try:
        gc.disable()
        # A lock that the parent holds on an open file must not outlive the parent.
        kept = sorted((2, taking, results.fileno(), os.sysconf("SC_OPEN_MAX")))
        for last, following in pairwise(kept):
            os.closerange(last + 1, following)
        while number := os.read(taking, 4):
            place = int.from_bytes(number, "big")
            results.send_bytes(pickle.dumps((place, _try(work, chunks[place])), pickle.HIGHEST_PROTOCOL))
            gc.collect()
    finally:
        os._exit(0)


def _try(work: Callable[[Any], Any], chunk: Sequence[Any]) -> list[Any] | None:
    """The results of a chunk; None where there is an exception, so that the parent does the chunk and meets it too."""
    try:
        return list(map(work, chunk))
    except Exception:
        return None


def _receive(workers: dict[Connection, int], early: dict[int, Any]) -> None:
    """Take in the results that have come; a process from which nothing more comes has ended."""
    for connection in cast("list[Connection]", wait(list(workers))):
        try:
            place, results = pickle.loads(connection.recv_bytes())  # noqa: S301 (from our own process)
            early[place] = results
        except (EOFError, OSError, pickle.UnpicklingError):
            _end(connection, workers.pop(connection))


def _end(connection: Connection, process: int) -> None:
    """End a process, whatever it is doing."""
    connection.close()
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
