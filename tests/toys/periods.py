"""A small project with two pathways and periods with dates: the real site has none yet."""

from collections.abc import Mapping

from generator.kinds import KINDS
from toys.library import minimal_project

SOURCES = """\
fact_status: placeholder
sources:
- title: Example County Gazette
  url: https://gazette.example/1
  seen_on: 2026-11-21
"""
DATED = "pathway: minimal\nopens: 2027-04-01\ncloses: 2027-05-03\ntimezone: America/New_York\n" + SOURCES
"""A period of the first pathway."""
HOME = "---\ntitle: A few books\ndescription: Books from A to Z.\n---\n::: periods.status\n"


def files_with(periods: Mapping[str, str], other: str) -> dict[str, str]:
    """The files of a project with these periods, by slug; its second pathway, `mentor`, has a name of its own."""
    files = minimal_project(KINDS)
    del files["data/periods/minimal.yml"]
    way = files["data/pathways/minimal.yml"].replace("The example way", other)
    made = {f"data/periods/{slug}.yml": text for slug, text in periods.items()}
    return {**files, "data/pathways/mentor.yml": way, "content/index.md": HOME, **made}
