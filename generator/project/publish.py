"""Reads a project and publishes its site, for MkDocs and for `resource-center build` alike."""

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator.base.cache import Cache
from generator.base.counts import count_of
from generator.base.memory import Memory
from generator.base.problems import report
from generator.formats.pdf import PdfError
from generator.pages.offline import Content
from generator.pages.shell import UnsafePageError
from generator.pages.templates import TemplateError, explain
from generator.project.frames import Frames
from generator.project.project import Project, read_project
from generator.project.site_files import PageProblemsError, files_of
from generator.project.site_folder import Published, SiteFolderError, publish
from generator.records.kind import Kind

log = logging.getLogger("mkdocs.plugins.resource-center")
"""MkDocs shows what its plugins log, and so does `resource-center build`."""


REPOSITORY = "SITE_REPOSITORY"
"""The variable of the environment that says where the records are edited, if `data/site.yml` does not."""
WEB_ADDRESS = re.compile(r"https://[\w.-]+(/[\w.-]+)*/?")

Files = Iterator[tuple[str, Content]]
"""The paths of files and their content."""


class BuildError(Exception):
    """A build that did not end in a site; the message is for the person who started it."""


def read(root: Path, kinds: Iterable[Kind], cache: Cache | None = None, memory: Memory | None = None) -> Project:
    """The project in a folder. Raises BuildError where a record or a setting has errors."""
    repository = os.environ.get(REPOSITORY, "")
    if repository and not WEB_ADDRESS.fullmatch(repository):
        raise BuildError(f"{REPOSITORY} is '{repository}': it must be like https://github.com/owner/name.")
    project, problems = read_project(root, kinds, cache=cache, memory=memory, repository=repository)
    if project is None:
        raise BuildError("\n" + report(problems))
    log.info(
        "resource-center: read and checked "
        f"{count_of(len(project.catalog), 'record')} and {count_of(len(project.written), 'hand-written page')}"
    )
    return project


def publish_site(
    project: Project, frames: Frames, folder: Path, *, serving: bool = False, watch: Callable[[Files], Files] = iter
) -> Published:
    """Write a project's site into a folder, all of it or nothing. Raises BuildError.

    `serving` is that of `files_of`; `watch` may end the build between two files with an exception of its own.
    """
    try:
        files = files_of(project, frames.shells, frames.site_url, serving=serving)
        published = publish(watch(_announced(files, len(project.plans))), folder)
    except PageProblemsError as error:
        raise BuildError("\n" + report(error.problems)) from error
    except TemplateError as error:
        raise BuildError(explain(error, project.root)) from error
    except (SiteFolderError, UnsafePageError, PdfError, OSError) as error:
        raise BuildError(str(error)) from error
    log.info(
        f"resource-center: wrote {count_of(published.changed, 'file')} of {published.files:,} "
        f"({published.removed:,} removed)"
    )
    return published


def _announced(files: Files, pages: int) -> Files:
    """The same files; says so when all of them are made and none is in its place yet."""
    yield from files
    log.info(f"resource-center: made {count_of(pages, 'page')}")
