"""Issue forms: how people who have never seen a record propose one, or correct one, on GitHub.

What is asked is said by the rooms; what kind of answer a field takes, by its class. Both the form and the reader of
its answers (answers.py) are made of the same `Element`s. The syntax is GitHub's "Syntax for issue forms", "Syntax for
GitHub's form schema" and "Common validation errors when creating issue forms" (docs.github.com).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.editing.generated.json_schemas import REF, Schema, schema_fields
from generator.records.catalog import Catalog
from generator.records.choices import options
from generator.records.fields.citations import Citation
from generator.records.fields.types import Date, Prose, Ref, StrictModel, Text, Url
from generator.records.kind import FormField, IssueForm, Kind
from generator.records.settings import SiteSettings
from generator.yaml_files.yaml_emit import quoted, to_yaml

PUBLIC = (
    "What you write here can be read by anyone, and stays. Do not name people: write their role. "
    "Say only what a source says that others can read. What you do not know, leave empty."
)
SOURCE = (
    FormField("title", "Title of the source", "Its publisher and title, as on its first page."),
    FormField("url", "Address of the source", "Copied from the browser. Leave it empty for a printed document."),
    FormField("seen_on", "Day on which you read it", "Written year-month-day, as in 2026-05-03."),
)


class Correction(StrictModel):
    """What is wrong in a record, and where one can read what is right."""

    record: Text
    """The address of its page, or the name of its file, as in sites/winthrop-clear."""
    wrong: Prose
    """The words as they are now."""
    right: Prose
    """What it should say instead, in your own words."""
    source: Url
    """Where others can read it."""
    seen_on: Date


CORRECTION = IssueForm(
    "A correction",
    "Something on the site is wrong? Tell us what, and where we can read what is right.",
    (
        FormField("record", "Which page or record is it?"),
        FormField("wrong", "What is wrong?"),
        FormField("right", "What is right?"),
        FormField("source", "Where can we read it?", "An address, copied from the browser."),
        FormField("seen_on", "On which day did you read it?", "Written year-month-day, as in 2026-05-03."),
    ),
    {},
)


@dataclass(frozen=True)
class Element:
    """One question of a form, and the field that holds its answer."""

    name: str
    label: str
    type: str
    """How GitHub asks: 'input', 'textarea', 'dropdown' or 'checkboxes'."""
    hint: str
    required: bool
    many: bool
    """Whether the answer is a list; in a 'textarea', of lines."""
    number: bool
    choices: tuple[tuple[str, str], ...] = ()
    """The value and the label of each, in order."""
    of_source: bool = False
    """Whether the field is one of the record's source."""

    @property
    def id(self) -> str:
        """What GitHub calls it, in addresses that fill in a form."""
        return f"source_{self.name}" if self.of_source else self.name


@dataclass(frozen=True)
class Form:
    """A form with all its questions. Without a kind it is the one for corrections."""

    asked: IssueForm
    elements: tuple[Element, ...]
    kind: Kind | None = None

    @property
    def name(self) -> str:
        """The name of its file and of the label that GitHub puts on each issue made with it."""
        return f"new-{self.kind.name}" if self.kind else "correction"


def forms(catalog: Catalog) -> tuple[Form, ...]:
    """All forms, in the order of the rooms; the one for corrections last."""
    source = tuple(replace(element, of_source=True) for element in _elements(SOURCE, schema_fields(Citation)))
    made = [
        Form(kind.form, (*_elements(kind.form.fields, schema_fields(kind.record), catalog, kind.name), *source), kind)
        for kind in catalog.kinds.values()
        if kind.form is not None
    ]
    return (*made, Form(CORRECTION, tuple(_elements(CORRECTION.fields, schema_fields(Correction)))))


def to_forms(catalog: Catalog, site: SiteSettings) -> dict[str, str]:
    """The files of `.github/ISSUE_TEMPLATE` by name."""
    made = {f"{form.name}.yml": to_issue_form(form) for form in forms(catalog)}
    return {**made, "config.yml": to_config(site)}


def to_issue_form(form: Form) -> str:
    """A form as GitHub reads it."""
    intro = {"type": "markdown", "attributes": {"value": f"{form.asked.intro}\n\n{PUBLIC}"}}
    return to_yaml(
        {
            "name": form.asked.title,
            "description": form.asked.intro,
            "title": f"{form.asked.title}: ",
            "labels": [form.name],
            "body": [intro, *map(_body, form.elements)],
        },
        quoted,
    )


def to_config(site: SiteSettings) -> str:
    """What GitHub offers beside the forms: no empty issue, which no program could read, and where else to ask."""
    contact = site.contact
    web = contact.url.startswith(("https://", "http://"))
    links = [{"name": contact.label, "url": contact.url, "about": contact.note}] if web else []
    return to_yaml({"blank_issues_enabled": False} | ({"contact_links": links} if links else {}), quoted)


def _body(element: Element) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": element.label}
    if element.hint:
        attributes["description"] = element.hint
    labels = [label for _, label in element.choices]
    if element.type == "checkboxes":
        # GitHub cannot ask for at least one of them; the record's own rules do.
        attributes["options"] = [{"label": label} for label in labels]
        return {"type": element.type, "id": element.id, "attributes": attributes}
    if element.type == "dropdown":
        attributes["options"] = labels
    validations = {"required": element.required}
    return {"type": element.type, "id": element.id, "attributes": attributes, "validations": validations}


def _elements(
    fields: tuple[FormField, ...], schema: Schema, catalog: Catalog | None = None, kind: str = ""
) -> Iterator[Element]:
    """The questions for some fields of a class."""
    for asked in fields:
        field = schema["properties"][asked.name]
        many = field.get("type") == "array"
        value = field["items"] if many else field
        value = value["anyOf"][0] if "anyOf" in value else value
        choices = tuple(_choices(value, asked, catalog, kind))
        long = many or value.get("contentMediaType") == "text/markdown"
        type_ = ("checkboxes" if many else "dropdown") if choices else "textarea" if long else "input"
        # Beside its choices a question needs no words about how an answer is written.
        words = [asked.hint or ("" if choices else field.get("description", "")), _how(type_, many=many)]
        hint = " ".join(filter(None, words))
        required = asked.required or asked.name in schema["required"]
        yield Element(asked.name, asked.label, type_, hint, required, many, value.get("type") == "integer", choices)


def _how(type_: str, *, many: bool) -> str:
    return "One on each line." if type_ == "textarea" and many else ""


def _choices(value: Schema, asked: FormField, catalog: Catalog | None, kind: str) -> Iterator[tuple[str, str]]:
    ref = value.get(REF)
    if isinstance(ref, Ref) and catalog is not None:
        listed = options(catalog, ref, kind, asked.name)
        yield from ((option.slug, option.label) for option in listed if not option.retired)
    yield from ((name, asked.labels.get(name, name)) for name in value.get("enum", ()))
    yield from ((one["const"], one["description"]) for one in value.get("oneOf", ()))
