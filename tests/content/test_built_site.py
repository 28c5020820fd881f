"""Contract: every built page is valid HTML, complete and safe, and its links work. Reads files, without a browser."""

import gzip
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from site_fixture import (
    ORIGIN,
    ROOT,
    Element,
    Site,
    addressed_site,
    assert_none,
    build,
    names_of_the_initiative,
    offline_copy,
    to_file,
)

from generator.pages.kind_files import kind_files
from generator.project.site_files import POLICY

pytestmark = pytest.mark.any_records

SERVER_FILES = frozenset({"robots.txt", "_headers", "offline.zip", ".resource-center.json"})
"""Files that are neither pages nor assets: for web servers, the offline zip, and the list of a build's own files."""

LEFTOVERS = ("md-toggle", "md-overlay", "md-dialog", "__drawer", "__search", "__palette", "__config", "__md_scope")
"""Parts of Material's markup that only its scripts use."""


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site, built for a URL with a path."""
    return addressed_site(tmp_path_factory)


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site from its offline zip."""
    return offline_copy(tmp_path_factory)


def duplicates(values: dict[str, str], neutral: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield a message for each value that is empty or on more than one page.

    Neutral pages, which replace removed records, must all have the same value, so that none reveals who was removed.
    """
    neutral_values = {value for address, value in values.items() if address in neutral}
    if len(neutral_values) > 1:
        yield f"Neutral pages differ: {sorted(neutral_values)}"
    counts = Counter([*(value for address, value in values.items() if address not in neutral), *neutral_values])
    for address, value in values.items():
        if not value:
            yield f"/{address} has none"
        elif counts[value] > 1:
            yield f"/{address} shares '{value}'"


def meta(page: Element, name: str) -> str:
    """Return the content of a page's meta element."""
    return page.one("meta", name=name).attributes["content"]


def links(page: Element) -> Iterator[str]:
    """Yield the target of each link, loaded file and form of a page."""
    for element in page.all():
        for name in ("href", "src", "action"):
            if name in element.attributes and element.attributes.get("rel") != "canonical":
                yield element.attributes[name]


# ---- markup ----


def checker() -> list[str]:
    """Return the command that starts the Nu HTML Checker."""
    java = shutil.which("java")
    if java is None:
        pytest.fail("The HTML checker needs Java. Install default-jre-headless.")
    jar = ROOT / ".tools" / "vnu.jar"
    if not jar.is_file():
        pytest.fail(f"The HTML checker is missing: {jar}. Run: sh tests/tools.sh")
    # A short run: compiling for a long one takes longer than all of the checks. The checker needs a deep stack.
    return [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-jar", str(jar)]


def test_every_page_is_valid_html(site, addressed, offline):
    """Of a site built without a URL, of one with a URL, and of the offline copy."""
    done = subprocess.run(
        [
            *checker(),
            *("--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"),
            # The checker reads files, for which 'self' in a policy matches nothing, and it takes JSON-LD for a script.
            # Browser tests show what the policy blocks, and a test below finds inline scripts.
            *("--filterpattern", ".*(Resource|Inline script) violates Content Security Policy.*"),
            *(str(built.folder) for built in (site, addressed, offline)),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(done.stdout)["messages"]
    root = site.folder.parent.as_uri().replace("///", "/")
    assert_none(
        f"{message['url'].removeprefix(root)}:{message.get('lastLine')}: {message['message']}" for message in messages
    )


def test_every_page_has_one_main_heading(site):
    """Exactly one h1, which is not empty."""
    headings = {address: [h1.text for h1 in page.all("h1")] for address, page in site.pages.items()}
    assert_none(f"/{address}: {texts}" for address, texts in headings.items() if len(texts) != 1 or not texts[0])


def test_every_page_has_a_unique_title(site):
    titles = {address: page.one("head").one("title").text for address, page in site.pages.items()}
    assert_none(duplicates(titles, site.taken_down))


def test_every_page_has_a_unique_description(site):
    assert_none(
        duplicates({address: meta(page, "description") for address, page in site.pages.items()}, site.taken_down)
    )


def test_neutral_pages_share_one_value_that_no_other_page_has():
    """They are not numbered: a number would reveal how many were removed, and would change with the next one."""
    neutral = frozenset({"stories/a/", "stories/b/"})
    assert not [*duplicates({"stories/a/": "Gone", "stories/b/": "Gone", "": "Home"}, neutral)]
    assert [*duplicates({"stories/a/": "Gone", "stories/b/": "Ada is gone", "": "Home"}, neutral)]
    assert [*duplicates({"stories/a/": "Gone", "stories/b/": "Gone", "": "Gone"}, neutral)]
    assert [*duplicates({"x/": "Same", "y/": "Same"}, neutral)]
    assert [*duplicates({"stories/a/": "", "stories/b/": ""}, neutral)]


def test_every_page_has_a_language_and_can_be_zoomed(site):
    """English; as wide as the screen, and zoom is not disabled."""
    for address, page in site.pages.items():
        assert page.one("html").attributes["lang"] == "en", address
        assert meta(page, "viewport") == "width=device-width, initial-scale=1", address


def test_the_first_link_of_every_page_skips_to_its_content(site):
    for address, page in site.pages.items():
        first = next(page.one("body").all("a"))
        assert first.text == "Skip to main content", address
        ids = [element.attributes.get("id") for element in page.one("main").all()]
        assert first.attributes["href"].removeprefix("#") in ids, address


def test_every_page_starts_with_the_help_lines(site):
    """A line above the header with links that call or text."""
    help_line = site.project.settings.site.help
    external = [link.url for link in help_line.links if not link.url.startswith("/")]
    assert any(url.startswith("tel:") for url in external)
    for address, page in site.pages.items():
        words = page.one("body").text
        assert help_line.text in words[:200], address
        targets = [link.attributes["href"] for link in page.one("body").all("a")][: len(help_line.links) + 1]
        assert set(external) <= set(targets), address


def test_every_page_spells_out_the_initiative_before_its_abbreviation(site):
    """In the page's own text: the shell has the name only in the footer."""
    full, short = names_of_the_initiative(site)
    shortened = 0
    for address, page in site.pages.items():
        words = page.one("div", id="main").text
        before, abbreviation, _ = words.partition(short)
        shortened += bool(abbreviation)
        assert not abbreviation or full.removesuffix(f"{short})") in before, address
    assert shortened > 20


def test_no_page_has_leftovers_of_material(site):
    texts = {name: (site.folder / name).read_text(encoding="utf-8") for name in map(to_file, site.pages)}
    assert_none(f"{name}: {word}" for name, text in texts.items() for word in LEFTOVERS if word in text)


# ---- security ----


def test_every_page_has_the_security_policy_before_anything_loads(site):
    for address, page in site.pages.items():
        head = [element for element in page.one("head").all() if element.tag in ("meta", "link", "script", "style")]
        policies = [element for element in head if element.attributes.get("http-equiv") == "Content-Security-Policy"]
        assert [policy.attributes["content"] for policy in policies] == [POLICY], address
        loading = next(element for element in head if element.tag in ("link", "script"))
        assert head.index(policies[0]) < head.index(loading), address


def test_no_page_sends_a_referrer(site):
    for address, page in site.pages.items():
        assert meta(page, "referrer") == "no-referrer", address


def test_nothing_is_inline(site, addressed):
    """No inline script, style or event handler; JSON-LD is allowed."""
    problems = []
    for built in (site, addressed):
        for address, page in built.pages.items():
            for element in page.all():
                data = element.attributes.get("type") == "application/ld+json"
                if element.tag == "style" or (element.tag == "script" and "src" not in element.attributes and not data):
                    problems.append(f"/{address}: <{element.tag}>")
                problems += [
                    f"/{address}: {name} of <{element.tag}>"
                    for name in element.attributes
                    if name == "style" or name.startswith("on")
                ]
    assert_none(problems)


def test_no_page_loads_anything_from_another_site(site, addressed):
    """Nor does the stylesheet."""
    loading = ("audio", "embed", "iframe", "image", "img", "link", "object", "script", "source", "use", "video")
    problems = [
        f"/{address}: {element.tag} {value}"
        for built in (site, addressed)
        for address, page in built.pages.items()
        for element in page.all(*loading)
        for name in ("data", "href", "poster", "src", "srcset", "xlink:href")
        if re.match(r"(https?:)?//", value := element.attributes.get(name, ""))
        and element.attributes.get("rel") != "canonical"
    ]
    styles = "".join(path.read_text(encoding="utf-8") for path in site.folder.glob("assets/**/*.css"))
    assert "@layer" in styles
    assert_none([*problems, *re.findall(r"@import[^;]*|url\(['\"]?(?:https?:)?//[^)]*", styles)])


# ---- links and URLs ----


def test_our_styles_and_scripts_are_minified_and_vendored_files_are_unchanged(site):
    """Ours have no comments and no indentation; a vendored file keeps its license and its hash."""
    assets = site.folder / "assets"
    ours = [
        assets / "site.css",
        *assets.glob("css/*.css"),
        *(path for path in assets.glob("js/**/*.js") if path.name != "data.js"),
    ]
    assert len(ours) > 20
    assert_none(path.name for path in ours if re.search(r"/\*|\n\s+\S", path.read_text(encoding="utf-8")))
    vendored = [path for path in (ROOT / "theme/assets/vendor").rglob("*") if path.is_file()]
    assert vendored
    for path in vendored:
        assert (assets / path.relative_to(ROOT / "theme/assets")).read_bytes() == path.read_bytes()


def test_every_internal_link_works(site, addressed):
    """Its file exists and, in it, its id. Links of error pages start at the root of the server."""
    assert_none(
        f"{built.url or '/'}{address}: {fault}"
        for built in (site, addressed)
        for address, page in built.pages.items()
        for link in links(page)
        if (fault := built.fault_of(address, link))
    )


def test_links_mark_the_current_page(site):
    """aria-current="page" is on links to the page itself only; in the menu, the page's section is marked."""
    menu = {link.url.strip("/"): link.label for link in site.project.settings.site.menu.header}
    problems = []
    for address, page in site.pages.items():
        root = "../" * address.count("/") or "./"
        for link in page.all("a"):
            if link.attributes.get("aria-current") == "page" and link.attributes["href"] != root + address:
                problems.append(f"/{address}: '{link.text}' is not this page")
        current = [link.text for link in page.one("nav", id="menu").all("a") if "aria-current" in link.attributes]
        section = address.split("/")[0]
        if current != ([menu[section]] if section in menu else []):
            problems.append(f"/{address}: the menu marks {current}")
    assert_none(problems)


def test_every_link_of_the_offline_copy_names_a_file(offline):
    """A link to a folder would show a file listing when the copy is opened without a server."""
    assert_none(
        f"/{address}: {fault}"
        for address, page in offline.pages.items()
        for link in links(page)
        if (fault := offline.fault_of(address, link, index=""))
    )


def test_every_page_of_the_offline_copy_is_reachable_from_the_home_page(site, offline):
    """Except pages that moved, neutral pages, and lists that are empty."""
    trees = {to_file(address): page for address, page in offline.pages.items()}
    queue, reached = ["index.html"], {"index.html"}
    while queue:
        name = queue.pop()
        for link in trees[name].all("a"):
            path = urldefrag(urljoin(f"{ORIGIN}{name}", link.attributes.get("href", "")))[0]
            target = unquote(path.removeprefix(ORIGIN))
            if path.startswith(ORIGIN) and target in trees and target not in reached:
                reached.add(target)
                queue.append(target)
    unlinked = {to_file(address) for address in site.moved | site.taken_down | site.emptied}
    assert trees.keys() - unlinked <= reached


def test_the_offline_copy_has_every_page_and_file_that_needs_no_server(site, offline):
    server_files = SERVER_FILES | {"404.html"}
    assert offline.files == site.files - server_files


def test_every_record_is_at_its_url(site):
    """On its own page, or at an id within a page."""
    catalog = site.project.catalog
    assert_none(
        f"{record.kind}/{record.slug}: {fault}"
        for record in catalog
        if (fault := site.fault_of("", catalog.url(record)))
    )


def test_the_error_page_works_at_any_depth(site, addressed):
    """Its links start at the root of the site, which may be below the root of the server."""
    for built, root in ((site, "/"), (addressed, "/mentoring/")):
        page = built.pages["404.html"]
        internal = [link for link in links(page) if not re.match(r"[a-z]+:|#", link)]
        assert internal
        assert_none(link for link in internal if not link.startswith(root))
        form = page.one("form", role="search")
        assert form.attributes["data-root"] == root


def test_with_a_site_url_listed_pages_have_canonical_links(addressed):
    for page in addressed.project.pages:
        tree = addressed.pages[page.address]
        canonical = [link.attributes["href"] for link in tree.all("link") if link.attributes["rel"] == "canonical"]
        assert canonical == ([addressed.url + page.address] if page.listed else []), page.address


def test_with_a_site_url_structured_data_has_the_breadcrumbs_that_readers_see(addressed):
    for page in addressed.project.pages:
        tree = addressed.pages[page.address]
        data = [script for script in tree.all("script") if "src" not in script.attributes]
        if not page.listed:
            assert data == [], page.address
            continue
        steps = json.loads("".join(map(str, data[0].inside)))["itemListElement"]
        shown = [
            item.text for nav in tree.all("nav") if nav.attributes.get("class") == "crumbs" for item in nav.all("li")
        ]
        assert [step["name"] for step in steps] == (shown or [steps[0]["name"]]), page.address
        assert steps[-1]["item"] == addressed.url + page.address


def test_with_a_site_url_the_sitemap_has_exactly_the_listed_pages(addressed):
    """Also compressed, and robots.txt names it."""
    text = (addressed.folder / "sitemap.xml").read_text(encoding="utf-8")
    listed = sorted(addressed.url + page.address for page in addressed.project.pages if page.listed)
    assert re.findall(r"<loc>([^<]*)</loc>", text) == listed
    assert gzip.decompress((addressed.folder / "sitemap.xml.gz").read_bytes()).decode() == text
    robots = (addressed.folder / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {addressed.url}sitemap.xml\n" in robots


def test_without_a_site_url_there_are_no_canonical_links_and_no_sitemap(site):
    """And robots.txt names no sitemap."""
    assert_none(
        f"/{address}"
        for address, page in site.pages.items()
        for link in page.all("link")
        if link.attributes["rel"] == "canonical"
    )
    assert not {"sitemap.xml", "sitemap.xml.gz"} & site.files
    assert "Sitemap" not in (site.folder / "robots.txt").read_text(encoding="utf-8")


# ---- published files ----


def test_every_record_page_has_its_sources_and_how_to_report_an_error(site):
    """Also the date of the last check, how to cite it, and a link to report an error if the site has a way to."""
    problems = []
    settings = site.project.settings.site
    has_route = bool(settings.repository or settings.contact.private)
    for page in site.project.pages:
        if page.record is None:
            continue
        tree = site.pages[page.address]
        targets = {link.text: link.attributes["href"] for link in tree.all("a")}
        sections = [section for section in tree.all("section") if section.attributes.get("class") == "sources"]
        rows = [row for section in sections for row in section.all("li")]
        checks = {
            "Sources": len(rows) == len(page.record.sources),
            "date of each source": all(re.search(r"Accessed [A-Z][a-z]+ \d{1,2}, \d{4}\.", row.text) for row in rows),
            "date of last check": re.search(r"(, last checked|Reviewed on) [A-Z][a-z]+ \d{1,2}, \d{4}", tree.text),
            "Cite this page": f"Record ID: {page.record.kind}/{page.record.slug}" in tree.text,
            "Report an error": (
                targets.get("Report an error or ask for removal", "").endswith("about/#corrections-and-removal")
                == has_route
            ),
        }
        problems += [f"/{page.address}: {name}" for name, passes in checks.items() if not passes]
    assert_none(problems)


def test_every_record_on_a_shared_page_has_its_sources(site):
    """Questions, resources and glossary terms share a page; each has its sources and the date they were read."""
    catalog = site.project.catalog
    kinds = [kind for kind in catalog.kinds.values() if not kind.has_pages and kind.index]
    assert kinds
    problems = []
    for kind in kinds:
        for record in catalog.all(kind.name):
            if kind.name == "terms" and record.is_label:
                continue
            address, slug = kind.url(record).split("#")
            text = next((item.text for item in site.pages[address].all() if item.attributes.get("id") == slug), "")
            if kind.name == "terms":
                # All terms of a letter share one folded list of sources below them.
                rows = (row.text for row in site.pages[address].all("li"))
                text = f"Sources {next((row for row in rows if row.startswith(f'{record.shown}:')), '')}"
            # A source document has no sources of its own, only the date on which it was read.
            prefix = "" if kind.name == "sources" else r"\bsources?\b.*"
            if not re.search(rf"(?i){prefix}\b(?:checked|accessed) [A-Z][a-z]+ \d{{1,2}}, \d{{4}}", text):
                problems.append(f"{kind.name}/{record.slug}")
    assert_none(problems)


def test_only_pages_assets_and_exports_are_published(site):
    """No file of Material, no template and no source file."""
    folder = ROOT / "theme" / "assets"
    theme = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".css", ".ts") and path.parent.parent.name != "js"
    }
    kinds = site.project.catalog.kinds.values()
    scripts = {f"js/{path.name}.js" for path in (folder / "js").iterdir() if path.is_dir()}
    scripts |= {f"css/{name}.css" for kind in kinds for name, _ in kind.style_files()}
    scripts |= {f"js/{kind.name}/{name}.js" for kind in kinds for name, _ in kind.script_files()}
    scripts |= {f"js/{kind.name}/data.js" for kind in kinds if kind.behavior.data}
    assets = {f"assets/{name}" for name in (*theme, *scripts, "site.css", "search-index.js")}
    exports = {f"data/{kind.name}.{extension}" for kind in kinds for extension in ("csv", "json")}
    pages = {page.file for page in site.project.pages}
    settings = site.project.settings.site
    files = {file.name for kind in kinds for file in kind_files(site.project.catalog, kind, settings, "")}
    moved = set(site.project.redirects.files)
    assert site.files == pages | assets | exports | files | moved | SERVER_FILES


def test_the_same_records_give_the_same_bytes(site, tmp_path):
    """At another time, with another locale, time zone and hash order; also in the offline zip."""
    again = Site(
        build(
            tmp_path / "again",
            SOURCE_DATE_EPOCH="4000000000",
            TZ="Asia/Kathmandu",
            LC_ALL="C",
            PYTHONHASHSEED="7",
        )
    )
    assert again.files == site.files
    assert_none(
        name for name in sorted(site.files) if (site.folder / name).read_bytes() != (again.folder / name).read_bytes()
    )
