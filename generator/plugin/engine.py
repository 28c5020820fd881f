"""Makes MkDocs count its warnings, publish none of the theme's files, and clean up; called by the hooks."""

import logging
import shutil
import tempfile
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.pages.templates import UnlistedTemplates

LOGGER = logging.getLogger("mkdocs")


class WarningCollector(logging.Handler):
    """Collects what MkDocs warns of. A build with warnings is not published."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class Takeover:
    """The changes to one MkDocs build, from its configuration to its end."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.site_dir = Path(config.site_dir)
        # MkDocs empties the site folder. It gets another one to empty; nothing is written there.
        self._scratch = config.site_dir = tempfile.mkdtemp(prefix="resource-center-")
        # MkDocs' own 404.html and sitemap.xml: ours come from content/404.md and the records.
        config.theme.static_templates = set()
        env = config.theme.get_env()
        env.loader = UnlistedTemplates(config.theme.dirs)
        config.theme.get_env = lambda: env
        self._collector = WarningCollector()
        LOGGER.addHandler(self._collector)

    @property
    def warnings(self) -> list[str]:
        """What MkDocs has warned of so far."""
        return self._collector.messages

    def end(self) -> None:
        """Remove the temporary folder and the log handler."""
        LOGGER.removeHandler(self._collector)
        shutil.rmtree(self._scratch, ignore_errors=True)


def is_self_contained(config: MkDocsConfig) -> bool:
    """Return whether frames depend only on this project's own files: no hook, other plugin or inherited setting."""
    config_file = Path(config.config_file_path)
    includes_more = b"INHERIT" in config_file.read_bytes() or config.hooks
    is_own_theme = config.theme.custom_dir == str(config_file.parent / "theme")
    return not includes_more and [*config.plugins] == ["resource-center"] and is_own_theme
