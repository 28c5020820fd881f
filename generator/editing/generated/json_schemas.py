"""JSON Schemas (2020-12) of records and settings files: what an editor's program completes, explains and checks.

Made from the record classes, so that nothing is said twice. A schema knows fields, forms and choices; rules between
fields stay with `resource-center check`. Each choice is a `const` with its words as `description`: VS Code's YAML
server shows them beside the value, where it also knows `patternErrorMessage`, which others pass over.
"""

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.records.catalog import Catalog
from generator.records.choices import options
from generator.records.data_folder import SLUG
from generator.records.field_specs import Field, fields_of
from generator.records.fields.citations import SourceRef
from generator.records.fields.types import AnySourced, Ref, Sourced, StrictModel
from generator.records.kind import Kind
from generator.records.record import INJECTED, Record
from generator.yaml_files.yaml_source import read

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REF = "x-ref"
"""Where a field names another record: `fields.Ref` leaves itself there."""
LONGEST_EXAMPLE = 80

Schema = dict[str, Any]


def to_schema(kind: Kind, catalog: Catalog) -> str:
    """The schema of a kind's records, with the choices and the records that a catalog knows."""
    made = schema_fields(kind.record)
    for path in sorted((kind.folder / "examples").glob("*.yml")):
        source, _ = read(path.name, path.read_bytes())
        if source is not None and not path.name.startswith("wrong-"):
            _show(made, source.data.get("record"))
    linker = _Linker(kind.name, catalog)
    made["properties"] = {name: linker.link(inner, name) for name, inner in made["properties"].items()}
    return _text(kind.singular, made, linker.found)


def to_settings_schema(model: type[StrictModel], name: str) -> str:
    """The schema of a settings file."""
    return _text(name.replace("-", " ").capitalize(), schema_fields(model), {})


def schema_fields(model: type[StrictModel]) -> Schema:
    """The schema of a class with nothing elsewhere; a field that names a record holds its `Ref` under REF."""
    made = model.model_json_schema(schema_generator=_Generator)
    shared = made.pop("$defs", {})
    whole: Schema = _written_out(made, shared)
    return whole


def _text(title: str, made: Schema, found: Schema) -> str:
    whole = {"$schema": DIALECT, "title": title} | {key: value for key, value in made.items() if key != "title"}
    return json.dumps(whole | ({"$defs": found} if found else {}), indent=1, ensure_ascii=False) + "\n"


class _Generator(GenerateJsonSchema):
    """What pydantic makes of a class, with the words of its source, and without what no editor writes."""

    def get_title_from_name(self, name: str) -> str:
        return name.replace("_", " ").capitalize()

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        # The reader takes every value as the text that was typed: 'name: 988' is a name.
        return {**super().str_schema(schema), "type": ["string", "number"]}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
            "patternErrorMessage": "This is not a date. Use year-month-day, as in 2026-05-03.",
        }

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        # To an editor a field is there or not.
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if key != "default" or value not in (None, [])}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        made.pop("title", None)
        for field in fields_of(model):
            inner = made["properties"][field.name]
            inner["title"] = self.get_title_from_name(field.name)
            inner.pop("description", None)
            if words := _description(field):
                inner["description"] = words
        if issubclass(model, Record):
            made["properties"] = {name: inner for name, inner in made["properties"].items() if name not in INJECTED}
            made["required"] = [name for name in made["required"] if name not in INJECTED]
        if model is SourceRef:
            # A name alone, or with a page or a day.
            return {"anyOf": [made["properties"]["source"], made]}
        return _fact(made, model) if issubclass(model, AnySourced) else made


def _description(field: Field) -> str:
    """Return a field's description in its class, else the format of its values."""
    return field.about or (f"{field.format[0].upper()}{field.format[1:]}." if field.format else "")


def _fact(made: Schema, model: type[AnySourced]) -> Schema:
    """One source or several; and a fact that is nothing but its value may be written as the value alone."""
    source = made["properties"]["source"]
    ids = source.pop("items")
    source["anyOf"] = [ids, {"type": source.pop("type"), "items": ids}]
    if not issubclass(model, Sourced):
        return made
    value = {key: part for key, part in made["properties"]["value"].items() if key != "title"}
    return {"anyOf": [value, made | {"description": " ".join(str(AnySourced.__doc__).split())}]}


def _written_out(node: Any, shared: Schema) -> Any:
    """A schema with each shared part in the place where it is used: a choice depends on the field around it."""
    if isinstance(node, list):
        return [_written_out(inner, shared) for inner in node]
    if not isinstance(node, dict):
        return node
    made = {key: _written_out(inner, shared) for key, inner in node.items() if key != "$ref"}
    if "$ref" in node:
        # What stands at the place of use says more than what the shape says of itself.
        made = _written_out(shared[node["$ref"].rpartition("/")[2]], shared) | made
    if made.get("type") == "array" and "description" in made["items"]:
        made.setdefault("description", made["items"]["description"])
    return made


def _show(node: Schema, example: Any) -> None:
    """Put an example's texts and numbers beside the fields that hold them; the first one of a field stays."""
    if "anyOf" in node:
        value = isinstance(example, dict) and "value" in example
        _show(node["anyOf"][0], example["value"] if value else example)
    elif isinstance(example, dict):
        for name in node.get("properties", {}).keys() & example.keys():
            _show(node["properties"][name], example[name])
    elif isinstance(example, list):
        for inner in example:
            _show(node.get("items", {}), inner)
    elif isinstance(example, str) and "type" in node and not node.keys() & {"examples", "enum", "oneOf", REF}:
        numbers = {"integer": int, "number": float}
        if len(example) <= LONGEST_EXAMPLE and "\n" not in example and node["type"] != "boolean":
            node["examples"] = [numbers.get(str(node["type"]), str)(example)]


class _Linker:
    """Puts slugs in the place of the marks that references left, each list of slugs once in a schema."""

    def __init__(self, kind: str, catalog: Catalog) -> None:
        self.kind = kind
        self.catalog = catalog
        self.found: Schema = {}

    def link(self, node: Any, field: str) -> Any:
        """A part of a schema below a field of the record."""
        if isinstance(node, list):
            return [self.link(inner, field) for inner in node]
        if not isinstance(node, dict):
            return node
        ref = node.get(REF)
        if not isinstance(ref, Ref):
            return {key: self.link(inner, field) for key, inner in node.items()}
        name = field if ref.choice else ref.kind
        if name not in self.found:
            self.found[name] = self._slugs(ref, field)
        return {"$ref": f"#/$defs/{name}"} | {key: node[key] for key in ("title", "description") if key in node}

    def _slugs(self, ref: Ref, field: str) -> Schema:
        listed = [
            {"const": option.slug, "description": f"{option.label}: {option.summary}"}
            for option in options(self.catalog, ref, self.kind, field)
        ]
        any_slug = {
            "type": "string",
            "pattern": f"^{SLUG.pattern}$",
            "patternErrorMessage": "This cannot be the name of a record: small letters, digits and hyphens.",
        }
        if not listed:
            return any_slug
        known = {"type": "string", "oneOf": listed}
        # A record that was added today is not in the schema yet; `resource-center check` knows it.
        return known if ref.choice else {"anyOf": [known, any_slug]}
