"""Project and shells → every file of the site, one after the other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from generator.base.parallel import in_order
from generator.base.problems import Problem, has_errors
from generator.pages.exports.csv_file import to_csv
from generator.pages.exports.json_file import to_json
from generator.pages.exports.sitemap import to_gzip, to_sitemap
from generator.pages.filling import Filler
from generator.pages.offline import Content, File, with_offline_copy
from generator.pages.page import Plan
from generator.pages.page_parts import Parts, parts_of
from generator.pages.search import (
    Line,
    entries_of_derived_pages,
    entries_of_page,
    entries_of_records,
    to_data,
    to_line,
    to_script,
)
from generator.pages.shell import Shell, ShellKey
from generator.project.project import Project
from generator.records.kind import Kind

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "font-src 'self'; connect-src 'none'; base-uri 'self'; form-action 'self'"
)
"""What a page may load: files of this site, nothing inline. Sent as a header, and in each page for hosts without."""


class PageProblemsError(Exception):
    """Pages that were rendered have errors."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def shell_keys(project: Project, site_url: str) -> frozenset[ShellKey]:
    """The shells that the pages of a project need."""
    frame = project.frame(site_url)
    return frozenset(map(frame.key, project.plans))


def files_of(
    project: Project, shells: Mapping[ShellKey, Shell], site_url: str, *, serving: bool = False
) -> Iterator[tuple[str, Content]]:
    """The path and content of every file of the site.

    `serving`: without the offline copy, which whoever looks at pages does not need, and in this process alone, since a
    server has other threads. Raises PageProblemsError after the last page where pages have errors, and UnsafePageError.
    """
    filler = Filler(project.frame(site_url), shells, packs=not serving)
    make = partial(_make, filler, project)
    jobs = [*project.plans, *_for_programs(project, site_url)]
    files = _files(project, map(make, jobs) if serving else in_order(make, jobs), site_url)
    return ((file.name, file.content) for file in files) if serving else with_offline_copy(files)


@dataclass(frozen=True, slots=True)
class Made:
    """What one job has made of the site."""

    files: Sequence[File]
    parts: Sequence[Parts] = ()
    """What checks need to know of its pages."""
    entries: Sequence[Line] = ()
    """For the search index."""


def _make(filler: Filler, project: Project, job: Plan | Callable[[], Made]) -> Made:
    """Do a job: a page, or files for programs."""
    if isinstance(job, Plan):
        page = job.render()
        return Made([filler.fill(page)], [parts_of(page, project.addresses)], [*map(to_line, entries_of_page(page))])
    made = job()
    return Made([filler.pack(file) for file in made.files], entries=made.entries)


def _files(project: Project, results: Iterable[Made], site_url: str) -> Iterator[File]:
    parts: list[Parts] = []
    entries: list[Line] = []
    copies: dict[str, list[str]] = {}
    for old, new in project.redirects.files.items():
        copies.setdefault(new, []).append(old)
    for made in results:
        for file in made.files:
            yield file
            # Whoever kept a link to a file finds it where it was.
            yield from (replace(file, name=old) for old in copies.get(file.name, ()))
        parts += made.parts
        entries += made.entries
    problems = project.check(parts)
    if has_errors(problems):
        raise PageProblemsError([*project.problems, *problems])
    script = to_script(entries, project.settings.synonyms, project.settings.site.help)
    yield File("assets/search-index.js", script)
    yield from assets(project)
    yield from _for_servers(project, site_url)


def assets(project: Project) -> Iterator[File]:
    """Styles, scripts and fonts: the theme's, then the kinds'. Ours are minified; those of others are as they came."""
    folder = project.root / "theme" / "assets"
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent.name not in ("css", "js"):
            yield File(f"assets/{path.relative_to(folder).as_posix()}", path.read_bytes())
    # One stylesheet: a page asks for it once, and the next page has it already.
    sheets = [
        *sorted(folder.glob("css/*.css")),
        *(path for kind in project.kinds for path in kind.paths("*.css")),
    ]
    yield File("assets/site.css", cssmin("\n".join(map(_text, sheets))).encode())
    scripts = {f"assets/js/{path.name}": path for path in sorted(folder.glob("js/*.js"))}
    for kind in project.kinds:
        scripts |= {f"assets/js/{kind.name}/{path.name}": path for path in kind.paths("*.js")}
    for name, path in scripts.items():
        yield File(name, jsmin(_text(path)).encode())


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _for_programs(project: Project, site_url: str) -> Iterator[Callable[[], Made]]:
    """The jobs that make what holds all records, or is made of many."""
    yield lambda: Made([], entries=[*map(to_line, entries_of_records(project.catalog))])
    yield lambda: Made([], entries=[*map(to_line, entries_of_derived_pages(project.catalog))])
    for kind in project.kinds:
        yield partial(_records_file, project, kind, site_url)
        yield partial(_table_file, project, kind, site_url)
        yield partial(_own_files, project, kind, site_url)


def _records_file(project: Project, kind: Kind, site_url: str) -> Made:
    return Made([File(f"data/{kind.name}.json", to_json(project.catalog, kind.name, site_url))])


def _table_file(project: Project, kind: Kind, site_url: str) -> Made:
    return Made([File(f"data/{kind.name}.csv", to_csv(project.catalog, kind.name, site_url))])


def _own_files(project: Project, kind: Kind, site_url: str) -> Made:
    files = [File(name, make()) for name, make in kind.files(project.catalog, project.settings.site, site_url)]
    if kind.data is not None:
        script = to_data(kind.name, kind.data(project.catalog))
        files.append(File(f"assets/js/{kind.name}/data.js", script.encode()))
    return Made(files)


def _for_servers(project: Project, site_url: str) -> Iterator[File]:
    if site_url:
        sitemap = to_sitemap(site_url + page.address for page in project.plans if page.listed)
        yield File("sitemap.xml", sitemap.encode())
        yield File("sitemap.xml.gz", to_gzip(sitemap))
    yield File("robots.txt", _robots(site_url).encode())
    headers = {
        "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    if project.settings.site.status == "draft":
        # For what cannot hold the word 'noindex' itself, such as a PDF.
        headers["X-Robots-Tag"] = "noindex"
    lines = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    yield File("_headers", f"/*\n{lines}".encode())


def _robots(site_url: str) -> str:
    # A draft is kept out of search engines by 'noindex' in each page, which they must be allowed to read.
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site_url}sitemap.xml\n" if site_url else "")
