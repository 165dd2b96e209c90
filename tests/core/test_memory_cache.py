"""The in-memory cache: what it keeps, what it drops, and that threads may share it."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from memegen.core.memory_cache import MemoryCache


@pytest.fixture
def cache() -> MemoryCache[str]:
    return MemoryCache(10, len)


def refuse() -> str:
    raise AssertionError("the value was cached")


def test_least_recently_used_value_is_dropped(cache: MemoryCache[str]) -> None:
    assert cache.get("a", lambda: "aaaa") == "aaaa"
    assert cache.get("b", lambda: "bbbb") == "bbbb"
    assert cache.get("a", refuse) == "aaaa"
    assert cache.get("c", lambda: "cccc") == "cccc"
    assert cache.size == 8
    assert cache.get("a", refuse) == "aaaa"
    assert cache.get("b", lambda: "new") == "new"


def test_newest_value_is_kept_however_large(cache: MemoryCache[str]) -> None:
    assert cache.get("a", lambda: "a" * 50) == "a" * 50
    assert cache.get("a", refuse) == "a" * 50
    assert cache.size == 50


def test_value_larger_than_the_limit_is_dropped_before_the_next_is_made(cache: MemoryCache[str]) -> None:
    cache.get("a", lambda: "a" * 50)
    sizes: list[int] = []

    def make() -> str:
        sizes.append(cache.size)
        return "b"

    assert cache.get("b", make) == "b"
    assert sizes == [0]
    assert cache.size == 1


def test_failure_to_make_a_value_leaves_no_entry(cache: MemoryCache[str]) -> None:
    with pytest.raises(AssertionError):
        cache.get("a", refuse)
    assert cache.get("a", lambda: "aa") == "aa"
    assert cache.size == 2


def test_two_threads_may_make_one_value_and_it_counts_once(cache: MemoryCache[str]) -> None:
    both = Barrier(2, timeout=10)

    def make() -> str:
        both.wait()
        return "aaaa"

    threads = [Thread(target=cache.get, args=("a", make)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.size == 4
    assert cache.get("a", refuse) == "aaaa"
