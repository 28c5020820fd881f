"""Read the settings files of `data/` and check that the required ones are complete."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from generator.base.problems import Place, Problem
from generator.records.data_folder import Folder
from generator.records.fields.types import StrictModel
from generator.records.kind import Kind
from generator.records.parse import parse_settings
from generator.records.settings import SETTINGS, Redirects, SiteSettings, Synonyms, WordsToAvoid

M = TypeVar("M", bound=StrictModel)

REQUIRED = ("site", "synonyms")

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


def read_settings(folder: Folder, repository: str = "") -> tuple[Settings | None, list[Problem]]:
    """Return the site's settings, or None and their problems. `repository`: used if `data/site.yml` names none."""
    problems: list[Problem] = []
    site = _read(folder, "site", SiteSettings, problems)
    synonyms = _read(folder, "synonyms", Synonyms, problems)
    redirects = _read(folder, "redirects", Redirects, problems) or Redirects()
    words_to_avoid = _read(folder, "words-to-avoid", WordsToAvoid, problems) or WordsToAvoid(words=())
    problems += [*_missing_files(folder, REQUIRED), *_missing_when_official(folder)]
    if site is None or synonyms is None:
        return None, problems
    if repository and site.repository is None:
        site = site.model_copy(update={"repository": repository})
    return Settings(site, synonyms, redirects, words_to_avoid), problems


def _read(folder: Folder, name: str, model: type[M], problems: list[Problem]) -> M | None:
    """Return a settings file; None if it is missing or invalid. Adds its problems to the list."""
    source = folder.settings.get(name)
    value, invalid = parse_settings(source, model) if source is not None else (None, [])
    problems += invalid
    return value


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
