"""The issue forms with which people propose a new record, or report an error, on GitHub.

Each kind says what its form asks; the record class says how a field is answered. The form and the parser of its answers
(`form_answers`) use the same `Element`s. Syntax: GitHub's "Syntax for issue forms", "Syntax for GitHub's form schema"
and "Common validation errors when creating issue forms" (docs.github.com).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from generator.editing.generated.json_schemas import DATE_PATTERN, REF, Schema, schema_fields
from generator.editing.records.choices import options
from generator.records.catalog import Catalog
from generator.records.fields.citations import Citation
from generator.records.fields.types import URL_PATTERN, YEARS, Date, Prose, Ref, StrictModel, Text, Url
from generator.records.kind import FormField, IssueForm, Kind
from generator.records.settings import SiteSettings
from generator.yaml_files.yaml_emit import quoted, to_yaml

PUBLIC = (
    "What you write here is public and permanent. Do not name people; give their role instead. "
    "Include only what a public source says. Leave anything you do not know blank."
)
DATE = "For example, May 3, 2026."
SOURCE = (
    FormField("title", "Title of the source", "The publisher and title, as shown on its first page."),
    FormField(
        "url",
        "Web address of the source",
        "With https://. Copy it from your browser. Leave it blank for a printed document.",
    ),
    FormField("seen_on", "Date you read it", DATE),
)


class Correction(StrictModel):
    """An error on the site, and a source for the correct information. A typo needs none."""

    record: Text
    """The web address of the page, or the name of the record's file, as in sites/example-peers."""
    wrong: Prose
    """The text as it is now."""
    right: Prose
    """What it should say instead, in your own words."""
    source: Url | None = None
    """Where others can read it."""
    seen_on: Date | None = None


CORRECTION = IssueForm(
    "Report an error",
    "Is something wrong on the site? Tell us what it is and where to find the correct information.",
    (
        FormField("record", "Which page or record has the error?"),
        FormField("wrong", "What is wrong?"),
        FormField("right", "What should it say?"),
        FormField(
            "source",
            "Where can we find this information?",
            "The web address, with https://. Copy it from your browser. For a typo, leave this blank.",
        ),
        FormField("seen_on", "When did you read it?", f"{DATE} For a typo, leave this blank."),
    ),
    {},
)

ONE_LINE = "A line of plain text."
Answer = Literal["text", "year", "number", "date", "address"]


@dataclass(frozen=True)
class Element:
    """One question of a form, and the field that holds its answer."""

    name: str
    label: str
    type: str
    """The type of input on GitHub: 'input', 'textarea', 'dropdown' or 'checkboxes'."""
    hint: str
    required: bool
    many: bool
    """Whether the answer is a list. In a 'textarea', each line is an item."""
    answer: Answer = "text"
    """What each answer must be, so that a wrong one can be explained in the words of the form."""
    choices: tuple[tuple[str, str], ...] = ()
    """Pairs of value and label, in order."""
    of_source: bool = False
    """Whether the answer describes the record's source."""

    @property
    def id(self) -> str:
        """The id on GitHub, with which a URL can prefill the answer."""
        return f"source_{self.name}" if self.of_source else self.name


@dataclass(frozen=True)
class Form:
    """A form with all its questions. Without a kind, it is the form for corrections."""

    definition: IssueForm
    elements: tuple[Element, ...]
    kind: Kind | None = None

    @property
    def name(self) -> str:
        """The name of its file, and of the label that GitHub adds to issues created with it."""
        return f"new-{self.kind.name}" if self.kind else "correction"


def forms(catalog: Catalog) -> tuple[Form, ...]:
    """Return all forms, in the order of the kinds; the form for corrections comes last."""
    source = tuple(replace(element, of_source=True) for element in _elements(SOURCE, schema_fields(Citation)))
    kind_forms = [
        Form(kind.form, (*_elements(kind.form.fields, schema_fields(kind.record), catalog, kind.name), *source), kind)
        for kind in catalog.kinds.values()
        if kind.form is not None
    ]
    return (*kind_forms, Form(CORRECTION, tuple(_elements(CORRECTION.fields, schema_fields(Correction)))))


