"""The commands of the site: check, build, ledger, coordinates."""

import datetime as dt
import logging
import os
import re
import time
from collections.abc import Iterable
from pathlib import Path

import click

from generator.base.cache import open_cache, program_digest
from generator.base.problems import Problem, count, has_errors, report, to_github, to_json
from generator.checks.published_urls import PUBLISHED_URLS
from generator.checks.reviews_due import check_reviews, next_review
from generator.cli.build import Built, run
from generator.cli.group import PROGRAM
from generator.editing.records.geocode import GazetteerMissingError, load_gazetteer, locate, unlocated_towns
from generator.kinds import KINDS
from generator.project.build_stamp import Stamp, digest_of_inputs, is_saved_since, leave_stamp
from generator.project.file_changes import apply, change_to
from generator.project.project import open_project
from generator.project.publish import BuildError
from generator.records.data_folder import bytes_of
from generator.text.github_markdown import PAGE_OF_CODES, SUMMARY_BYTES, to_summary
from generator.yaml_files.yaml_source import read

FORMATS = ("text", "json", "github")
SAFE_ADDRESS = re.compile(r"https://[\w./-]+")
Folder = click.Path(file_okay=False, path_type=Path)

today_option = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    envvar="TODAY",
    default=lambda: dt.datetime.now(),
    help="The day by which reviews are due, as in 2026-05-03; the clock's if not given.",
)
"""The only place that asks the clock for the day."""


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are written.")
@click.option(
    "--summary",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Append the whole list to this file as Markdown; with --format github, the step's summary if not given.",
)
@click.option(
    "--changed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with the paths of changed files, one a line: with --format github their problems come first.",
)
@today_option
@click.pass_obj
def check(root: Path, form: str, summary: Path | None, changed: Path | None, today: dt.datetime) -> None:
    """Name every problem with its place. Exit 1 if any is an error."""
    _, problems = open_project(root, KINDS, today=today.date())
    if form == "github" and summary is None and os.environ.get("GITHUB_STEP_SUMMARY"):
        summary = Path(os.environ["GITHUB_STEP_SUMMARY"])
    page = page_of_codes(root)
    written = _append(summary, problems, page) if summary else False
    if form == "github":
        rest = "The summary names all of them." if written else "Mend these first; the next check names the rest."
        paths = changed.read_text(encoding="utf-8", errors="replace").splitlines() if changed else ()
        text = to_github(problems, page, rest, frozenset(paths))
    else:
        text = to_json(problems) if form == "json" else report(problems)
    if text:
        # A file's name may hold bytes that are no text at all.
        click.echo(text.encode("utf-8", "backslashreplace").decode())
    raise SystemExit(1 if has_errors(problems) else 0)


def _append(summary: Path, problems: Iterable[Problem], page: str) -> bool:
    """Add the list to a file that other steps' words may stand in; whether it could be written."""
    try:
        taken = summary.stat().st_size if summary.exists() else 0
        with summary.open("ab") as file:
            file.write(to_summary(problems, page, SUMMARY_BYTES - taken).encode("utf-8", "backslashreplace"))
    except OSError as error:
        click.echo(f"The summary was not written: {error.strerror}.", err=True)
        return False
    return True


def page_of_codes(root: Path) -> str:
    """Where the page that explains the codes can be read: on GitHub where that is known, else in the project.

    A fork may write any address into its settings, so only one without a sign of Markdown is taken from there.
    """
    server, name = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    content, _ = bytes_of(root / "data/site.yml", "data/site.yml")
    source, _ = read("data/site.yml", content or b"")
    repository = f"{server}/{name}" if server and name else source and source.data.get("repository")
    if not isinstance(repository, str) or not SAFE_ADDRESS.fullmatch(repository):
        return PAGE_OF_CODES
    return f"{repository.rstrip('/')}/blob/main/{PAGE_OF_CODES}"


