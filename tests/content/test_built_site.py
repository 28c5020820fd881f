"""Every page that is built is valid, whole, safe and honest; read as files, without a browser."""

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

from generator.project.site_files import POLICY

pytestmark = pytest.mark.any_records

SERVER_FILES = frozenset({"robots.txt", "_headers", "offline.zip", ".resource-center.json"})
"""What lies beside the pages: for servers, for those who go offline, and the list of what is ours."""

LEFTOVERS = ("md-toggle", "md-overlay", "md-dialog", "__drawer", "__search", "__palette", "__config", "__md_scope")
"""Parts of the engine's theme that only its own scripts would use."""


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built for an address with a path."""
    return addressed_site(tmp_path_factory)


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site from its offline zip."""
    return offline_copy(tmp_path_factory)


def repeated(values: dict[str, str], neutral: frozenset[str] = frozenset()) -> Iterator[str]:
    """What is missing, or stands on more than one page; neutral pages say the same, so that none tells of whom."""
    said = {value for address, value in values.items() if address in neutral}
    if len(said) > 1:
        yield f"Pages of what was taken down differ: {sorted(said)}"
    counts = Counter([*(value for address, value in values.items() if address not in neutral), *said])
    for address, value in values.items():
        if not value:
            yield f"/{address} has none"
        elif counts[value] > 1:
            yield f"/{address} shares '{value}'"


def meta(page: Element, name: str) -> str:
    """The content of a page's meta element."""
    return page.one("meta", name=name).attributes["content"]


def links(page: Element) -> Iterator[str]:
    """Whatever a page leads to, loads or sends a form to."""
    for element in page.all():
        for name in ("href", "src", "action"):
            if name in element.attributes and element.attributes.get("rel") != "canonical":
                yield element.attributes[name]


# ---- the markup ----


