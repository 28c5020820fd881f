"""The commands that look after a published site: guard, upkeep and links."""

import datetime as dt
from pathlib import Path

import click

from generator.base.problems import report
from generator.checks.reviews_due import check_reviews
from generator.cli.site import today_option
from generator.kinds import KINDS
from generator.project.project import Project, open_project
from generator.project.publish import REPOSITORY
from generator.review.link_check import check_links, external_links, request, to_link_report
from generator.review.maintenance_report import to_maintenance_report
from generator.review.publish_gate import objections


def opened(root: Path, repository: str = "") -> Project:
    """The project in a folder, or its problems and the end of the program."""
    project, problems = open_project(root, KINDS, repository=repository)
    if project is None:
        click.echo(report(problems), err=True)
        raise SystemExit(1)
    return project


@click.command()
@click.option(
    "--repository",
    envvar=REPOSITORY,
    default="",
    help="Where files are edited, if data/site.yml does not say so.",
)
@click.pass_obj
def guard(root: Path, repository: str) -> None:
    """Say what should not be published although nothing is wrong. Exit 1 if there is any."""
    found = list(objections(opened(root, repository)))
    for sentence in found:
        click.echo(sentence, err=True)
    raise SystemExit(1 if found else 0)


@click.command()
@today_option
@click.pass_obj
def upkeep(root: Path, today: dt.datetime) -> None:
    """Say what grew old, what is open and what is missing, as Markdown."""
    project, day = opened(root), today.date()
    warnings = [*project.problems, *check_reviews(project.catalog, day)]
    click.echo(to_maintenance_report(project.catalog, warnings, day))


@click.command()
@click.pass_obj
def links(root: Path) -> None:
    """Ask every outside address that pages name whether it still answers, and report it. It takes some minutes."""
    urls = external_links(opened(root))
    click.echo(to_link_report(urls, check_links(urls, request)))


COMMANDS = (guard, upkeep, links)
