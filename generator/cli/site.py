"""The commands of the site: check, build, ledger, coordinates."""

import logging
import time
from pathlib import Path

import click

from generator.addresses import LEDGER, to_ledger
from generator.gazetteer import GazetteerMissingError, fill_in, load_table, missing
from generator.kinds import KINDS
from generator.plugin import BuildError, run
from generator.problems import count, has_errors, report, to_github, to_json
from generator.project import open_project

FORMATS = {"text": report, "json": to_json, "github": to_github}
Folder = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
@click.pass_obj
def check(root: Path, form: str) -> None:
    """Name every problem with its place. Exit 1 if any is an error."""
    _, problems = open_project(root, KINDS)
    text = FORMATS[form](problems)
    if text:
        # A file's name may hold bytes that are no text at all.
        click.echo(text.encode("utf-8", "backslashreplace").decode())
    raise SystemExit(1 if has_errors(problems) else 0)


@click.command()
@click.option("--site-dir", type=Folder, help="Where the site goes; 'site' if not given.")
@click.pass_obj
def build(root: Path, site_dir: Path | None) -> None:
    """Build the site: all of it, or nothing where anything is wrong."""
    started = time.perf_counter()
    _show_progress()
    click.echo("Reading records and prose…")
    try:
        project, published = run(root / "mkdocs.yml", site_dir.absolute() if site_dir else None)
    except BuildError as error:
        click.echo(f"Not built; the site that stands is untouched. {error}".rstrip(), err=True)
        raise SystemExit(1) from None
    seconds = time.perf_counter() - started
    warnings = sum(problem.severity == "warning" for problem in project.problems)
    # The line that a person waits for: what was made, from what, and how long it took.
    click.echo(
        f"{count(len(project.pages), 'page')} from {count(len(project.catalog), 'record')}, "
        f"{count(warnings, 'warning')}, "
        f"{published.size / 1e6:.1f} MB, {seconds:.1f} seconds."
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
    path, text = root / LEDGER, to_ledger(root, project.addresses)
    stale = not path.is_file() or path.read_text(encoding="utf-8") != text
    if only_check and stale:
        click.echo(f"{LEDGER} is out of date. Run: resource-center ledger", err=True)
        raise SystemExit(1)
    if stale and not only_check:
        path.write_text(text, encoding="utf-8")
        click.echo(f"Wrote {LEDGER}.")


@click.command()
@click.option("--write", is_flag=True, help="Write them into the records.")
@click.pass_obj
def coordinates(root: Path, write: bool) -> None:
    """Find the coordinates of every town that a record names without them. Exit 1 if one was not found."""
    project, problems = open_project(root, KINDS)
    if project is None:
        click.echo(report(problems), err=True)
        raise SystemExit(1)
    towns = list(missing(project.catalog))
    try:
        done, faults = fill_in(root, towns, load_table() if towns else {}, write=write)
    except GazetteerMissingError as error:
        click.echo(error, err=True)
        raise SystemExit(1) from None
    for town, found in done:
        click.echo(f"{town.place.path}: {town.city}, {town.state} lies at {found.lat:.2f}, {found.lon:.2f}.")
    said = f"{'Wrote' if write else 'Found'} the coordinates of {count(len(done), 'town')} of {len(towns)}."
    click.echo(said if towns else "Every town has its coordinates.")
    if faults:
        click.echo(report(faults), err=True)
    raise SystemExit(1 if faults else 0)


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
