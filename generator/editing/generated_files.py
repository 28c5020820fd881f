"""The files that are made from the record classes and committed: schemas, VS Code's settings, issue forms.

What is committed may be out of date: `stale` names each file that is not what it would be today."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.base.problems import Place, Problem
from generator.editing.forms.issue_forms import to_forms
from generator.editing.generated.json_schemas import to_schema, to_settings_schema
from generator.editing.generated.record_guide import CONTRIBUTING, RECORDS, to_records, with_new_links
from generator.project.project import Project
from generator.records.settings import SETTINGS
from generator.records.settings_files import settings_names
from generator.yaml_files.schema_header import schema_of, with_first_line

SCHEMAS = "data/.schemas"
FORMS = ".github/ISSUE_TEMPLATE"
VS_CODE = ".vscode/settings.json"
OURS = {SCHEMAS: "**/*.json", FORMS: "new-*.yml"}
"""By folder, the files that are deleted when nothing makes them any longer."""


def to_files(project: Project) -> dict[str, bytes]:
    """Every generated file, by its path in the project; and every record and settings file with its first line."""
    texts: dict[str, str] = {}
    for kind in project.kinds:
        texts[f"{SCHEMAS}/{kind.name}.json"] = to_schema(kind, project.catalog)
        for name, model in kind.settings.items():
            texts[f"{SCHEMAS}/settings/{name}.json"] = to_settings_schema(model, name)
    for name, model in SETTINGS.items():
        texts[f"{SCHEMAS}/settings/{name}.json"] = to_settings_schema(model, name)
    texts |= {f"{FORMS}/{name}": text for name, text in to_forms(project.catalog, project.settings.site).items()}
    texts[VS_CODE] = _vs_code(project)
    texts[RECORDS] = to_records(project.catalog)
    guide = project.root / CONTRIBUTING
    if guide.is_file():
        texts[CONTRIBUTING] = with_new_links(guide.read_text(encoding="utf-8"), project.catalog)
    return {name: text.encode() for name, text in texts.items()} | dict(_with_first_lines(project))


def stale(root: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Each file of a project that is not what it would be if it were made today, and each that nothing makes."""
    cure = "Run: resource-center schemas"
    problems = []
    for name in _changed(root, files):
        record = name.startswith("data/") and name.endswith(".yml")
        message = "The first line does not name the schema." if record else "The file is out of date."
        problems.append(Problem(Place(name, int(record)), "stale", message, cure))
    return problems + [
        Problem(Place(name), "stale", "Nothing makes this file now.", cure) for name in _left(root, files)
    ]


def write(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write the files that differ, delete those that nothing makes any longer, and name both."""
    changed, left = _changed(root, files), _left(root, files)
    for name in left:
        (root / name).unlink()
    for name in changed:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(files[name])
    return [*changed, *left]


def _changed(root: Path, files: Mapping[str, bytes]) -> list[str]:
    return [name for name, content in files.items() if _bytes_of(root / name) != content]


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _left(root: Path, files: Mapping[str, bytes]) -> list[str]:
    found = (path for folder, pattern in OURS.items() for path in (root / folder).glob(pattern))
    return sorted(name for path in found if (name := path.relative_to(root).as_posix()) not in files)


def _with_first_lines(project: Project) -> Iterator[tuple[str, bytes]]:
    settings = (f"data/{name}.yml" for name in SETTINGS)
    paths = {source.path for source in project.catalog.sources.values()} | set(settings)
    for path in sorted(paths):
        if (project.root / path).is_file():
            yield path, with_first_line((project.root / path).read_bytes(), schema_of(path))


def _vs_code(project: Project) -> str:
    """VS Code's settings: a new file has its schema from its folder, before its first line is written."""
    schemas = {f"./{SCHEMAS}/{kind.name}.json": f"data/{kind.name}/*.yml" for kind in project.kinds}
    schemas |= {f"./{SCHEMAS}/settings/{name}.json": f"data/{name}.yml" for name in settings_names(project.kinds)}
    settings = {
        "files.insertFinalNewline": True,
        "yaml.format.enable": False,
        "yaml.schemas": schemas,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.quickSuggestions": {"strings": True}},
    }
    return json.dumps(settings, indent=2) + "\n"
