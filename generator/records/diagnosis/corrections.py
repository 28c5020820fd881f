"""Fields that were indented wrongly, put where they belong, so that everything else can be checked as it was meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import BaseModel

from generator.base.counts import count_of
from generator.base.problems import Place, Problem
from generator.records.field_specs import FACT, Field, fields_of
from generator.yaml_files.yaml_source import KeyPath, SourceFile, YamlValue

Fields = dict[str, YamlValue]


@dataclass
class Corrected:
    """The data of a file with its fields at the right level, the problems of those that were not, and all places."""

    source: SourceFile
    data: Fields = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    moved: dict[KeyPath, KeyPath] = field(default_factory=dict)
    """By the path of a field or list item in `data`, its path in the file, where they differ."""

    def written(self, path: KeyPath) -> KeyPath:
        """Return the path in the file of what is at a path in `data`."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.moved:
                return self.moved[path[:length]] + path[length:]
        return path

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """Return the place of a value, or of its field name, by its path in `data`."""
        return self.source.place(self.written(path), key=key)

    def has_key(self, path: KeyPath) -> bool:
        """Return whether the file has a field at a path, though it may be empty."""
        return self.written(path) in self.source.keys

    def has_value(self, path: KeyPath) -> bool:
        """Return whether the file has a value at a path."""
        return self.written(path) in self.source.values


def correct(source: SourceFile, data: Mapping[str, YamlValue], model: type[BaseModel]) -> Corrected:
    """Return the data with each field that is indented wrongly where the class has it, and the problems of those."""
    corrected = Corrected(source)
    corrected.data, _ = _Correction(corrected).level(by_name(model), data, (), ())
    return corrected


class _Lifted(NamedTuple):
    """A field that belongs to a level further out, with its path in the file."""

    name: str
    value: YamlValue
    path: KeyPath


class _Outer(NamedTuple):
    """A level around the current one, and the names of the fields that it lacks."""

    path: KeyPath
    lacks: frozenset[str]


Known = Mapping[str, Field | None]
"""The fields that a level may have. The parts of a fact are no fields of a class."""