def to_forms(catalog: Catalog, site: SiteSettings) -> dict[str, str]:
    """Return the files of `.github/ISSUE_TEMPLATE` by name."""
    texts = {f"{form.name}.yml": to_issue_form(form) for form in forms(catalog)}
    return {**texts, "config.yml": to_config(site)}


def to_issue_form(form: Form) -> str:
    """Return a form in GitHub's syntax."""
    intro = {"type": "markdown", "attributes": {"value": f"{form.definition.intro}\n\n{PUBLIC}"}}
    return to_yaml(
        {
            "name": form.definition.title,
            "description": form.definition.intro,
            "title": f"{form.definition.title}: ",
            "labels": [form.name],
            "body": [intro, *map(_body, form.elements)],
        },
        quoted,
    )


def to_config(site: SiteSettings) -> str:
    """Return GitHub's configuration: no blank issues, since they cannot be parsed, and a link to the contact."""
    contact = site.contact
    is_web = contact.url.startswith(("https://", "http://"))
    links = [{"name": contact.label, "url": contact.url, "about": contact.note}] if is_web else []
    return to_yaml({"blank_issues_enabled": False} | ({"contact_links": links} if links else {}), quoted)


def _body(element: Element) -> dict[str, object]:
    attributes: dict[str, object] = {"label": element.label}
    if element.hint:
        attributes["description"] = element.hint
    labels = [label for _, label in element.choices]
    if element.type == "checkboxes":
        # GitHub cannot require one of them. The check of the record does.
        attributes["options"] = [{"label": label} for label in labels]
        return {"type": element.type, "id": element.id, "attributes": attributes}
    if element.type == "dropdown":
        attributes["options"] = labels
    validations = {"required": element.required}
    return {"type": element.type, "id": element.id, "attributes": attributes, "validations": validations}


def _elements(
    fields: tuple[FormField, ...], schema: Schema, catalog: Catalog | None = None, kind: str = ""
) -> Iterator[Element]:
    """Yield the questions for some fields of a class."""
    for form_field in fields:
        field = schema["properties"][form_field.name]
        many = field.get("type") == "array"
        value = field["items"] if many else field
        value = value["anyOf"][0] if "anyOf" in value else value
        choices = tuple(_choices(value, form_field, catalog, kind))
        long = many or value.get("contentMediaType") == "text/markdown"
        type_ = ("checkboxes" if many else "dropdown") if choices else "textarea" if long else "input"
        # A question with choices needs no hint about the format of an answer.
        one_per_line = "Enter one per line." if type_ == "textarea" and many else ""
        hint = form_field.hint or ("" if choices else field.get("description", ""))
        # The description of a field without one of its own would say it twice.
        hint = f"{hint.removeprefix(ONE_LINE)} {one_per_line}".strip() if one_per_line else hint
        required = form_field.required or form_field.name in schema["required"]
        yield Element(form_field.name, form_field.label, type_, hint, required, many, _answer(value), choices)


def _answer(value: Schema) -> Answer:
    """Return what an answer must be by the schema of its field."""
    if value.get("type") == "integer":
        return "year" if value.get("minimum") == YEARS[0] else "number"
    if value.get("pattern") == DATE_PATTERN:
        return "date"
    return "address" if value.get("pattern") == URL_PATTERN else "text"


def _choices(value: Schema, form_field: FormField, catalog: Catalog | None, kind: str) -> Iterator[tuple[str, str]]:
    ref = value.get(REF)
    if isinstance(ref, Ref) and catalog is not None:
        listed = options(catalog, ref, kind, form_field.name)
        yield from ((option.slug, option.label) for option in listed if not option.retired)
    yield from ((name, form_field.labels.get(name, name)) for name in value.get("enum", ()))
    yield from ((one["const"], one["description"]) for one in value.get("oneOf", ()))
