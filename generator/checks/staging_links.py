"""Warn about links to the staging hosts of publishers, where they test their pages."""

import re
from collections.abc import Iterator

from generator.base.problems import Place, Problem
from generator.yaml_files.yaml_source import SourceFile, get

LINK = re.compile(r"""https?://(?P<host>[^\s/?#:()<>\[\]"'`]+)(?P<rest>[/?#:]?)""", re.IGNORECASE)


def staging_hosts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and the host of each link in a text to a staging host or to a host with a dot at its end.

    The dot belongs to the host if the URL continues after it, or if the text is a URL; elsewhere it ends a sentence.
    """
    for match in LINK.finditer(text):
        host = match["host"].lower()
        if not (match["rest"] or match[0] == text):
            host = host.rstrip(".")
        if host.endswith(".") or host.startswith("staging.") or ".staging." in host:
            yield text.count("\n", 0, match.start()), host


def staging_link(place: Place, host: str) -> Problem:
    """Return the warning about a link to a staging host."""
    what = "ends with a stray dot" if host.endswith(".") else "is a staging host, where publishers test their pages"
    hint = "Link to the publisher's public page, or remove the link."
    return Problem(place, "staging-link", f"The link's host '{host}' {what}.", hint, "warning")


def staging_links_in_settings(source: SourceFile) -> Iterator[Problem]:
    """Yield the warnings about links to staging hosts in a settings file."""
    for path in source.values:
        value = get(source.data, path)
        if isinstance(value, str):
            for line, host in staging_hosts(value):
                yield staging_link(source.place(path, line=line), host)
