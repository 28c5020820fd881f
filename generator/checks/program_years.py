"""Check that no record says that something of the program took place before the program began."""

from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog
from generator.records.fields.roles import Role, fields_with
from generator.records.fields.types import Sourced
from generator.records.record import Record
from generator.records.settings import SiteSettings
from generator.yaml_files.yaml_source import KeyPath


def check_program_years(catalog: Catalog, site: SiteSettings) -> Iterator[Problem]:
    """Yield the problem of each year before the program's first one, if the settings name it."""
    for record in catalog if site.first_year else ():
        for path, year in _program_years(record):
            if year < (site.first_year or 0):
                yield Problem(
                    catalog.sources[record.kind, record.slug].place(path),
                    "year-too-early",
                    f"{year} is too early: the program began in {site.first_year}.",
                    "Check the source, or correct 'first_year' in data/site.yml.",
                )


def _program_years(record: Record) -> Iterator[tuple[KeyPath, int]]:
    """Yield each year in which the program took place, with its path. A field may hold one year or several."""
    for name in fields_with(type(record), Role.PROGRAM_YEAR):
        value = getattr(record, name)
        years = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for number, year in years:
            path = (name,) if number is None else (name, number)
            if year is not None:
                yield path, year.value if isinstance(year, Sourced) else year
