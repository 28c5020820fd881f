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
from generator.editing.records.autofix import autofix, days
from generator.editing.records.changes import to_diff
from generator.editing.records.record_actions import Announcement, plan_closing, plan_new, plan_opening, plan_review
from generator.editing.records.rename import plan_rename
from generator.kinds import KINDS
from generator.project.file_changes import Change, RefusedError, apply
from generator.records.kind import Kind
from generator.text.dates import format_day

AGAIN = "Nothing is written yet. To write it, run the same command with --write."


class Day(click.ParamType[dt.date]):
    """A day in any form that means one day only."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        found = [value] if isinstance(value, dt.date) else days(" ".join(value.split()))
        if len(found) > 1:
            self.fail(f"'{value}' may be {' or '.join(map(format_day, found))}. Write it as in 2026-05-03.", param, ctx)
        if not found:
            self.fail(f"'{value}' is not a date. Write year-month-day, as in 2026-05-03.", param, ctx)
        return found[0]


class KindName(click.ParamType[Kind]):
    """The folder of a kind in data/."""

    name = "kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Kind:
        kinds = {kind.name: kind for kind in KINDS}
        if isinstance(value, Kind):
            return value
        if value not in kinds:
            hint = did_you_mean(value, kinds) or f"Write one of {', '.join(kinds)}."
            self.fail(f"'{value}' is not a kind of record. {hint}", param, ctx)
        return kinds[value]


class RecordName(click.ParamType[tuple[Kind, str]]):
    """A record, as in sites/winthrop-clear; the path of its file does too."""

    name = "kind/slug"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Kind, str]:
        if isinstance(value, tuple):
            return value
        kind, slash, slug = value.removeprefix("data/").removesuffix(".yml").partition("/")
        if not slash or not slug or "/" in slug:
            self.fail(f"'{value}' is not a record. Write its kind and its name with a '/' between.", param, ctx)
        return KindName().convert(kind, param, ctx), slug


class Words(click.ParamType[str]):
    """A line of words."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        words = " ".join(unicodedata.normalize("NFC", value).split())
        if not words or UNSEEN.search(words):
            self.fail("Write a line of plain words.", param, ctx)
        return words


def say(text: object, *, err: bool = False) -> None:
    """Print a text; what a file's name or an argument holds may be no text at all."""
    click.echo(str(text).encode("utf-8", "backslashreplace").decode(), err=err)


@contextmanager
def in_plain_words() -> Iterator[None]:
    """What cannot be done, as sentences, and exit 1."""
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
    """Begin a record: write data/KIND/SLUG.yml with a line for each field to fill in.

    KIND is a folder in data/, such as sites. SLUG is the end of the record's address for ever: small letters, digits
    and hyphens, as in hope-coalition. The file explains each field. The check names what is still missing.
    """
    with in_plain_words():
        change = plan_new(root, KINDS, kind, slug)
        apply(root, [change])
    say(f"Wrote {change.path}. Fill in its lines; the check names what is missing.")


@click.command()
@click.argument("old", type=RecordName(), metavar="KIND/OLD")
@click.argument("new_name", metavar="KIND/NEW")
@click.option("--write", is_flag=True, help="Do it. Without this the command only shows what it would change.")
@click.pass_obj
def rename(root: Path, old: tuple[Kind, str], new_name: str, write: bool) -> None:
    """Give a record another name, as in: rename sites/old-name sites/new-name.

    All that names the record is changed with it: fields and links of other records, links and blocks of pages. Its
    old address gets a line in data/redirects.yml, so that links to it still lead there. If the check would then find
    anything, nothing is changed.
    """
    kind, slug = old
    # The kind stays: written a second time it is only what people expect to write.
    new_slug = new_name.removeprefix("data/").removeprefix(f"{kind.name}/").removesuffix(".yml")
    if "/" in new_slug:
        raise click.BadParameter(f"A record keeps its kind. Write it as {kind.name}/new-name.", param_hint="'KIND/NEW'")
    with in_plain_words():
        changes = plan_rename(root, KINDS, kind, slug, new_slug)
        if write:
            apply(root, changes)
    say(to_diff(changes))
    named = count(len(changes) - 2, "other file")
    say(f"{'Renamed' if write else 'Would rename'} {kind.name}/{slug} to {kind.name}/{new_slug} and change {named}.")
    if not write:
        say(AGAIN)


