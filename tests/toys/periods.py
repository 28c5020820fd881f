"""A small project with two pathways and dated application periods, which the real site does not have yet."""

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
    """The files of a project with these periods, by slug. `other`: the name of its second pathway, `mentor`."""
    files = minimal_project(KINDS)
    del files["data/periods/minimal.yml"]
    mentor = files["data/pathways/minimal.yml"].replace("The example way", other)
    records = {f"data/periods/{slug}.yml": text for slug, text in periods.items()}
    return {**files, "data/pathways/mentor.yml": mentor, "content/index.md": HOME, **records}