def checker() -> list[str]:
    """The command that starts the Nu HTML Checker."""
    java = shutil.which("java")
    if java is None:
        pytest.fail("Java is missing, which the HTML checker needs. Install default-jre-headless.")
    jar = ROOT / ".tools" / "vnu.jar"
    if not jar.is_file():
        pytest.fail(f"The HTML checker is missing: {jar}. Run: sh tests/tools.sh")
    # A short run: compiling for a long one takes longer than all of the checks. The checker needs a deep stack.
    return [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-jar", str(jar)]


def test_every_page_is_valid_html(site, addressed, offline):
    """The pages of a site without an address, of one with an address, and of the offline copy."""
    done = subprocess.run(
        [
            *checker(),
            *("--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"),
            # The checker reads files, for which 'self' in a policy names nothing, and it takes data for scripts.
            # What the policy blocks is seen in a browser; what is inline, in a test below.
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
    """One h1, and it says something."""
    headings = {address: [h1.text for h1 in page.all("h1")] for address, page in site.pages.items()}
    assert_none(f"/{address}: {found}" for address, found in headings.items() if len(found) != 1 or not found[0])


def test_every_page_has_a_title_of_its_own(site):
    titles = {address: page.one("head").one("title").text for address, page in site.pages.items()}
    assert_none(repeated(titles, site.taken_down))


def test_every_page_has_a_description_of_its_own(site):
    assert_none(repeated({address: meta(page, "description") for address, page in site.pages.items()}, site.taken_down))


def test_pages_of_what_was_taken_down_say_the_same_and_nothing_else_says_it():
    """No number tells them apart: it would say how many asked, and change when the next one does."""
    gone = frozenset({"stories/a/", "stories/b/"})
    assert not [*repeated({"stories/a/": "Gone", "stories/b/": "Gone", "": "Home"}, gone)]
    assert [*repeated({"stories/a/": "Gone", "stories/b/": "Ada is gone", "": "Home"}, gone)]
    assert [*repeated({"stories/a/": "Gone", "stories/b/": "Gone", "": "Gone"}, gone)]
    assert [*repeated({"x/": "Same", "y/": "Same"}, gone)]
    assert [*repeated({"stories/a/": "", "stories/b/": ""}, gone)]


def test_every_page_says_its_language_and_may_be_enlarged(site):
    """English; as wide as the screen, and the reader may zoom in."""
    for address, page in site.pages.items():
        assert page.one("html").attributes["lang"] == "en", address
        assert meta(page, "viewport") == "width=device-width, initial-scale=1", address


def test_the_first_link_of_every_page_skips_to_its_content(site):
    for address, page in site.pages.items():
        first = next(page.one("body").all("a"))
        assert first.text == "Skip to main content", address
        ids = [element.attributes.get("id") for element in page.one("main").all()]
        assert first.attributes["href"].removeprefix("#") in ids, address


def test_every_page_offers_help_before_all_else(site):
    """A line above the header from which a phone calls, or sends a text."""
    offered = site.project.settings.site.help
    outside = [link.url for link in offered.links if not link.url.startswith("/")]
    assert any(url.startswith("tel:") for url in outside)
    for address, page in site.pages.items():
        words = page.one("body").text
        assert offered.text in words[:200], address
        targets = [link.attributes["href"] for link in page.one("body").all("a")][: len(offered.links) + 1]
        assert set(outside) <= set(targets), address


def test_every_page_spells_the_initiative_out_before_it_shortens_its_name(site):
    """In its own words: the frame says the name in the footer only."""
    full, short = names_of_the_initiative(site)
    shortened = 0
    for address, page in site.pages.items():
        words = page.one("div", id="main").text
        before, found, _ = words.partition(short)
        shortened += bool(found)
        assert not found or full.removesuffix(f"{short})") in before, address
    assert shortened > 20


def test_no_page_has_leftovers_of_the_engines_theme(site):
    texts = {name: (site.folder / name).read_text(encoding="utf-8") for name in map(to_file, site.pages)}
    assert_none(f"{name}: {word}" for name, text in texts.items() for word in LEFTOVERS if word in text)


# ---- safety ----


def test_every_page_carries_the_policy_before_anything_loads(site):
    for address, page in site.pages.items():
        head = [element for element in page.one("head").all() if element.tag in ("meta", "link", "script", "style")]
        policies = [element for element in head if element.attributes.get("http-equiv") == "Content-Security-Policy"]
        assert [policy.attributes["content"] for policy in policies] == [POLICY], address
        loading = next(element for element in head if element.tag in ("link", "script"))
        assert head.index(policies[0]) < head.index(loading), address


def test_no_page_tells_other_sites_where_its_reader_came_from(site):
    for address, page in site.pages.items():
        assert meta(page, "referrer") == "no-referrer", address


def test_nothing_is_inline(site, addressed):
    """No script, style or handler within a page; data for machines is neither."""
    faults = []
    for built in (site, addressed):
        for address, page in built.pages.items():
            for element in page.all():
                data = element.attributes.get("type") == "application/ld+json"
                if element.tag == "style" or (element.tag == "script" and "src" not in element.attributes and not data):
                    faults.append(f"/{address}: <{element.tag}>")
                faults += [
                    f"/{address}: {name} of <{element.tag}>"
                    for name in element.attributes
                    if name == "style" or name.startswith("on")
                ]
    assert_none(faults)


def test_no_page_loads_anything_from_another_site(site, addressed):
    """Neither does the stylesheet."""
    loading = ("audio", "embed", "iframe", "image", "img", "link", "object", "script", "source", "use", "video")
    faults = [
        f"/{address}: {element.tag} {value}"
        for built in (site, addressed)
        for address, page in built.pages.items()
        for element in page.all(*loading)
        for name in ("data", "href", "poster", "src", "srcset", "xlink:href")
        if re.match(r"(https?:)?//", value := element.attributes.get(name, ""))
        and element.attributes.get("rel") != "canonical"
    ]
    styles = (site.folder / "assets" / "site.css").read_text(encoding="utf-8")
    assert_none([*faults, *re.findall(r"@import[^;]*|url\(['\"]?(?:https?:)?//[^)]*", styles)])


# ---- links and addresses ----


def test_styles_and_scripts_of_ours_are_minified_and_those_of_others_as_they_came(site):
    """Without comments and indentation; a vendored file keeps its license and its hash."""
    assets = site.folder / "assets"
    ours = [assets / "site.css", *(path for path in assets.glob("js/**/*.js") if path.name != "data.js")]
    assert len(ours) > 20
    assert_none(path.name for path in ours if re.search(r"/\*|\n\s+\S", path.read_text(encoding="utf-8")))
    vendored = [path for path in (ROOT / "theme/assets/vendor").rglob("*") if path.is_file()]
    assert vendored
    for path in vendored:
        assert (assets / path.relative_to(ROOT / "theme/assets")).read_bytes() == path.read_bytes()


def test_every_link_within_the_site_leads_somewhere(site, addressed):
    """To a file that exists and, in it, to an id that exists. Error pages link to the root of the server."""
    assert_none(
        f"{built.url or '/'}{address}: {fault}"
        for built in (site, addressed)
        for address, page in built.pages.items()
        for link in links(page)
        if (fault := built.fault_of(address, link))
    )


def test_links_say_where_the_reader_is(site):
    """'Page' on the link to the page itself and nowhere else; in the menu, its section."""
    menu = {link.url.strip("/"): link.label for link in site.project.settings.site.menu.header}
    faults = []
    for address, page in site.pages.items():
        root = "../" * address.count("/") or "./"
        for link in page.all("a"):
            if link.attributes.get("aria-current") == "page" and link.attributes["href"] != root + address:
                faults.append(f"/{address}: '{link.text}' is not this page")
        current = [link.text for link in page.one("nav", id="menu").all("a") if "aria-current" in link.attributes]
        section = address.split("/")[0]
        if current != ([menu[section]] if section in menu else []):
            faults.append(f"/{address}: the menu says {current}")
    assert_none(faults)


def test_every_link_of_the_offline_copy_names_a_file(offline):
    """Opened from a folder, an address that ends in a folder would show a listing of it."""
    assert_none(
        f"/{address}: {fault}"
        for address, page in offline.pages.items()
        for link in links(page)
        if (fault := offline.fault_of(address, link, index=""))
    )


def test_every_page_of_the_offline_copy_is_reached_by_links(site, offline):
    """From the first page on. Nothing need link to a page that moved, that was taken down, or whose list is empty."""
    trees = {to_file(address): page for address, page in offline.pages.items()}
    waiting, reached = ["index.html"], {"index.html"}
    while waiting:
        name = waiting.pop()
        for link in trees[name].all("a"):
            path = urldefrag(urljoin(f"{ORIGIN}{name}", link.attributes.get("href", "")))[0]
            target = unquote(path.removeprefix(ORIGIN))
            if path.startswith(ORIGIN) and target in trees and target not in reached:
                reached.add(target)
                waiting.append(target)
    unlinked = {to_file(address) for address in site.moved | site.taken_down | site.emptied}
    assert trees.keys() - unlinked <= reached


def test_the_offline_copy_has_every_page_and_file_that_needs_no_server(site, offline):
    for_servers = SERVER_FILES | {"404.html"}
    assert offline.files == site.files - for_servers


def test_every_record_is_where_its_address_says(site):
    """On a page of its own, or under an id within a page."""
    catalog = site.project.catalog
    assert_none(
        f"{record.kind}/{record.slug}: {fault}"
        for record in catalog
        if (fault := site.fault_of("", catalog.url(record)))
    )


def test_the_error_page_works_at_any_depth(site, addressed):
    """Its links begin at the root of the site, which may lie below the root of the server."""
    for built, root in ((site, "/"), (addressed, "/mentoring/")):
        page = built.pages["404.html"]
        inside = [link for link in links(page) if not re.match(r"[a-z]+:|#", link)]
        assert inside
        assert_none(link for link in inside if not link.startswith(root))
        form = page.one("form", role="search")
        assert form.attributes["data-root"] == root


def test_an_address_gives_canonical_links_on_the_pages_that_are_listed(addressed):
    for page in addressed.project.pages:
        tree = addressed.pages[page.address]
        found = [link.attributes["href"] for link in tree.all("link") if link.attributes["rel"] == "canonical"]
        assert found == ([addressed.url + page.address] if page.listed else []), page.address


def test_an_address_gives_the_breadcrumbs_to_machines_as_readers_see_them(addressed):
    for page in addressed.project.pages:
        tree = addressed.pages[page.address]
        data = [script for script in tree.all("script") if "src" not in script.attributes]
        if not page.listed:
            assert data == [], page.address
            continue
        steps = json.loads("".join(map(str, data[0].inside)))["itemListElement"]
        shown = [
            part.text for nav in tree.all("nav") if nav.attributes.get("class") == "crumbs" for part in nav.all("li")
        ]
        assert [step["name"] for step in steps] == (shown or [steps[0]["name"]]), page.address
        assert steps[-1]["item"] == addressed.url + page.address


def test_an_address_gives_a_sitemap_of_exactly_the_pages_that_are_listed(addressed):
    """Packed and unpacked, and robots.txt tells of it."""
    text = (addressed.folder / "sitemap.xml").read_text(encoding="utf-8")
    listed = sorted(addressed.url + page.address for page in addressed.project.pages if page.listed)
    assert re.findall(r"<loc>([^<]*)</loc>", text) == listed
    assert gzip.decompress((addressed.folder / "sitemap.xml.gz").read_bytes()).decode() == text
    robots = (addressed.folder / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {addressed.url}sitemap.xml\n" in robots


def test_without_an_address_nothing_pretends_to_know_it(site):
    """No canonical link, no sitemap, no mention of one."""
    assert_none(
        f"/{address}"
        for address, page in site.pages.items()
        for link in page.all("link")
        if link.attributes["rel"] == "canonical"
    )
    assert not {"sitemap.xml", "sitemap.xml.gz"} & site.files
    assert "Sitemap" not in (site.folder / "robots.txt").read_text(encoding="utf-8")


# ---- what is published ----


def test_every_record_page_says_where_its_facts_come_from_and_how_to_object(site):
    """Sources, the day they were read or reviewed, how to cite, and where there is a way, how to report an error."""
    faults = []
    settings = site.project.settings.site
    has_route = bool(settings.repository or settings.contact.private)
    for page in site.project.pages:
        if page.record is None:
            continue
        tree = site.pages[page.address]
        targets = {link.text: link.attributes["href"] for link in tree.all("a")}
        listed = [part for part in tree.all("section") if part.attributes.get("class") == "sources"]
        rows = [row for section in listed for row in section.all("li")]
        wanted = {
            "Sources": len(rows) == len(page.record.sources),
            "a day for each source": all(re.search(r"Accessed [A-Z][a-z]+ \d{1,2}, \d{4}\.", row.text) for row in rows),
            "the day": re.search(r"(, last checked|Reviewed on) [A-Z][a-z]+ \d{1,2}, \d{4}", tree.text),
            "Cite this page": f"Record ID: {page.record.kind}/{page.record.slug}" in tree.text,
            "Report an error": (
                targets.get("Report an error or ask for removal", "").endswith("about/#corrections-and-removal")
                == has_route
            ),
        }
        faults += [f"/{page.address}: {name}" for name, there in wanted.items() if not there]
    assert_none(faults)


def test_every_record_within_a_page_says_where_its_facts_come_from(site):
    """Questions, resources and words of the glossary share a page; each names its sources and the day."""
    catalog = site.project.catalog
    shared = [kind for kind in catalog.kinds.values() if not kind.has_pages and kind.index is not None]
    assert shared
    faults = []
    for kind in shared:
        for record in catalog.all(kind.name):
            if kind.name == "terms" and record.is_label:
                continue
            address, slug = kind.url(record).split("#")
            text = next((part.text for part in site.pages[address].all() if part.attributes.get("id") == slug), "")
            if kind.name == "terms":
                # The terms of a letter share a fold, below them.
                rows = (row.text for row in site.pages[address].all("li"))
                text = f"Sources {next((row for row in rows if row.startswith(f'{record.shown}:')), '')}"
            # A source is where facts come from; it says when it was read.
            own = "" if kind.name == "sources" else r"\bsources?\b.*"
            if not re.search(rf"(?i){own}\b(?:checked|accessed) [A-Z][a-z]+ \d{{1,2}}, \d{{4}}", text):
                faults.append(f"{kind.name}/{record.slug}")
    assert_none(faults)


def test_nothing_but_pages_assets_and_data_is_published(site):
    """No file of the engine's theme, no template, no source."""
    folder = ROOT / "theme" / "assets"
    own = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.suffix != ".css"
    }
    kinds = site.project.catalog.kinds.values()
    rooms = {f"js/{kind.name}/{path.name}" for kind in kinds for path in kind.paths("*.js")}
    rooms |= {f"js/{kind.name}/data.js" for kind in kinds if kind.data}
    assets = {f"assets/{name}" for name in (*own, *rooms, "site.css", "search-index.js")}
    data = {f"data/{kind.name}.{end}" for kind in kinds for end in ("csv", "json")}
    pages = {page.file for page in site.project.pages}
    settings = site.project.settings.site
    files = {name for kind in kinds for name, _ in kind.files(site.project.catalog, settings, "")}
    moved = set(site.project.redirects.files)
    assert site.files == pages | assets | data | files | moved | SERVER_FILES


def test_the_same_records_give_the_same_bytes(site, tmp_path):
    """At another time, in another place and order, and in the offline zip too."""
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
