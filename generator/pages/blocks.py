"""The named pieces of HTML that hand-written pages can place, including the few that belong to no kind."""

from generator.base.problems import Problem, did_you_mean
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.markdown import Blocks
from generator.records.markdown.links import TextProblem
from generator.text.markup import Markup

SHARED = "all"
"""Stands for the kind in the names of blocks that belong to none, as in `all.search`."""

LIST = "list"
"""The name of the block with a kind's list of records: its template `index.html`."""

SHARED_BLOCKS = ("search", "a-z", "exports", "read-on", "contact", "copy", "corrections", "pair")


def find_block(catalog: Catalog, kind_name: str, name: str) -> TextProblem | None:
    """Return why there is no such block; None if there is one."""
    if kind_name == SHARED:
        known = list(SHARED_BLOCKS)
    elif kind_name in catalog.kinds:
        kind = catalog.kinds[kind_name]
        known = [*kind.behavior.blocks, *([LIST] if kind.index else [])]
    else:
        hint = did_you_mean(kind_name, catalog.kinds) or f"The kinds are {', '.join(catalog.kinds)}."
        return TextProblem(0, "unknown-block", f"'{kind_name}' is not a kind of record.", hint)
    if name in known:
        return None
    whole = ", ".join(f"{kind_name}.{block}" for block in known)
    hint = did_you_mean(name, known).replace("'", f"'{kind_name}.", 1) or f"The blocks are {whole}."
    return TextProblem(0, "unknown-block", f"'{kind_name}.{name}' is not a block.", hint)


def shared_block(catalog: Catalog, name: str) -> dict[str, object]:
    """Return the variables for the template of a block that belongs to no kind."""
    if name == "a-z":
        return {"groups": a_to_z(catalog)}
    if name == "exports":
        return {"kinds": [kind for kind in catalog.kinds.values() if catalog.all(kind.name)]}
    if name == "read-on":
        return {"day": max((record.read_on for record in catalog), default=None)}
    return {}


def a_to_z(catalog: Catalog) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return all hand-written pages, then all records by kind: the group's key and title, and titles with addresses."""
    groups = [("pages", "Pages", sorted((title, address) for address, title in catalog.content.titles.items()))]
    for kind in (kind for kind in catalog.kinds.values() if kind.is_searchable):
        findable = [record for record in catalog.all(kind.name) if record.is_findable]
        records = sorted(findable, key=lambda record: record.title.casefold())
        groups.append((kind.name, kind.title, [(record.title, catalog.url(record)) for record in records]))
    return [(key, title, rows) for key, title, rows in groups if rows]


def render_content_page(catalog: Catalog, page: ContentPage, blocks: Blocks) -> tuple[Markup, list[Problem]]:
    """Return a hand-written page's text as HTML, and the problems in it with their lines."""
    rendered = catalog.prose.render_page(page.text, blocks)
    return rendered.html, [
        Problem(page.place(problem.line), problem.code, problem.message, problem.hint) for problem in rendered.problems
    ]


def check_content_page(catalog: Catalog, page: ContentPage) -> list[Problem]:
    """Return the problems in a page's text without rendering its blocks, for when records have errors."""
    return render_content_page(catalog, page, lambda kind, name, _: find_block(catalog, kind, name) or "")[1]
