"""What all tests share: small projects on disk, and chance without luck."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chance import CASES, IS_FUZZ
from hypothesis import settings
from site_fixture import Site, built_site
from toys.library import LIBRARY, Files, lay

from generator.base.cache import Cache
from generator.pages.templates import CompiledTemplates

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("fuzz", max_examples=CASES, deadline=None, print_blob=True)
settings.load_profile("fuzz" if IS_FUZZ else "repeatable")


SLOW_FIXTURES = frozenset({"addressed", "built", "offline", "published", "site"})
"""Whoever uses one of these builds a site, or copies all records."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make test-fast` leaves out."""
    for item in items:
        if isinstance(item, pytest.Function) and not SLOW_FIXTURES.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    """Compile each template once for all projects of a process: most of the time of a small project went into that.

    A compiled template is known by its text, so that another text is compiled anew. A project with a cache on disk
    keeps to it.
    """
    shared, begin = Cache(), CompiledTemplates.__init__

    def begin_shared(templates: CompiledTemplates, cache: Cache, environment: str) -> None:
        begin(templates, cache if cache.folder else shared, environment)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CompiledTemplates, "__init__", begin_shared)
        yield


@pytest.fixture
def library(tmp_path: Path) -> Callable[[Files], Path]:
    """Lays the small library on disk, with some files changed; gives its root."""
    return lambda changes: lay(tmp_path, LIBRARY, changes)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as `make site` leaves it, without an address of its own."""
    return built_site(tmp_path_factory)
