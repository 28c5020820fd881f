"""Check rendered pages for dead links, duplicate ids and published anchors that no longer exist."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.base.problems import Problem, did_you_mean
from generator.checks.link_places import frame_and_scripts, ids_in, literal_links, place_of, templates_of
from generator.checks.published_urls import check_published_parts
from generator.pages.page_parts import DeadLink, Parts, dead_links, repeated_ids
from generator.pages.redirects import ANY, pattern_of, redirects_of
from generator.pages.urls import RECORDINGS, Addresses, linked_in_settings
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.kind import Kind
from generator.records.settings_files import Settings
from generator.yaml_files.yaml_source import SourceFile


@dataclass(frozen=True)
class Sources:
    """The sources of the site beside its records, and the list of published URLs."""

    written: tuple[ContentPage, ...]
    settings: Mapping[str, SourceFile]
    published: Mapping[str, int]
    """Every published URL, with its line in the list."""
    theme: Path


@dataclass(frozen=True)
class PageSources:
    """The project's kinds, records, settings and sources, in which a link of a page can be written."""

    root: Path
    kinds: Sequence[Kind]
    catalog: Catalog
    settings: Settings
    addresses: Addresses
    sources: Sources

    def problem_of(self, link: DeadLink) -> Problem:
        """Return the problem of a dead link, at its file and line."""
        templates = templates_of(self.root, self.sources.theme, self.kinds)
        place = place_of(link, self.catalog, self.sources.written, self.sources.settings, templates)
        if link.address.startswith(RECORDINGS):
            message = f"There is no file theme/{link.address}."
            hint = "Ask a developer to add the recording there, or write the URL where it is published."
            return Problem(place, "unknown-link", message, hint)
        if not link.part:
            hint = link.hint or "Fix the link, or create the page."
            return Problem(place, "unknown-link", f"No page has the address '/{link.address}'.", hint)
        return Problem(
            place,
            "unknown-heading",
            f"The page '/{link.address}' has no anchor '#{link.part}'.",
            link.hint or "Link to the page itself, or to one of its headings.",
        )


def check_pages(parts: Sequence[Parts], site: PageSources) -> Iterator[Problem]:
    """Yield the problems in rendered pages and in the links between them. `parts`: the ids and links of every page."""
    ids = {page.address: frozenset(page.ids) for page in parts}
    for page in parts:
        yield from page.problems
        yield from (_with_redirect(problem, page.address, site) for problem in repeated_ids(page))
    yield from map(site.problem_of, dead_links(parts, ids, site.addresses))
    yield from _check_settings(ids, site)
    yield from _check_frame_parts(ids, site)
    template_ids = ids_in(templates_of(site.root, site.sources.theme, site.kinds))
    yield from check_published_parts(
        site.sources.published, parts, template_ids, site.addresses, redirects_of(site.settings)
    )


def _with_redirect(problem: Problem, address: str, site: PageSources) -> Problem:
    """Return the problem of an id that occurs twice on a page: at the redirect, if it is that of a former anchor."""
    for number, move in enumerate(site.settings.redirects.redirects):
        page, _, anchor = move.old[1:].partition("#")
        if anchor and f"'#{anchor}'" in problem.message and pattern_of(page).fullmatch(address):
            return Problem(
                site.sources.settings["redirects"].place(("redirects", number, "from")),
                "redirect-of-existing",
                f"'/{address}#{anchor}' still exists, so it cannot redirect.",
                "Delete the redirect, or whatever has this address.",
            )
    return problem


def _check_settings(ids: Mapping[str, frozenset[str]], site: PageSources) -> Iterator[Problem]:
    """Yield the dead links of menus and redirects to an anchor of a page."""
    for name, path, url in linked_in_settings(site.settings):
        address, mark, part = url.lstrip("/").partition("#")
        if not url.startswith("/") or not mark or ANY in address or "=" in part:
            continue
        if part not in ids.get(address, ()) and f"{address}#{part}" not in site.addresses.ids:
            link = DeadLink(address, "", address, part, did_you_mean(part, ids.get(address, ())))
            yield replace(site.problem_of(link), place=site.sources.settings[name].place(path))


def _check_frame_parts(ids: Mapping[str, frozenset[str]], site: PageSources) -> Iterator[Problem]:
    """Yield the dead links of the frame and scripts to an anchor. Anchors that a script completes are skipped."""
    for place, target in literal_links(frame_and_scripts(site.root, site.sources.theme, site.kinds)):
        address, _, part = target.partition("#")
        known = ids.get(address)
        if part and part[-1] not in "-=" and known is not None and part not in known:
            link = DeadLink(address, "", address, part, did_you_mean(part, known))
            yield replace(site.problem_of(link), place=place)


def check_frame(templates: Iterable[tuple[str, Path]], addresses: Addresses) -> Iterator[Problem]:
    """Yield the links of the frame and scripts to pages and files that do not exist."""
    known = addresses.pages | addresses.files
    for place, target in literal_links(templates):
        address = target.split("#")[0]
        if address and address not in known and not address.startswith("assets/"):
            yield Problem(
                place,
                "unknown-link",
                f"No page has the address '/{address}'.",
                f"Create content/{address.strip('/')}.md, or remove the link from the template.",
            )
