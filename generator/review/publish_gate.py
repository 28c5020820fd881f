"""What should not go out although nothing in it is wrong: a site that shrank, or official pages without facts."""

from collections.abc import Iterator

from generator.base.counts import count_of
from generator.checks.published_urls import read_published_urls
from generator.project.project import Project

MOST_GONE = 0.2
"""The part of all pages ever published that may be missing before somebody must have meant it."""


def objections(project: Project) -> Iterator[str]:
    """Why a checked project should not be published, in sentences for whoever pressed the button."""
    published, _ = read_published_urls(project.root)
    before = {name for name in published if "#" not in name and (not name or name.endswith("/"))}
    # A page that moved has one at its old address; what is hidden keeps a neutral one. Both still stand there.
    gone = before - {page.address for page in project.plans}
    if len(gone) > len(before) * MOST_GONE:
        named = ", ".join(f"/{address}" for address in sorted(gone)[:5])
        yield (
            f"{count_of(len(gone), 'page')} of {len(before)} ever published would be gone: {named}… "
            "If that is meant, take the lines out of data/.published.txt in the same change."
        )
    if not project.settings.site.has_route:
        yield (
            "Readers have no way to report an error or to ask for removal. Set the variable SITE_REPOSITORY, or add "
            "'repository:' or a 'private:' address below 'contact:' in data/site.yml."
        )
    if project.settings.site.status == "official":
        placeholders = [f"{one.kind}/{one.slug}" for one in project.catalog if one.fact_status == "placeholder"]
        if placeholders:
            yield (
                f"The site is official, and {count_of(len(placeholders), 'record')} still "
                f"{'holds' if len(placeholders) == 1 else 'hold'} a place for facts: {', '.join(placeholders[:5])}. "
                "Fill them in, or set 'status: draft' in data/site.yml."
            )
