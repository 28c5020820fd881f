"""`data/redirects.yml` understood: what became of published pages, files and parts of pages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from markupsafe import Markup

from generator.pages.page import Page
from generator.records.fields.types import ROOT
from generator.records.settings import Redirect
from generator.records.settings_files import Settings

ANY = "*"
"""Stands for any one folder of an address, the same one in 'from' and 'to'."""

MARK = Markup('<span class="old-part" id="{part}" data-now="{now}"></span>')
LEAD = Markup(
    '<p class="old-part" id="{part}" data-now="{new}">This section has moved to <a href="{href}">/{new}</a>.</p>'
)
"""What has the id of a part that moved: on the same page, and on another. site.js leads on from both."""

CELL = re.compile(r"<t[hd]\b[^>]*>|<d[td]\b[^>]*>")


@dataclass(frozen=True)
class RedirectMap:
    """Where published addresses lead now. All are below the root, without the first '/'."""

    lines: tuple[Redirect, ...]

    @cached_property
    def pages(self) -> dict[str, str]:
        """The page at which a page that moved is read."""
        return {old: new for old, new in self._whole if old.endswith("/")}

    @cached_property
    def files(self) -> dict[str, str]:
        """The file whose content a file that moved has."""
        return {old: new for old, new in self._whole if not old.endswith("/")}

    @property
    def _whole(self) -> Iterator[tuple[str, str]]:
        return ((line.old[1:], line.new[1:]) for line in self.lines if "#" not in line.old)

    @cached_property
    def _parts(self) -> tuple[dict[str, list[tuple[str, str]]], list[tuple[re.Pattern[str], str, str]]]:
        """Parts of pages that moved: by page, and those of any page of a pattern."""
        exact: dict[str, list[tuple[str, str]]] = {}
        patterns: list[tuple[re.Pattern[str], str, str]] = []
        for line in self.lines:
            address, mark, part = line.old[1:].partition("#")
            if not mark:
                continue
            if ANY in address:
                found = re.compile(re.escape(address).replace(re.escape(ANY), "([^/]+)"))
                patterns.append((found, part, line.new[1:]))
            else:
                exact.setdefault(address, []).append((part, line.new[1:]))
        return exact, patterns

    def parts_of(self, address: str) -> list[tuple[str, str]]:
        """The parts that a page had once, each with the address at which it is read now."""
        exact, patterns = self._parts
        found = list(exact.get(address, ()))
        for pattern, part, new in patterns:
            if match := pattern.fullmatch(address):
                found.append((part, new.replace(ANY, match[1])))
        return found

    def lead(self, address: str) -> str | None:
        """Where an address that is gone leads in one step; None where no line says so.

        A part of a page that moved as a whole is looked for under the same name on the new page.
        """
        page, mark, part = address.partition("#")
        if not mark:
            return self.pages.get(page) or self.files.get(page)
        moved = dict(self.parts_of(page)).get(part)
        if moved is None and page in self.pages and "#" not in self.pages[page]:
            moved = f"{self.pages[page]}#{part}"
        return moved


def redirects_of(settings: Settings) -> RedirectMap:
    """The redirects of a project."""
    return RedirectMap(settings.redirects.redirects)


def with_old_parts(page: Page, moved: Iterable[tuple[str, str]]) -> Page:
    """A page that also has the parts that it had once: beside what they name now, or as a line that leads there."""
    body = page.body
    lines: list[Markup] = []
    for part, new in moved:
        address, _, now = new.partition("#")
        if new == page.address:
            # The section is gone and nothing takes its place: the page itself does, from its start.
            body = MARK.format(part=part, now="") + body
        elif address == page.address and (place := _place_within(body, now)) is not None:
            body = body[:place] + MARK.format(part=part, now=f"#{now}") + body[place:]
        else:
            lines.append(LEAD.format(part=part, new=new, href=ROOT + new))
    return replace(page, body=Markup("\n").join([body, *lines]))


def _place_within(body: str, part: str) -> int | None:
    """Where in the body an empty element can be put, so that it is within the element with an id."""
    start = re.search(rf'<([a-z0-9]+)\b[^>]*\sid="{re.escape(escape(part))}"[^>]*>', body)
    if start is None:
        return None
    if start[1] == "details":
        # Within the part that opens: a browser opens it to show what it is asked for.
        return body.index("</summary>", start.end()) + len("</summary>")
    if start[1] == "tr" or (start[1] == "div" and body[start.end() :].lstrip().startswith("<dt")):
        cell = CELL.search(body, start.end())
        return cell.end() if cell else None
    return start.end()
