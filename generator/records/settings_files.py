"""Read the settings files of `data/` and check that the required ones are complete."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.base.problems import Place, Problem
from generator.records.data_folder import Folder
from generator.records.field_specs import order_of
from generator.records.fields.types import StrictModel
from generator.records.kind import Kind
from generator.records.parse import parse_settings
from generator.records.settings import SETTINGS, Redirects, SiteSettings, Synonyms, WordsToAvoid
from generator.yaml_files.yaml_source import YamlValue

M = TypeVar("M", bound=StrictModel)

REQUIRED = ("site", "synonyms")

DEFAULTS: Mapping[str, Mapping[str, object]] = {
    "site": {
        **dict.fromkeys(("name", "short_name", "tagline", "description", "draft_notice", "program"), "-"),
        "status": "draft",
        "id_domain": "site.example",
        "id_year": 2026,
        "help": {"text": "-", "links": ()},
        "contact": {"label": "-", "url": "https://site.example/", "note": "-"},
        "menu": {"header": ({"label": "-", "url": "/"},), "footer": ()},
    },
    "synonyms": {"groups": ()},
    "words-to-avoid": {"words": ()},
}
"""What takes the place of required settings that are invalid, so that everything else can be checked."""

REQUIRED_WHEN_OFFICIAL = {
    "removal": "Add 'removal:' with a 'label:' and the 'url:' where people can ask to be removed",
    "funding_notice": "Add 'funding_notice:' with the wording that the grant requires",
    "disclaimer": "Add 'disclaimer:' with the wording that the grant requires",
}
"""The fields of `data/site.yml` that only an official site requires, with the hint for each."""


def settings_names(kinds: Iterable[Kind]) -> tuple[str, ...]:
    """Return the names of all settings files: the site's, then those of kinds."""
    return (*SETTINGS, *(name for kind in kinds for name in kind.settings))


@dataclass(frozen=True)
class Settings:
    """The settings of the site, parsed."""

    site: SiteSettings
    synonyms: Synonyms
    redirects: Redirects
    words_to_avoid: WordsToAvoid
    invalid: frozenset[str] = frozenset()
    """The names of files that are missing or have errors. Of these, only what is valid is set: to find more errors."""


def read_settings(folder: Folder, repository: str = "") -> tuple[Settings, list[Problem]]:
    """Return the site's settings and their problems. `repository`: used if `data/site.yml` names none."""
    reader = _Reader(folder)
    site = reader.read("site", SiteSettings)
    synonyms = reader.read("synonyms", Synonyms)
    redirects = reader.read("redirects", Redirects)
    words_to_avoid = reader.read("words-to-avoid", WordsToAvoid)
    problems = [*reader.problems, *_missing_files(folder, REQUIRED), *_missing_when_official(folder)]
    if repository and site.repository is None:
        site = site.model_copy(update={"repository": repository})
    return Settings(site, synonyms, redirects, words_to_avoid, frozenset(reader.invalid)), problems


class _Reader:
    """Reads settings files, and keeps their problems."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.invalid: set[str] = set()

    def read(self, name: str, model: type[M]) -> M:
        """Return a settings file, with default values in place of what is missing or invalid."""
        source = self.folder.settings.get(name)
        value, problems = parse_settings(source, model) if source is not None else (None, [])
        self.problems += problems
        if value is not None:
            return value
        if source is not None or name in REQUIRED or f"data/{name}.yml" in self.folder.paths:
            self.invalid.add(name)
        return model.model_validate({**DEFAULTS.get(name, {})} | _valid_part(source.data if source else {}, model))


def _valid_part(data: Mapping[str, YamlValue], model: type[BaseModel]) -> dict[str, object]:
    """Return the valid fields of settings. Of a list, the valid items are kept."""
    valid: dict[str, object] = {}
    for name in order_of(model):
        value = data.get(name)
        if isinstance(value, list):
            valid[name] = [item for item in value if _is_valid([item], name, model)]
        elif value is not None and _is_valid(value, name, model):
            valid[name] = value
    return {name: value for name, value in valid.items() if _is_valid(value, name, model)}


def _is_valid(value: object, name: str, model: type[BaseModel]) -> bool:
    """Return whether a field may have a value, whatever else is missing."""
    try:
        model.model_validate({name: value})
    except ValidationError as error:
        return all(detail["loc"][0] != name for detail in error.errors(include_url=False))
    return True


def read_kind_settings(folder: Folder, kinds: Iterable[Kind]) -> tuple[dict[str, StrictModel], list[Problem]]:
    """Return the settings files of the kinds by name, without invalid ones, and their problems."""
    parsed: dict[str, StrictModel] = {}
    problems: list[Problem] = []
    for kind in kinds:
        problems += _missing_files(folder, kind.settings)
        for name, model in kind.settings.items():
            if name in folder.settings:
                value, invalid = parse_settings(folder.settings[name], model)
                problems += invalid
                parsed |= {name: value} if value is not None else {}
    return parsed, problems


def _missing_files(folder: Folder, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        path = f"data/{name}.yml"
        if path not in folder.paths:
            yield Problem(Place(path), "missing-settings", f"{path} is missing.", "Restore it from Git.")


def _missing_when_official(folder: Folder) -> Iterator[Problem]:
    """Yield the fields that an official site requires and `data/site.yml` does not have."""
    source = folder.settings.get("site")
    if source is not None and source.data.get("status") == "official":
        for name, hint in REQUIRED_WHEN_OFFICIAL.items():
            if source.data.get(name) is None:
                yield Problem(
                    source.place(("status",)),
                    "official-incomplete",
                    f"The site is official, but '{name}' is missing.",
                    f"{hint}, or set 'status' to draft.",
                )
