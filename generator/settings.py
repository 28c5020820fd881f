"""The settings files of `data/`: one record each, with the same problems as any other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from generator.fields import Form, Shape, Text, Url
from generator.folder import Folder
from generator.kind import Kind
from generator.parse import parse_settings
from generator.problems import Place, Problem

Address = Annotated[
    str,
    Form(
        r"https://\S+|/\S*|tel:[0-9+-]+|sms:[0-9]+|mailto:\S+",
        "an address: a page of this site starts with /, any other with https://",
    ),
]
"""A page of this site (it starts with /) or a web address."""


class MenuLink(Shape):
    """One link of a menu."""

    label: Text
    url: Address


class Menu(Shape):
    """The links of the header and of the footer, in order."""

    header: Annotated[tuple[MenuLink, ...], Field(min_length=1, max_length=6)]
    footer: tuple[MenuLink, ...]


class Help(Shape):
    """The line that stands on every page for those who need help now."""

    text: Text
    links: tuple[MenuLink, ...]
    words: tuple[Text, ...] = ()
    """Words, in small letters, at which search shows the help lines above its results."""


class Contact(Shape):
    """Where readers ask, report a mistake, or ask to be removed."""

    label: Text
    url: Url
    note: Text
    private: Url | None = None
    """A mailbox for what should not be public; none is known yet."""


class SiteSettings(Shape):
    """`data/site.yml`: what the whole site says of itself."""

    name: Text
    short_name: Text
    tagline: Text
    description: Text
    status: Literal["draft", "official"]
    draft_notice: Text
    programme: Text
    """The initiative's full name, spelled out once on every page."""
    id_domain: Annotated[str, Form(r"[a-z0-9.-]+", "a domain, as in example.org")]
    """A domain that stands in the ids of feeds and calendars and never changes."""
    repository: Url | None = None
    """Where the records are edited; without it pages carry no edit link."""
    help: Help
    public_contacts: tuple[Text, ...] = ()
    """Telephone numbers and mailboxes of public services, which texts may hold. A person's has no place there."""
    contact: Contact
    menu: Menu


class Synonyms(Shape):
    """`data/synonyms.yml`: groups of words that search takes for one another."""

    groups: tuple[Annotated[tuple[Text, ...], Field(min_length=2)], ...]


class Redirect(Shape):
    """An address that moved, and where to."""

    old: Annotated[
        str,
        Form(
            r"/(?!$)([^\s/?#.][^\s/?#]*/)*([^\s/?#.][^\s/?#]*\.(?!html$|html#)[a-z0-9]{1,5})?(#[^\s#]+)?",
            "an address of this site, as in /sites/old-name/ or /about/#old-heading",
        ),
        Field(alias="from"),
    ]
    new: Annotated[str, Form(r"/\S*", "an address of this site, as in /sites/new-name/"), Field(alias="to")]


class Redirects(Shape):
    """`data/redirects.yml`: addresses that moved. None is ever deleted."""

    redirects: tuple[Redirect, ...] = ()


class BetterWord(Shape):
    """A word that stigmatizes, and what to write."""

    avoid: Text
    write: Text


class WordsToAvoid(Shape):
    """`data/words-to-avoid.yml`: what makes a text hurt, or hard to read, outside names and quotations."""

    words: tuple[BetterWord, ...]
    acronyms_everyone_knows: tuple[Text, ...] = ()
    """Short forms that nobody needs spelled out."""
    highest_grade: Annotated[int, Field(ge=1, le=20)] = 8
    """The grade of school that a text may ask of its readers (Flesch-Kincaid)."""


SETTINGS: dict[str, type[Shape]] = {
    "site": SiteSettings,
    "synonyms": Synonyms,
    "redirects": Redirects,
    "words-to-avoid": WordsToAvoid,
}
"""The settings files by name; all but `redirects` and `words-to-avoid` are needed for a build."""
NEEDED = ("site", "synonyms")


@dataclass(frozen=True)
class Settings:
    """The settings files, understood."""

    site: SiteSettings
    synonyms: Synonyms
    redirects: Redirects
    words_to_avoid: WordsToAvoid


def read_settings(folder: Folder) -> tuple[Settings | None, list[Problem]]:
    """All settings files, or every problem they have."""
    understood: dict[str, Any] = {"redirects": Redirects(), "words-to-avoid": WordsToAvoid(words=())}
    problems: list[Problem] = []
    for name, shape in SETTINGS.items():
        source = folder.settings.get(name)
        if source is None:
            continue
        value, found = parse_settings(source, shape)
        problems += found
        if value is not None:
            understood[name] = value
    problems += _missing(folder, NEEDED)
    if any(name not in understood for name in SETTINGS):
        return None, problems
    return Settings(
        understood["site"], understood["synonyms"], understood["redirects"], understood["words-to-avoid"]
    ), problems


def read_room_settings(folder: Folder, kinds: Iterable[Kind]) -> tuple[dict[str, Shape], list[Problem]]:
    """The settings files that rooms have of their own, by name, or every problem they have."""
    understood: dict[str, Shape] = {}
    problems: list[Problem] = []
    for kind in kinds:
        problems += _missing(folder, kind.settings)
        for name, shape in kind.settings.items():
            if name in folder.settings:
                value, found = parse_settings(folder.settings[name], shape)
                problems += found
                understood |= {name: value} if value is not None else {}
    return understood, problems


def _missing(folder: Folder, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        path = f"data/{name}.yml"
        if path not in folder.found:
            hint = "Restore it from the last version that worked."
            yield Problem(Place(path), "missing-settings", f"{path} is missing.", hint)