@click.command()
@click.option("--site-dir", type=Folder, help="Where the site goes; 'site' if not given.")
@click.option("--clean", is_flag=True, help="Clear the cache (.cache/) before building.")
@today_option
@click.pass_context
def build(context: click.Context, site_dir: Path | None, clean: bool, today: dt.datetime) -> None:
    """Build the site: all of it, or nothing where anything is wrong."""
    started, started_at = time.perf_counter(), time.time()
    _show_progress()
    click.echo("Reading records and prose…")
    root, program = context.obj, context.meta[PROGRAM]
    site_dir = site_dir and site_dir.absolute()
    cache = open_cache(root, program)
    if clean:
        cache.clear()
    inputs = digest_of_inputs(root, program)
    try:
        built = run(root / "mkdocs.yml", site_dir, cache)
    except (BuildError, OSError) as error:
        click.echo(f"Build failed. The existing site is unchanged. {error}".rstrip(), err=True)
        raise SystemExit(1) from None
    # The line that a person waits for: what was made, from what, and how long it took.
    summary = _sum_up(built, today.date())
    click.echo(f"{summary}, {time.perf_counter() - started:.1f} seconds.")
    cache.prune()
    # Where something was saved during the build, nobody knows which of the two it has read.
    is_same = inputs == digest_of_inputs(root, program_digest()) and not is_saved_since(root, started_at)
    if inputs and is_same and built.published.states:
        _leave_stamp(root, site_dir, inputs, built, f"{summary}.", today.date())


def _leave_stamp(root: Path, site_dir: Path | None, inputs: str, built: Built, summary: str, today: dt.date) -> None:
    if built.frames.may_be_kept:
        until = next_review(built.project.catalog, today)
        folder = built.folder if site_dir else built.folder.relative_to(root)
        stamp = Stamp(inputs, str(folder), dict(built.published.states), summary, str(today), str(until or ""))
        leave_stamp(root, site_dir, stamp)


def _sum_up(built: Built, today: dt.date) -> str:
    catalog = built.project.catalog
    # No page knows what day it is, so a build has not asked whose review is due.
    warnings = len(built.project.problems) + sum(1 for _ in check_reviews(catalog, today))
    return (
        f"{count(len(built.project.plans), 'page')} from {count(len(catalog), 'record')}, "
        f"{count(warnings, 'warning')}, {built.published.size / 1e6:.1f} MB"
    )


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Exit 1 if the ledger is out of date; write nothing.")
@click.pass_obj
def ledger(root: Path, only_check: bool) -> None:
    """Add today's addresses to the list of all that were ever published."""
    project, problems = open_project(root, KINDS)
    if project is None:
        click.echo(report(problems), err=True)
        raise SystemExit(1)
    change = change_to(root, PUBLISHED_URLS, project.to_published_urls().encode())
    stale = change.before != change.after
    if only_check and stale:
        click.echo(f"{PUBLISHED_URLS} is out of date. Run: resource-center ledger", err=True)
        raise SystemExit(1)
    if stale and not only_check:
        apply(root, [change])
        click.echo(f"Wrote {PUBLISHED_URLS}.")


@click.command()
@click.option("--write", is_flag=True, help="Write them into the records.")
@click.pass_obj
def coordinates(root: Path, write: bool) -> None:
    """Find the coordinates of every town that a record names without them. Exit 1 if one was not found."""
    project, problems = open_project(root, KINDS)
    if project is None:
        click.echo(report(problems), err=True)
        raise SystemExit(1)
    towns = list(unlocated_towns(project.catalog))
    try:
        located = locate(root, towns, load_gazetteer() if towns else {})
    except GazetteerMissingError as error:
        click.echo(error, err=True)
        raise SystemExit(1) from None
    if write:
        apply(root, located.changes)
    for town, found in located.towns:
        click.echo(f"{town.place.path}: {town.city}, {town.state} is at {found.lat:.2f}, {found.lon:.2f}.")
    summary = f"{'Added' if write else 'Found'} the coordinates of {len(located.towns)} of {count(len(towns), 'town')}."
    click.echo(summary if towns else "Every town has coordinates.")
    if located.problems:
        click.echo(report(located.problems), err=True)
    raise SystemExit(1 if located.problems else 0)


def _show_progress() -> None:
    """Print what the build logs: its stages, and every warning."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logging.getLogger("mkdocs.plugins.resource-center").setLevel(logging.INFO)
    logger.propagate = False


COMMANDS = (check, build, ledger, coordinates)
