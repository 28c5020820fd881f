"""Links that leave the site: where they stand, and whether somebody still answers there. Never part of a build."""

import re
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from generator.project.project import Project

AGENT = "prss-mentoring-resource-center link check (a few requests a week; see the site's About page)"
PAUSE = 2.0
"""Seconds between two requests to one host."""
TIMEOUT = 20.0
"""Seconds until a silent host counts as silent."""
HREF = re.compile(r'href="(https?://[^"#]+)')

Ask = Callable[[str], str]
"""Gives '' for an address that answers, else what happened, in a few words."""


def outside_links(project: Project) -> dict[str, list[str]]:
    """Every outside address with the pages that name it, below the root."""
    found: dict[str, set[str]] = defaultdict(set)
    for page in project.pages:
        for address in HREF.findall(page.body):
            found[address.replace("&amp;", "&")].add(page.address)
    return {address: sorted(found[address]) for address in sorted(found)}


def ask(address: str) -> str:
    """Ask a host for a page, as a browser would, and read nothing of it."""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT})  # noqa: S310 (http only)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310 (http only, by HREF)
                return ""
        except urllib.error.HTTPError as error:
            # Many hosts refuse HEAD, or programs at all: only what says "gone" is taken at its word.
            if method == "GET" and error.code in (404, 410):
                return f"answers {error.code}"
            if method == "GET":
                return "" if error.code in (401, 403, 405, 406, 429) else f"answers {error.code}"
        except (OSError, ValueError) as error:
            if method == "GET":
                return f"does not answer ({type(error).__name__})"
    return ""


def check_links(addresses: Iterable[str], ask: Ask, pause: Callable[[float], None] = time.sleep) -> dict[str, str]:
    """The addresses that do not answer, each with what happened. One after the other, with a pause for each host."""
    faults: dict[str, str] = {}
    last = ""
    for address in addresses:
        host = urlsplit(address).hostname or ""
        if host == last:
            pause(PAUSE)
        last = host
        fault = ask(address)
        if fault:
            faults[address] = fault
    return faults


def to_link_report(links: Mapping[str, list[str]], faults: Mapping[str, str]) -> str:
    """What staff read of it, in Markdown. A dead link is a task, never a failure."""
    lines = ["## Links that leave the site", "", f"{len(links)} addresses, {len(faults)} that do not answer.", ""]
    for address, fault in faults.items():
        named = ", ".join(f"`/{page}`" for page in links[address][:5])
        lines.append(f"- `{address.replace('`', '')}` {fault}; named on {named}")
    return "\n".join(lines).rstrip() + "\n"
