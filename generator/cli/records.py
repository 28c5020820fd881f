"""The commands that change records: new, rename, remove, reviewed, fix and geocode."""

import datetime as dt

import click

from generator.base.counts import count_of
from generator.base.problems import report, sort
from generator.checks.reviews_due import is_in_the_future
from generator.cli.output import echo, echo_diff, open_or_exit
from generator.cli.parameters import Date, KindName, RecordName, TextLine, today_option
from generator.cli.workspace import Workspace
from generator.editing.records.autofix import autofix
from generator.editing.records.geocode import GazetteerMissingError, load_gazetteer, locate, unlocated_towns
from generator.editing.records.record_actions import plan_new, plan_reviews
from generator.editing.records.remove import plan_removal
from generator.editing.records.rename import plan_rename
from generator.project.file_changes import apply
from generator.records.kind import Kind
from generator.text.dates import format_day

DRY_RUN = "This was a dry run. To make the changes, run the command again with --write."

write_option = click.option("--write", is_flag=True, help="Make the changes. Without this option, only show them.")


@click.command()
@click.argument("kind", type=KindName())
@click.argument("slug")
@click.pass_obj
def new(workspace: Workspace, kind: Kind, slug: str) -> None:
    """Create a record: data/KIND/SLUG.yml.

    KIND is a folder in data/, such as sites. SLUG becomes the end of the record's URL and never changes: lowercase
    letters, digits and hyphens, as in example-county-peers. Fill in the fields in the new file; comments explain each
    one.
    """
    change = plan_new(workspace.root, workspace.kinds, kind, slug)
    apply(workspace.root, [change])
    echo(f"Created {change.path}. Fill in its lines, then run the check to see what is missing.")


@click.command()
@click.argument("record", type=RecordName(), metavar="KIND/OLD")
@click.argument("new_name", metavar="KIND/NEW")
@write_option
@click.pass_obj
def rename(workspace: Workspace, record: tuple[Kind, str], new_name: str, write: bool) -> None:
    """Rename a record, and update everything that refers to it.

    For example: rename sites/old-name sites/new-name. Updates fields and links in other records, and links and blocks
    on pages, and adds a redirect from the old URL to data/redirects.yml. If that would cause a new problem, nothing is
    changed.
    """
    kind, slug = record
    # The kind is optional here, since it cannot change.
    new_slug = new_name.removeprefix("data/").removeprefix(f"{kind.name}/").removesuffix(".yml")
    if "/" in new_slug:
        raise click.BadParameter(f"The kind cannot change. Use {kind.name}/new-name.", param_hint="'KIND/NEW'")
    changes = plan_rename(workspace.root, workspace.kinds, kind, slug, new_slug)
    if write:
        apply(workspace.root, changes)
    echo_diff(changes)
    others = count_of(len(changes) - 2, "other file")
    echo(f"{'Renamed' if write else 'Would rename'} {kind.name}/{slug} to {kind.name}/{new_slug} and update {others}.")
    if not write:
        echo(DRY_RUN)


@click.command()
@click.argument("record", type=RecordName(), metavar="KIND/SLUG")
@click.option("--on", type=Date(), help="Date of the request, in the form 2026-05-03. The default is today.")
@write_option
@today_option
@click.pass_obj
def remove(workspace: Workspace, record: tuple[Kind, str], on: dt.date | None, write: bool, today: dt.date) -> None:
    """Take down a record at the request of the people it describes.

    For example: remove sites/example-county-peers. A neutral page replaces the record. References to it are deleted.
    Records that depend on it go too: mentorships are deleted, and stories about it alone are withdrawn. Texts that
    still name it are listed by file and line: remove the name from each, in the same pull request.
    """
    kind, slug = record
    removal = plan_removal(workspace.root, workspace.kinds, kind, slug, _past(on, today))
    if write:
        apply(workspace.root, removal.changes)
    echo("\n".join(removal.steps))
    if removal.left:
        lines = count_of(len(removal.left), "line")
        echo(f"\nThe check finds {lines} to change by hand, in the same pull request:")
        echo("\n".join(map(str, sort(removal.left))))
    if not write:
        echo(DRY_RUN)


