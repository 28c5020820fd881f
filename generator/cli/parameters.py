"""The types and options that several commands share: dates, kinds, records, lines of text."""

import datetime as dt
import unicodedata

import click

from generator.base.problems import UNPRINTABLE, did_you_mean
from generator.cli.workspace import Workspace
from generator.records.kind import Kind
from generator.text.dates import DATE_HINT, explain_date, possible_dates


class Date(click.ParamType[dt.date]):
    """A date in any format that can be read in only one way."""

    name = "date"

    def convert(self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        dates = possible_dates(value)
        if len(dates) != 1:
            message, hint = explain_date(value) or (f"'{value}' is not a date.", DATE_HINT)
            self.fail(f"{message} {hint}", param, ctx)
        return dates[0]


class KindName(click.ParamType[Kind]):
    """A kind of record, named by its folder in data/."""

    name = "kind"

    def convert(self, value: str | Kind, param: click.Parameter | None, ctx: click.Context | None) -> Kind:
        if isinstance(value, Kind):
            return value
        context = ctx or click.get_current_context()
        kinds = {kind.name: kind for kind in context.ensure_object(Workspace).kinds}
        if value not in kinds:
            hint = did_you_mean(value, kinds) or f"Use one of {', '.join(kinds)}."
            self.fail(f"'{value}' is not a kind of record. {hint}", param, ctx)
        return kinds[value]


class RecordName(click.ParamType[tuple[Kind, str]]):
    """A record's kind and slug, as in sites/example-county-peers. The path of its file is accepted too."""

    name = "kind/slug"

    def convert(
        self, value: str | tuple[Kind, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Kind, str]:
        if isinstance(value, tuple):
            return value
        kind, slash, slug = value.removeprefix("data/").removesuffix(".yml").partition("/")
        if not slash or not slug or "/" in slug:
            self.fail(f"'{value}' is not a record. Use kind/name, as in sites/example-county-peers.", param, ctx)
        return KindName().convert(kind, param, ctx), slug


class TextLine(click.ParamType[str]):
    """One line of plain text, with runs of spaces collapsed."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        line = " ".join(unicodedata.normalize("NFC", value).split())
        if not line or UNPRINTABLE.search(line):
            self.fail("Use one line of plain text, without invisible characters.", param, ctx)
        return line


today_option = click.option(
    "--today",
    type=Date(),
    metavar="DATE",
    envvar="TODAY",
    default=lambda: dt.datetime.now().date(),
    help="Act as if today were this date, as in 2026-05-03.",
)
"""The date by which reviews are due. The only place that reads the clock for it."""
