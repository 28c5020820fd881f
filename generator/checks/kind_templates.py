"""Check that each kind has the templates that its code needs."""

from collections.abc import Iterator
from pathlib import Path

from generator.base.problems import Place, Problem
from generator.checks.link_places import name_of
from generator.records.catalog import Catalog
from generator.records.kind import Kind


def check_templates(root: Path, catalog: Catalog) -> Iterator[Problem]:
    """Yield the problem of each template that a kind needs and does not have. A list has a default template."""
    for kind in catalog.kinds.values():
        for template, what in _needed(catalog, kind).items():
            if not kind.paths(f"{template}.html"):
                yield Problem(
                    Place(name_of(root, kind.folder)),
                    "missing-template",
                    f"'{template}.html' is missing.",
                    f"Add this template to the kind's folder: {what}.",
                )


def _needed(catalog: Catalog, kind: Kind) -> dict[str, str]:
    """Return the names of the templates that a kind's code needs, and what each is needed for."""
    behavior = kind.behavior
    needed = {name: f"it renders the block '{kind.name}.{name}'" for name in behavior.blocks}
    needed |= {
        page.template: f"it renders {address}" for address, (of, page) in catalog.derived_pages.items() if of is kind
    }
    if behavior.view:
        needed["page"] = "the kind has a view for the page of a record"
    if behavior.announcement:
        needed["announcement"] = "the kind has an announcement"
    return needed
