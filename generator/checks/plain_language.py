"""Warn about broken Markdown lists, text that is hard to read, unexplained acronyms, and links to staging hosts."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.base.problems import Place, Problem
from generator.checks.staging_links import staging_hosts, staging_link
from generator.checks.stigmatizing_words import check_words, own_words, without_quotations
from generator.records.catalog import Catalog
from generator.records.content_pages import ContentPage
from generator.records.fields.roles import NOT_OURS, Role
from generator.records.fields.types import Link, Prose
from generator.records.linked_records import once
from generator.records.markdown import PLAIN, find_unrendered
from generator.records.record import Record
from generator.records.settings_files import Settings
from generator.text.masking import mask
from generator.text.readability import FEWEST_WORDS, WORD, measure
from generator.text.us_states import STATES

ACRONYM = re.compile(
    r"(?<![\w./-])(?![IVXLC]+\b)([A-Z]{2,6})(?=s?(?:['’]s)?(?![\w’']))(?!-?\d)(?! \d)(?! [A-Z][a-z]+ [A-Z][a-z])"
)
"""A word of capitals, but not a Roman numeral, part of a number (NCJ 252970) or part of a longer name."""

CAPITALS = re.compile(r"[A-Z]{2}")
"""A fast test: every acronym has a match."""

LINK = re.compile(r"\[[^\[\]]*\]\((?:[^()]|\([^()]*\))*\)")
"""A link, in which an acronym may be the name of its target."""

SPELLED_OUT_BEFORE = re.compile(r"\w \(([A-Z]{2,6})s?\)")
"""An acronym in parentheses after its long form."""

SPELLED_OUT_AFTER = re.compile(r"s? \([A-Za-z]")
"""The start of the long form in parentheses after an acronym."""

FEWEST_IN_A_TEXT = 6
"""The words of a text in which acronyms are checked; with fewer words it is a label."""


def check_texts(
    catalog: Catalog,
    written: Iterable[ContentPage],
    settings: Settings,
    records: Iterable[Record],
    *,
    whole: bool = True,
) -> Iterator[Problem]:
    """Yield the warnings about the texts of pages and `records`, stigmatizing words included.

    Acronyms are checked only if the catalog is `whole`: otherwise an invalid record may spell them out.
    """
    written = tuple(written)
    records = tuple(records)
    yield from check_words(catalog, written, settings.words_to_avoid, records)
    highest = settings.words_to_avoid.highest_grade
    known = _known(catalog, settings)
    names = _names(catalog)
    for record in records:
        if not record.is_hidden:
            yield from _broken_markdown_in_record(catalog, record)
            yield from _hard_in_record(catalog, record, highest)
            yield from _acronyms_in_record(catalog, record, known, names) if whole else ()
            yield from _staging_in_record(catalog, record)
    for page in written:
        yield from _broken_markdown(page.place, page.text)
        yield from _hard_in_page(page, highest)
        yield from _acronyms_in_page(page, known, names) if whole else ()
        yield from (staging_link(page.place(line), host) for line, host in staging_hosts(page.text))


# Lists, tables and links that Markdown shows as text


def _broken_markdown_in_record(catalog: Catalog, record: Record) -> Iterator[Problem]:
    source = catalog.sources[record.kind, record.slug]
    for path, text in catalog.values(record, Prose):
        if not PLAIN.fullmatch(text):
            yield from _broken_markdown(partial(source.place, path), text)


def _broken_markdown(place: Callable[..., Place], text: str) -> Iterator[Problem]:
    for problem in find_unrendered(text):
        yield Problem(place(line=problem.line), problem.code, problem.message, problem.hint, "warning")


# Links to staging hosts


def _staging_in_record(catalog: Catalog, record: Record) -> Iterator[Problem]:
    source = catalog.sources[record.kind, record.slug]
    for path, text in catalog.values(record, str):
        if "://" in text:
            yield from (staging_link(source.place(path, line=line), host) for line, host in staging_hosts(text))


# Reading grade


def _hard_in_record(catalog: Catalog, record: Record, highest: int) -> Iterator[Problem]:
    source = catalog.sources[record.kind, record.slug]
    for path, text in own_words(catalog, record):
        yield from _hard(partial(source.place, path, line=0), text, highest)


def _hard_in_page(page: ContentPage, highest: int) -> Iterator[Problem]:
    """Check each paragraph of a page, and each list as a whole."""
    line = page.first_line
    for block in re.split(r"(\n\s*\n)", page.text):
        skipped = len(block) - len(block.lstrip("\n"))
        yield from _hard(partial(Place, page.source, line + skipped), block, highest)
        line += block.count("\n")


def _hard(place: Callable[[], Place], text: str, highest: int) -> Iterator[Problem]:
    reading = measure(without_quotations(text)) if text.count(" ") + text.count("\n") >= FEWEST_WORDS - 1 else None
    if reading and reading.grade > highest:
        start = " ".join(reading.longest.split()[:8])
        yield Problem(
            place(),
            "reading-grade",
            f"This text reads at grade {reading.grade}; the limit is {highest}.",
            f"Its longest sentence has {reading.words} words ('{start} …'). Split it, or use shorter words.",
            "warning",
        )


# Acronyms


def _acronyms_in_record(
    catalog: Catalog, record: Record, known: frozenset[str], names: re.Pattern[str]
) -> Iterator[Problem]:
    """Check a record. Acronyms in its names, and in those of records that it names, are on its page and thus known."""
    source = catalog.sources[record.kind, record.slug]
    texts = [
        (partial(source.place, path), str(text))
        for path, text in own_words(catalog, record)
        if CAPITALS.search(text) and not isinstance(text, Link) and len(WORD.findall(text)) >= FEWEST_IN_A_TEXT
    ]
    if not texts:
        return iter(())
    linked = [catalog.get(link.ref.kind, link) for _, link in catalog.values(record, Link)]
    names_on_page = [text for named in (record, *filter(None, linked)) for text in named.names]
    names_on_page += record.texts(*NOT_OURS)
    return _unexplained(texts, known.union(*map(ACRONYM.findall, names_on_page)), names)


def _acronyms_in_page(page: ContentPage, known: frozenset[str], names: re.Pattern[str]) -> Iterator[Problem]:
    def front_matter(line: int) -> Place:
        return Place(page.source, 2)

    texts: list[tuple[Callable[..., Place], str]] = [
        (front_matter, f"{page.front_matter.title}\n{page.front_matter.description}"),
        (page.place, page.text),
    ]
    return _unexplained(texts, known, names)


def _unexplained(
    texts: Iterable[tuple[Callable[..., Place], str]], known: frozenset[str], names: re.Pattern[str]
) -> Iterator[Problem]:
    """Yield a warning at the first use of each acronym in successive texts. `known`: those that need no long form."""
    seen = set(known)
    for place, text in texts:
        if not seen.issuperset(ACRONYM.findall(text)):
            long_forms = {match[1]: match.start(1) for match in reversed(list(SPELLED_OUT_BEFORE.finditer(text)))}
            own = mask(names, without_quotations(mask(LINK, text)))
            for match in ACRONYM.finditer(own):
                acronym, start = match[1], match.start()
                spelled_out = SPELLED_OUT_AFTER.match(text, match.end()) or long_forms.get(acronym, len(text)) <= start
                if acronym not in seen and not spelled_out:
                    yield _unexplained_acronym(place(line=own.count("\n", 0, start)), acronym)
                seen.add(acronym)
        seen.update(SPELLED_OUT_BEFORE.findall(text))


def _unexplained_acronym(place: Place, acronym: str) -> Problem:
    return Problem(
        place,
        "acronym",
        f"'{acronym}' is not spelled out.",
        f"Spell it out at its first use, with ({acronym}) after it, or add it to the glossary.",
        "warning",
    )


def _known(catalog: Catalog, settings: Settings) -> frozenset[str]:
    """Return the acronyms that terms spell out, that are in the site's own names, and that everyone knows."""
    site = settings.site
    texts = [site.name, site.short_name, site.program, *STATES, *settings.words_to_avoid.acronyms_everyone_knows]
    return _explained(catalog).union(*map(ACRONYM.findall, texts))


@once
def _explained(catalog: Catalog) -> frozenset[str]:
    """Return the acronyms in the names of terms."""
    defined = (record for record in catalog if record.first(Role.DEFINITION) and not record.is_hidden)
    return frozenset(acronym for record in defined for name in record.names for acronym in ACRONYM.findall(name))


@once
def _names(catalog: Catalog) -> re.Pattern[str]:
    """Return a pattern for the names of records with an acronym, which is not checked inside its name."""
    all_names = {name for record in catalog if not record.is_hidden for name in record.names}
    longest_first = sorted(filter(ACRONYM.search, all_names), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
