"""Redirects from `data/redirects.yml`: where published pages, files and anchors lead now."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from generator.pages.page import Page
from generator.records.fields.types import ROOT
from generator.records.settings import Redirect
from generator.records.settings_files import Settings
from generator.text.markup import Markup

ANY = "*"
"""Stands for any one folder of an address; it is the same folder in 'from' and 'to'."""

ANCHOR = Markup('<span class="old-part" id="{part}" data-now="{now}"></span>')
MOVED_NOTE = Markup(
    '<p class="old-part" id="{part}" data-now="{new}">This section has moved to <a href="{href}">/{new}</a>.</p>'
)
"""The element that keeps the id of an anchor: one that moved within its page, and one that moved to another page.

site.js follows both.
"""

CELL = re.compile(r"<t[hd]\b[^>]*>|<d[td]\b[^>]*>")


def pattern_of(address: str) -> re.Pattern[str]:
    """Return a pattern that matches the addresses that an old address stands for."""
    return re.compile(re.escape(address).replace(re.escape(ANY), "([^/]+)"))


@dataclass(frozen=True)
class RedirectMap:
    """Where published addresses lead now. All are relative to the root, without the first '/'."""

    lines: tuple[Redirect, ...]

    @cached_property
    def pages(self) -> dict[str, str]:
        """The new address of each page that moved."""
        return {old: new for old, new in self._whole if old.endswith("/")}

    @cached_property
    def files(self) -> dict[str, str]:
        """The new address of each file that moved."""
        return {old: new for old, new in self._whole if not old.endswith("/")}

    @property
    def _whole(self) -> Iterator[tuple[str, str]]:
        return ((line.old[1:], line.new[1:]) for line in self.lines if "#" not in line.old)

    @cached_property
    def _parts(self) -> tuple[dict[str, list[tuple[str, str]]], list[tuple[re.Pattern[str], str, str]]]:
        """The anchors that moved: by page, and by pattern for pages of one kind."""
        exact: dict[str, list[tuple[str, str]]] = {}
        patterns: list[tuple[re.Pattern[str], str, str]] = []
        for line in self.lines:
            address, sign, anchor = line.old[1:].partition("#")
            if not sign:
                continue
            if ANY in address:
                patterns.append((pattern_of(address), anchor, line.new[1:]))
            else:
                exact.setdefault(address, []).append((anchor, line.new[1:]))
        return exact, patterns

    def parts_of(self, address: str) -> list[tuple[str, str]]:
        """Return the former anchors of a page, each with its new address. A line for one page overrides a pattern."""
        exact, patterns = self._parts
        matches = ((pattern.fullmatch(address), anchor, new) for pattern, anchor, new in patterns)
        moved = {anchor: new.replace(ANY, match[1]) for match, anchor, new in matches if match}
        return list({**moved, **dict(exact.get(address, ()))}.items())

    def resolve(self, address: str) -> str | None:
        """Return where an old address leads, in one step; None if there is no redirect for it.

        If a page moved, its anchors are expected under the same id on the new page.
        """
        page, sign, anchor = address.partition("#")
        if not sign:
            # The home page is "", which is not None.
            return self.pages.get(page, self.files.get(page))
        new = dict(self.parts_of(page)).get(anchor)
        if new is None and page in self.pages and "#" not in self.pages[page]:
            new = f"{self.pages[page]}#{anchor}"
        return new


def redirects_of(settings: Settings) -> RedirectMap:
    """Return the redirects of a project."""
    return RedirectMap(settings.redirects.redirects)


def with_old_parts(page: Page, moved: Iterable[tuple[str, str]]) -> Page:
    """Return a page with its former anchors added: inside the element that they mean now, or as a note with a link."""
    body = page.body
    notes: list[Markup] = []
    for anchor, new in moved:
        address, _, now = new.partition("#")
        if new == page.address:
            # The section was removed without a replacement: the anchor leads to the top of its page.
            body = ANCHOR.format(part=anchor, now="") + body
        elif address == page.address and (index := _index_within(body, now)) is not None:
            body = body[:index] + ANCHOR.format(part=anchor, now=f"#{now}") + body[index:]
        else:
            notes.append(MOVED_NOTE.format(part=anchor, new=new, href=ROOT + new))
    return replace(page, body=Markup("\n").join([body, *notes]))


def _index_within(body: str, anchor: str) -> int | None:
    """Return the index in the body where an empty element is inside the element with an id; None if there is none."""
    start = re.search(rf'<([a-z0-9]+)\b[^>]*\sid="{re.escape(escape(anchor))}"[^>]*>', body)
    if start is None:
        return None
    if start[1] == "details":
        # After the summary: a browser opens the element to show an anchor inside it.
        return body.index("</summary>", start.end()) + len("</summary>")
    if start[1] == "tr" or (start[1] == "div" and body[start.end() :].lstrip().startswith("<dt")):
        cell = CELL.search(body, start.end())
        return cell.end() if cell else None
    return start.end()
