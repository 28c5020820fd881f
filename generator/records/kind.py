"""What defines a kind of record: its record class, addresses, settings, and the form in which readers propose one."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel

from generator.base.editor_files import matching
from generator.records.behavior import Behavior
from generator.records.field_specs import fields_of
from generator.records.fields.roles import Role, fields_with
from generator.records.fields.types import StrictModel
from generator.records.record import RESERVED, Record
from generator.text.slugs import slugify
from generator.yaml_files.yaml_source import YamlValue

NO_FOLDER = Path()
REMOVED_ON = "REMOVED_ON"
"""Stands for a date in `Kind.removal`."""


@dataclass(frozen=True)
class FormField:
    """A question of an issue form, worded for people who have never seen a record."""

    name: str
    label: str
    hint: str = ""
    """Help below the label; if empty, the field's own description."""
    required: bool = False
    """Whether the form requires it, even if the record class does not."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The labels of the choices that the record class lists, by value."""


@dataclass(frozen=True)
class IssueForm:
    """A form in which anyone may propose a record: its questions in order, and the fields that every proposal gets."""

    title: str
    intro: str
    fields: tuple[FormField, ...]
    always: Mapping[str, YamlValue]


@dataclass(frozen=True)
class Dates:
    """The fields of a kind whose records open and close, such as application periods."""

    about: str
    """The record that opens and closes: a reference."""
    opens: str = "opens"
    closes: str = "closes"
    timezone: str = "timezone"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of record: the only part of a kind's package that other packages use.

    `name` is the folder in `data/` and the first part of every address; `title` and `singular` name it on pages.
    """

    name: str
    title: str
    singular: str
    record: type[Record]
    folder: Path = NO_FOLDER
    """The kind's package: record class, templates, styles, scripts and examples, with features in sub-packages. By
    default, the folder of the record class."""
    behavior: Behavior = field(default_factory=Behavior)
    """What the kind's code adds to its records."""
    required: bool = False
    """Whether the site needs at least one record."""
    address: str = ""
    """The address of a record, relative to the root; with `#` for an anchor on a page. By default, a record has a page
    if the kind has the template `page.html`, and an anchor on the list of records otherwise."""
    index: str = ""
    """The description of the page that lists the records. Without one there is no such page. A page of `content/` at
    the same address replaces it."""
    uses: tuple[str, ...] = ()
    """The other kinds that its code asks the catalog for, besides those that its records refer to."""
    settings: Mapping[str, type[StrictModel]] = field(default_factory=dict)
    """The kind's own settings files by name: texts and rules of its pages that staff may change."""
    scripts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The scripts that pages load, by name, with the files of each in order: `{"list": ("messages", "directory")}`. A
    file that none of them has is a script by itself."""
    styles: tuple[str, ...] = ()
    """The stylesheets that only pages load whose templates link to them. All others are one: `assets/css/<kind>.css`,
    which every page loads that shows the kind."""
    is_searchable: bool = True
    """Whether search and the list of all pages have an entry for each record."""
    form: IssueForm | None = None
    """The issue form in which anyone may propose a record; None if only staff add records."""
    dates: Dates | None = None
    """The fields that staff fill in to open and close a record, if they can."""
    removal: Mapping[str, str] = field(default_factory=dict)
    """The fields that take a record down at the request of the people it describes, with their values. REMOVED_ON
    stands for the date of the request. A field whose value is "" is deleted, since it needs consent."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The new names of renamed fields and values, which `fix` writes in place of the old ones:
    `{"town": "city", "listing.status: shown": "agreed"}`."""

    def __post_init__(self) -> None:
        """Choose what was left out, and refuse a record class that other code could not work with.

        Raises:
            TypeError: The class has no title, has a field that hides what all records have, or lacks one of the form.
        """
        if self.folder is NO_FOLDER:
            object.__setattr__(self, "folder", Path(inspect.getfile(self.record)).parent)
        if not self.address:
            object.__setattr__(self, "address", "{kind}/{slug}/" if self.has_pages else "{kind}/#{slug}")
        fields = self.record.model_fields
        hidden = sorted(RESERVED & fields.keys())
        if hidden:
            raise TypeError(
                f"{_place(self.record)}: no field can be called '{hidden[0]}', which every record has already. "
                "Choose another name, and say what the field means with a Role."
            )
        if self.record.title is Record.title and not fields_with(self.record, Role.NAME, Role.TITLE):
            raise TypeError(
                f"{_place(self.record)}: no field is the record's name. "
                "Annotate one, as in `name: Annotated[Text, Role.NAME]`, or define the property `title`."
            )

        unknown = [asked.name for asked in (self.form.fields if self.form else ()) if asked.name not in fields]
        if unknown:
            raise TypeError(f"{_place(self.record)}: the issue form asks for '{unknown[0]}', which is not a field.")
        files = {path.stem for path in self.paths("*.js")}
        for name, parts in self.scripts.items():
            if missing := [part for part in parts if part not in files]:
                raise TypeError(
                    f"{self.folder}: the script '{name}' has the file '{missing[0]}.js', which does not exist."
                )

    @cached_property
    def references(self) -> frozenset[str]:
        """The kinds that its records refer to."""
        return frozenset(_references(self.record))

    @property
    def folders(self) -> tuple[Path, ...]:
        """The kind's package and its sub-packages."""
        return (self.folder, *sorted(path.parent for path in self.folder.glob("*/__init__.py")))

    def paths(self, pattern: str) -> list[Path]:
        """Return the files of the kind's package and sub-packages that match a pattern, sorted by name."""
        return sorted(
            (path for folder in self.folders for path in matching(folder, pattern)), key=lambda path: path.name
        )

    def script_files(self) -> Iterator[tuple[str, list[Path]]]:
        """Yield the name of each script that pages can load, with its files."""
        files = {path.stem: path for path in self.paths("*.js")}
        for name, parts in self.scripts.items():
            yield name, [files[part] for part in parts]
        combined = {part for parts in self.scripts.values() for part in parts}
        yield from ((name, [path]) for name, path in files.items() if name not in combined)

    def style_files(self) -> Iterator[tuple[str, list[Path]]]:
        """Yield the path of each stylesheet below `assets/css/`, without its ending, with its files."""
        files = self.paths("*.css")
        if shared := [path for path in files if path.stem not in self.styles]:
            yield self.name, shared
        yield from ((f"{self.name}/{path.stem}", [path]) for path in files if path.stem in self.styles)

    @property
    def starter_slug(self) -> str:
        """The slug of a new record in GitHub's editor, which its author replaces."""
        return f"new-{slugify(self.singular)}"

    @property
    def has_pages(self) -> bool:
        """Whether each record has a page of its own."""
        return (self.folder / "page.html").is_file()

    @property
    def home(self) -> str:
        """The address of the page that lists the records, relative to the root."""
        return self.address.split("{slug}")[0].split("#")[0].format(kind=self.name)

    def url(self, record: Record) -> str:
        """Return the address of a record, relative to the root."""
        return self.address_of(record.slug)

    def address_of(self, slug: str) -> str:
        """Return the address that a record with this slug has or would have, relative to the root."""
        return self.address.format(kind=self.name, slug=slug)

    def slug_in(self, address: str) -> str | None:
        """Return the slug of the record with this address; None if it is no address of this kind."""
        before, after = self.address_of("\n").split("\n")
        inside = address.startswith(before) and address.endswith(after)
        return address.removeprefix(before).removesuffix(after) if inside else None


def _place(record: type[Record]) -> str:
    """Return the file of a record class and its name."""
    return f"{inspect.getfile(record)}: {record.__name__}"


def _references(model: type[BaseModel]) -> Iterator[str]:
    for specs in fields_of(model):
        yield from (ref.kind for ref in (specs.ref, specs.shorthand) if ref)
        if specs.model is not None:
            yield from _references(specs.model)