def _past(on: dt.date | None, today: dt.date) -> dt.date:
    """Return the value of --on, by default today. Raises click.BadParameter for a future date."""
    day = on or today
    if is_in_the_future(day, today):
        raise click.BadParameter(f"{format_day(day)} is in the future.", param_hint="'--on'")
    return day


@click.command()
@click.argument("names", type=RecordName(), metavar="KIND/SLUG...", nargs=-1, required=True)
@click.option(
    "--by",
    "by_role",
    type=TextLine(),
    required=True,
    help="Role of the reviewer, such as 'Program coordinator'; no names.",
)
@click.option("--on", type=Date(), help="Date of the review, in the form 2026-05-03. The default is today.")
@today_option
@click.pass_obj
def reviewed(
    workspace: Workspace, names: tuple[tuple[Kind, str], ...], by_role: str, on: dt.date | None, today: dt.date
) -> None:
    """Mark records as reviewed.

    For example: reviewed sites/example-county-peers sites/example-clinic --by "Program coordinator". Sets the field
    'reviewed' of each record to the date and the role, and replaces an earlier review. If one of the records cannot be
    marked, none is.
    """
    day = _past(on, today)
    changes = plan_reviews(workspace.root, workspace.kinds, names, day, by_role)
    apply(workspace.root, changes)
    echo_diff(changes)
    for change in changes:
        echo(f"{change.path} is marked as reviewed on {format_day(day)}. Reviewer: {by_role}.")


@click.command()
@write_option
@click.pass_obj
def fix(workspace: Workspace, write: bool) -> None:
    """Fix problems that have only one possible solution.

    Puts a value with a second ': ' in quotes, replaces tabs with spaces, writes 'May 3, 2026' as 2026-05-03, 'ohio' as
    OH and 'Jail' as jail, renames fields that have a new name, and saves old Windows files as UTF-8. Repairs garbled
    text: '&amp;' becomes &, 'Ã©' becomes é, and invisible characters go. Lists pasted from a
    word processor become lists of Markdown. Long texts get one sentence per line, and fields the order in
    data/RECORDS.md. Keeps comments. Lists what is ambiguous and leaves it unchanged.
    """
    fixes = autofix(workspace.root, workspace.kinds)
    if write:
        apply(workspace.root, fixes.changes)
    if fixes.ambiguous:
        echo(report(fixes.ambiguous))
        echo("These could mean two things and were not changed.")
    if not fixes.changes:
        echo("Nothing can be fixed automatically.")
        return
    echo_diff(fixes.changes)
    files = count_of(len(fixes.changes), "file")
    echo(f"{'Fixed' if write else 'Would fix'} {files}. Run the check to see what is left.")
    if not write:
        echo(DRY_RUN)


@click.command()
@write_option
@click.pass_obj
def geocode(workspace: Workspace, write: bool) -> None:
    """Look up the coordinates of towns that have none.

    The exit status is 1 if a town is not found.
    """
    towns = list(unlocated_towns(open_or_exit(workspace).catalog))
    if not towns:
        click.echo("Every town has coordinates.")
        return
    try:
        located = locate(workspace.root, towns, load_gazetteer())
    except GazetteerMissingError as error:
        click.echo(error, err=True)
        raise SystemExit(1) from None
    if write:
        apply(workspace.root, located.changes)
    for town, point in located.towns:
        click.echo(f"{town.place.path}: {town.city}, {town.state} is at {point.lat:.2f}, {point.lon:.2f}.")
    found = f"{len(located.towns)} of {count_of(len(towns), 'town')}"
    click.echo(f"{'Added' if write else 'Found'} the coordinates of {found}.")
    if located.problems:
        click.echo(report(located.problems), err=True)
        raise SystemExit(1)


COMMANDS = (new, rename, remove, reviewed, fix, geocode)
