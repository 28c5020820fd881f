"""Links to the hosts on which publishers try out their pages, instead of the pages themselves. Warnings."""

import re
from collections.abc import Iterator

from generator.base.problems import Place, Problem
from generator.yaml_files.yaml_source import Source, get

LINK = re.compile(r"""https?://(?P<host>[^\s/?#:()<>\[\]"'`]+)(?P<rest>[/?#:]?)""", re.IGNORECASE)


def staging_hosts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and the host of each link in a text that leads to a staging host.

    A dot after the host counts where an address goes on behind it, or where the text is an address and nothing else:
    elsewhere it ends a sentence.
    """
    for match in LINK.finditer(text):
        host = match["host"].lower()
        if not (match["rest"] or match[0] == text):
            host = host.rstrip(".")
        if host.endswith(".") or host.startswith("staging.") or ".staging." in host:
            yield text.count("\n", 0, match.start()), host


def staging_link(place: Place, host: str) -> Problem:
    """Return the problem of a link to a staging host."""
    what = "ends with a stray dot" if host.endswith(".") else "is a staging host, where publishers try out their pages"
    hint = "Link the publisher's own page, or leave the link out."
    return Problem(place, "staging-link", f"The link's host '{host}' {what}.", hint, "warning")


def staging_links_in_settings(source: Source) -> Iterator[Problem]:
    """Yield the problem of each link to a staging host in a settings file."""
    for path in source.values:
        value = get(source.data, path)
        if isinstance(value, str):
            for line, host in staging_hosts(value):
                yield staging_link(source.place(path, line=line), host)
