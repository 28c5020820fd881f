"""Reads the settings files of `data/`, with the same checks as records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.base.problems import Place, Problem
from generator.records.data_folder import Folder
from generator.records.fields.types import StrictModel
from generator.records.kind import Kind
from generator.records.parse import parse_settings
from generator.records.settings import SETTINGS, Redirects, SiteSettings, Synonyms, WordsToAvoid

NEEDED = ("site", "synonyms")

NEEDED_WHEN_OFFICIAL = {
    "removal": "Add 'removal:' with a 'label:' and a 'url:' through which people can ask to be removed",
    "funding_notice": "Add 'funding_notice:' with the wording that the grant requires",
    "disclaimer": "Add 'disclaimer:' with the wording that the grant requires",
}
"""What only an official site must say, and how to add it. Every site needs a contact."""


def settings_names(kinds: Iterable[Kind]) -> tuple[str, ...]:
    """Return the names of all settings files: the site's, then those of kinds."""
    return (*SETTINGS, *(name for kind in kinds for name in kind.settings))


@dataclass(frozen=True)
class Settings:
    """The settings files, understood."""

    site: SiteSettings
    synonyms: Synonyms
    redirects: Redirects
    words_to_avoid: WordsToAvoid


def read_settings(folder: Folder, repository: str = "") -> tuple[Settings | None, list[Problem]]:
    """All settings files, or every problem they have. `repository` is used if `data/site.yml` names none."""
    understood: dict[str, Any] = {"redirects": Redirects(), "words-to-avoid": WordsToAvoid(words=())}
    problems: list[Problem] = []
    for name, model in SETTINGS.items():
        source = folder.settings.get(name)
        if source is None:
            continue
        value, found = parse_settings(source, model)
        problems += found
        if value is not None:
            understood[name] = value
    problems += [*_missing(folder, NEEDED), *_missing_when_official(folder)]
    if any(name not in understood for name in SETTINGS):
        return None, problems
    site = understood["site"]
    if repository and site.repository is None:
        site = site.model_copy(update={"repository": repository})
    return Settings(site, understood["synonyms"], understood["redirects"], understood["words-to-avoid"]), problems


def read_kind_settings(folder: Folder, kinds: Iterable[Kind]) -> tuple[dict[str, StrictModel], list[Problem]]:
    """The settings files that rooms have of their own, by name, or every problem they have."""
    understood: dict[str, StrictModel] = {}
    problems: list[Problem] = []
    for kind in kinds:
        problems += _missing(folder, kind.settings)
        for name, model in kind.settings.items():
            if name in folder.settings:
                value, found = parse_settings(folder.settings[name], model)
                problems += found
                understood |= {name: value} if value is not None else {}
    return understood, problems


def _missing(folder: Folder, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        path = f"data/{name}.yml"
        if path not in folder.found:
            hint = "Restore it from the last version that worked."
            yield Problem(Place(path), "missing-settings", f"{path} is missing.", hint)


def _missing_when_official(folder: Folder) -> Iterator[Problem]:
    """What `data/site.yml` leaves out although it says that the site is official."""
    source = folder.settings.get("site")
    if source is not None and source.data.get("status") == "official":
        for name, hint in NEEDED_WHEN_OFFICIAL.items():
            if source.data.get(name) is None:
                yield Problem(
                    source.place(("status",)),
                    "official-incomplete",
                    f"The site is official, but '{name}' is missing.",
                    f"{hint}, or set 'status' to draft.",
                )
