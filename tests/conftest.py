"""What all tests share: small projects on disk, and chance without luck."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from site_fixture import Site, built_site
from toys.library import LIBRARY, Files, lay

# The same cases on every run: a failure that nobody can repeat helps nobody.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture
def library(tmp_path: Path) -> Callable[[Files], Path]:
    """Lays the small library on disk, with some files changed; gives its root."""
    return lambda changes: lay(tmp_path, LIBRARY, changes)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as `make site` leaves it, without an address of its own."""
    return built_site(tmp_path_factory)
