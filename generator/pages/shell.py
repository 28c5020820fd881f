"""A shell and a page → HTML. A shell is the frame that the engine built once, cut at its marked gaps."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup, escape

from generator.pages.page import Page, Plan, section_of
from generator.records.fields.types import ROOT
from generator.records.settings import SiteSettings

GAPS = ("title", "description", "head", "crumbs", "body", "source")
"""What differs between two pages of one section and depth."""

OPEN, CLOSE = "\ue001", "\ue002"
"""Around a gap's name; private characters, which no record or prose can contain."""

LEFTOVERS = re.compile(
    r'\s*<input class="md-toggle"[^>]*>|\s*<label class="md-overlay"[^>]*></label>'
    r'|\s*<div data-md-component="(?:skip|announce)">\s*</div>'
    r'|\s*<div class="md-dialog" data-md-component="dialog">\s*<div class="md-dialog__inner md-typeset"></div>\s*</div>'
)
"""Parts of Material's base template that only its own scripts use, and that no block can empty.

The two inputs fail HTML validation besides ('autocomplete' on a checkbox).
"""

EMPTY_LINES = re.compile(r"\n\s*\n")
"""A frame has two hundred of them, and is in every page."""

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*\stype=\"application/ld\+json\")[^>]*>", re.IGNORECASE)


class UnsafePageError(Exception):
    """A built page holds what the security policy forbids: a fault of a template, never of a record."""


class ShellKey(NamedTuple):
    """What the frame of a page depends on: pages with the same key share a shell."""

    section: str
    """The first part of the address: which link of the menu is the current one."""
    root: str
    """What links to the site's root begin with."""
    is_home: bool = False


@dataclass(frozen=True)
class Shell:
    """The frame of the pages with one key: texts, and the names of the gaps between them."""

    texts: tuple[str, ...]
    gaps: tuple[str, ...]


def cut(frame: str) -> Shell:
    """A shell from the HTML that the engine built around the gap marks. Raises ValueError where a gap is missing."""
    parts = re.split(f"{OPEN}([a-z]+){CLOSE}", frame)
    shell = Shell(tuple(parts[0::2]), tuple(parts[1::2]))
    missing = set(GAPS) - set(shell.gaps)
    if missing:
        raise ValueError(
            f"The frame has no gap for {', '.join(sorted(missing))}: theme/main.html must print each of page_parts."
        )
    return shell


def marks() -> dict[str, Markup]:
    """What the engine prints in a shell where a page's own parts will stand."""
    return {gap: Markup(f"{OPEN}{gap}{CLOSE}") for gap in GAPS}


def fill(shell: Shell, parts: Mapping[str, str]) -> str:
    """The HTML of a page: the shell's texts with the page's parts between them."""
    pieces = [shell.texts[0]]
    for gap, text in zip(shell.gaps, shell.texts[1:], strict=True):
        pieces += (parts[gap], text)
    return "".join(pieces)


def tidy(frame: str) -> str:
    """A frame without what only Material's scripts would use, and without its many empty lines."""
    return EMPTY_LINES.sub("\n", LEFTOVERS.sub("", frame)).lstrip()


def check_policy(name: str, page: str) -> None:
    """Refuse an inline script: the policy would block it, and its presence means that something got in."""
    match = INLINE_SCRIPT.search(page)
    if match:
        raise UnsafePageError(f"{name} holds an inline script: {match[0]}. Put it into a file below theme/assets/js/.")


@dataclass(frozen=True)
class Frame:
    """What the frame's parts need to know of the site: its settings, its address and its pages' names."""

    site: SiteSettings
    site_url: str
    """Absolute, with a slash at its end; empty where it is not known."""
    names: Mapping[str, str]
    """Breadcrumb labels by address."""

    def way_to_root(self, page: Page | Plan) -> str:
        """What links on a page begin with. An error page is served at any depth, so its links are absolute."""
        if page.address.endswith(".html"):
            return "/" + self.site_url.split("://", 1)[-1].partition("/")[2]
        return "../" * page.address.count("/") or "./"

    def key(self, page: Page | Plan) -> ShellKey:
        """The key of a page's shell."""
        return ShellKey(section_of(page.address), self.way_to_root(page), not page.address)

    def parts(self, page: Page) -> dict[str, Markup]:
        """A page's parts as HTML, by gap."""
        root = self.way_to_root(page)
        return {
            "title": escape(f"{page.title} · {self.site.name}" if page.address else f"{self.site.name}: {page.title}"),
            "description": escape(page.description),
            "head": self._head(page),
            "crumbs": Markup(self._crumbs(page).replace(ROOT, root)),
            "body": Markup(page.body.replace(ROOT, root)),
            "source": self._source(page),
        }

    def _head(self, page: Page) -> Markup:
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
                Markup('<meta http-equiv="refresh" content="0; url={}">').format(self.way_to_root(page) + page.moved_to)
            )
        return Markup("\n").join(lines)

    def trail(self, page: Page) -> list[tuple[str, str]]:
        """The pages above a page, from the home page down: label and address."""
        if not page.address or page.address.endswith(".html"):
            return []
        folders = page.address.split("/")[:-2]
        above = ["", *("/".join(folders[: length + 1]) + "/" for length in range(len(folders)))]
        return [(self.names[address], address) for address in above if address in self.names]

    def _crumbs(self, page: Page) -> Markup:
        trail = self.trail(page)
        if not trail:
            return Markup("")
        links = "".join(f'<li><a href="{ROOT}{escape(address)}">{escape(label)}</a></li>' for label, address in trail)
        here = escape(self.names.get(page.address, page.title))
        return Markup(
            f'<nav class="crumbs" aria-label="Breadcrumb"><ol>{links}<li aria-current="page">{here}</li></ol></nav>'
        )

    def _breadcrumb_list(self, page: Page) -> Mapping[str, object]:
        """A schema.org BreadcrumbList: exactly the trail that the page shows."""
        trail = [*self.trail(page), (self.names.get(page.address, page.title), page.address)]
        steps = [
            {"@type": "ListItem", "position": number, "name": label, "item": self.site_url + address}
            for number, (label, address) in enumerate(trail, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": steps}

    def _source(self, page: Page) -> Markup:
        """How to change what stands here: a form with the record's id filled in, the file itself, a private way."""
        links: list[tuple[str, str]] = []
        if self.site.repository is not None:
            home = self.site.repository.rstrip("/")
            if page.record is not None:
                name = f"{page.record.kind}/{page.record.slug}"
                form = urlencode({"template": "correction.yml", "record": name})
                links.append((f"{home}/issues/new?{form}", "Suggest a change"))
            is_file = page.source.endswith((".md", ".yml"))
            links.append((f"{home}/{'edit' if is_file else 'tree'}/main/{page.source}", "Edit this page"))
        if page.record is not None and self.site.contact.private:
            links.append((self.site.contact.private, "Report an error privately"))
        if not links:
            return Markup("")
        shown = Markup(" · ").join(Markup('<a href="{}">{}</a>').format(address, text) for address, text in links)
        return Markup('<p class="edit">{}</p>').format(shown)


def _json_ld(thing: Mapping[str, object]) -> Markup:
    """Data for machines; `<`, `>` and `&` are written as escapes, so that no text can close the element."""
    text = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')
