"""The hooks that MkDocs calls. Each only passes values on: what deserves a test of its own is in other packages."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from generator.base.cache import Cache, open_cache, program_digest
from generator.base.counts import count_of
from generator.base.memory import Memory
from generator.base.problems import describe
from generator.kinds import KINDS
from generator.pages.shell import ShellKey, UnsafePageError, cut, gap_markers, tidy
from generator.pages.templates import BaseEnvironment, CompiledTemplates, TemplateError, explain_template_error
from generator.plugin.engine import Takeover, is_self_contained
from generator.project.frames import Frames, frames_name
from generator.project.live_reload import reload_pages, screen_of, watch_changes_only
from generator.project.preview import SupersededError, publish_preview
from generator.project.project import Project
from generator.project.publish import BuildError, log, publish_site, read
from generator.project.site_files import POLICY, shell_keys
from generator.records.fields.types import ROOT
from generator.text.markup import Markup

SITE_URL = re.compile(r"https?://[^/?#\s]+/([^/?#\s]+/)*")
"""The URL of a site: a host and folders, without a query or a fragment."""


class ResourceCenterPlugin(BasePlugin):
    """Lets MkDocs build one page for each shell, and publishes the site in its place."""

    project: Project
    """What is being built; read here unless `build_frames` has set it."""
    only_frames = False
    """Whether `build_frames` takes the frames and the site is published elsewhere."""
    frames: Frames | None = None
    frames_name = ""
    serving = False
    takeover: Takeover | None = None

    def __init__(self) -> None:
        # MkDocs keeps this object while it serves.
        self.memory = Memory()
        self.cache: Cache | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        # Before MkDocs empties the site folder: if a record has errors, the existing site must be unchanged.
        self.config_file = Path(config.config_file_path)
        if not self.only_frames:
            try:
                self.project = self._read()
            except BuildError as error:
                raise PluginError(str(error)) from error
        self.site_url = config.site_url or ""
        if self.site_url and not SITE_URL.fullmatch(self.site_url):
            raise PluginError(
                f"SITE_URL is '{self.site_url}'. Use a URL such as https://example.org/ or https://example.org/path/."
            )
        # Before MkDocs reads the theme: what is saved after this may or may not be in the frames.
        self.frames_name = frames_name(self.project, self.config_file)
        self.pages = self.pages_to_build()
        self.built: dict[ShellKey, str] = {}
        self.takeover = Takeover(config)
        self.site_dir = self.takeover.site_dir
        return config

    def _read(self) -> Project:
        """Return the project, read with what a server remembers of it. Raises BuildError."""
        root = self.config_file.parent
        self.cache = self.cache or open_cache(root, program_digest())
        self.memory.begin()
        return read(root, KINDS, self.cache, self.memory)

    def pages_to_build(self) -> dict[str, tuple[ShellKey, dict[str, Markup]]]:
        """Return the pages that MkDocs builds, by source file: each page's shell key, and what to print in its gaps."""
        keys = sorted(shell_keys(self.project, self.site_url))
        return {f"shell-{number}.md": (key, gap_markers()) for number, key in enumerate(keys)}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        return Files([File.generated(config, name, content="---\ntitle: Shell\n---\n") for name in self.pages])

    def on_env(self, env: BaseEnvironment, *, config: MkDocsConfig, files: Files) -> BaseEnvironment:
        theme = self.project.root / "theme"
        own_templates = {path.relative_to(theme).as_posix() for path in theme.rglob("*.html")}
        # MkDocs does not escape; Material's templates rely on that, and ours must not.
        env.autoescape = lambda name: name in own_templates
        env.bytecode_cache = CompiledTemplates(self.project.catalog.cache, "frames")
        return env

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        return ""  # a shell has gaps in place of a text

    def on_page_context(
        self, context: Mapping[str, object], *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, object]:
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

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        self.built[self.pages[page.file.src_uri][0]] = tidy(output)
        return ""  # MkDocs writes nothing: publish() does it, all or nothing

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.takeover and self.takeover.warnings and not self.serving:
            raise PluginError(f"{count_of(len(self.takeover.warnings), 'warning')}. The existing site is unchanged.")
        try:
            shells = {key: cut(frame) for key, frame in self.built.items()}
        except ValueError as error:
            raise PluginError(str(error)) from error
        root = self.config_file.parent
        # A project may be copied with its cache, so a cached frame must not name a folder outside of the project.
        is_inside = self.site_dir.is_relative_to(root)
        folder = self.site_dir.relative_to(root) if is_inside else self.site_dir
        self.frames = Frames(shells, self.site_url, folder.as_posix(), is_inside and is_self_contained(config))
        if not self.only_frames:
            try:
                publish_site(self.project, self.frames, self.site_dir, serving=self.serving)
            except BuildError as error:
                raise PluginError(str(error)) from error
        self._end()

    def on_build_error(self, *, error: Exception) -> None:
        self._end()

    def _end(self) -> None:
        if self.takeover:
            self.takeover.end()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        watch_changes_only(server)
        root = self.config_file.parent
        for folder in (root / "data", root / "theme", Path(__file__).parents[1] / "kinds"):
            server.watch(str(folder))
        server.builder = partial(self.rebuild, server, builder)
        return server

    def rebuild(self, server: LiveReloadServer, builder: Callable[[], None]) -> None:
        """Build the site again after a save: without MkDocs, unless its frames have changed. Raises Abort."""
        try:
            project = self._read()
            if self.frames is None or self.frames_name != frames_name(project, self.config_file):
                builder()
            else:
                publish_preview(project, self.frames, self.site_dir, self.memory, screen_of(server))
                reload_pages(server)
        except SupersededError:
            log.info("resource-center: a file was saved; starting again")
        except TemplateError as error:
            raise Abort(explain_template_error(error, self.config_file.parent)) from error
        except (BuildError, UnsafePageError) as error:
            raise Abort(str(error)) from error
        except OSError as error:
            raise Abort(describe(error)) from error
