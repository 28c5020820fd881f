"""`resource-center build`: a project on disk → its published site, with MkDocs only where its frames have changed."""

from dataclasses import dataclass
from pathlib import Path

from generator.base.cache import Cache
from generator.kinds import KINDS
from generator.pages.templates import TemplateError, explain
from generator.project.frames import Frames, find_frames
from generator.project.project import Project
from generator.project.publish import BuildError, publish_site, read
from generator.project.site_folder import Published


@dataclass(frozen=True)
class Built:
    """What a build has read, made and written, and where."""

    project: Project
    frames: Frames
    folder: Path
    published: Published


def run(config_file: Path, site_dir: Path | None = None, cache: Cache | None = None) -> Built:
    """Build a project as `mkdocs build` does. Raises BuildError with the existing site untouched."""
    project = read(config_file.parent, KINDS, cache)
    try:
        frames = find_frames(project, config_file) or _make_frames(project, config_file)
    except TemplateError as error:
        raise BuildError(explain(error, config_file.parent)) from error
    folder = site_dir or config_file.parent / frames.site_dir
    return Built(project, frames, folder, publish_site(project, frames, folder))


def _make_frames(project: Project, config_file: Path) -> Frames:
    from generator.plugin import make_frames

    return make_frames(project, config_file)
