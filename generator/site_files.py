"""Project and shells → every file of the site, one after the other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from generator.addresses import Parts, parts_of
from generator.exports.csv_file import to_csv
from generator.exports.json_file import to_json
from generator.exports.sitemap import to_gzip, to_sitemap
from generator.kind import Kind
from generator.offline import File, pack, to_offline, with_offline_copy
from generator.pages import Page, Plan
from generator.parallel import in_order
from generator.problems import Problem, has_errors
from generator.project import Project
from generator.search import Entry, entries_of_records, entries_of_page, to_data, to_script
from generator.shell import GAPS, Frame, Shell, ShellKey, check_policy, fill

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
    project: Project, shells: Mapping[ShellKey, Shell], site_url: str, *, offline: bool = True
) -> Iterator[tuple[str, bytes]]:
    """The path and content of every file of the site, with its offline copy at the end.

    Raises PageProblemsError after the last page where pages have errors, and UnsafePageError.
    """
    files = _files(project, shells, site_url)
    return with_offline_copy(files) if offline else ((file.name, file.content) for file in files)


def _files(project: Project, shells: Mapping[ShellKey, Shell], site_url: str) -> Iterator[File]:
    parts: list[Parts] = []
    entries: list[Entry] = []
    make = partial(_make, _Filler(project.frame(site_url), shells))
    for made in in_order(make, [*project.plans, *_for_programs(project, site_url)]):
        yield from made.files
        parts += made.parts
        entries += made.entries
    problems = project.check(parts)
    if has_errors(problems):
        raise PageProblemsError([*project.problems, *problems])
    script = to_script(entries, project.settings.synonyms, project.settings.site.help)
    yield File("assets/search-index.js", script.encode())
    yield from assets(project)
    yield from _for_servers(project, site_url)


@dataclass(frozen=True, slots=True)
class Made:
    """What one job has made of the site."""

    files: Sequence[File]
    parts: Sequence[Parts] = ()
    """What checks need to know of its pages."""
    entries: Sequence[Entry] = ()
    """For the search index."""


def _make(filler: "_Filler", job: Plan | Callable[[], Made]) -> Made:
    """Do a job: a page, or files for programs. Its files are packed, since many jobs are done at a time."""
    if isinstance(job, Plan):
        page = job.render()
        return Made([filler.fill(page)], [parts_of(page)], entries_of_page(page))
    made = job()
    return Made([File(file.name, file.content, pack(file.content)) for file in made.files], entries=made.entries)


@dataclass(frozen=True)
class _Filler:
    """Puts pages into shells. What is worked out of a shell is worked out once, not for each of its pages."""

    frame: Frame
    shells: Mapping[ShellKey, Shell]

    def __post_init__(self) -> None:
        for shell in self.shells.values():
            check_policy("A page's frame", fill(shell, dict.fromkeys(GAPS, "")))

    @cached_property
    def offline(self) -> Mapping[ShellKey, Shell]:
        """The shells as they are in the offline copy."""
        return {key: Shell(tuple(map(to_offline, shell.texts)), shell.gaps) for key, shell in self.shells.items()}

    def fill(self, page: Page) -> File:
        """The file of a page."""
        key = self.frame.key(page)
        # As plain text: what is put together and searched here is HTML already.
        parts = {gap: str(part) for gap, part in self.frame.parts(page).items()}
        for part in parts.values():
            check_policy(page.file, part)
        offline = fill(self.offline[key], {gap: to_offline(part) for gap, part in parts.items()})
        return File(page.file, fill(self.shells[key], parts).encode(), pack(offline.encode()))


def assets(project: Project) -> Iterator[File]:
    """Styles, scripts and fonts: the theme's, then the rooms'."""
    folder = project.root / "theme" / "assets"
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".css":
            yield File(f"assets/{path.relative_to(folder).as_posix()}", path.read_bytes())
    # One stylesheet: a page asks for it once, and the next page has it already.
    sheets = [
        *sorted(folder.glob("css/*.css")),
        *(path for kind in project.kinds for path in sorted(kind.room.glob("*.css"))),
    ]
    yield File("assets/site.css", "\n".join(path.read_text(encoding="utf-8") for path in sheets).encode())
    for kind in project.kinds:
        for path in sorted(kind.room.glob("*.js")):
            yield File(f"assets/js/{kind.name}/{path.name}", path.read_bytes())


def _for_programs(project: Project, site_url: str) -> Iterator[Callable[[], Made]]:
    """The jobs that make what holds all records, or is made of many."""
    yield lambda: Made([], entries=entries_of_records(project.catalog))
    for kind in project.kinds:
        yield partial(_data_files, project, kind, site_url)
        yield partial(_own_files, project, kind, site_url)


def _data_files(project: Project, kind: Kind, site_url: str) -> Made:
    # A byte order mark: without it some spreadsheets read UTF-8 as something else.
    table = to_csv(project.catalog, kind.name, site_url).encode("utf-8-sig")
    records = to_json(project.catalog, kind.name, site_url).encode()
    return Made([File(f"data/{kind.name}.json", records), File(f"data/{kind.name}.csv", table)])


def _own_files(project: Project, kind: Kind, site_url: str) -> Made:
    files = [File(name, content) for name, content in kind.files(project.catalog, project.settings.site, site_url)]
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
