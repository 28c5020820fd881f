"""Check links to other sites: which pages they are on, and whether they still work. Never part of a build."""

import re
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from urllib.parse import urlsplit

from generator.base.counts import count_of
from generator.project.project import Project

PURPOSE = "link check (a few requests a week; see the site's About page)"
"""What the owners of other sites read in their logs after the name of this one."""
PAUSE = 2.0
"""Seconds between two requests to one host."""
TIMEOUT = 20.0
"""Seconds to wait for an answer."""
HREF = re.compile(r'href="(https?://[^"#]+)')

Request = Callable[[str], str]
"""Returns '' for a URL that works, or else a short description of the failure."""


def external_links(project: Project) -> dict[str, list[str]]:
    """Return every URL of another site, with the addresses of the pages that link to it."""
    pages: dict[str, set[str]] = defaultdict(set)
    for page in project.pages:
        for url in HREF.findall(page.body):
            pages[url.replace("&amp;", "&")].add(page.address)
    return {url: sorted(pages[url]) for url in sorted(pages)}


def request_by(name: str) -> Request:
    """Return a function that requests URLs in the name of a site, which must be ASCII (RFC 9110, 10.1.5)."""
    return partial(_request, f"{name} {PURPOSE}")


def _request(agent: str, url: str) -> str:
    """Request a URL without reading its content. Return '' if it works, or else the failure."""
    for method in ("HEAD", "GET"):
        http_request = urllib.request.Request(url, method=method, headers={"User-Agent": agent})  # noqa: S310 (http only)
        try:
            with urllib.request.urlopen(http_request, timeout=TIMEOUT):  # noqa: S310 (http only, by HREF)
                return ""
        except urllib.error.HTTPError as error:
            # Many hosts refuse HEAD requests, or programs in general, so these answers do not mean that a page is gone.
            if method == "GET":
                return "" if error.code in (401, 403, 405, 406, 429) else f"answers {error.code}"
        except (OSError, ValueError) as error:
            if method == "GET":
                return f"does not answer ({type(error).__name__})"
    return ""


def check_links(urls: Iterable[str], request: Request, pause: Callable[[float], None] = time.sleep) -> dict[str, str]:
    """Request URLs one after the other, with pauses between requests to one host. Return the failures by URL."""
    failures: dict[str, str] = {}
    last_host = ""
    for url in urls:
        host = urlsplit(url).hostname or ""
        if host == last_host:
            pause(PAUSE)
        last_host = host
        failure = request(url)
        if failure:
            failures[url] = failure
    return failures


def to_link_report(links: Mapping[str, list[str]], failures: Mapping[str, str]) -> str:
    """Return the report for staff, in Markdown. A dead link is a task, never an error."""
    summary = f"{count_of(len(links), 'link')} checked, {len(failures):,} not working."
    lines = ["## Links to other sites", "", summary, ""]
    for url, failure in failures.items():
        pages = ", ".join(f"`/{page}`" for page in links[url][:5])
        lines.append(f"- `{url.replace('`', '')}` {failure}; linked from {pages}")
    return "\n".join(lines).rstrip() + "\n"
