"""A shell and a page → HTML. A shell is a frame that MkDocs built once, cut at the gaps for a page's own parts."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from generator.pages.page import Page, Plan, section_of
from generator.records.fields.types import ROOT
from generator.records.settings import SiteSettings
from generator.text.markup import Markup, escape

GAPS = ("title", "description", "head", "styles", "crumbs", "body", "source")
"""The parts of a page that differ within one section and depth."""

OPEN, CLOSE = "\ue001", "\ue002"
"""Surround a gap's name in a frame. Private-use characters, which no record or page can contain."""

LEFTOVERS = re.compile(
    r'\s*<input class="md-toggle"[^>]*>|\s*<label class="md-overlay"[^>]*></label>'
    r'|\s*<div data-md-component="(?:skip|announce)">\s*</div>'
    r'|\s*<div class="md-dialog" data-md-component="dialog">\s*<div class="md-dialog__inner md-typeset"></div>\s*</div>'
)
"""Parts of Material's base template that only its own scripts use, and that no template block can empty.

The two inputs would also fail HTML validation ('autocomplete' on a checkbox).
"""

EMPTY_LINES = re.compile(r"\n\s*\n")
"""A frame has 200 of them, and every page contains a frame."""

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*\stype=\"application/ld\+json\")[^>]*>", re.IGNORECASE)


class UnsafePageError(Exception):
    """A page contains what the security policy forbids. The cause is a template, never a record."""


class ShellKey(NamedTuple):
    """What the frame of a page depends on. Pages with the same key share a shell."""

    section: str
    """The first part of the address, which marks the current link in the menu."""
    root: str
    """The relative path to the site's root."""
    is_home: bool = False


@dataclass(frozen=True)
class Shell:
    """The frame of all pages with one key: pieces of HTML, and the names of the gaps between them."""

    texts: tuple[str, ...]
    gaps: tuple[str, ...]


def cut(frame: str) -> Shell:
    """Return the shell of a frame that MkDocs built around gap markers.

    Raises: ValueError: The frame has no marker for a gap.
    """
    parts = re.split(f"{OPEN}([a-z]+){CLOSE}", frame)
    shell = Shell(tuple(parts[0::2]), tuple(parts[1::2]))
    missing = set(GAPS) - set(shell.gaps)
    if missing:
        raise ValueError(
            f"The frame has no gap for {', '.join(sorted(missing))}. Print each of page_parts in theme/main.html."
        )
    return shell


def gap_markers() -> dict[str, Markup]:
    """Return what MkDocs prints in a frame in place of each part of a page."""
    return {gap: Markup(f"{OPEN}{gap}{CLOSE}") for gap in GAPS}


def fill(shell: Shell, parts: Mapping[str, str]) -> str:
    """Return the HTML of a page: the shell with the page's parts in its gaps."""
    pieces = [shell.texts[0]]
    for gap, text in zip(shell.gaps, shell.texts[1:], strict=True):
        pieces += (parts[gap], text)
    return "".join(pieces)


def tidy(frame: str) -> str:
    """Return a frame without what only Material's scripts use, and without its many empty lines."""
    return EMPTY_LINES.sub("\n", LEFTOVERS.sub("", frame)).lstrip()


def check_policy(name: str, page: str) -> None:
    """Raise UnsafePageError if a page contains an inline script: the policy would block it, and it may be an attack."""
    match = INLINE_SCRIPT.search(page)
    if match:
        raise UnsafePageError(f"{name} contains an inline script: {match[0]}. Move it to a file in theme/assets/js/.")


