"""Check the sources that facts name, on the data of a file: every mistake is found, whatever else is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from generator.base.problems import Problem, did_you_mean
from generator.records.diagnosis.corrections import Corrected
from generator.records.field_specs import Field, fields_of
from generator.records.fields.roles import Role
from generator.text.sentences import format_list
from generator.text.slugs import SLUG, slugify
from generator.yaml_files.yaml_source import KeyPath, YamlValue


def check_sources(corrected: Corrected, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield a problem for each id that two sources have, each unknown id, and each fact that must name a source."""
    entries = corrected.data.get("sources")
    if isinstance(entries, list) and entries:
        check = _SourceCheck(corrected, entries)
        yield from check.duplicates()
        yield from check.of_fields(model, corrected.data, ())


@dataclass(frozen=True)
class _SourceCheck:
    """The check of a record with these entries in `sources`."""

    corrected: Corrected
    entries: list[YamlValue]

    @property
    def ids(self) -> list[str | None]:
        """The id of each source; None if it has none."""
        return [_id_of(entry) for entry in self.entries]

    def duplicates(self) -> Iterator[Problem]:
        """Yield the problem of each id that an earlier source has too."""
        ids = self.ids
        for number, name in enumerate(ids):
            if name is not None and name in ids[:number]:
                place = self.corrected.place(("sources", number))
                message = f"Two sources have the id '{name}'."
                yield Problem(place, "duplicate-source", message, "Give one of them another id.")

    def of_fields(self, model: type[BaseModel], data: Mapping[str, YamlValue], path: KeyPath) -> Iterator[Problem]:
        """Yield the problems of the sources that fields name, at any depth."""
        for field in fields_of(model):
            value = data.get(field.name)
            if field.many and not isinstance(value, list) and Role.CITES not in field.roles:
                continue
            items = enumerate(value) if field.many and isinstance(value, list) else [(None, value)]
            for number, item in items:
                here: KeyPath = (*path, field.name) if number is None else (*path, field.name, number)
                yield from self._of_value(field, item, here)

    def _of_value(self, field: Field, value: YamlValue, path: KeyPath) -> Iterator[Problem]:
        inner = field.class_for(value) if isinstance(value, dict) else None
        if value is None:
            return
        if field.sourced:
            yield from self._of_fact(value, path)
        elif Role.CITES in field.roles and isinstance(value, str):
            yield from self._unknown(value, path)
        elif inner is not None and isinstance(value, dict):
            yield from self.of_fields(inner, value, path)

    def _of_fact(self, fact: YamlValue, path: KeyPath) -> Iterator[Problem]:
        source = fact.get("source") if isinstance(fact, dict) else None
        if isinstance(source, list):
            for number, name in enumerate(source):
                yield from self._unknown(name, (*path, "source", number))
        elif source is not None:
            yield from self._unknown(source, (*path, "source"))
        elif len(self.entries) > 1 and not isinstance(fact, list):
            message = "This record has more than one source, and this fact does not name its own."
            yield Problem(self.corrected.place(path), "fact-without-source", message, self._how_to_write(fact, path))

    def _how_to_write(self, fact: YamlValue, path: KeyPath) -> str:
        if isinstance(fact, dict):
            how = "Add 'source:' below 'value:', with the id of the source."
        else:
            hyphen = "- " if isinstance(path[-1], int) else ""
            how = f"Write it on two lines: '{hyphen}value: {str(fact)[:30]}' and, lined up with it, 'source:'."
        return f"{how} {self._listed()}"

    def _listed(self) -> str:
        """Return the ids that facts may name, and the sources that have none yet."""
        ids = [name for name in self.ids if name]
        without = [
            str(self.corrected.place(("sources", number)).line) for number, name in enumerate(self.ids) if not name
        ]
        known = f"Known ids: {', '.join(ids)}." if ids else "No source has an id yet."
        return f"{known} Add 'id:' to the source on line {format_list(without)}." if without else known

    def _unknown(self, name: YamlValue, path: KeyPath) -> Iterator[Problem]:
        if isinstance(name, str) and name not in self.ids:
            message = f"'{name}' is not a source of this record."
            yield Problem(self.corrected.place(path), "unknown-source", message, self._how_to_cite(name))

    def _how_to_cite(self, name: str) -> str:
        """Return the fix for a fact that names a source which is not among the ids of the record."""
        titles = [entry.get("title") if isinstance(entry, dict) else None for entry in self.entries]
        for number, title in enumerate(titles):
            if isinstance(title, str) and slugify(title) == slugify(name):
                return self._give_id(number, name)
        if hint := did_you_mean(name, [known for known in self.ids if known]):
            return hint
        without = [number for number, known in enumerate(self.ids) if known is None]
        add = f" If it is in data/sources/, add '- {name}' under 'sources:'." if SLUG.fullmatch(name) else ""
        return self._give_id(without[0], name) if len(without) == 1 else f"{self._listed()}{add}"

    def _give_id(self, number: int, name: str) -> str:
        """Return the hint that a source needs an id, or that a fact must use the id that it has."""
        line = self.corrected.place(("sources", number)).line
        known = self.ids[number]
        if known:
            return f"Use the id of that source: '{known}'."
        short = slugify(name)[:30].rpartition("-")[0] if len(slugify(name)) > 30 else slugify(name)
        here = "" if short == name else f", and write '{short}' here"
        return f"Add 'id: {short}' to the source on line {line}{here}."


def _id_of(entry: YamlValue) -> str | None:
    """Return the id by which facts name a source: a name alone, or the field that has it."""
    name = (entry.get("source") or entry.get("id")) if isinstance(entry, dict) else entry
    return name if isinstance(name, str) else None
