"""Reads a project and publishes its site, for MkDocs and for `resource-center build`."""

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator.base.cache import Cache
from generator.base.counts import count_of
from generator.base.memory import Memory
from generator.base.problems import CHECK_DISK, describe, report
from generator.formats.pdf import PdfError
from generator.pages.offline import Content
from generator.pages.shell import UnsafePageError
from generator.pages.templates import TemplateError, explain_template_error
from generator.project.frames import Frames
from generator.project.project import Project, read_project
from generator.project.site_files import PageProblemsError, files_of
from generator.project.site_folder import PartlyPublishedError, Published, publish
from generator.project.site_targets import SiteFolderError
from generator.records.kind import Kind

log = logging.getLogger("mkdocs.plugins.resource-center")
"""MkDocs prints what its plugins log, and so does `resource-center build`."""

REPOSITORY = "SITE_REPOSITORY"
"""The environment variable with the URL of the repository, for projects whose `data/site.yml` has none."""
REPOSITORY_URL = re.compile(r"https://[\w.-]+(/[\w.-]+)*/?")

Files = Iterator[tuple[str, Content]]
"""The paths of files and their content."""


class BuildError(Exception):
    """A build that failed. The message is for the person who started it."""

    is_site_unchanged = True
    """Whether the existing site is as it was before."""


def read(root: Path, kinds: Iterable[Kind], cache: Cache | None = None, memory: Memory | None = None) -> Project:
    """Return the project in a folder.

    Raises: BuildError: A record, page or setting has errors.
    """
    repository = os.environ.get(REPOSITORY, "")
    if repository and not REPOSITORY_URL.fullmatch(repository):
        raise BuildError(f"{REPOSITORY} is '{repository}'. Use a URL such as https://github.com/owner/name.")
    project, problems = read_project(root, kinds, cache=cache, memory=memory, repository=repository)
    if project is None:
        raise BuildError("\n" + report(problems))
    log.info(
        "resource-center: read and checked "
        f"{count_of(len(project.catalog), 'record')} and {count_of(len(project.content_plans), 'hand-written page')}"
    )
    return project


def publish_site(
    project: Project, frames: Frames, folder: Path, *, serving: bool = False, watch: Callable[[Files], Files] = iter
) -> Published:
    """Write a project's site into a folder: all of it, or nothing if it fails. Raises BuildError.

    `serving`: see `files_of`. `watch` wraps the files, and may stop the build by raising an exception of its own.
    """
    try:
        files = files_of(project, frames.shells, frames.site_url, serving=serving)
        published = publish(watch(_logged(files, len(project.plans))), folder)
    except PageProblemsError as error:
        raise BuildError("\n" + report(error.problems)) from error
    except TemplateError as error:
        raise BuildError(explain_template_error(error, project.root)) from error
    except OSError as error:
        raise BuildError(f"{describe(error)} {CHECK_DISK}") from error
    except (SiteFolderError, UnsafePageError, PdfError) as error:
        failure = BuildError(str(error))
        failure.is_site_unchanged = not isinstance(error, PartlyPublishedError)
        raise failure from error
    log.info(
        f"resource-center: wrote {count_of(published.changed, 'file')} of {published.files:,} "
        f"({published.removed:,} removed)"
    )
    return published


def _logged(files: Files, pages: int) -> Files:
    """Yield the same files, and log when all of them are rendered."""
    yield from files
    log.info(f"resource-center: rendered {count_of(pages, 'page')}")
