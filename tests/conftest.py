"""Fixtures and settings for all tests: small projects on disk, and random tests that can be repeated."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import pytest
from chance import CASES, IS_FUZZ
from hypothesis import settings
from site_fixture import Site, built_site
from toys.library import LIBRARY, Files, lay

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("fuzz", max_examples=CASES, deadline=None, print_blob=True)
settings.load_profile("fuzz" if IS_FUZZ else "repeatable")


SLOW_FIXTURES = frozenset({"addressed", "built", "offline", "published", "site"})
"""Fixtures that build a site or copy all records."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that `make test-fast` leaves out."""
    for item in items:
        if isinstance(item, pytest.Function) and not SLOW_FIXTURES.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    """Compile each template once per process, which is most of the work for a small project.

    Compiled code depends only on the text of a template and the settings of its environment. Nothing else is shared, so
    each build still decides whether to compile a template or to load it from its cache.
    """
    compiled: dict[tuple[object, ...], str] = {}
    compile_template, to_code = jinja2.Environment.compile, lru_cache(500)(compile)

    def compile_once(
        env: jinja2.Environment,
        source: Any,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        if raw or not isinstance(source, str):
            # Its overloads are for literal values of `raw`.
            return compile_template(env, source, name, filename, raw, defer_init)  # type: ignore[call-overload]
        rules = env.autoescape, env.trim_blocks, env.lstrip_blocks, *env.extensions, *env.filters, *env.tests
        key = type(env), rules, source, name, defer_init
        if key not in compiled:
            compiled[key] = compile_template(env, source, name, filename, True, defer_init)
        return to_code(compiled[key], filename or "<template>", "exec")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_once)
        yield


@pytest.fixture
def library(tmp_path: Path) -> Callable[[Files], Path]:
    """Return a function that writes the toy library with some files changed, and returns its root."""
    return lambda changes: lay(tmp_path, LIBRARY, changes)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as `make site` builds it, without a URL."""
    return built_site(tmp_path_factory)
