"""Renders pages and blocks from the catalog with the templates of kinds and of the theme."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.pages.blocks import LIST, SHARED, find_block, render_content_page, shared_block
from generator.pages.contents import with_contents
from generator.pages.page import Page, Plan
from generator.pages.templates import Template, environment
from generator.records.behavior import DerivedPage
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.fields.roles import Role
from generator.records.kind import Kind
from generator.records.markdown.links import TextProblem
from generator.records.record import Record
from generator.records.settings import SiteSettings
from generator.text.markup import Markup
from generator.text.sentences import clip

REDIRECTS = "data/redirects.yml"
ID = re.compile(r'\sid="([^"]+)"')
GONE = "No longer available"
"""The title of the page that remains of a record that was taken down."""


class Renderer:
    """Plans and renders the pages and blocks of a catalog."""

    def __init__(self, catalog: Catalog, site: SiteSettings, theme: Path) -> None:
        self.catalog = catalog
        self.env = environment(catalog, site, theme)

    def records(self) -> Iterator[Plan]:
        """Yield a page for each record of each kind that has pages."""
        for kind in self.catalog.kinds.values():
            if kind.has_pages:
                template = self.env.get_template(f"{kind.name}/page.html")
                for record in self.catalog.all(kind.name):
                    source = self.catalog.sources[record.kind, record.slug].path
                    render = partial(self._record, kind, record, template)
                    menu_title = record.first(Role.SHORT_NAME)
                    yield Plan(kind.url(record), record.title, source, render, menu_title=menu_title)
                for record in self.catalog.hidden(kind.name):
                    render = partial(self._hidden, kind, record)
                    yield Plan(kind.url(record), GONE, f"data/{kind.name}", render, listed=False)

    def _record(self, kind: Kind, record: Record, template: Template) -> Page:
        variables = kind.behavior.view(self.catalog, record) if kind.behavior.view else {}
        body = template.render(record=record, kind=kind, **variables)
        return Page(
            kind.url(record),
            record.title,
            # With the title, since two records may have the same summary, and each page needs its own description.
            clip(f"{record.title}: {self.catalog.summarize(record)}"),
            Markup(body),
            self.catalog.sources[record.kind, record.slug].path,
            record,
            menu_title=record.first(Role.SHORT_NAME),
            kinds=frozenset({kind.name}),
            linked_data=self._linked_data(kind, "page", record),
        )

    def _hidden(self, kind: Kind, record: Record) -> Page:
        """Return the neutral page of a record that was taken down: no name, no text, and listed nowhere."""
        body = self.env.get_template("components/hidden.html").render(kind=kind)
        return Page(kind.url(record), GONE, GONE, Markup(body), f"data/{kind.name}", listed=False)

    def indexes(self, taken: Iterable[str]) -> Iterator[Plan]:
        """Yield the page that lists each kind's records, unless its address is `taken` by a hand-written page."""
        for kind in self.catalog.kinds.values():
            if kind.index and kind.home not in taken:
                yield Plan(kind.home, kind.title, f"data/{kind.name}", partial(self._index, kind))

    def _index(self, kind: Kind) -> Page:
        body = Markup('<h1>{}</h1>\n<p class="lede">{}</p>\n{}').format(
            kind.title, kind.index, Markup(self._list(kind))
        )
        linked_data = self._linked_data(kind, "index")
        kinds = frozenset({kind.name})
        return Page(kind.home, kind.title, kind.index, body, f"data/{kind.name}", kinds=kinds, linked_data=linked_data)

    def derived_pages(self, addresses: Iterable[str]) -> Iterator[Plan]:
        """Yield the derived pages with these addresses: pages of a kind besides those of its records."""
        for address in addresses:
            kind, derived = self.catalog.derived_pages[address]
            render = partial(self._derived_page, address, kind, derived)
            yield Plan(address, derived.title, f"data/{kind.name}", render, listed=derived.size > 1)

    def _derived_page(self, address: str, kind: Kind, derived: DerivedPage) -> Page:
        template = self.env.get_template(f"{kind.name}/{derived.template}.html")
        body = Markup(template.render(kind=kind, extra=derived, **derived.view(self.catalog)))
        return Page(
            address,
            derived.title,
            derived.description,
            body,
            f"data/{kind.name}",
            listed=derived.size > 1,
            kinds=frozenset({kind.name}),
        )

    def _list(self, kind: Kind, *words: str) -> str:
        view = kind.behavior.index_view
        variables = view(self.catalog, *words) if view else {}
        template = self.env.select_template([f"{kind.name}/index.html", "components/index.html"])
        return template.render(kind=kind, records=self.catalog.all(kind.name), **variables)

    def block(self, kind_name: str, name: str, words: tuple[str, ...]) -> str | TextProblem:
        """Return the HTML of a block that a hand-written page places, or why there is none.

        `words` are the words after the block's name, as in `::: sites.list mentor`.
        """
        fault = find_block(self.catalog, kind_name, name)
        if fault:
            return fault
        if kind_name == SHARED:
            return self.env.get_template(f"components/block-{name}.html").render(**shared_block(self.catalog, name))
        kind = self.catalog.kinds[kind_name]
        try:
            if name == LIST:
                return self._list(kind, *words)
            variables = kind.behavior.blocks[name](self.catalog, *words)
        except (LookupError, TypeError, ValueError):
            return TextProblem(
                0,
                "bad-block",
                f"The block '{kind_name}.{name}' does not accept '{' '.join(words)}'.",
                "Compare with another page that places this block.",
            )
        return self.env.get_template(f"{kind_name}/{name}.html").render(kind=kind, **variables)

    def _linked_data(self, kind: Kind, template: str, *arguments: object) -> tuple[Mapping[str, object], ...]:
        """Return the structured data of a page that shows one of a kind's templates."""
        describe = kind.behavior.linked_data.get(template)
        thing = describe(self.catalog, *arguments) if describe else None
        return (thing,) if thing else ()

    def content_pages(self, pages: Iterable[ContentPage]) -> Iterator[Plan]:
        """Yield the hand-written pages."""
        for page in pages:
            front_matter, listed = page.front_matter, not page.address.endswith(".html")
            render = partial(self.content_page, page)
            yield Plan(page.address, front_matter.title, page.source, render, listed, front_matter.menu_title)

    def content_page(self, page: ContentPage) -> Page:
        """Return a hand-written page with its blocks, and with the problems in its text."""
        linked_data: list[Mapping[str, object]] = []
        block_ids: set[str] = set()
        kinds: set[str] = set()

        def block(kind_name: str, name: str, words: tuple[str, ...]) -> str | TextProblem:
            rendered = self.block(kind_name, name, words)
            if isinstance(rendered, str):
                block_ids.update(ID.findall(rendered))
                if kind_name in self.catalog.kinds:
                    kinds.add(kind_name)
                    template = "index" if name == LIST else name
                    linked_data.extend(self._linked_data(self.catalog.kinds[kind_name], template, *words))
            return rendered

        text, problems = render_content_page(self.catalog, page, block)
        front_matter = page.front_matter
        if front_matter.contents:
            text = with_contents(self.env.get_template("components/with-contents.html"), text)
        return Page(
            page.address,
            front_matter.title,
            front_matter.description,
            Markup("<h1>{}</h1>\n").format(front_matter.title) + text,
            page.source,
            listed=not page.address.endswith(".html"),
            menu_title=front_matter.menu_title,
            also_asked=front_matter.also_asked,
            kinds=frozenset(kinds),
            linked_data=tuple(linked_data),
            problems=tuple(problems),
            block_ids=frozenset(block_ids),
        )

    def announcements(self) -> dict[str, Markup]:
        """Return the announcements for the header of every page, by kind."""
        rendered = {}
        for name, kind in self.catalog.kinds.items():
            variables = kind.behavior.announcement(self.catalog) if kind.behavior.announcement else None
            if variables:
                rendered[name] = Markup(self.env.get_template(f"{name}/announcement.html").render(variables))
        return rendered

    def redirects(self, moves: Iterable[tuple[str, str]]) -> Iterator[Plan]:
        """Yield a redirect page for each old address. `moves`: old and new addresses, relative to the root."""
        for old, new in moves:
            yield Plan(old, _redirect_title(old), REDIRECTS, partial(self.redirect_page, old, new), listed=False)

    def redirect_page(self, old: str, new: str) -> Page:
        """Return the page that redirects readers from an old address."""
        body = self.env.get_template("components/moved.html").render(address=new)
        return Page(
            old,
            _redirect_title(old),
            f"The page at /{old} moved to /{new}.",
            Markup(body),
            REDIRECTS,
            listed=False,
            moved_to=new,
        )


def _redirect_title(old: str) -> str:
    return f"This page moved: {old.strip('/')}"
