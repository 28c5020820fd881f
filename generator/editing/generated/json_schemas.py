"""JSON Schemas (2020-12) of records and settings files, with which a code editor completes, explains and checks them.

They are generated from the record classes. A schema covers fields, formats and choices; `resource-center check` covers
rules between fields. Each choice is a `const` with a `description`, which the YAML server of VS Code shows next to it.
`patternErrorMessage` is an extension of that server; others ignore it.
"""

import json

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.editing.records.choices import Option, options
from generator.records.catalog import Catalog
from generator.records.field_specs import Field, fields_of
from generator.records.fields.citations import SourceRef
from generator.records.fields.types import AnySourced, Ref, Sourced, StrictModel
from generator.records.kind import Kind
from generator.records.record import INJECTED, Record
from generator.text.slugs import SLUG
from generator.yaml_files.yaml_source import read

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REF = "x-ref"
"""The key under which a field that names another record has its `Ref`, until the schema is finished."""
DATE_PATTERN = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
LONGEST_EXAMPLE = 80

Schema = JsonSchemaValue


def to_schema(kind: Kind, catalog: Catalog) -> str:
    """Return the schema of a kind's records, with the choices and records of a catalog."""
    schema = schema_fields(kind.record)
    for path in sorted((kind.folder / "examples").glob("*.yml")):
        source, _ = read(path.name, path.read_bytes())
        if source is not None and not path.name.startswith("wrong-"):
            _add_examples(schema, source.data.get("record"))
    linker = _Linker(kind.name, catalog)
    schema["properties"] = {name: linker.link(inner, name) for name, inner in schema["properties"].items()}
    return _to_json(kind.singular, schema, linker.definitions)


def to_settings_schema(model: type[StrictModel], name: str) -> str:
    """Return the schema of a settings file."""
    return _to_json(name.replace("-", " ").capitalize(), schema_fields(model), {})


def schema_fields(model: type[StrictModel]) -> Schema:
    """Return the schema of a class without `$ref`s. A field that names a record has its `Ref` under REF."""
    schema = model.model_json_schema(schema_generator=_Generator)
    definitions = schema.pop("$defs", {})
    return _inline(schema, definitions)


def _to_json(title: str, schema: Schema, definitions: Schema) -> str:
    whole = {"$schema": DIALECT, "title": title} | {key: value for key, value in schema.items() if key != "title"}
    return json.dumps(whole | ({"$defs": definitions} if definitions else {}), indent=1, ensure_ascii=False) + "\n"


class _Generator(GenerateJsonSchema):
    """Pydantic's schema of a class, with the descriptions of its fields and without what editors never write."""

    def get_title_from_name(self, name: str) -> str:
        return name.replace("_", " ").capitalize()

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        # Every value is read as the text that was typed: 'name: 988' is a name.
        return {**super().str_schema(schema), "type": ["string", "number"]}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": DATE_PATTERN,
            "patternErrorMessage": "This is not a date. Use year-month-day, as in 2026-05-03.",
        }

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        # Editors write a field or leave it out; they never write null.
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        result = super().default_schema(schema)
        return {key: value for key, value in result.items() if key != "default" or value not in (None, [])}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        result = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        result.pop("title", None)
        for field in fields_of(model):
            inner = result["properties"][field.name]
            inner["title"] = self.get_title_from_name(field.name)
            inner.pop("description", None)
            if description := _description(field):
                inner["description"] = description
        if issubclass(model, Record):
            result["properties"] = {name: inner for name, inner in result["properties"].items() if name not in INJECTED}
            result["required"] = [name for name in result["required"] if name not in INJECTED]
        if model is SourceRef:
            # A name alone, or with a page or a day.
            return {"anyOf": [result["properties"]["source"], result]}
        return _fact(result, model) if issubclass(model, AnySourced) else result


def _description(field: Field) -> str:
    """Return a field's description in its class, or else the format of its values."""
    return field.about or (f"{field.format[0].upper()}{field.format[1:]}." if field.format else "")