@click.command()
@click.argument("record", type=RecordName(), metavar="KIND/SLUG")
@click.option("--by", "by_role", type=Words(), required=True, help="The role of whoever checked it; never a name.")
@click.option("--on", type=Day(), help="The day of the check, as in 2026-05-03; today if not given.")
@today_option
@click.pass_obj
def reviewed(root: Path, record: tuple[Kind, str], by_role: str, on: dt.date | None, today: dt.datetime) -> None:
    """Mark a record as checked by somebody at the program: set 'reviewed' to the day and the role.

    KIND/SLUG names the record, as in sites/hope-coalition. --by takes a role, such as 'Program coordinator', never a
    name. An older mark is replaced.
    """
    day = on or today.date()
    if day > today.date():
        raise click.BadParameter(f"{format_day(day)} has not come yet.", param_hint="'--on'")
    with in_plain_words():
        change = plan_review(root, KINDS, *record, day, by_role)
        apply(root, [change])
    _tell([change], f"{change.path} is marked as checked on {format_day(day)} by: {by_role}.")


@click.command()
@click.option("--write", is_flag=True, help="Write the files. Without this the command only shows what it would do.")
@click.pass_obj
def fix(root: Path, write: bool) -> None:
    """Mend what has one answer only, in all records at once.

    It puts a text with a second ': ' in quotes, turns tabs into spaces, writes 'May 3, 2026' as 2026-05-03, 'ohio' as
    OH and 'Jail' as jail, renames fields that have a new name, and saves old Windows files as UTF-8. Comments and
    order stay. What can be meant in two ways stays as it is and is named; the check names the rest.
    """
    with in_plain_words():
        found = autofix(root, KINDS)
        if write:
            apply(root, found.changes)
    if found.doubts:
        say(report(found.doubts))
        say("These can be meant in two ways, so they stay as they are.")
    files = count(len(found.changes), "file")
    done = f"{'Mended' if write else 'Would mend'} {files}. The check names what is left."
    _tell(found.changes, done if found.changes else "There is nothing that has one answer only.")
    if found.changes and not write:
        say(AGAIN)


@click.command("open-period")
@click.argument("pathway")
@click.option("--opens", type=Day(), required=True, help="The first day on which one can apply.")
@click.option("--closes", type=Day(), required=True, help="The last day on which one can apply.")
@click.option("--timezone", type=Words(), required=True, help="The zone of both days, as in America/New_York.")
@click.option(
    "--slug", default="", help="The record's name. Without it: the record that waits for dates, or a new one."
)
@click.option("--source", "title", type=Words(), help="Where the dates were announced. A new record needs it.")
@click.option("--url", type=Words(), help="The web address of that announcement.")
@click.option("--seen-on", type=Day(), help="The day on which you read it; today if not given.")
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

    The dates go into the record that stands for this pathway without dates. Where there is none, a new record is
    made, which needs --source.
    """
    said = Announcement(opens, closes, timezone, title or "", url or "", seen_on or today.date())
    with in_plain_words():
        change = plan_opening(root, KINDS, pathway, slug, said)
        apply(root, [change])
    _tell([change], f"{change.path}: open from {format_day(opens)} to {format_day(closes)} ({timezone}).")


@click.command("close-period")
@click.argument("slug")
@click.option("--on", type=Day(), required=True, help="The last day on which one can apply, as in 2026-05-03.")
@click.pass_obj
def close_period(root: Path, slug: str, on: dt.date) -> None:
    """Set the last day of a time for applications, for example to close it early.

    SLUG is the name of the record in data/, without '.yml'.
    """
    with in_plain_words():
        change = plan_closing(root, KINDS, slug, on)
        apply(root, [change])
    _tell([change], f"{change.path}: the last day is {format_day(on)}.")


def _tell(changes: Iterable[Change], done: str) -> None:
    """Show the changed lines, then say what was done."""
    difference = to_diff(changes)
    if difference:
        say(difference)
    say(done)


COMMANDS = (new, rename, reviewed, fix, open_period, close_period)
