"""The frames of a site, built by MkDocs: one shell for each section and depth of pages.

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
    """Everything that a build needs from MkDocs."""

    shells: Mapping[ShellKey, Shell]
    site_url: str
    """The URL of the site, with a slash at its end; empty if not known."""
    site_dir: str
    """The site folder that mkdocs.yml names, relative to the project if possible."""
    is_cacheable: bool
    """Whether they depend on nothing but the project's files: no hook, other plugin or inherited setting."""


def load_frames(project: Project, config_file: Path) -> Frames | None:
    """Return the frames that an earlier build cached for the same theme and settings, if any."""
    entry = project.catalog.cache.get(frames_name(project, config_file))
    if entry is None:
        return None
    data = json.loads(entry)
    shells = {ShellKey(*key): Shell(tuple(texts), tuple(gaps)) for key, texts, gaps in data["shells"]}
    return Frames(shells, data["site_url"], data["site_dir"], True)


def save_frames(frames: Frames, project: Project, config_file: Path, name: str) -> None:
    """Cache frames under the name that they had before MkDocs read the theme.

    If that name has changed, a file was saved meanwhile. It is unknown which version MkDocs read, so nothing is cached.
    """
    if frames.is_cacheable and name == frames_name(project, config_file):
        shells = [(key, shell.texts, shell.gaps) for key, shell in frames.shells.items()]
        data = {"shells": shells, "site_url": frames.site_url, "site_dir": frames.site_dir}
        project.catalog.cache.put(name, json.dumps(data).encode())


def frames_name(project: Project, config_file: Path) -> str:
    """Return the name of the cache entry: a digest of what goes into the frames, and of the shells that are needed."""
    theme = files_in(str(project.root / "theme"))
    site = project.settings.site.model_dump_json()
    keys = map(str, sorted(shell_keys(project, "")))
    return project.catalog.cache.name(
        "frames", *engine_settings(config_file), *theme, site, project.announcement, *keys
    )
