"""Builds the frames of a project without a server, for `resource-center build`."""

from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from generator.plugin.hooks import ResourceCenterPlugin
from generator.project.frames import Frames, save_frames
from generator.project.project import Project
from generator.project.publish import BuildError


def build_frames(project: Project, config_file: Path) -> Frames:
    """Build a project's frames with MkDocs, cache them for the next build, and return them. Raises BuildError."""
    try:
        config = load_config(str(config_file))
        plugin = config.plugins.get("resource-center")
        if not isinstance(plugin, ResourceCenterPlugin):
            # MkDocs alone would empty the site folder and write its own pages into it.
            raise BuildError(f"{config_file.name} does not list the plugin 'resource-center'. Add it to 'plugins:'.")
        plugin.project, plugin.only_frames = project, True
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except Abort as error:
        raise BuildError("") from error  # MkDocs has logged the reason
    except ConfigurationError as error:
        raise BuildError(str(error)) from error
    if plugin.frames is None:
        raise BuildError("MkDocs ended before it built all frames.")
    save_frames(plugin.frames, project, config_file, plugin.frames_name)
    return plugin.frames
