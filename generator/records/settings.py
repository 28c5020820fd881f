"""The settings files of `data/`: one record each, with the same problems as any other."""

from typing import Annotated, Literal

from pydantic import Field

from generator.records.fields.types import Pattern, SeenOn, StrictModel, Text, Url

Address = Annotated[
    str,
    Pattern(
        r"https://\S+|/\S*|tel:[0-9+-]+|sms:[0-9]+|mailto:\S+",
        "an address: a page of this site starts with /, any other with https://",
    ),
]
"""A page of this site (it starts with /) or a web address."""


class MenuLink(StrictModel):
    """One link of a menu."""

    label: Text
    url: Address


class MenuColumn(StrictModel):
    """Links of the footer that serve one purpose."""

    heading: Text
    links: Annotated[tuple[MenuLink, ...], Field(min_length=1)]


class Menu(StrictModel):
    """The links of the header and of the footer, in order."""

    header: Annotated[tuple[MenuLink, ...], Field(min_length=1, max_length=6)]
    footer: Annotated[tuple[MenuColumn, ...], Field(max_length=4)]

    @property
    def links(self) -> tuple[MenuLink, ...]:
        """Every link, the footer's first."""
        return (*(link for column in self.footer for link in column.links), *self.header)


class Help(StrictModel):
    """The line that stands on every page for those who need help now."""

    text: Text
    links: tuple[MenuLink, ...]
    words: tuple[Text, ...] = ()
    """Words and phrases, in small letters, at which search shows the help lines above its results."""
    unless: tuple[Text, ...] = ()
    """Phrases in which those words mean something else: 'treatment court'."""


class ContactPerson(StrictModel):
    """The official whom the program's own page names as the contact for questions."""

    name: Text
    role: Text
    """As it reads after the name: 'listed on the example page'."""
    url: Url
    """The page that names the person."""
    read_on: SeenOn


class Contact(StrictModel):
    """Where readers ask, report a mistake, or ask to be removed."""

    label: Text
    url: Url
    note: Text
    person: ContactPerson | None = None
    """Whom to ask for there, without a mailbox or telephone number."""
    private: Url | None = None
    """A mailbox for what should not be public; none is known yet."""


class Removal(StrictModel):
    """How someone asks to be taken off the site."""

    label: Text
    url: Url


class SiteSettings(StrictModel):
    """`data/site.yml`: what the whole site says of itself."""

    name: Text
    short_name: Text
    tagline: Text
    description: Text
    status: Literal["draft", "official"]
    draft_notice: Text
    program: Text
    """The initiative's full name, spelled out once on every page."""
    id_domain: Annotated[str, Pattern(r"[a-z0-9.-]+", "a domain, as in example.org")]
    """A domain that stands in the ids of feeds and calendars and never changes."""
    repository: Url | None = None
    """Where the records are edited; without it pages carry no edit link."""
    help: Help
    public_contacts: tuple[Text, ...] = ()
    """Telephone numbers and mailboxes of public services, which texts may hold. A person's has no place there."""
    contact: Contact
    removal: Removal | None = None
    """How someone asks to be taken off the site. An official site needs it."""
    funding_notice: Text | None = None
    """Who funds the site, in the words that its grant requires. An official site needs it; a draft does not show it."""
    disclaimer: Text | None = None
    """Who does not run, control or endorse the site. An official site needs it; a draft does not show it."""
    menu: Menu

    @property
    def has_route(self) -> bool:
        """Whether readers can report an error or ask for removal: pages offer it only then."""
        return bool(self.repository or self.contact.private)


class Synonyms(StrictModel):
    """`data/synonyms.yml`: groups of words that search takes for one another."""

    groups: tuple[Annotated[tuple[Text, ...], Field(min_length=2)], ...]
    stop_words: tuple[Text, ...] = ()
    """Words that say nothing of what is looked for: search ignores them where others are typed with them."""


class Redirect(StrictModel):
    """An address that moved, and where to."""

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
    """`data/redirects.yml`: addresses that moved. None is ever deleted."""

    redirects: tuple[Redirect, ...] = ()


class BetterWord(StrictModel):
    """A word that stigmatizes, and what to write."""

    avoid: Text
    write: Text


class WordsToAvoid(StrictModel):
    """`data/words-to-avoid.yml`: what makes a text hurt, or hard to read, outside names and quotations."""

    words: tuple[BetterWord, ...]
    acronyms_everyone_knows: tuple[Text, ...] = ()
    """Short forms that nobody needs spelled out."""
    highest_grade: Annotated[int, Field(ge=1, le=20)] = 8
    """The grade of school that a text may ask of its readers (Flesch-Kincaid)."""


SETTINGS: dict[str, type[StrictModel]] = {
    "site": SiteSettings,
    "synonyms": Synonyms,
    "redirects": Redirects,
    "words-to-avoid": WordsToAvoid,
}
"""The settings files by name; all but `redirects` and `words-to-avoid` are needed for a build."""