@dataclass(frozen=True)
class Frame:
    """Renders the parts of a page that go into the gaps of its frame."""

    site: SiteSettings
    site_url: str
    """The URL of the site, with a slash at its end; empty if not known."""
    names: Mapping[str, str]
    """Breadcrumb labels by address."""
    styled: frozenset[str] = frozenset()
    """The kinds that have styles of their own."""
    announcing: frozenset[str] = frozenset()
    """The kinds with an announcement, whose styles every page loads."""

    def path_to_root(self, page: Page | Plan) -> str:
        """Return the relative path to the site's root; absolute for error pages, which are served at any depth."""
        if page.address.endswith(".html"):
            return "/" + self.site_url.split("://", 1)[-1].partition("/")[2]
        return "../" * page.address.count("/") or "./"

    def key(self, page: Page | Plan) -> ShellKey:
        """Return the key of a page's shell."""
        return ShellKey(section_of(page.address), self.path_to_root(page), not page.address)

    def parts(self, page: Page) -> dict[str, Markup]:
        """Return a page's parts as HTML, by gap."""
        root = self.path_to_root(page)
        return {
            "title": escape(f"{page.title} · {self.site.name}" if page.address else f"{self.site.name}: {page.title}"),
            "description": escape(page.description),
            "head": self._head(page),
            "styles": self._styles(page),
            "crumbs": Markup(self._crumbs(page).replace(ROOT, root)),
            "body": Markup(page.body.replace(ROOT, root)),
            "source": self._source(page),
        }

    def _head(self, page: Page) -> Markup:
        """Return what goes into the page's <head>: canonical URL, structured data, noindex and redirect."""
        lines = []
        if self.site_url and page.listed:
            lines.append(Markup('<link rel="canonical" href="{}">').format(self.site_url + page.address))
            lines.append(_json_ld(self._breadcrumb_list(page)))
        if page.listed:
            lines += map(_json_ld, page.linked_data)
        if self.site.status == "draft" or not page.listed:
            lines.append(Markup('<meta name="robots" content="noindex">'))
        if page.moved_to is not None:
            lines.append(
                Markup('<meta http-equiv="refresh" content="0; url={}">').format(
                    self.path_to_root(page) + page.moved_to
                )
            )
        return Markup("\n").join(lines)

    def _styles(self, page: Page) -> Markup:
        """Return the links to the styles of the kinds that a page shows."""
        link = Markup('<link rel="stylesheet" href="{}assets/css/{}.css">')
        kinds = sorted(self.styled & (page.kinds | self.announcing))
        return Markup("\n").join(link.format(self.path_to_root(page), kind) for kind in kinds)

    def trail(self, page: Page) -> list[tuple[str, str]]:
        """Return the pages above a page, from the home page down: label and address."""
        if not page.address or page.address.endswith(".html"):
            return []
        folders = page.address.split("/")[:-2]
        addresses = ["", *("/".join(folders[: length + 1]) + "/" for length in range(len(folders)))]
        return [(self.names[address], address) for address in addresses if address in self.names]

    def _crumbs(self, page: Page) -> Markup:
        trail = self.trail(page)
        if not trail:
            return Markup("")
        links = "".join(f'<li><a href="{ROOT}{escape(address)}">{escape(label)}</a></li>' for label, address in trail)
        current = escape(self.names.get(page.address, page.title))
        return Markup(
            f'<nav class="crumbs" aria-label="Breadcrumb"><ol>{links}<li aria-current="page">{current}</li></ol></nav>'
        )

    def _breadcrumb_list(self, page: Page) -> Mapping[str, object]:
        """Return a schema.org BreadcrumbList of exactly the breadcrumbs that the page shows."""
        trail = [*self.trail(page), (self.names.get(page.address, page.title), page.address)]
        steps = [
            {"@type": "ListItem", "position": number, "name": label, "item": self.site_url + address}
            for number, (label, address) in enumerate(trail, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": steps}

    def _source(self, page: Page) -> Markup:
        """Return links for corrections: a form with the record's id filled in, its file on GitHub, a contact."""
        links: list[tuple[str, str]] = []
        if self.site.repository is not None:
            repository = self.site.repository.rstrip("/")
            if page.record is not None:
                name = f"{page.record.kind}/{page.record.slug}"
                form = urlencode({"template": "correction.yml", "record": name})
                links.append((f"{repository}/issues/new?{form}", "Suggest a change"))
            is_file = page.source.endswith((".md", ".yml"))
            links.append((f"{repository}/{'edit' if is_file else 'tree'}/main/{page.source}", "Edit this page"))
        if page.record is not None and self.site.contact.private:
            links.append((self.site.contact.private, "Report an error privately"))
        if not links:
            return Markup("")
        joined = Markup(" · ").join(Markup('<a href="{}">{}</a>').format(address, text) for address, text in links)
        return Markup('<p class="edit">{}</p>').format(joined)


def _json_ld(thing: Mapping[str, object]) -> Markup:
    """Return structured data as a script element. `<`, `>` and `&` are escaped, so no text can close the element."""
    text = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')
