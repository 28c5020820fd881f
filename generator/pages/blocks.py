"""The named pieces of HTML that hand-written pages may place, and the few that belong to no room."""

from typing import Any

from markupsafe import Markup

from generator.base.problems import Problem, did_you_mean
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.markdown import Blocks
from generator.records.markdown.links import TextProblem

SHARED = "all"
"""What stands in place of a kind's name before the blocks that belong to no room."""

LIST = "list"
"""The block of a kind's own list, its template `index.html`."""

SHARED_BLOCKS = ("search", "a-z", "exports", "read-on", "contact", "copy", "corrections", "pair")


def find_block(catalog: Catalog, kind_name: str, name: str) -> TextProblem | None:
    """Why there is no such block; None where there is one."""
    if kind_name == SHARED:
        known = list(SHARED_BLOCKS)
    elif kind_name in catalog.kinds:
        kind = catalog.kinds[kind_name]
        known = [*kind.blocks, *([LIST] if kind.index else [])]
    else:
        hint = did_you_mean(kind_name, catalog.kinds) or f"The kinds are {', '.join(catalog.kinds)}."
        return TextProblem(0, "unknown-block", f"'{kind_name}' is not a kind of record.", hint)
    if name in known:
        return None
    hint = did_you_mean(name, known) or f"The blocks are {', '.join(known)}."
    return TextProblem(0, "unknown-block", f"'{kind_name}.{name}' is not a block.", hint)


def shared_block(catalog: Catalog, name: str) -> dict[str, Any]:
    """What the template of a block that belongs to no room needs."""
    if name == "a-z":
        return {"groups": a_to_z(catalog)}
    if name == "exports":
        return {"kinds": [kind for kind in catalog.kinds.values() if catalog.all(kind.name)]}
    if name == "read-on":
        return {"day": max((record.read_on for record in catalog), default=None)}
    return {}


def a_to_z(catalog: Catalog) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Every hand-written page and record by kind: title and address."""
    groups = [("pages", "Pages", sorted((title, address) for address, title in catalog.titles.items()))]
    for kind in (kind for kind in catalog.kinds.values() if kind.is_searchable):
        findable = [record for record in catalog.all(kind.name) if record.is_findable]
        records = sorted(findable, key=lambda record: record.title.casefold())
        groups.append((kind.name, kind.title, [(record.title, catalog.url(record)) for record in records]))
    return [(key, name, rows) for key, name, rows in groups if rows]


def render_content_page(catalog: Catalog, page: ContentPage, blocks: Blocks) -> tuple[Markup, list[Problem]]:
    """A hand-written page's text as HTML, and what is wrong in it, on the lines of its file."""
    found = catalog.prose.render_page(page.text, blocks)
    return found.html, [
        Problem(page.place(problem.line), problem.code, problem.message, problem.hint) for problem in found.problems
    ]


def check_content_page(catalog: Catalog, page: ContentPage) -> list[Problem]:
    """What is wrong in a page's text, where the records are too broken to show its blocks."""
    return render_content_page(catalog, page, lambda kind, name, _: find_block(catalog, kind, name) or "")[1]
