"""Reasons not to publish a site that passes the check: many pages are gone, or an official site has placeholders."""

from collections.abc import Iterator

from generator.base.counts import count_of
from generator.checks.published_urls import PUBLISHED_URLS, read_published_urls
from generator.project.project import Project

MOST_GONE = 0.2
"""The share of all pages ever published that may be missing before someone must confirm that it is intended."""


def objections(project: Project) -> Iterator[str]:
    """Yield a sentence for each reason not to publish a project that passes the check."""
    published, _ = read_published_urls(project.root)
    if not (project.root / PUBLISHED_URLS).is_file():
        yield (
            f"{PUBLISHED_URLS} is missing, so nobody can tell whether published pages are gone. Restore it from Git. "
            "For a new site, create it with: resource-center published-urls"
        )
    before = {name for name in published if "#" not in name and (not name or name.endswith("/"))}
    # Moved pages leave a redirect page and removed records a neutral page, so neither counts as gone.
    gone = before - {page.address for page in project.plans}
    if len(gone) > len(before) * MOST_GONE:
        examples = ", ".join(f"/{address}" for address in sorted(gone)[:5])
        yield (
            f"{len(gone):,} of {count_of(len(before), 'published page')} would be gone, such as {examples}. "
            "If this is intended, delete their lines from data/.published.txt in the same change."
        )
    if not project.settings.site.has_route:
        yield (
            "Readers have no way to report an error or ask for removal. Set the variable SITE_REPOSITORY, or add "
            "'repository:' or a 'private:' address below 'contact:' in data/site.yml."
        )
    if project.settings.site.status == "official":
        placeholders = [f"{one.kind}/{one.slug}" for one in project.catalog if one.fact_status == "placeholder"]
        if placeholders:
            records = f"{count_of(placeholders, 'record')} {'is' if len(placeholders) == 1 else 'are'}"
            yield (
                f"The site is official, but {records} still marked as 'placeholder': "
                f"{', '.join(placeholders[:5])}. Add the facts, or set 'status: draft' in data/site.yml."
            )
