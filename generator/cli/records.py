"""The commands that change records: new, rename, reviewed, fix, open-period, close-period."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from generator.base.problems import UNSEEN, count, did_you_mean, report
from generator.cli.site import today_option
from generator.editing.records.autofix import autofix, possible_dates
from generator.editing.records.changes import to_diff
from generator.editing.records.record_actions import Announcement, plan_closing, plan_new, plan_opening, plan_review
from generator.editing.records.rename import plan_rename
from generator.kinds import KINDS
from generator.project.file_changes import Change, RefusedError, apply
from generator.records.kind import Kind
from generator.text.dates import format_day

DRY_RUN = "This was a dry run. To make the changes, run the command again with --write."


class Day(click.ParamType[dt.date]):
    """A date in any format that can mean only one day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        dates = [value] if isinstance(value, dt.date) else possible_dates(" ".join(value.split()))
        if len(dates) > 1:
            both = " or ".join(map(format_day, dates))
            self.fail(f"'{value}' could be {both}. Use year-month-day, as in 2026-05-03.", param, ctx)
        if not dates:
            self.fail(f"'{value}' is not a date. Use year-month-day, as in 2026-05-03.", param, ctx)
        return dates[0]


class KindName(click.ParamType[Kind]):
    """The name of a kind: its folder in data/."""

    name = "kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Kind:
        kinds = {kind.name: kind for kind in KINDS}
        if isinstance(value, Kind):
            return value
        if value not in kinds:
            hint = did_you_mean(value, kinds) or f"Use one of: {', '.join(kinds)}."
            self.fail(f"'{value}' is not a kind of record. {hint}", param, ctx)
        return kinds[value]


class RecordName(click.ParamType[tuple[Kind, str]]):
    """A record, as in sites/winthrop-clear, or the path of its file."""

    name = "kind/slug"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Kind, str]:
        if isinstance(value, tuple):
            return value
        kind, slash, slug = value.removeprefix("data/").removesuffix(".yml").partition("/")
        if not slash or not slug or "/" in slug:
            self.fail(f"'{value}' is not a record. Use kind/name, as in sites/hope-coalition.", param, ctx)
        return KindName().convert(kind, param, ctx), slug


