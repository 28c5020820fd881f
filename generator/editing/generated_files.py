"""The files that are generated from record classes and committed: schemas, guides, issue forms, VS Code's settings."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.base.problems import Place, Problem
from generator.editing.forms.issue_forms import to_forms
from generator.editing.generated.json_schemas import to_schema, to_settings_schema
from generator.editing.generated.record_guide import NEW_RECORDS, RECORDS, to_new_records, to_records
from generator.project.file_changes import apply, change_to
from generator.project.project import Project
from generator.records.settings import SETTINGS
from generator.records.settings_files import settings_names
from generator.yaml_files.schema_header import schema_of, with_first_line

SCHEMAS = "data/.schemas"
FORMS = ".github/ISSUE_TEMPLATE"
VS_CODE = ".vscode/settings.json"
OURS = {SCHEMAS: "**/*.json", FORMS: "new-*.yml"}
"""By folder, the files that are deleted when they are no longer generated."""


def to_files(project: Project) -> dict[str, bytes]:
    """Return every generated file by its path, and each record and settings file with its schema in the first line."""
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
    texts[NEW_RECORDS] = to_new_records(project.catalog)
    return {path: text.encode() for path, text in texts.items()} | dict(_with_first_lines(project))


def out_of_date(root: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Return a problem for each file on disk that differs from what would be generated now, or no longer is."""
    hint = "Run: resource-center schemas"
    problems = []
    for path in _changed(root, files):
        is_record = path.startswith("data/") and path.endswith(".yml")
        message = "The first line does not name the schema." if is_record else "The file is out of date."
        problems.append(Problem(Place(path, int(is_record)), "out-of-date", message, hint))
    return problems + [
        Problem(Place(path), "out-of-date", "This file is no longer generated.", hint)
        for path in _obsolete(root, files)
    ]


def write(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write the files that differ and delete those that are no longer generated. Return the paths of both.

    Raises:
        RefusedError: a file cannot be written. Then none is.
    """
    changed, obsolete = _changed(root, files), _obsolete(root, files)
    apply(root, [change_to(root, path, files.get(path)) for path in (*changed, *obsolete)])
    return [*changed, *obsolete]


def _changed(root: Path, files: Mapping[str, bytes]) -> list[str]:
    return [path for path, content in files.items() if change_to(root, path, content).before != content]


def _obsolete(root: Path, files: Mapping[str, bytes]) -> list[str]:
    on_disk = (file for folder, pattern in OURS.items() for file in (root / folder).glob(pattern))
    return sorted(path for file in on_disk if (path := file.relative_to(root).as_posix()) not in files)


def _with_first_lines(project: Project) -> Iterator[tuple[str, bytes]]:
    settings = (f"data/{name}.yml" for name in SETTINGS)
    paths = {source.path for source in project.catalog.sources.values()} | set(settings)
    for path in sorted(paths):
        if (project.root / path).is_file():
            yield path, with_first_line((project.root / path).read_bytes(), schema_of(path))


def _vs_code(project: Project) -> str:
    """Return VS Code's settings: a new file gets its schema from its folder, before it has a first line."""
    schemas = {f"./{SCHEMAS}/{kind.name}.json": f"data/{kind.name}/*.yml" for kind in project.kinds}
    schemas |= {f"./{SCHEMAS}/settings/{name}.json": f"data/{name}.yml" for name in settings_names(project.kinds)}
    settings = {
        "files.insertFinalNewline": True,
        "yaml.format.enable": False,
        "yaml.schemas": schemas,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.quickSuggestions": {"strings": True}},
    }
    return json.dumps(settings, indent=2) + "\n"
