"""The command that builds the site: build. It runs MkDocs only if the frames of pages have changed."""

import datetime as dt
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from generator.base.cache import Cache, open_cache, program_digest
from generator.base.counts import count_of
from generator.base.problems import describe
from generator.checks.reviews_due import check_reviews, next_review
from generator.cli.parameters import today_option
from generator.cli.workspace import Workspace
from generator.pages.templates import TemplateError, explain_template_error
from generator.project.build_stamp import Stamp, digest_of_inputs, is_saved_since, save_stamp
from generator.project.frames import Frames, load_frames
from generator.project.project import Project
from generator.project.publish import BuildError, publish_site, read
from generator.project.site_folder import Published
from generator.records.kind import Kind


@dataclass(frozen=True)
class BuildResult:
    """What a build read and wrote."""

    project: Project
    frames: Frames
    folder: Path
    """The folder that it wrote to."""
    published: Published


@click.command()
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to. The default is site/."
)
@click.option("--clean", is_flag=True, help="Clear the cache (.cache/) first.")
@today_option
@click.pass_obj
def build(workspace: Workspace, site_dir: Path | None, clean: bool, today: dt.date) -> None:
    """Build the site.

    If there are errors, nothing is written, and the existing site is unchanged.
    """
    started, started_at = time.perf_counter(), time.time()
    _show_progress()
    click.echo("Reading records and pages…")
    root, site_dir = workspace.root, site_dir and site_dir.absolute()
    cache = open_cache(root, workspace.program)
    if clean:
        cache.clear()
    inputs = digest_of_inputs(root, workspace.program)
    try:
        result = build_project(root / "mkdocs.yml", workspace.kinds, site_dir, cache)
    except OSError as error:
        raise SystemExit(_say_failed(describe(error))) from None
    except BuildError as error:
        raise SystemExit(_say_failed(str(error), is_site_unchanged=error.is_site_unchanged)) from None
    summary = _summarize(result, today)
    click.echo(f"{summary}, {time.perf_counter() - started:.1f} seconds.")
    cache.prune()
    # If a file was saved during the build, it is unknown which version was read: the next build must not be skipped.
    is_same = inputs == digest_of_inputs(root, program_digest()) and not is_saved_since(root, started_at)
    if inputs and is_same and result.published.states:
        _save_stamp(root, site_dir, inputs, result, f"{summary}.", today)


def _say_failed(reason: str, *, is_site_unchanged: bool = True) -> int:
    """Print why a build failed, and return its exit status."""
    outcome = "Build failed. The existing site is unchanged." if is_site_unchanged else "Build failed."
    click.echo(f"{outcome} {reason}".rstrip(), err=True)
    return 1


def build_project(
    config_file: Path, kinds: Iterable[Kind], site_dir: Path | None = None, cache: Cache | None = None
) -> BuildResult:
    """Build a project as `mkdocs build` does, and return what was built.

    Raises: BuildError: The site could not be built, and the existing site is unchanged.
    """
    project = read(config_file.parent, kinds, cache)
    try:
        frames = load_frames(project, config_file) or _build_frames(project, config_file)
    except TemplateError as error:
        raise BuildError(explain_template_error(error, config_file.parent)) from error
    folder = site_dir or config_file.parent / frames.site_dir
    return BuildResult(project, frames, folder, publish_site(project, frames, folder))


def _build_frames(project: Project, config_file: Path) -> Frames:
    from generator.plugin import build_frames  # loading MkDocs is slow, and most builds do not need it

    return build_frames(project, config_file)


def _summarize(result: BuildResult, today: dt.date) -> str:
    """Return the line that a build prints at its end: pages, records, warnings and size."""
    catalog = result.project.catalog
    # Pages do not depend on the date, so the build itself has not checked which reviews are due.
    warnings = len(result.project.problems) + sum(1 for _ in check_reviews(catalog, today))
    return (
        f"{count_of(len(result.project.plans), 'page')} from {count_of(len(catalog), 'record')}, "
        f"{count_of(warnings, 'warning')}, {result.published.size / 1e6:.1f} MB"
    )


def _save_stamp(
    root: Path, site_dir: Path | None, inputs: str, result: BuildResult, summary: str, today: dt.date
) -> None:
    """Save the stamp by which the next build sees that nothing has changed."""
    if result.frames.is_cacheable:
        until = next_review(result.project.catalog, today)
        folder = result.folder if site_dir else result.folder.relative_to(root)
        stamp = Stamp(inputs, str(folder), dict(result.published.states), summary, str(today), str(until or ""))
        save_stamp(root, site_dir, stamp)


def _show_progress() -> None:
    """Print what the build logs: its stages, and all warnings."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logging.getLogger("mkdocs.plugins.resource-center").setLevel(logging.INFO)
    logger.propagate = False


COMMANDS = (build,)