class Words(click.ParamType[str]):
    """A line of plain text."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        words = " ".join(unicodedata.normalize("NFC", value).split())
        if not words or UNSEEN.search(words):
            self.fail("Use one line of plain text.", param, ctx)
        return words


def say(text: object, *, err: bool = False) -> None:
    """Print a text. Bytes of a file name or an argument that are not valid text are escaped."""
    click.echo(str(text).encode("utf-8", "backslashreplace").decode(), err=err)


@contextmanager
def errors_as_messages() -> Iterator[None]:
    """Print what cannot be done and exit with 1."""
    try:
        yield
    except RefusedError as error:
        if error.problems:
            say(report(error.problems), err=True)
        say(error, err=True)
    except OSError as error:
        say(f"Nothing was changed: {error.strerror or error}.", err=True)
    else:
        return
    raise SystemExit(1)


@click.command()
@click.argument("kind", type=KindName())
@click.argument("slug")
@click.pass_obj
def new(root: Path, kind: Kind, slug: str) -> None:
    """Create a record: write data/KIND/SLUG.yml with a line for each field to fill in.

    KIND is a folder in data/, such as sites. SLUG becomes part of the record's permanent web address: lowercase
    letters, digits and hyphens, as in hope-coalition. The file explains each field. The check lists what is missing.
    """
    with errors_as_messages():
        change = plan_new(root, KINDS, kind, slug)
        apply(root, [change])
    say(f"Created {change.path}. Fill in its lines, then run the check to see what is missing.")


@click.command()
@click.argument("old", type=RecordName(), metavar="KIND/OLD")
@click.argument("new_name", metavar="KIND/NEW")
@click.option("--write", is_flag=True, help="Make the changes. Without it, the command only shows them.")
@click.pass_obj
def rename(root: Path, old: tuple[Kind, str], new_name: str, write: bool) -> None:
    """Rename a record, as in: rename sites/old-name sites/new-name.

    Everything that refers to the record is updated: fields and links of other records, links and blocks of pages. A
    redirect from its old web address is added to data/redirects.yml, so that old links keep working. If the check
    would find new problems, nothing is changed.
    """
    kind, slug = old
    # People expect to write the kind twice.
    new_slug = new_name.removeprefix("data/").removeprefix(f"{kind.name}/").removesuffix(".yml")
    if "/" in new_slug:
        raise click.BadParameter(f"The kind cannot change. Use {kind.name}/new-name.", param_hint="'KIND/NEW'")
    with errors_as_messages():
        changes = plan_rename(root, KINDS, kind, slug, new_slug)
        if write:
            apply(root, changes)
    say(to_diff(changes))
    others = count(len(changes) - 2, "other file")
    say(f"{'Renamed' if write else 'Would rename'} {kind.name}/{slug} to {kind.name}/{new_slug} and update {others}.")
    if not write:
        say(DRY_RUN)


@click.command()
@click.argument("record", type=RecordName(), metavar="KIND/SLUG")
@click.option("--by", "by_role", type=Words(), required=True, help="The reviewer's role, never a name.")
@click.option("--on", type=Day(), help="The date of the review, as in 2026-05-03. Default: today.")
@today_option
@click.pass_obj
def reviewed(root: Path, record: tuple[Kind, str], by_role: str, on: dt.date | None, today: dt.datetime) -> None:
    """Mark a record as reviewed by program staff: set 'reviewed' to the date and the reviewer's role.

    KIND/SLUG names the record, as in sites/hope-coalition. --by takes a role, such as 'Program coordinator', never a
    name. An earlier review is replaced.
    """
    day = on or today.date()
    if day > today.date():
        raise click.BadParameter(f"{format_day(day)} is in the future.", param_hint="'--on'")
    with errors_as_messages():
        change = plan_review(root, KINDS, *record, day, by_role)
        apply(root, [change])
    _show([change], f"{change.path} is marked as reviewed on {format_day(day)}. Reviewer: {by_role}.")


@click.command()
@click.option("--write", is_flag=True, help="Make the changes. Without it, the command only shows them.")
@click.pass_obj
def fix(root: Path, write: bool) -> None:
    """Fix common mistakes that have only one solution, in all records at once.

    It puts text with a second ': ' in quotes, turns tabs into spaces, changes 'May 3, 2026' to 2026-05-03, 'ohio' to
    OH and 'Jail' to jail, renames fields that have a new name, and saves old Windows files as UTF-8. Comments and
    order stay. It lists what could mean two things and does not change it. The check lists the rest.
    """
    with errors_as_messages():
        fixes = autofix(root, KINDS)
        if write:
            apply(root, fixes.changes)
    if fixes.ambiguous:
        say(report(fixes.ambiguous))
        say("These could mean two things and were not changed.")
    files = count(len(fixes.changes), "file")
    done = f"{'Fixed' if write else 'Would fix'} {files}. Run the check to see what is left."
    _show(fixes.changes, done if fixes.changes else "Nothing can be fixed automatically.")
    if fixes.changes and not write:
        say(DRY_RUN)


@click.command("open-period")
@click.argument("pathway")
@click.option("--opens", type=Day(), required=True, help="The first day to apply.")
@click.option("--closes", type=Day(), required=True, help="The last day to apply.")
@click.option("--timezone", type=Words(), required=True, help="The time zone of both dates, as in America/New_York.")
@click.option("--slug", default="", help="The record's name. Default: the record without dates, or a new one.")
@click.option(
    "--source", "title", type=Words(), help="The title of the page that announced the dates. Required for a new record."
)
@click.option("--url", type=Words(), help="The web address of that page.")
@click.option("--seen-on", type=Day(), help="The date you read it. Default: today.")
@today_option
@click.pass_obj
def open_period(
    root: Path,
    pathway: str,
    opens: dt.date,
    closes: dt.date,
    timezone: str,
    slug: str,
    title: str | None,
    url: str | None,
    seen_on: dt.date | None,
    today: dt.datetime,
) -> None:
    """Announce when applications for PATHWAY open and close, as in: open-period mentee.

    The dates are added to this pathway's record without dates. If there is none, a new record is created, which needs
    --source.
    """
    announcement = Announcement(opens, closes, timezone, title or "", url or "", seen_on or today.date())
    with errors_as_messages():
        change = plan_opening(root, KINDS, pathway, slug, announcement)
        apply(root, [change])
    _show([change], f"{change.path}: open from {format_day(opens)} to {format_day(closes)} ({timezone}).")


@click.command("close-period")
@click.argument("slug")
@click.option("--on", type=Day(), required=True, help="The last day to apply, as in 2026-05-03.")
@click.pass_obj
def close_period(root: Path, slug: str, on: dt.date) -> None:
    """Change the last day of an application period, for example to close it early.

    SLUG is the name of the record in data/, without '.yml'.
    """
    with errors_as_messages():
        change = plan_closing(root, KINDS, slug, on)
        apply(root, [change])
    _show([change], f"{change.path}: the last day is {format_day(on)}.")


def _show(changes: Iterable[Change], done: str) -> None:
    """Print the changed lines, then what was done."""
    difference = to_diff(changes)
    if difference:
        say(difference)
    say(done)


COMMANDS = (new, rename, reviewed, fix, open_period, close_period)
