"""Catalog → pages and blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from generator.pages.blocks import LIST, SHARED, find_block, render_content_page, shared_block
from generator.pages.contents import with_contents
from generator.pages.page import Page, Plan
from generator.pages.templates import Template, environment
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.kind import DerivedPage, Index, Kind
from generator.records.markdown.links import TextProblem
from generator.records.record import Record
from generator.records.settings import SiteSettings
from generator.records.summaries import clip, summarize

REDIRECTS = "data/redirects.yml"
ID = re.compile(r'\sid="([^"]+)"')
GONE = "No longer available"
"""The title of what is left where a record was taken down."""


class Renderer:
    """Makes pages and blocks of a catalog with the templates of its rooms and of the theme."""

    def __init__(self, catalog: Catalog, site: SiteSettings, theme: Path) -> None:
        self.catalog = catalog
        self.env = environment(catalog, site, theme)

    def records(self) -> Iterator[Plan]:
        """A page for each record of each kind that has pages."""
        for kind in self.catalog.kinds.values():
            if kind.has_pages:
                template = self.env.get_template(f"{kind.name}/page.html")
                for record in self.catalog.all(kind.name):
                    source = self.catalog.sources[record.kind, record.slug].path
                    render = partial(self._record, kind, record, template)
                    short = getattr(record, "short_name", None)
                    yield Plan(kind.url(record), record.title, source, render, menu_title=short)
                for record in self.catalog.hidden(kind.name):
                    render = partial(self._hidden, kind, record)
                    yield Plan(kind.url(record), GONE, f"data/{kind.name}", render, listed=False)

    def _record(self, kind: Kind, record: Record, template: Template) -> Page:
        body = template.render(record=record, kind=kind, **kind.view(self.catalog, record))
        source = self.catalog.sources[record.kind, record.slug].path
        # With its title, since two records may have the same summary and no two pages the same description.
        description = clip(f"{record.title}: {summarize(self.catalog, record)}")
        short = getattr(record, "short_name", None)
        told = self._told(kind, "page", record)
        return Page(
            kind.url(record),
            record.title,
            description,
            Markup(body),
            source,
            record,
            menu_title=short,
            linked_data=told,
        )

    def _hidden(self, kind: Kind, record: Record) -> Page:
        """What is left where a record was taken down: no name, no text, no place in any list."""
        body = self.env.get_template("components/hidden.html").render(kind=kind)
        return Page(kind.url(record), GONE, GONE, Markup(body), f"data/{kind.name}", listed=False)

    def indexes(self, taken: Iterable[str]) -> Iterator[Plan]:
        """The page that lists a kind's records, where no hand-written page has taken its address."""
        for kind in self.catalog.kinds.values():
            if kind.index is not None and kind.home not in taken:
                render = partial(self._index, kind, kind.index)
                yield Plan(kind.home, kind.index.title, f"data/{kind.name}", render)

    def _index(self, kind: Kind, index: Index) -> Page:
        body = Markup('<h1>{}</h1>\n<p class="lede">{}</p>\n{}').format(
            index.title, index.description, Markup(self._list(kind))
        )
        told = self._told(kind, "index")
        return Page(kind.home, index.title, index.description, body, f"data/{kind.name}", linked_data=told)

    def derived_pages(self, addresses: Iterable[str]) -> Iterator[Plan]:
        """The pages of these addresses, which rooms make beside their records' own."""
        for address in addresses:
            kind, extra = self.catalog.derived_pages[address]
            render = partial(self._derived_page, address, kind, extra)
            yield Plan(address, extra.title, f"data/{kind.name}", render, listed=extra.size > 1)

    def _derived_page(self, address: str, kind: Kind, extra: DerivedPage) -> Page:
        template = self.env.get_template(f"{kind.name}/{extra.template}.html")
        body = Markup(template.render(kind=kind, extra=extra, **extra.names()))
        return Page(address, extra.title, extra.description, body, f"data/{kind.name}", listed=extra.size > 1)

    def _list(self, kind: Kind, *words: str) -> str:
        return self.env.get_template(f"{kind.name}/index.html").render(
            kind=kind, records=self.catalog.all(kind.name), **kind.index_view(self.catalog, *words)
        )

    def block(self, kind_name: str, name: str, words: tuple[str, ...]) -> str | TextProblem:
        """The HTML of a block that a hand-written page places, or why there is none."""
        fault = find_block(self.catalog, kind_name, name)
        if fault:
            return fault
        if kind_name == SHARED:
            return self.env.get_template(f"components/block-{name}.html").render(**shared_block(self.catalog, name))
        kind = self.catalog.kinds[kind_name]
        try:
            if name == LIST:
                return self._list(kind, *words)
            names = kind.blocks[name](self.catalog, *words)
        except (LookupError, TypeError, ValueError):
            return TextProblem(
                0,
                "bad-block",
                f"'{' '.join(words)}' is not what '{kind_name}.{name}' takes.",
                "Compare with another page that places it.",
            )
        return self.env.get_template(f"{kind_name}/{name}.html").render(kind=kind, **names)

    def _told(self, kind: Kind, template: str, *of: Any) -> tuple[Mapping[str, Any], ...]:
        """What a page that shows one of a room's templates tells machines."""
        tell = kind.linked_data.get(template)
        thing = tell(self.catalog, *of) if tell else None
        return (thing,) if thing else ()

    def written(self, pages: Iterable[ContentPage]) -> Iterator[Plan]:
        """The pages that editors wrote, and their blocks."""
        for page in pages:
            front, listed = page.front_matter, not page.address.endswith(".html")
            yield Plan(
                page.address, front.title, page.source, partial(self.content_pages, page), listed, front.menu_title
            )

    def content_pages(self, page: ContentPage) -> Page:
        """A hand-written page with its blocks placed, and what is wrong in its text."""
        told: list[Mapping[str, Any]] = []
        ids: set[str] = set()

        def block(kind_name: str, name: str, words: tuple[str, ...]) -> str | TextProblem:
            made = self.block(kind_name, name, words)
            if isinstance(made, str):
                ids.update(ID.findall(made))
            if kind_name in self.catalog.kinds and not isinstance(made, TextProblem):
                told.extend(self._told(self.catalog.kinds[kind_name], "index" if name == LIST else name, *words))
            return made

        found, problems = render_content_page(self.catalog, page, block)
        heading = Markup("<h1>{}</h1>\n").format(page.front_matter.title)
        if page.front_matter.contents:
            found = with_contents(self.env.get_template("components/with-contents.html"), found)
        body = heading + found
        listed = not page.address.endswith(".html")
        return Page(
            page.address,
            page.front_matter.title,
            page.front_matter.description,
            body,
            page.source,
            listed=listed,
            menu_title=page.front_matter.menu_title,
            also_asked=page.front_matter.also_asked,
            linked_data=tuple(told),
            problems=tuple(problems),
            block_ids=frozenset(ids),
        )

    def announcement(self) -> Markup:
        """What the header of every page says, of each room that has something to announce."""
        found = ((kind.name, kind.announcement(self.catalog)) for kind in self.catalog.kinds.values())
        made = (self.env.get_template(f"{name}/announcement.html").render(names) for name, names in found if names)
        return Markup("".join(made))

    def moves(self, moves: Iterable[tuple[str, str]]) -> Iterator[Plan]:
        """A page that leads on, for each address that moved: the old one and the new one, below the root."""
        for old, new in moves:
            render = partial(self.moved, old, new)
            yield Plan(old, _title_of_moved(old), REDIRECTS, render, listed=False)

    def moved(self, old: str, new: str) -> Page:
        """The page that stands at an address which moved."""
        body = self.env.get_template("components/moved.html").render(address=new)
        return Page(
            old,
            _title_of_moved(old),
            f"The page at /{old} moved to /{new}.",
            Markup(body),
            REDIRECTS,
            listed=False,
            moved_to=new,
        )


def _title_of_moved(old: str) -> str:
    return f"This page moved: {old.strip('/')}"