def _fact(schema: Schema, model: type[AnySourced]) -> Schema:
    """Let a fact have one source or several, and be written as its value alone if that is all it has."""
    source = schema["properties"]["source"]
    ids = source.pop("items")
    source["anyOf"] = [ids, {"type": source.pop("type"), "items": ids}]
    if not issubclass(model, Sourced):
        return schema
    value = {key: inner for key, inner in schema["properties"]["value"].items() if key != "title"}
    return {"anyOf": [value, schema | {"description": " ".join(str(AnySourced.__doc__).split())}]}


def _inline(node: Schema, definitions: Schema) -> Schema:
    """Replace each `$ref` with its definition, since choices depend on the field in which they are used."""
    schema: Schema = {key: _inline_in(inner, definitions) for key, inner in node.items() if key != "$ref"}
    if "$ref" in node:
        # A field's own description is more specific than that of its class.
        schema = _inline(definitions[node["$ref"].rpartition("/")[2]], definitions) | schema
    if schema.get("type") == "array" and "description" in schema["items"]:
        schema.setdefault("description", schema["items"]["description"])
    return schema


def _inline_in(value: object, definitions: Schema) -> object:
    """Replace each `$ref` in a value of a schema: a schema, a list or a text."""
    if isinstance(value, list):
        return [_inline_in(inner, definitions) for inner in value]
    return _inline(value, definitions) if isinstance(value, dict) else value


def _add_examples(node: Schema, example: object) -> None:
    """Add the texts and numbers of an example to the fields of a schema. A field keeps its first example."""
    if "anyOf" in node:
        value = example["value"] if isinstance(example, dict) and "value" in example else example
        _add_examples(node["anyOf"][0], value)
    elif isinstance(example, dict):
        for name in node.get("properties", {}).keys() & example.keys():
            _add_examples(node["properties"][name], example[name])
    elif isinstance(example, list):
        for inner in example:
            _add_examples(node.get("items", {}), inner)
    elif isinstance(example, str) and "type" in node and not node.keys() & {"examples", "enum", "oneOf", REF}:
        numbers = {"integer": int, "number": float}
        if len(example) <= LONGEST_EXAMPLE and "\n" not in example and node["type"] != "boolean":
            node["examples"] = [numbers.get(str(node["type"]), str)(example)]


class _Linker:
    """Replaces each `Ref` in a schema with a `$ref` to a list of slugs, which is defined once."""

    def __init__(self, kind: str, catalog: Catalog) -> None:
        self.kind = kind
        self.catalog = catalog
        self.definitions: Schema = {}

    def link(self, node: object, field: str) -> object:
        """Return a part of a schema that belongs to a field of the record."""
        if isinstance(node, list):
            return [self.link(inner, field) for inner in node]
        if not isinstance(node, dict):
            return node
        ref = node.get(REF)
        if not isinstance(ref, Ref):
            return {key: self.link(inner, field) for key, inner in node.items()}
        name = field if ref.choice else ref.kind
        if name not in self.definitions:
            self.definitions[name] = self._slugs(ref, field)
        return {"$ref": f"#/$defs/{name}"} | {key: node[key] for key in ("title", "description") if key in node}

    def _slugs(self, ref: Ref, field: str) -> Schema:
        listed = [
            {"const": option.slug, "description": _describe(option)}
            for option in options(self.catalog, ref, self.kind, field)
        ]
        any_slug = {
            "type": "string",
            "pattern": f"^{SLUG.pattern}$",
            "patternErrorMessage": "A record name has only lowercase letters, digits and hyphens.",
        }
        if not listed:
            return any_slug
        known = {"type": "string", "oneOf": listed}
        # The schema may not know a record that was just added; `resource-center check` does.
        return known if ref.choice else {"anyOf": [known, any_slug]}


def _describe(option: Option) -> str:
    """Return the label of a choice, with its summary if it has one."""
    return option.label if option.summary == option.label else f"{option.label}: {option.summary}"
