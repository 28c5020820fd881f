"""The classes of the settings files in `data/`."""

from typing import Annotated, Literal

from pydantic import Field

from generator.records.fields.types import Pattern, SeenOn, StrictModel, Text, Url, Year
from generator.text.file_names import why_unportable
from generator.text.slugs import slugify

Address = Annotated[
    str,
    Pattern(
        r"https://\S+|/\S*|tel:[0-9+-]+|sms:[0-9]+|mailto:\S+",
        "an address: start a page of this site with /, any other with https://",
    ),
]
"""The address of a page of this site, which starts with /, or a web address."""


MAX_FILE_NAME = 60
"""The most characters of the site's name in the name of a folder, since Windows limits whole paths."""


class MenuLink(StrictModel):
    """A link in a menu."""

    label: Text
    """The text of the link."""
    url: Address
    """Where it leads."""


class MenuColumn(StrictModel):
    """A group of links in the footer, with a heading."""

    heading: Text
    """The heading above the links."""
    links: Annotated[tuple[MenuLink, ...], Field(min_length=1)]


class Menu(StrictModel):
    """The links in the header and the footer, in order."""

    header: Annotated[tuple[MenuLink, ...], Field(min_length=1, max_length=6)]
    """Put further links in `footer`."""
    footer: Annotated[tuple[MenuColumn, ...], Field(max_length=4)]
    """Put further links in another column."""

    @property
    def links(self) -> tuple[MenuLink, ...]:
        """All links, those of the footer first."""
        return (*(link for column in self.footer for link in column.links), *self.header)


class Help(StrictModel):
    """The line on every page for people who need help now."""

    text: Text
    """The first words of the line, such as 'In crisis?'."""
    links: tuple[MenuLink, ...]
    words: tuple[Text, ...] = ()
    """Words and phrases, in lowercase. If a reader searches for one, search shows the help lines above the results."""
    unless: tuple[Text, ...] = ()
    """Phrases in which those words mean something else, such as 'treatment court'."""


class ContactPerson(StrictModel):
    """The official whom the program's own page names as the contact for questions."""

    name: Text
    """The person's name, without a title."""
    role: Text
    """Worded to follow the name: 'listed on the example page'."""
    url: Url
    """The page that names the person."""
    read_on: SeenOn


class Contact(StrictModel):
    """Where readers ask questions, report an error or ask to be removed."""

    label: Text
    """The text of the link."""
    url: Url
    """Where it leads: a page, or a mailbox such as mailto:peers@example.org."""
    note: Text
    """What to do there, in a sentence or two."""
    person: ContactPerson | None = None
    """The person to ask for. Leave out email addresses and phone numbers."""
    private: Url | None = None
    """An address for messages that should not be public."""


class Removal(StrictModel):
    """How someone asks to be removed from the site."""

    label: Text
    """The text of the link."""
    url: Url
    """Where it leads."""


class SiteSettings(StrictModel):
    """`data/site.yml`: the name, status, contacts and menus of the site."""

    name: Text
    """The name of the site, at the top of every page."""
    short_name: Text
    """A shorter name, for small screens and the titles of browser tabs."""
    tagline: Text
    """What the site is about, in a few words below its name."""
    description: Text
    """What search engines show below the name of the site."""
    status: Literal["draft", "official"]
    """A draft has a banner, and search engines do not list it."""
    draft_notice: Text
    """The text of the banner of a draft."""
    program: Text
    """The full name of the program that the site is about, spelled out once on every page."""
    first_year: Year | None = None
    """The year in which the program began. Records cannot say that a site took part before then."""
    id_domain: Annotated[str, Pattern(r"[a-z0-9.-]+", "a domain, as in example.org")]
    """The domain in the ids of feeds and calendar events. Never change it."""
    id_year: Year
    """A year in which the domain was yours. It is part of the ids of feeds (RFC 4151). Never change it."""
    repository: Url | None = None
    """The GitHub repository of the records. Without it, pages have no edit link."""
    help: Help
    public_contacts: tuple[Text, ...] = ()
    """Phone numbers and email addresses of public services, which texts may contain. Never list a person's."""
    contact: Contact
    removal: Removal | None = None
    """How someone asks to be removed from the site. Required for an official site."""
    funding_notice: Text | None = None
    """Who funds the site, in the wording that the grant requires. Required for an official site; a draft does not show
    it."""
    disclaimer: Text | None = None
    """Who does not run, control or endorse the site. Required for an official site; a draft does not show it."""
    menu: Menu

    @property
    def file_name(self) -> str:
        """The name of the site as the name of a folder or a program."""
        name = slugify(self.name)[:MAX_FILE_NAME].strip("-")
        return f"site-{name}" if why_unportable(name) else name

    @property
    def tagging_entity(self) -> str:
        """The owner of the ids of feeds: a domain, and a year in which it was theirs (RFC 4151)."""
        return f"{self.id_domain},{self.id_year}"

    @property
    def has_route(self) -> bool:
        """Whether readers have a way to report an error or ask for removal."""
        return bool(self.repository or self.contact.private)


class Synonyms(StrictModel):
    """`data/synonyms.yml`: groups of words that search treats as the same."""

    groups: tuple[Annotated[tuple[Text, ...], Field(min_length=2)], ...]
    stop_words: tuple[Text, ...] = ()
    """Words such as 'the' that search ignores, unless the reader types nothing else."""


class Redirect(StrictModel):
    """An address that moved, and its new address."""

    old: Annotated[
        str,
        Pattern(
            r"/(?!$)([^\s/?#.][^\s/?#]*/)*([^\s/?#.][^\s/?#]*\.(?!html$|html#)[a-z0-9]{1,5})?(#[^\s#]+)?",
            "an address of this site, as in /sites/old-name/ or /about/#old-heading",
        ),
        Field(alias="from"),
    ]
    new: Annotated[str, Pattern(r"/\S*", "an address of this site, as in /sites/new-name/"), Field(alias="to")]


class Redirects(StrictModel):
    """`data/redirects.yml`: addresses that moved. Never delete one."""

    redirects: tuple[Redirect, ...] = ()


class BetterWord(StrictModel):
    """A stigmatizing word, and the word to use instead."""

    avoid: Text
    """The word to avoid, in its basic form."""
    write: Text
    """What to write instead."""


class WordsToAvoid(StrictModel):
    """`data/words-to-avoid.yml`: stigmatizing words, and limits that keep texts easy to read. Names and quotations are
    exempt."""

    words: tuple[BetterWord, ...]
    acronyms_everyone_knows: tuple[Text, ...] = ()
    """Acronyms that do not have to be spelled out."""
    highest_grade: Annotated[int, Field(ge=1, le=20)] = 8
    """The highest reading grade level that a text may have (Flesch-Kincaid)."""


SETTINGS: dict[str, type[StrictModel]] = {
    "site": SiteSettings,
    "synonyms": Synonyms,
    "redirects": Redirects,
    "words-to-avoid": WordsToAvoid,
}
"""The settings files by name. `redirects` and `words-to-avoid` are optional."""
