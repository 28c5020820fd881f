"""The commands that set when applications open and close: open-period and close-period."""

import datetime as dt

import click

from generator.cli.output import echo, echo_diff
from generator.cli.parameters import Date, TextLine, today_option
from generator.cli.workspace import Workspace
from generator.editing.records.record_actions import Announcement, plan_closing, plan_opening
from generator.project.file_changes import apply
from generator.text.dates import format_day


@click.command("open-period")
@click.argument("pathway")
@click.option("--opens", type=Date(), required=True, help="First day to apply, in the form 2026-05-03.")
@click.option("--closes", type=Date(), required=True, help="Last day to apply, in the form 2026-06-30.")
@click.option("--timezone", type=TextLine(), required=True, help="Time zone of both dates, as in America/New_York.")
@click.option(
    "--slug", default="", help="Record to change or create. The default is the pathway's record that has no dates yet."
)
@click.option(
    "--source",
    type=TextLine(),
    help="Where the dates were announced: the name of a file in data/sources/, or the title of a page.",
)
@click.option("--url", type=TextLine(), help="URL of that page, if you gave its title.")
@click.option("--seen-on", type=Date(), help="Date you read the source. The default is today.")
@today_option
@click.pass_obj
def open_period(
    workspace: Workspace,
    pathway: str,
    opens: dt.date,
    closes: dt.date,
    timezone: str,
    slug: str,
    source: str | None,
    url: str | None,
    seen_on: dt.date | None,
    today: dt.date,
) -> None:
    """Set when applications open and close.

    PATHWAY is the slug of a pathway, such as mentee. The dates go into that pathway's record without dates, and the
    source is added to it. If there is no such record, a new one is created.
    """
    announcement = Announcement(opens, closes, timezone, source or "", seen_on or today, url or "")
    change = plan_opening(workspace.root, workspace.kinds, slug_in(pathway), slug, announcement)
    apply(workspace.root, [change])
    echo_diff([change])
    echo(f"{change.path}: open from {format_day(opens)} to {format_day(closes)} ({timezone}).")


@click.command("close-period")
@click.argument("slug")
@click.option("--on", type=Date(), required=True, help="Last day to apply, in the form 2026-05-03.")
@click.pass_obj
def close_period(workspace: Workspace, slug: str, on: dt.date) -> None:
    """Change the last day of an application period.

    Use it to close a period early or to extend it. SLUG is the record's file name without '.yml'. Calendars that
    subscribe to the periods show the new day: nothing else has to change.
    """
    change = plan_closing(workspace.root, workspace.kinds, slug_in(slug), on)
    apply(workspace.root, [change])
    echo_diff([change])
    echo(f"{change.path}: the last day is {format_day(on)}.")


def slug_in(name: str) -> str:
    """Return the slug in the name of a record, which may be its path, as in data/periods/mentee-2027.yml."""
    return name.rpartition("/")[2].removesuffix(".yml")


COMMANDS = (open_period, close_period)
