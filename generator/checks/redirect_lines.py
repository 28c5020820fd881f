"""Check the lines of `data/redirects.yml`: an old address is gone, and leads to one new address in one step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.base.problems import Place, Problem
from generator.pages.redirects import ANY, RedirectMap
from generator.pages.urls import SHARED_FILES, Addresses
from generator.records.settings import Redirect
from generator.text.file_names import check_path
from generator.yaml_files.yaml_source import SourceFile

FROM, TO = "from", "to"
"""The fields of a line."""


@dataclass(frozen=True)
class _Line:
    """A redirect with its position in the list."""

    number: int
    move: Redirect
    source: SourceFile

    @property
    def page(self) -> str:
        """The old address without its anchor."""
        return self.move.old.split("#")[0]

    @property
    def has_anchor(self) -> bool:
        """Whether only an anchor has moved, not its page."""
        return "#" in self.move.old

    @property
    def is_file(self) -> bool:
        """Whether a file has moved, not a page."""
        return not self.has_anchor and not self.move.old.endswith("/")

    def place(self, field: str) -> Place:
        """Return the place of one of its fields."""
        return self.source.place(("redirects", self.number, field))


def check_redirects(
    moves: Sequence[Redirect], settings: Mapping[str, SourceFile], addresses: Addresses
) -> Iterator[Problem]:
    """Yield the problems of redirects: at most one for each field of a line."""
    lines = [_Line(number, move, settings["redirects"]) for number, move in enumerate(moves)]
    first: dict[str, _Line] = {}
    for line in lines:
        yield from _check_old(line, first, addresses)
        first.setdefault(line.move.old, line)
    redirects = RedirectMap(tuple(moves))
    for line in lines:
        yield from _check_new(line, redirects, addresses)


def _check_old(line: _Line, first: Mapping[str, _Line], addresses: Addresses) -> Iterator[Problem]:
    """Yield the problem of an old address. `first`: the lines above, by their old addresses."""
    old = line.move.old
    if old in first:
        message = f"'{old}' is redirected twice; the first redirect is on line {first[old].place(FROM).line}."
        yield Problem(line.place(FROM), "duplicate-redirect", message, "Keep only one of them.")
    elif not line.has_anchor and old[1:] in addresses.ids | addresses.files:
        hint = "Delete the redirect, or whatever has this address."
        yield Problem(line.place(FROM), "redirect-of-existing", f"'{old}' still exists, so it cannot redirect.", hint)
    elif why := _not_portable(line, addresses):
        message = f"'{old}' is not a valid address on every system. {why}"
        hint = "Correct the address, or delete the line if it was never published."
        yield Problem(line.place(FROM), "bad-name", message, hint)
    elif line.has_anchor and ANY not in old and line.page[1:] not in addresses.pages:
        message = f"No page has the address '{line.page}', so nothing can redirect from its anchor."
        yield Problem(
            line.place(FROM), "redirect-without-effect", message, f"Redirect the page, with 'from: {line.page}'."
        )


def _not_portable(line: _Line, addresses: Addresses) -> str | None:
    """Return why an old address does not work on every system; None if it does."""
    if ANY in line.move.old and not line.has_anchor:
        return f"Use '{ANY}' only for anchors that moved, as in /sites/{ANY}/#old-part."
    if line.page.count(ANY) > 1:
        return f"Use only one '{ANY}'."
    folded = {f"/{address}".casefold(): f"/{address}" for address in sorted(addresses.pages | addresses.files)}
    same = folded.get(line.page.casefold(), line.page)
    if same != line.page:
        return f"Some systems treat it as '{same}'."
    return check_path(line.page.replace(f"/{ANY}/", "/any/"))


def _check_new(line: _Line, redirects: RedirectMap, addresses: Addresses) -> Iterator[Problem]:
    """Yield the problem of a new address."""
    new, page = line.move.new, line.move.new.split("#")[0]
    moved = [address for address in (page, new) if redirects.resolve(address[1:]) is not None]
    if moved:
        message = f"'{moved[0]}' has moved too."
        yield Problem(line.place(TO), "redirect-chain", message, "Use its current address.")
    elif ANY in new and ANY not in line.page:
        message = f"'{ANY}' in the new address stands for nothing in the old one."
        yield Problem(line.place(TO), "redirect-without-effect", message, "Write out the new address.")
    elif line.is_file and page[1:] in addresses.pages:
        message = f"The file '{line.move.old}' can only redirect to a file."
        hint = "Use the address of the file that replaces it, or restore the file."
        yield Problem(line.place(TO), "redirect-without-effect", message, hint)
    elif line.is_file and new[1:] in SHARED_FILES:
        message = f"'{new}' cannot be copied to another address."
        yield Problem(line.place(TO), "redirect-without-effect", message, "Use the address of another file.")
