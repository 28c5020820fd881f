"""Work in several processes gives the same results as `map`, whatever happens to them, and leaves none running."""

import contextlib
import errno
import fcntl
import gc
import mmap
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from generator.base import parallel
from generator.base.parallel import map_in_order, map_in_shares

pytestmark = pytest.mark.slow

PARENT = os.getpid()
HAS_THREADS = parallel._has_threads
ITEMS = range(40)


class OddError(Exception):
    """An exception that cannot be pickled and restored: it needs two arguments and passes one on."""

    def __init__(self, name: str, number: int) -> None:
        super().__init__(f"{name} {number}")


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Use two workers for any list of 20 or more items; return the list of their IDs. None may be left at the end."""
    started: list[int] = []
    fork = os.fork

    def recorded_fork() -> int:
        process = fork()
        if process:
            started.append(process)
        return process

    monkeypatch.setattr(os, "fork", recorded_fork)
    use_processors(monkeypatch, 3)
    # Running tests in parallel takes a thread, which does not touch what is tested here.
    monkeypatch.setattr(parallel, "_has_threads", lambda: False)
    monkeypatch.setattr(parallel, "MIN_ITEMS", 20)
    monkeypatch.setattr(parallel, "MIN_ITEMS_TO_SHARE", 20)
    monkeypatch.setattr(parallel, "CHUNK_SIZE", 4)
    yield started
    assert [process for process in started if is_child(process)] == []


def use_processors(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(number)), raising=False)


def is_child(process: int) -> bool:
    """Return whether a process is still a child of this one, running or not yet waited for."""
    try:
        os.waitpid(process, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def in_worker() -> bool:
    return os.getpid() != PARENT


def square(item: int) -> int:
    return item**2


def slower_at_first(item: int) -> int:
    return item + sum(range((40 - item) * 2_000)) * 0


def kill_at(*items: int) -> Callable[[int], int]:
    """Return a function that kills its worker at each of these items."""

    def work(item: int) -> int:
        if item in items and in_worker():
            os.kill(os.getpid(), signal.SIGKILL)
        return square(item)

    return work


@pytest.mark.parametrize("length", [0, 1, 19])
def test_a_short_list_is_processed_without_workers(workers, length):
    assert list(map_in_order(lambda item: (item, os.getpid()), range(length))) == [
        (item, PARENT) for item in range(length)
    ]
    assert workers == []


@pytest.mark.parametrize("length", [20, 33, 100, 301])
@pytest.mark.parametrize("work", [square, slower_at_first])
def test_a_long_list_is_processed_by_workers_and_stays_in_order(workers, length, work):
    assert list(map_in_order(work, range(length))) == list(map(work, range(length)))
    assert len(workers) == 2


def test_this_process_and_its_workers_share_the_work(workers):
    places = mmap.mmap(-1, 3)

    def work(item: int) -> int:
        if item < 3:
            meet(places, item)
        return os.getpid()

    assert set(list(map_in_order(work, ITEMS))[:3]) == {PARENT, *workers}


@pytest.mark.parametrize(("processors", "processes"), [(1, 0), (2, 1), (64, parallel.MAX_PROCESSES - 1)])
def test_there_are_as_many_processes_as_processors_up_to_a_limit(workers, monkeypatch, processors, processes):
    use_processors(monkeypatch, processors)

    assert list(map_in_order(square, ITEMS)) == list(map(square, ITEMS))
    assert len(workers) == processes


@pytest.mark.parametrize("limit", [0, 1])
def test_a_system_that_cannot_start_more_processes_gets_the_same_results(workers, monkeypatch, limit):
    fork = os.fork

    def limited_fork() -> int:
        if len(workers) == limit:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", limited_fork)

    assert list(map_in_order(square, ITEMS)) == list(map(square, ITEMS))
    assert len(workers) == limit


@pytest.mark.parametrize("size", [1, 4, 16])
def test_chunks_contain_each_item_once_and_are_small_at_both_ends(monkeypatch, size):
    monkeypatch.setattr(parallel, "CHUNK_SIZE", size)
    for length in range(1, 150):
        chunks = parallel._chunks(range(length))

        assert list(chain(*chunks)) == list(range(length))
        assert max(map(len, chunks)) <= size
        if length > 4 * size:
            assert {len(chunk) for chunk in (*chunks[: 2 * size], *chunks[-2 * size :])} == {1}


@pytest.mark.parametrize("error", [ValueError("number 30"), OddError("number", 30), KeyboardInterrupt("number 30")])
def test_an_exception_in_a_worker_is_raised_unchanged(workers, error):
    def work(item: int) -> int:
        if item == 30:
            raise error
        return item

    done: list[int] = []
    with pytest.raises(type(error), match="number 30"):
        done.extend(map_in_order(work, ITEMS))
    assert 20 < len(done) <= 30
    assert done == list(range(len(done)))
    assert len(workers) == 2


def test_an_item_that_fails_only_in_workers_is_processed_in_this_process(workers):
    def work(item: int) -> tuple[int, bool]:
        if item in (5, 20) and in_worker():
            raise MemoryError
        return item, in_worker()

    assert [result for result in map_in_order(work, ITEMS) if result[0] in (5, 20)] == [(5, False), (20, False)]


@pytest.mark.parametrize("items", [(0,), (20,), (39,), (0, 1), tuple(ITEMS)], ids=str)
def test_a_killed_worker_loses_no_result(workers, items):
    assert list(map_in_order(kill_at(*items), ITEMS)) == list(map(square, ITEMS))
    assert len(workers) == 2


def test_a_result_that_cannot_be_pickled_is_computed_in_this_process(workers):
    def work(item: int) -> Callable[[], tuple[int, int]]:
        process = os.getpid()
        return lambda: (item, process)

    assert [result() for result in map_in_order(work, ITEMS)] == [(item, PARENT) for item in ITEMS]


def test_large_results_arrive_complete(workers):
    expected = [bytes([item]) * 1_500_000 for item in ITEMS]

    assert list(map_in_order(lambda item: bytes([item]) * 1_500_000, ITEMS)) == expected


def test_closing_the_generator_ends_its_workers_whatever_they_do(workers):
    results = map_in_order(lambda item: signal.pause() if item > 5 and in_worker() else item, ITEMS)
    assert isinstance(results, Generator)
    next(results)
    assert [is_child(process) for process in workers] == [True, True]
    results.close()
    assert [is_child(process) for process in workers] == [False, False]


def meet(places: mmap.mmap, place: int) -> None:
    """Wait until every place is taken, so that all processes are working. Fails after half a minute."""
    places[place] = 1
    deadline = time.monotonic() + 30
    while not all(places[:]):
        assert time.monotonic() < deadline, "Another process never arrived."


def test_workers_do_not_keep_the_locks_of_their_parent(workers, tmp_path: Path):
    """After a build is killed, its workers must not keep the next build out of the folder."""
    places = mmap.mmap(-1, 3)

    def work(item: int) -> int:
        if item < 3:
            meet(places, item)
        elif in_worker():
            signal.pause()
        return item

    lock = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    results = map_in_order(work, ITEMS)
    assert isinstance(results, Generator)
    with contextlib.closing(results):
        next(results)
        assert [os.waitpid(process, os.WNOHANG) for process in workers] == [(0, 0), (0, 0)]
        os.close(lock)
        again = os.open(tmp_path, os.O_RDONLY)
        fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(again)


def test_a_worker_goes_on_while_this_process_is_busy(workers):
    """It keeps its results meanwhile; a pipe would soon be full."""
    done = mmap.mmap(-1, len(ITEMS))

    def work(item: int) -> bytes:
        deadline = time.monotonic() + 30
        while not in_worker() and sum(done[:]) < 20:
            assert time.monotonic() < deadline, "The workers stopped."
        done[item] = 1
        return bytes(1_000_000)

    assert sum(map(len, map_in_order(work, ITEMS))) == 1_000_000 * len(ITEMS)


def test_results_that_come_early_do_not_pile_up(workers, monkeypatch):
    """While a worker takes long for one item, this process does not process all the others."""
    monkeypatch.setattr(parallel, "MAX_WAITING", 3)
    places = mmap.mmap(-1, 1)
    done: list[int] = []

    def work(item: int) -> int:
        if in_worker():
            while not places[0]:
                time.sleep(0.001)
        else:
            done.append(item)
            places[0] = len(done) == 3
        return item

    results = map_in_order(work, ITEMS)
    assert isinstance(results, Generator)
    for item in range(3):
        assert next(results) == item
    assert len(done) <= 6
    results.close()


@pytest.mark.parametrize("length", [1, 15_999, 16_000, 300_000])
def test_the_numbers_of_all_chunks_fit_into_a_pipe(monkeypatch, length):
    monkeypatch.setattr(parallel, "CHUNK_SIZE", 2)
    chunks = parallel._chunks(range(length))

    assert list(chain(*chunks)) == list(range(length))
    assert 4 * len(chunks) <= 65_536


def test_changes_that_a_worker_makes_stay_in_its_process(workers):
    """Each process counts only its own items."""
    seen: list[int] = []

    def work(item: int) -> tuple[int, int]:
        seen.append(item)
        return os.getpid(), len(seen)

    counts: dict[int, list[int]] = {}
    for process, count in map_in_order(work, ITEMS):
        counts.setdefault(process, []).append(count)
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in counts.values())
    assert len(seen) == len(counts.get(PARENT, ()))


@pytest.mark.parametrize("is_enabled", [True, False])
@pytest.mark.parametrize("end", ["read", "closed", "failed"])
def test_the_garbage_collector_keeps_its_state(workers, is_enabled, end):
    def work(item: int) -> int:
        if end == "failed" and item == 30:
            raise ValueError
        return item

    before = gc.isenabled()
    (gc.enable if is_enabled else gc.disable)()
    try:
        frozen = gc.get_freeze_count()
        results: Any = map_in_order(work, ITEMS)
        next(results)
        assert gc.get_freeze_count() > frozen
        with contextlib.suppress(ValueError):
            results.close() if end == "closed" else list(results)
        assert (gc.isenabled(), gc.get_freeze_count()) == (is_enabled, frozen)
    finally:
        (gc.enable if before else gc.disable)()


def test_a_process_with_threads_starts_no_workers(workers, monkeypatch):
    """A server has threads, and so does a process that made a PDF: in a copy, their locks would never be released."""
    monkeypatch.setattr(parallel, "_has_threads", HAS_THREADS)
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert list(map_in_order(lambda _: os.getpid(), ITEMS)) == [os.getpid()] * len(ITEMS)
    finally:
        end.set()
        thread.join()
    assert workers == []


def test_shares_cover_all_items_in_order(workers):
    """Each share is processed as a whole; a short list is one share."""
    shares = list(map_in_shares(list, ITEMS))

    assert [item for share in shares for item in share] == list(ITEMS)
    assert len(shares) > 1
    assert len(workers) == 2
    assert list(map_in_shares(list, ITEMS[:5])) == [list(ITEMS[:5])]
