"""The offline copy works without a server: every link names a file."""

import gc
import io
import tempfile
import zipfile
from collections.abc import Generator, Iterable, Iterator

import pytest

from generator.pages.offline import NAME, Archive, Content, File, pack, to_offline, with_offline_copy

FOLDER = "example-site"

LINKS = {
    "../": "../index.html",
    "./": "./index.html",
    "../../sites/": "../../sites/index.html",
    "sites/": "sites/index.html",
    "../sites/one/": "../sites/one/index.html",
    "../glossary/#jail": "../glossary/index.html#jail",
    "./#top": "./index.html#top",
    "glossary/#jail": "glossary/index.html#jail",
}
KEPT = [
    "#top",
    "https://a.example/",
    "https://a.example/b/#c",
    "http://a.example/b/",
    "mailto:a@a.example",
    "tel:555",
    "../data/sites.csv",
    "../assets/site.css",
    "./index.html",
    "//a.example/b/",
]


@pytest.mark.parametrize(("address", "file"), LINKS.items(), ids=LINKS.keys())
def test_a_link_to_a_folder_becomes_a_link_to_its_page(address: str, file: str):
    """A folder would open as a file listing. The fragment is kept."""
    assert to_offline(f'<a class="x" href="{address}">x</a>') == f'<a class="x" href="{file}">x</a>'
    assert to_offline(f'<form action="{address}" role="search">') == f'<form action="{file}" role="search">'


@pytest.mark.parametrize("address", KEPT)
def test_other_links_are_unchanged(address: str):
    """Files, anchors and external URLs."""
    assert to_offline(f'<a href="{address}">x</a>') == f'<a href="{address}">x</a>'


def test_all_links_of_a_page_are_converted():
    """Also if one line has several, and in SVG."""
    page = '<a href="a{0}">x</a> <a href="../b{0}">y</a><svg><a href="c{0}#d" class="part">z</a></svg>'
    assert to_offline(page.format("/")) == page.format("/index.html")


def test_text_about_links_is_unchanged():
    """Text that mentions HTML attributes, and structured data, are unchanged."""
    for text in ('<p>Open "../sites/" in href.</p>', '<p title="../a/">x</p>', '{"item": "https://a.example/b/"}'):
        assert to_offline(text) == text


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("../sites/", "../sites/index.html"),
        ("./", "./index.html"),
        ("../glossary/#jail", "../glossary/index.html#jail"),
    ],
)
def test_a_redirect_page_leads_to_a_file(address: str, file: str):
    """Also with a fragment."""
    page = '<meta http-equiv="refresh" content="0; url={}">'
    assert to_offline(page.format(address)) == page.format(file)


def test_scripts_know_that_they_are_offline_and_online_only_elements_are_removed():
    """Scripts build links too. A link to the zip file would be dead inside of it."""
    page = '<form data-index=""></form><ul><li data-online-only><a href="offline.zip">zip</a></li><li>x</li></ul>'
    assert to_offline(page) == '<form data-index="index.html"></form><ul><li>x</li></ul>'


def test_an_offline_page_is_unchanged():
    """A second conversion changes nothing."""
    once = to_offline('<a href="../sites/#x">x</a><form action="search/" data-index="">')
    assert to_offline(once) == once


FILES = [
    ("index.html", b'<a href="sites/">x</a>'),
    ("sites/index.html", b'<a href="../">x</a>'),
    ("sitemap-of-roads/index.html", b"x"),
    ("robots-at-work/index.html", b"x"),
    ("404.html", b'<a href="/">x</a>'),
    ("assets/site.css", b'a { background: url("../x/") }'),
    ("assets/font.woff2", bytes(range(256))),
    ("data/sites.json", b'{"url": "sites/"}'),
    ("sitemap.xml", b"x"),
    ("sitemap.xml.gz", b"x"),
    ("robots.txt", b"x"),
    ("_headers", b"x"),
]


def copy_of(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Content]]:
    """Return the files and their offline copy."""
    return with_offline_copy((File(name, content) for name, content in files), FOLDER)


def unpack(packed: Content) -> dict[str, bytes]:
    """Return the files of a zip file by name."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_offline_copy_is_added_after_all_files():
    """All other files are unchanged."""
    *files, (name, _) = copy_of(FILES)
    assert files == FILES
    assert name == NAME


def test_the_copy_contains_everything_a_reader_needs():
    """In one folder: pages with converted links and all other files, except those for web servers."""
    copy = unpack(dict(copy_of(FILES))[NAME])
    assert sorted(copy) == sorted(
        f"{FOLDER}/{name}"
        for name in (
            *("index.html", "sites/index.html", "sitemap-of-roads/index.html", "robots-at-work/index.html"),
            *("assets/site.css", "assets/font.woff2", "data/sites.json"),
        )
    )
    assert copy[f"{FOLDER}/sites/index.html"] == b'<a href="../index.html">x</a>'
    assert copy[f"{FOLDER}/assets/font.woff2"] == bytes(range(256))
    assert copy[f"{FOLDER}/assets/site.css"] == b'a { background: url("../x/") }'


def test_the_same_files_give_the_same_copy():
    """It does not depend on the clock."""
    first, second = (dict(copy_of(FILES))[NAME] for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_everyone_can_read_the_files_after_they_are_unpacked():
    """On a shared folder or a web server, by someone other than who unpacked them. There is no entry for a folder."""
    with zipfile.ZipFile(io.BytesIO(dict(copy_of(FILES))[NAME])) as archive:
        assert {oct(info.external_attr >> 16) for info in archive.infolist()} == {"0o100644"}
        assert not any(info.is_dir() for info in archive.infolist())


def test_a_compressed_file_is_stored_as_zipfile_would_store_it():
    """Pages are compressed when they are rendered; the archive only joins them."""
    library = io.BytesIO()
    members = (*FILES, ("letters-é.txt", b""), ("big.txt", b"ab" * 100_000))
    with zipfile.ZipFile(library, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(f"{FOLDER}/{name}", (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o100644 << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    with tempfile.TemporaryFile() as file, Archive(file, FOLDER) as packed:
        for name, content in members:
            packed.add(name, pack(content))
        assert packed.content() == library.getvalue()


def test_an_unfinished_copy_leaves_no_file_open():
    """If a build fails halfway, unclosed files would cause a warning, which fails the test."""
    files = with_offline_copy((File(name, content) for name, content in FILES), FOLDER)
    assert isinstance(files, Generator)
    next(files)
    files.close()
    gc.collect()


def test_a_file_that_is_already_compressed_is_stored_unchanged():
    """The offline version of a page can be built faster than by converting the whole page."""
    files = [File("index.html", b"online", pack(b"offline"))]
    assert unpack(dict(with_offline_copy(files, FOLDER))[NAME]) == {f"{FOLDER}/index.html": b"offline"}


def test_converting_the_parts_of_a_page_converts_the_page():
    """The frame of many pages is converted once."""
    parts = [
        '<head>\n  <link rel="preload" href="x">',
        '<a href="sites/">x</a>',
        '<p data-online-only>y</p><form data-index="">',
    ]
    assert "".join(map(to_offline, parts)) == to_offline("".join(parts))
