"""The MkDocs adapter: hands plain values to the project and the frame back. The only module that knows mkdocs."""

import logging
import re
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as EnginePage

from generator.base.cache import Cache, open_cache, program_digest
from generator.base.counts import count_of
from generator.base.memory import Memory
from generator.kinds import KINDS
from generator.pages.shell import ShellKey, UnsafePageError, cut, marks, tidy
from generator.pages.templates import CompiledTemplates, TemplateError, explain
from generator.project.frames import Frames, keep_frames, name_of_frames
from generator.project.live_reload import screen_of, show_again, watch_changes_only
from generator.project.preview import SupersededError, publish_preview
from generator.project.project import Project
from generator.project.publish import BuildError, log, publish_site, read
from generator.project.site_files import POLICY, shell_keys
from generator.records.fields.types import ROOT

SITE_URL = re.compile(r"https?://[^/?#\s]+/([^/?#\s]+/)*")
"""Where a site can be read: a host and folders, nothing behind them."""


class _Warnings(logging.Handler):
    """Counts what the engine warns of: a build with warnings is not published."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class _Templates(jinja2.FileSystemLoader):
    """The theme's templates, without a list of them: MkDocs would look in it for files to publish.

    Material has fourteen thousand icons, and `site_files.assets()` says what is published.
    """

    def list_templates(self) -> list[str]:
        return []


class ResourceCenterPlugin(BasePlugin):
    """Lets MkDocs build one page for each shell. Each hook passes values on; what is worth a test lives elsewhere."""

    project: Project
    """What is being built; read here unless `make_frames` has read it."""
    only_frames = False
    """Whether `make_frames` takes the frames and publishes the site itself."""
    frames: Frames | None = None
    frames_name = ""
    serving = False
    scratch = ""
    """A folder that the engine may empty in place of the site's; nothing is written there."""

    def __init__(self) -> None:
        # MkDocs keeps this object while it serves.
        self.memory = Memory()
        self.cache: Cache | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        # Before MkDocs empties the site folder: a broken record must leave the old site standing.
        self.config_file = Path(config.config_file_path)
        if not self.only_frames:
            try:
                self.project = self._read()
            except BuildError as error:
                raise PluginError(str(error)) from error
        self.site_url = config.site_url or ""
        if self.site_url and not SITE_URL.fullmatch(self.site_url):
            raise PluginError(
                f"SITE_URL is '{self.site_url}': it must be like https://example.org/ or https://example.org/path/."
            )
        # Before MkDocs reads the theme: what is saved from now on may be in the frames, or not.
        self.frames_name = name_of_frames(self.project, self.config_file)
        self.pages = self.pages_to_build()
        self.built: dict[ShellKey, str] = {}
        self.site_dir = Path(config.site_dir)
        self.scratch = config.site_dir = tempfile.mkdtemp(prefix="resource-center-")
        # MkDocs's own 404.html and sitemap.xml: ours come from content/404.md and the records.
        config.theme.static_templates = set()
        templates = config.theme.get_env()
        templates.loader = _Templates(config.theme.dirs)
        config.theme.get_env = lambda: templates
        self.warnings = _Warnings()
        logging.getLogger("mkdocs").addHandler(self.warnings)
        return config

    def _read(self) -> Project:
        """The project, with what a server remembers of it. Raises BuildError."""
        root = self.config_file.parent
        self.cache = self.cache or open_cache(root, program_digest())
        self.memory.begin()
        return read(root, KINDS, self.cache, self.memory)

    def pages_to_build(self) -> dict[str, tuple[ShellKey, dict[str, Markup]]]:
        """By the name of a source file: the key of the shell that MkDocs builds of it, and the parts to print."""
        keys = sorted(shell_keys(self.project, self.site_url))
        return {f"shell-{number}.md": (key, marks()) for number, key in enumerate(keys)}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        return Files([File.generated(config, name, content="---\ntitle: Shell\n---\n") for name in self.pages])

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        theme = self.project.root / "theme"
        ours = {path.relative_to(theme).as_posix() for path in theme.rglob("*.html")}
        # MkDocs does not escape; Material's templates rely on that, and ours must not.
        env.autoescape = lambda name: name in ours
        env.bytecode_cache = CompiledTemplates(self.project.catalog.cache, "frames")
        return env

    def on_page_markdown(self, markdown: str, *, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
        return ""  # a shell has gaps in place of a text

    def on_page_context(self, context: Any, *, page: EnginePage, config: MkDocsConfig, nav: Any) -> Any:
        key, parts = self.pages[page.file.src_uri]
        return {
            **context,
            "page_parts": parts,
            "section": key.section,
            "is_home": key.is_home,
            "site_root": key.root,
            "site": self.project.settings.site,
            "announcement": self.project.announcement.replace(ROOT, key.root),
            # Live reload is an inline script, which the policy would block.
            "policy": None if self.serving else POLICY,
        }

    def on_post_page(self, output: str, *, page: EnginePage, config: MkDocsConfig) -> str:
        self.built[self.pages[page.file.src_uri][0]] = tidy(output)
        return ""  # nothing is written by the engine: publish() does it, all or nothing

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.warnings.messages and not self.serving:
            raise PluginError(f"{count_of(len(self.warnings.messages), 'warning')}. The existing site is unchanged.")
        try:
            shells = {key: cut(frame) for key, frame in self.built.items()}
        except ValueError as error:
            raise PluginError(str(error)) from error
        root = self.config_file.parent
        # A project may be copied with its cache: what is kept names no folder outside of it.
        is_inside = self.site_dir.is_relative_to(root)
        folder = self.site_dir.relative_to(root) if is_inside else self.site_dir
        self.frames = Frames(shells, self.site_url, folder.as_posix(), is_inside and self._is_plain(config))
        if not self.only_frames:
            try:
                publish_site(self.project, self.frames, self.site_dir, serving=self.serving)
            except BuildError as error:
                raise PluginError(str(error)) from error
        self._clean()

    def _is_plain(self, config: MkDocsConfig) -> bool:
        """Whether the frames depend on nothing that a look at this project's own files would not show."""
        theme = Path(config.config_file_path).parent / "theme"
        takes_in = b"INHERIT" in Path(config.config_file_path).read_bytes() or config.hooks
        return not takes_in and [*config.plugins] == ["resource-center"] and config.theme.custom_dir == str(theme)

    def on_build_error(self, *, error: Exception) -> None:
        self._clean()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        watch_changes_only(server)
        root = self.config_file.parent
        for folder in (root / "data", root / "theme", Path(__file__).parent / "kinds"):
            server.watch(str(folder))
        server.builder = partial(self.rebuild, server, builder)
        return server

    def rebuild(self, server: LiveReloadServer, builder: Callable[[], None]) -> None:
        """Build the site again after a save: without MkDocs, unless what it makes has changed. Raises Abort."""
        try:
            project = self._read()
            if self.frames is None or self.frames_name != name_of_frames(project, self.config_file):
                builder()
            else:
                publish_preview(project, self.frames, self.site_dir, self.memory, screen_of(server))
                show_again(server)
        except SupersededError:
            log.info("resource-center: something was saved; starting again")
        except TemplateError as error:
            raise Abort(explain(error, self.config_file.parent)) from error
        except (BuildError, UnsafePageError) as error:
            raise Abort(str(error)) from error

    def _clean(self) -> None:
        for handler in [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, _Warnings)]:
            logging.getLogger("mkdocs").removeHandler(handler)
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)


def make_frames(project: Project, config_file: Path) -> Frames:
    """Let MkDocs build the frames of a project, and keep them for the next build. Raises BuildError."""
    try:
        config = load_config(str(config_file))
        plugin = config.plugins.get("resource-center")
        if not isinstance(plugin, ResourceCenterPlugin):
            # MkDocs alone would empty the site folder and write its own pages into it.
            raise BuildError(f"{config_file.name} does not list the plugin 'resource-center'. Restore its line.")
        plugin.project, plugin.only_frames = project, True
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except Abort as error:
        raise BuildError("") from error  # the engine has logged why
    except ConfigurationError as error:
        raise BuildError(str(error)) from error
    if plugin.frames is None:
        raise BuildError("The build ended before its frames were made.")
    keep_frames(plugin.frames, project, config_file, plugin.frames_name)
    return plugin.frames
