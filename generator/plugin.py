"""The MkDocs adapter: hands plain values to the project and the frame back. The only module that knows mkdocs."""

import logging
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as EnginePage

from generator.fields import ROOT
from generator.kinds import KINDS
from generator.pages import Page
from generator.pdf import PdfError
from generator.problems import count, has_errors, report
from generator.project import POLICY, Project, open_project
from generator.shell import Shell, UnsafePageError, cut, marks, tidy
from generator.write import Published, SiteFolderError, publish

log = get_plugin_logger("resource-center")
SITE_URL = re.compile(r"https?://[^/?#\s]+/([^/?#\s]+/)*")
"""Where a site can be read: a host and folders, nothing behind them."""

SENTINEL = "shell"
"""The folder of the pages that exist only to be cut into shells."""


class _Warnings(logging.Handler):
    """Counts what the engine warns of: a build with warnings is not published."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class ResourceCenterPlugin(BasePlugin):
    """Each hook passes values on; what is worth a test lives in the modules it calls."""

    project: Project
    published: Published | None = None
    serving = False
    scratch = ""
    """A folder that the engine may empty in place of the site's; nothing is written there."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        # Before MkDocs empties the site folder: a broken record must leave the old site standing.
        root = Path(config.config_file_path).parent
        project, problems = open_project(root, KINDS)
        if project is None or has_errors(problems):
            raise PluginError("\n" + report(problems))
        log.info(
            f"read and checked {count(len(project.catalog), 'record')} "
            f"and {count(len(project.handwritten), 'hand-written page')}"
        )
        self.project = project
        self.site_url = config.site_url or ""
        if self.site_url and not SITE_URL.fullmatch(self.site_url):
            raise PluginError(
                f"SITE_URL is '{self.site_url}': it must be like https://example.org/ or https://example.org/path/."
            )
        self.frame = project.frame(self.site_url)
        self.by_source = {page.source.removeprefix("content/"): page for page in project.handwritten}
        self.shells: dict[tuple[str, int], Shell] = {}
        self.built: dict[str, str] = {}
        self.site_dir = Path(config.site_dir)
        if not self.serving:
            self.scratch = config.site_dir = tempfile.mkdtemp(prefix="resource-center-")
        # MkDocs's own 404.html and sitemap.xml: ours come from content/404.md and the records.
        config.theme.static_templates = set()
        self.warnings = _Warnings()
        logging.getLogger("mkdocs").addHandler(self.warnings)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        # The theme's own scripts, styles and pictures stay at home: project.assets() says what is published.
        kept = Files([file for file in files if file.src_uri in self.by_source])
        for section, depth in sorted({(page.section, page.depth) for page in self.project.generated}):
            kept.append(File.generated(config, _sentinel(section, depth), content=f"---\ntitle: {SENTINEL}\n---\n"))
        return kept

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        ours = {
            path.relative_to(self.project.root / "theme").as_posix()
            for path in (self.project.root / "theme").rglob("*.html")
        }
        # MkDocs does not escape; Material's templates rely on that, and ours must not.
        env.autoescape = lambda name: name in ours
        return env

    def on_page_markdown(self, markdown: str, *, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
        return ""  # rendered already, by the one engine that checks links and places blocks

    def on_page_context(self, context: Any, *, page: EnginePage, config: MkDocsConfig, nav: Any) -> Any:
        ours = self.by_source.get(page.file.src_uri)
        section, depth = (ours.section, ours.depth) if ours else _shell_key(page.file.src_uri)
        parts = self.frame.parts(ours) if ours else marks()
        root = self.frame.way_to_root(ours) if ours else "../" * depth
        policy = None if self.serving else POLICY  # live reload is an inline script
        return {
            **context,
            "page_parts": parts,
            "section": section,
            "is_home": ours is not None and not ours.address,
            "site_root": root,
            "site": self.project.settings.site,
            "announcement": self.project.announcement.replace(ROOT, root),
            "policy": policy,
        }

    def on_post_page(self, output: str, *, page: EnginePage, config: MkDocsConfig) -> str:
        ours: Page | None = self.by_source.get(page.file.src_uri)
        if ours:
            self.built[ours.file] = tidy(output)
        else:
            self.shells[_shell_key(page.file.src_uri)] = cut(tidy(output))
        return ""  # nothing is written by the engine: publish() does it, all or nothing

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.warnings.messages and not self.serving:
            raise PluginError(f"{count(len(self.warnings.messages), 'warning')}; the site was left as it was.")
        log.info(f"made {count(len(self.project.pages), 'page')}")
        try:
            # `mkdocs serve` has an empty folder of its own, which it throws away.
            folder = Path(config.site_dir) if self.serving else self.site_dir
            self.published = publish(self.project.files(self.shells, self.built, self.site_url), folder)
        except (SiteFolderError, UnsafePageError, OSError) as error:
            raise PluginError(f"{error} The site was left as it was.") from error
        log.info(
            f"wrote {count(self.published.changed, 'file')} of {self.published.files:,} "
            f"({self.published.removed:,} removed)"
        )
        self._clean()

    def on_build_error(self, *, error: Exception) -> None:
        self._clean()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        for folder in (self.project.root / "data", self.project.root / "theme", Path(__file__).parent / "kinds"):
            server.watch(str(folder))
        return server

    def _clean(self) -> None:
        for handler in [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, _Warnings)]:
            logging.getLogger("mkdocs").removeHandler(handler)
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)


def _sentinel(section: str, depth: int) -> str:
    """The path of a page that stands as deep as the pages it will frame."""
    if depth == 1:
        return f"{SENTINEL}-{section or '-'}/index.md"
    return "/".join([SENTINEL, section or "-", *("-" * (depth - 2)), "index.md"])


def _shell_key(path: str) -> tuple[str, int]:
    """The section and depth for which a sentinel stands."""
    folders = path.split("/")[:-1]
    section = folders[1] if folders[0] == SENTINEL else folders[0].removeprefix(f"{SENTINEL}-")
    return ("" if section == "-" else section), len(folders)


class BuildError(Exception):
    """A build that did not end in a site; the message is for the person who started it."""


def run(config_file: Path, site_dir: Path | None) -> tuple[Project, Published]:
    """Build a project with MkDocs, as `mkdocs build` does. Raises BuildError with the standing site untouched."""
    try:
        settings = {"site_dir": str(site_dir)} if site_dir else {}
        config = load_config(str(config_file), **settings)
        if "resource-center" not in config.plugins:
            # MkDocs alone would empty the site folder and write its own pages into it.
            raise BuildError(f"{config_file.name} does not list the plugin 'resource-center'. Restore its line.")
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except Abort as error:
        raise BuildError("") from error  # the engine has logged why
    except (ConfigurationError, jinja2.TemplateError, PdfError) as error:
        raise BuildError(str(error)) from error
    plugin = config.plugins["resource-center"]
    if not isinstance(plugin, ResourceCenterPlugin) or plugin.published is None:
        raise BuildError("The build ended before the site was written.")
    return plugin.project, plugin.published
