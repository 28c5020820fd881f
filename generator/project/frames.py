"""The frames of a site: a shell for each section and depth as MkDocs made it, and what MkDocs knows of the site.

They depend on the theme and the settings only, so most builds find them in the cache and need no MkDocs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.base.cache import engine_settings, files_in
from generator.pages.shell import Shell, ShellKey
from generator.project.project import Project
from generator.project.site_files import shell_keys


@dataclass(frozen=True)
class Frames:
    """Everything that MkDocs lends a site."""

    shells: Mapping[ShellKey, Shell]
    site_url: str
    """Where the site will be read, with a slash at its end; empty where that is not known."""
    site_dir: str
    """Where mkdocs.yml says that the site goes: below the project, or absolute."""
    may_be_kept: bool
    """Whether nothing else went into them: no hook, no other plugin, no file that mkdocs.yml takes in."""


def find_frames(project: Project, config_file: Path) -> Frames | None:
    """The frames that an earlier build cached for the same theme and settings."""
    entry = project.catalog.cache.get(name_of_frames(project, config_file))
    if entry is None:
        return None
    kept = json.loads(entry)
    shells = {ShellKey(*key): Shell(tuple(texts), tuple(gaps)) for key, texts, gaps in kept["shells"]}
    return Frames(shells, kept["site_url"], kept["site_dir"], True)


def keep_frames(frames: Frames, project: Project, config_file: Path, name: str) -> None:
    """Keep frames for the next build, under the name that they had before MkDocs read the theme.

    Where the name is another one now, something was saved in between, and nobody knows which theme MkDocs has read.
    """
    if frames.may_be_kept and name == name_of_frames(project, config_file):
        shells = [(key, shell.texts, shell.gaps) for key, shell in frames.shells.items()]
        kept = {"shells": shells, "site_url": frames.site_url, "site_dir": frames.site_dir}
        project.catalog.cache.put(name, json.dumps(kept).encode())


def name_of_frames(project: Project, config_file: Path) -> str:
    """The name of the cache's entry: a digest of what the frames are made of, and of the pages they are for."""
    theme = files_in(str(project.root / "theme"))
    site = project.settings.site.model_dump_json()
    keys = map(str, sorted(shell_keys(project, "")))
    return project.catalog.cache.name(
        "frames", *engine_settings(config_file), *theme, site, project.announcement, *keys
    )
