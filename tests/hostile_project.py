"""A catalog whose records carry hostile texts in each of their text fields, unless a check refuses them there."""

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from hostile_text import NAUGHTY
from toys.library import kind_settings, lines, minimal_source, read_example

from generator.base.problems import Problem
from generator.kinds import KINDS
from generator.records.build_catalog import build
from generator.records.catalog import Catalog
from generator.records.data_folder import Folder
from generator.records.field_specs import roles_at
from generator.records.fields.roles import Role, fields_with
from generator.records.fields.types import Link
from generator.records.fields.walk import walk
from generator.records.kind import Kind
from generator.records.parse import parse_record
from generator.records.record import INJECTED
from generator.yaml_files.yaml_source import KeyPath, SourceFile, get, read

BY_NAME = {kind.name: kind for kind in KINDS}

MANY = 12
"""Each pathway has several pages and PDFs. So only every twelfth text gets one, and one pathway has all texts in its
lists."""

MOST_ROUNDS = 8
"""How often refused texts are taken out until none is left."""


def to_yaml(value: Any, indent: str = "") -> str:
    """Return data as YAML: every text in double quotes, however odd, and every value on a line of its own."""
    items = value.items() if isinstance(value, dict) else ((None, child) for child in value)
    return "".join(f"{indent}{'-' if key is None else f'{key}:'}{_value(child, indent)}" for key, child in items)


def _value(value: Any, indent: str) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + to_yaml(value, indent + "  ")
    return f" {'[]' if isinstance(value, list) else json.dumps(value, ensure_ascii=False)}\n"


