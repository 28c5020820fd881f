"""Yields every file of the site: pages, exports, search index, scripts and styles, and files for web servers."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from generator.base.editor_files import matching
from generator.base.parallel import map_in_order
from generator.base.problems import Problem, has_errors
from generator.pages.exports.csv_file import to_csv
from generator.pages.exports.json_file import to_json
from generator.pages.exports.sitemap import to_gzip, to_sitemap
from generator.pages.filling import Filler
from generator.pages.kind_files import kind_files
from generator.pages.offline import Content, File, with_offline_copy
from generator.pages.page import Plan
from generator.pages.page_parts import Parts, parts_of
from generator.pages.search import (
    IndexLine,
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
"""The Content-Security-Policy: only files of this site, nothing inline. Sent as a header, and also in each page for
hosts that send no headers."""


class PageProblemsError(Exception):
    """Rendered pages have errors."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def shell_keys(project: Project, site_url: str) -> frozenset[ShellKey]:
    """Return the keys of all shells that a project's pages need."""
    frame = project.frame(site_url)
    return frozenset(map(frame.key, project.plans))


def files_of(
    project: Project, shells: Mapping[ShellKey, Shell], site_url: str, *, serving: bool = False
) -> Iterator[tuple[str, Content]]:
    """Yield the path and content of every file of the site.

    `serving`: leave out the offline copy, which a preview does not need, and start no processes, since a server has
    other threads.

    Raises:
        PageProblemsError: Pages have errors; raised after the last page.
        UnsafePageError: A page has an inline script.
    """
    filler = Filler(project.frame(site_url), shells, project.file_details, packs=not serving)
    run = partial(_run_job, filler, project)
    jobs = [*project.plans, *_other_jobs(project, site_url)]
    files = _files(project, map(run, jobs) if serving else map_in_order(run, jobs), site_url)
    if serving:
        return ((file.name, file.content) for file in files)
    return with_offline_copy(files, project.settings.site.file_name)


@dataclass(frozen=True, slots=True)
class Output:
    """What one job contributes to the site."""

    files: Sequence[File]
    parts: Sequence[Parts] = ()
    """The anchors and links of its page, for checks."""
    entries: Sequence[IndexLine] = ()
    """For the search index."""


def _run_job(filler: Filler, project: Project, job: Plan | Callable[[], Output]) -> Output:
    """Render a page, or call another job."""
    if isinstance(job, Plan):
        page = job.render()
        return Output([filler.fill(page)], [parts_of(page, project.addresses)], [*map(to_line, entries_of_page(page))])
    output = job()
    return Output([filler.pack(file) for file in output.files], entries=output.entries)


def _files(project: Project, outputs: Iterable[Output], site_url: str) -> Iterator[File]:
    """Yield the files of all jobs, then those that depend on all pages. Raises PageProblemsError."""
    parts: list[Parts] = []
    entries: list[IndexLine] = []
    old_names: dict[str, list[str]] = {}
    for old, new in project.redirects.files.items():
        old_names.setdefault(new, []).append(old)
    for output in outputs:
        for file in output.files:
            yield file
            # Links to a file that moved still work: it is copied to its old address.
            yield from (replace(file, name=old) for old in old_names.get(file.name, ()))
        parts += output.parts
        entries += output.entries
    problems = project.check(parts)
    if has_errors(problems):
        raise PageProblemsError([*project.problems, *problems])
    script = to_script(entries, project.settings.synonyms, project.settings.site.help)
    yield File("assets/search-index.js", script)
    yield from assets(project)
    yield from _for_servers(project, site_url)


def assets(project: Project) -> Iterator[File]:
    """Yield the styles, scripts and fonts of the theme and of kinds. Ours are minified, vendored ones are unchanged."""
    folder = project.root / "theme" / "assets"
    for path in matching(folder, "**/*"):
        name = path.relative_to(folder)
        if path.is_file() and name.parts[0] not in ("css", "js"):
            yield File(f"assets/{name.as_posix()}", path.read_bytes())
    # A stylesheet for all pages, and one for each kind, which only the pages that show it load.
    yield _style("assets/site.css", matching(folder, "css/*.css"))
    for kind in project.kinds:
        for sheet, files in kind.style_files():
            yield _style(f"assets/css/{sheet}.css", files)
    for script, parts in _scripts(project):
        yield File(script, jsmin("\n".join(map(_text, parts))).encode())


def _style(name: str, parts: Iterable[Path]) -> File:
    return File(name, minified_styles("\n".join(map(_text, parts))).encode())


def minified_styles(styles: str) -> str:
    """Return styles without what browsers do not need: comments, and white space that has no meaning."""
    # rcssmin takes the rules in a layer for declarations, and would make '.a:hover' of '.a :hover'. So call the layer
    # by the name of an at-rule that it knows to have rules, and that no stylesheet needs.
    minified: str = cssmin(re.sub(r"@layer\b(?=[^;{]*\{)", "@-o-keyframes", styles))
    return minified.replace("@-o-keyframes", "@layer")


def _scripts(project: Project) -> Iterator[tuple[str, list[Path]]]:
    """Yield each script with its files: a folder of the theme's scripts is one, and a kind says which files are one."""
    for path in matching(project.root / "theme/assets/js", "*"):
        if path.is_dir():
            yield f"assets/js/{path.name}.js", matching(path, "*.js")
        elif path.suffix == ".js":
            yield f"assets/js/{path.name}", [path]
    for kind in project.kinds:
        for name, paths in kind.script_files():
            yield f"assets/js/{kind.name}/{name}.js", paths


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _other_jobs(project: Project, site_url: str) -> Iterator[Callable[[], Output]]:
    """Yield the jobs besides pages: search entries, exports and the files of kinds."""
    yield lambda: Output([], entries=[*map(to_line, entries_of_records(project.catalog))])
    yield lambda: Output([], entries=[*map(to_line, entries_of_derived_pages(project.catalog))])
    for kind in project.kinds:
        yield partial(_json_export, project, kind, site_url)
        yield partial(_csv_export, project, kind, site_url)
        yield partial(_kind_files, project, kind, site_url)


def _json_export(project: Project, kind: Kind, site_url: str) -> Output:
    return Output([File(f"data/{kind.name}.json", to_json(project.catalog, kind.name, site_url))])


def _csv_export(project: Project, kind: Kind, site_url: str) -> Output:
    return Output([File(f"data/{kind.name}.csv", to_csv(project.catalog, kind.name, site_url))])


def _kind_files(project: Project, kind: Kind, site_url: str) -> Output:
    made = kind_files(project.catalog, kind, project.settings.site, site_url, project.published_events)
    files = [File(file.name, file.content()) for file in made]
    if kind.behavior.data is not None:
        script = to_data(kind.name, kind.behavior.data(project.catalog))
        files.append(File(f"assets/js/{kind.name}/data.js", script.encode()))
    return Output(files)


def _for_servers(project: Project, site_url: str) -> Iterator[File]:
    """Yield the files that only search engines and web servers read."""
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
        # For files that cannot contain 'noindex' themselves, such as PDFs.
        headers["X-Robots-Tag"] = "noindex"
    lines = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    yield File("_headers", f"/*\n{lines}".encode())


def _robots(site_url: str) -> str:
    # A draft is kept out of search engines by 'noindex' in each page, and they must be allowed to read that.
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site_url}sitemap.xml\n" if site_url else "")