@dataclass
class _Correction:
    corrected: Corrected

    def level(
        self, known: Known, data: Mapping[str, YamlValue], path: KeyPath, outer: tuple[_Outer, ...]
    ) -> tuple[Fields, list[_Lifted]]:
        """Return the fields of a level, without those that belong further out, and these. `path`: of the level."""
        fields, lifted = self._own(known, data, path, outer)
        around = (_Outer(path, frozenset(known) - fields.keys()), *outer)
        for name, value in list(fields.items()):
            inner = known.get(name)
            if inner is None or not inner.inner():
                continue
            if inner.many and isinstance(value, list):
                items = self._joined(inner, value, (*path, name))
                fields[name] = items
                for number, item in enumerate(items):
                    if isinstance(item, dict):
                        items[number], out = self._below(inner, item, (*path, name, number), around)
                        lifted += out
            elif not inner.many and isinstance(value, dict):
                fields[name], out = self._below(inner, value, (*path, name), around)
                lifted += out
        return fields, self._accept(known, fields, lifted, path)

    def _accept(self, known: Known, fields: Fields, lifted: list[_Lifted], path: KeyPath) -> list[_Lifted]:
        """Add to a level the lifted fields that belong there, and return the others."""
        others: list[_Lifted] = []
        for out in lifted:
            if out.name in known and out.name not in fields:
                fields[out.name] = out.value
                self.corrected.moved[*path, out.name] = out.path
            else:
                others.append(out)
        return others

    def _below(
        self, field: Field, data: Mapping[str, YamlValue], path: KeyPath, outer: tuple[_Outer, ...]
    ) -> tuple[Fields, list[_Lifted]]:
        model = field.class_for(data)
        known: Known = dict.fromkeys(FACT) if field.sourced or model is None else by_name(model)
        return self.level(known, data, path, outer)

    def _own(
        self, known: Known, data: Mapping[str, YamlValue], path: KeyPath, outer: tuple[_Outer, ...]
    ) -> tuple[Fields, list[_Lifted]]:
        """Return the fields of a level, with those put below the field above that belong there; and those to lift."""
        fields: Fields = {}
        lifted: list[_Lifted] = []
        above: Field | None = None
        for name, value in data.items():
            if name in known:
                fields[name] = value
                above = known[name]
            elif above is not None and self._put_below(above, fields, path, name, value):
                continue
            elif target := next((level for level in outer if name in level.lacks), None):
                lifted.append(_Lifted(name, value, self.corrected.written((*path, name))))
                self._report_lifted(target, (*path, name))
            else:
                fields[name] = value
        return fields, lifted

    def _put_below(self, above: Field, fields: Fields, path: KeyPath, name: str, value: YamlValue) -> bool:
        """Put a field below the field above if it belongs there; return whether it does."""
        below = fields[above.name]
        items = list(below) if above.many and isinstance(below, list) else []
        last: KeyPath = (*path, above.name, len(items) - 1) if items else (*path, above.name)
        group = items[-1] if items else {} if below is None and not above.many else below
        if not isinstance(group, dict) or name in group or name not in above.inner({*group, name}):
            return False
        self._report_below(above, [(*last, other) for other in group], (*path, name))
        self.corrected.moved[*last, name] = self.corrected.written((*path, name))
        fields[above.name] = [*items[:-1], {**group, name: value}] if items else {**group, name: value}
        return True

    def _report_below(self, above: Field, siblings: list[KeyPath], path: KeyPath) -> None:
        here = self._column(path)
        right = [path for path in siblings if path not in self.corrected.moved]
        column = self._column(right[0]) if right else here + 2
        self._report(path, f"It belongs under '{above.name}': indent it by {_spaces(column - here)}.")

    def _report_lifted(self, target: _Outer, path: KeyPath) -> None:
        column = min(
            (key.column for at, key in self.corrected.source.keys.items() if at[:-1] == target.path), default=1
        )
        parent = next(name for name in reversed(path[:-1]) if isinstance(name, str))
        self._report(path, f"It does not belong under '{parent}': start the line with {_spaces(column - 1)}.")

    def _report(self, path: KeyPath, hint: str) -> None:
        place = self.corrected.place(path, key=True)
        self.corrected.problems.append(Problem(place, "unknown-field", f"Unknown field '{path[-1]}'.", hint))

    def _column(self, path: KeyPath) -> int:
        key = self.corrected.source.keys.get(self.corrected.written(path))
        return key.column if key else 1

    def _joined(self, field: Field, items: Sequence[YamlValue], path: KeyPath) -> list[YamlValue]:
        """Return a list in which an item that was split by a hyphen before each of its fields is one again."""
        start = self.corrected.written(path)
        joined: list[YamlValue] = []
        for number, item in enumerate(items):
            above = joined[-1] if joined else None
            if isinstance(above, dict) and isinstance(item, dict) and _is_rest(field, above, item):
                joined[-1] = {**above, **item}
                for name in item:
                    self.corrected.moved[*path, len(joined) - 1, name] = (*start, number, name)
                self._report_split(field, item, (*start, number))
                continue
            if len(joined) != number:
                self.corrected.moved[*path, len(joined)] = (*start, number)
            joined.append(item)
        return joined

    def _report_split(self, field: Field, item: Fields, path: KeyPath) -> None:
        name = next(iter(item))
        message = f"The '-' before '{name}' starts a new item of '{field.name}'."
        hint = f"Write two spaces in place of '- ', so that '{name}' belongs to the item above."
        place = self.corrected.source.place((*path, name), key=True)
        self.corrected.problems.append(Problem(place, "split-item", message, hint))


def _is_rest(field: Field, above: Fields, item: Fields) -> bool:
    """Return whether an item is incomplete, and has only fields that the item above lacks."""
    names = {*above, *item}
    is_complete = item.keys() >= set(field.required_inner(item))
    return bool(item) and not is_complete and above.keys().isdisjoint(item) and names <= set(field.inner(names))


def _spaces(number: int) -> str:
    return {0: "no spaces", 1: "one space", 2: "two spaces"}.get(number) or count_of(number, "space")


def by_name(model: type[BaseModel]) -> dict[str, Field | None]:
    """Return the fields of a class by name."""
    return {field.name: field for field in fields_of(model)}