def _paths_by_line(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of the value on each line of `to_yaml`."""
    for key, child in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*path, key)
        if isinstance(child, dict | list):
            yield from _paths_by_line(child, (*path, key))


def put(data: Any, path: KeyPath, value: Any) -> None:
    """Replace a value of nested data."""
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


def text_paths(kind: Kind, data: Mapping[str, Any]) -> list[KeyPath]:
    """Return the paths of all texts of a record but references."""
    source, _ = read(f"data/{kind.name}/x.yml", to_yaml(dict(data)).encode())
    assert source is not None
    record, problems = parse_record(source, kind.name, kind.record)
    assert record is not None, lines(problems)
    paths = []
    for path, value in walk(record):
        is_text = isinstance(value, str) and not isinstance(value, Link) and path[0] not in INJECTED
        is_source = path[0] == "sources" and path[-1] in ("title", "where")
        if is_text and (is_source or Role.NOT_TEXT not in roles_at(kind.record, path)):
            # A fact may be written as its value alone.
            paths.append(path if get(data, path) is not None else path[:-1])
    return paths


@dataclass
class Hostile:
    """A record in which the texts at some paths are a hostile one."""

    kind: Kind
    slug: str
    plain: Mapping[str, Any]
    """The fields before any change."""
    data: dict[str, Any]
    texts: dict[KeyPath, str]
    """The hostile texts by their paths, without those that were refused."""
    refused: list[Problem] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"data/{self.kind.name}/{self.slug}.yml"

    @property
    def content(self) -> bytes:
        return to_yaml(self.data).encode("utf-8", "surrogatepass")

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Take out the hostile texts on the lines of problems; if there are none, all: something else is missing."""
        before, paths = len(self.texts), list(_paths_by_line(self.data))
        for problem in problems:
            assert problem.place.path == self.path, str(problem)
            assert 0 < problem.place.line <= len(paths), str(problem)
            wrong = paths[problem.place.line - 1]
            self._take_out([path for path in self.texts if path[: len(wrong)] == wrong or wrong[: len(path)] == path])
        if len(self.texts) == before:
            self._take_out(list(self.texts))
        self.refused += problems

    def _take_out(self, paths: list[KeyPath]) -> None:
        for path in paths:
            put(self.data, path, get(self.plain, path))
            del self.texts[path]

    def parse(self) -> None:
        """Take out the texts that the record's own class refuses."""
        for _ in range(MOST_ROUNDS):
            source, problems = read(self.path, self.content)
            if source is not None:
                _, problems = parse_record(source, self.kind.name, self.kind.record)
            if not problems:
                return
            self.refuse(problems)
        raise AssertionError(lines(problems))


def hostile_records() -> Iterator[Hostile]:
    """Yield a record of each kind for each text, which is in all of its text fields."""
    for kind in KINDS:
        paths = text_paths(kind, _data(kind))
        for number, text in enumerate(NAUGHTY.values()):
            plain = {**_data(kind), **_unique(kind, number)}
            data = copy.deepcopy(plain)
            for path in paths:
                put(data, path, text)
            yield Hostile(kind, f"text-{number}", plain, data, dict.fromkeys(paths, text))


def _unique(kind: Kind, number: int) -> dict[str, Any]:
    """Return the fields of a kind that no two records may share, or by which their titles differ."""
    addresses = {"url": f"https://gazette.example/{number}/a", "archived_url": f"https://gazette.example/{number}/b"}
    fields: dict[str, dict[str, Any]] = {
        "sources": addresses,
        "support-types": {"position": 10 + number},
        "periods": {"opens": f"{1900 + number}-02-01", "closes": f"{1900 + number}-03-01"},
        "terms": {"plain_label": f"Plain {number}"},
        # The smallest cohort is of 2020.
        "cohorts": {"year": 1900 + number + (number >= 120)},
    }
    names = dict.fromkeys(fields_with(kind.record, Role.NAME, Role.TITLE), f"Plain {number}")
    return names | fields.get(kind.name, {})


def _data(kind: Kind) -> dict[str, Any]:
    source, problems = read("x.yml", read_example(kind.folder / "examples" / "full.yml").text.encode())
    assert source is not None, lines(problems)
    return copy.deepcopy(dict(source.data))


def all_in_lists(kind: Kind) -> Hostile:
    """Return a pathway with every text as a point, a step, a criterion and a practice question."""
    plain = {**_data(kind), "name": "All texts"}
    data = copy.deepcopy(plain)
    texts: dict[KeyPath, str] = {}
    data["criteria"], data["what_you_get"], data["steps"] = [], [], []
    questions = data["practice"]["sections"][0]["questions"] = []
    source = plain["what_you_get"][0]["source"]
    for number, text in enumerate(NAUGHTY.values()):
        data["what_you_get"].append({"text": text, "source": source})
        data["steps"].append({"what": text, "who": text, "source": source})
        criterion = {"id": f"c-{number}", "text": text, "basis": "asked", "why": text, "source": source}
        data["criteria"].append(criterion)
        questions.append({"id": f"q-{number}", "text": text, "why": text, "kind": "short"})
        texts |= {
            ("what_you_get", number, "text"): text,
            ("steps", number, "what"): text,
            ("steps", number, "who"): text,
            ("criteria", number, "text"): text,
            ("criteria", number, "why"): text,
            ("practice", "sections", 0, "questions", number, "text"): text,
            ("practice", "sections", 0, "questions", number, "why"): text,
        }
    replaced = copy.deepcopy(data)
    for path in texts:
        put(replaced, path, "Plain")
    return Hostile(kind, "all", replaced, data, texts)


def catalog_of(records: list[Hostile]) -> Catalog:
    """Return a catalog of records and those that they need, without the texts that its checks refuse."""
    by_path = {record.path: record for record in records}
    for _ in range(MOST_ROUNDS):
        folder = _folder(records)
        catalog, problems = build(folder, KINDS)
        errors = [problem for problem in problems if problem.severity == "error"]
        if not errors:
            return catalog
        errors.sort(key=lambda problem: problem.place)
        for path, group in groupby(errors, lambda problem: problem.place.path):
            by_path[path].refuse(list(group))
    raise AssertionError(lines(errors))


def _folder(records: list[Hostile]) -> Folder:
    folder = Folder({kind.name: [] for kind in KINDS}, {}, {})
    needed: dict[tuple[str, str], dict[str, Any]] = {(kind.name, "minimal"): {} for kind in KINDS}
    for kind in KINDS:
        for other, by_slug in read_example(kind.folder / "examples" / "full.yml").others.items():
            for slug, changes in by_slug.items():
                needed.setdefault((other, slug), dict(changes or {}))
    # Other examples name these.
    for name in ("sites", "pathways", "support-types", "terms"):
        folder.records[name].append(SourceFile(f"data/{name}/full.yml", _data(BY_NAME[name])))
    needed = {key: changes for key, changes in needed.items() if key[1] != "full"}
    for (name, slug), changes in needed.items():
        folder.records[name].append(minimal_source(BY_NAME[name], slug, changes))
    for record in records:
        source, problems = read(record.path, record.content)
        assert source is not None, lines(problems)
        folder.records[record.kind.name].append(source)
    folder.slugs.update(
        {name: frozenset(source.slug for source in sources) for name, sources in folder.records.items()}
    )
    for name, text in kind_settings(KINDS).items():
        source, _ = read(name, text.encode())
        assert source is not None
        folder.settings[source.slug] = source
        folder.paths.add(name)
    return folder
