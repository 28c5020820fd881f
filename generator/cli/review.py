"""The commands for reviewing a site before and after it is published: publish-gate, maintenance and links."""

import datetime as dt

import click

from generator.checks.reviews_due import check_reviews
from generator.cli.output import open_or_exit
from generator.cli.parameters import today_option
from generator.cli.workspace import Workspace
from generator.project.publish import REPOSITORY
from generator.review.link_check import check_links, external_links, request_by, to_link_report
from generator.review.maintenance_report import to_maintenance_report
from generator.review.publish_gate import objections


@click.command("publish-gate")
@click.option(
    "--repository",
    envvar=REPOSITORY,
    default="",
    help="URL of the repository where files are edited, if data/site.yml does not set one.",
)
@click.pass_obj
def publish_gate(workspace: Workspace, repository: str) -> None:
    """Check that the site is ready to publish.

    Even without errors, a site should not be published if many pages are gone or readers cannot report errors. The exit
    status is 1 if there is a reason not to publish.
    """
    reasons = list(objections(open_or_exit(workspace, repository)))
    for reason in reasons:
        click.echo(reason, err=True)
    raise SystemExit(1 if reasons else 0)


@click.command()
@today_option
@click.pass_obj
def maintenance(workspace: Workspace, today: dt.date) -> None:
    """Report reviews due, open questions and gaps, as Markdown."""
    project = open_or_exit(workspace)
    warnings = [*project.problems, *check_reviews(project.catalog, today)]
    click.echo(to_maintenance_report(project.catalog, warnings, today))


@click.command()
@click.pass_obj
def links(workspace: Workspace) -> None:
    """Check external links, and report the dead ones as Markdown.

    This sends a request to each linked page, which takes a few minutes.
    """
    project = open_or_exit(workspace)
    pages_by_url = external_links(project)
    request = request_by(project.settings.site.file_name)
    click.echo(to_link_report(pages_by_url, check_links(pages_by_url, request)))


COMMANDS = (publish_gate, maintenance, links)
