"""Texts as readers meet them: lists that are none, what is hard to read, unexplained short forms, staging links.

Warnings, never errors.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.base.problems import Place, Problem
from generator.checks.staging_links import staging_hosts, staging_link
from generator.checks.stigmatizing_words import NAMES, check_words, own_words, without_quotations
from generator.records.catalog import Catalog, once
from generator.records.content_pages import ContentPage
from generator.records.fields.types import Link, Prose
from generator.records.markdown import PLAIN, find_lost
from generator.records.record import Record
from generator.records.settings_files import Settings
from generator.text.masking import mask
from generator.text.readability import FEWEST_WORDS, WORD, measure
from generator.text.us_states import STATES

SHORT_FORM = re.compile(
    r"(?<![\w./-])(?![IVXLC]+\b)([A-Z]{2,6})(?=s?(?:['’]s)?(?![\w’']))(?!-?\d)(?! \d)(?! [A-Z][a-z]+ [A-Z][a-z])"
)
"""A word of capitals; no Roman number, no part of a number (NCJ 252970), nor of a longer name."""

CAPITALS = re.compile(r"[A-Z]{2}")
"""What every short form has."""

LINK = re.compile(r"\[[^\[\]]*\]\((?:[^()]|\([^()]*\))*\)")
"""A link: where it leads, the short form is the name."""

INTRODUCED = re.compile(r"\w \(([A-Z]{2,6})s?\)")
"""A short form behind its long one."""

BESIDE = re.compile(r"s? \([A-Za-z]")
"""What stands behind a short form whose long one follows."""

FEWEST = 6
"""The words of a text that says something; fewer are a number or a label."""


def check_texts(
    catalog: Catalog,
    written: Iterable[ContentPage],
    settings: Settings,
    records: Iterable[Record],
    *,
    whole: bool = True,
) -> Iterator[Problem]:
    """Each stigmatizing word, hard text, unexplained short form and link to a staging host, in pages and `records`.

    Short forms only where the catalog is `whole`: else what spells them out may stand in a record that is broken.
    """
    written = tuple(written)
    records = tuple(records)
    yield from check_words(catalog, written, settings.words_to_avoid, records)
    highest = settings.words_to_avoid.highest_grade
    known = _known(catalog, settings)
    names = _names(catalog)
    for record in records:
        if not record.is_hidden:
            yield from _lost_in_record(catalog, record)
            yield from _hard_record(catalog, record, highest)
            yield from _short_in_record(catalog, record, known, names) if whole else ()
            yield from _staging_in_record(catalog, record)
    for page in written:
        yield from _lost(page.place, page.text)
        yield from _hard_page(page, highest)
        yield from _short_in_page(page, known, names) if whole else ()
        yield from (staging_link(page.place(line), host) for line, host in staging_hosts(page.text))


# Lists, tables and links that are none


def _lost_in_record(catalog: Catalog, record: Record) -> Iterator[Problem]:
    source = catalog.sources[record.kind, record.slug]
    for path, text in catalog.values(record, Prose):
        if not PLAIN.fullmatch(text):
            yield from _lost(partial(source.place, path), text)


def _lost(place: Callable[..., Place], text: str) -> Iterator[Problem]:
    for fault in find_lost(text):
        yield Problem(place(line=fault.line), fault.code, fault.message, fault.hint, "warning")


# Links to staging hosts


def _staging_in_record(catalog: Catalog, record: Record) -> Iterator[Problem]:
    source = catalog.sources[record.kind, record.slug]
    for path, text in catalog.values(record, str):
        if "://" in text:
            yield from (staging_link(source.place(path, line=line), host) for line, host in staging_hosts(text))


# Hard to read


def _hard_record(catalog: Catalog, record: Record, highest: int) -> Iterator[Problem]:
    source = catalog.sources[record.kind, record.slug]
    for path, text in own_words(catalog, record):
        yield from _hard(partial(source.place, path, line=0), text, highest)


def _hard_page(page: ContentPage, highest: int) -> Iterator[Problem]:
    """Each paragraph of a page, and each list as a whole."""
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
            f"This text reads at grade {reading.grade}; readers need {highest} or less.",
            f"Its longest sentence has {reading.words} words ('{start} …'). Split it, or use shorter words.",
            "warning",
        )


# Short forms


def _short_in_record(
    catalog: Catalog, record: Record, known: frozenset[str], names: re.Pattern[str]
) -> Iterator[Problem]:
    """Its names, and those of the records that it names, stand on its page too."""
    source = catalog.sources[record.kind, record.slug]
    texts = [
        (partial(source.place, path), str(text))
        for path, text in own_words(catalog, record)
        if CAPITALS.search(text) and not isinstance(text, Link) and len(WORD.findall(text)) >= FEWEST
    ]
    if not texts:
        return iter(())
    linked = [catalog.get(link.ref.kind, link) for _, link in catalog.values(record, Link)]
    own = [text for named in (record, *filter(None, linked)) for text in _names_of(named)]
    own += [text for path, text in catalog.values(record, str) if len(path) == 1 and path[0] in NAMES]
    return _unexplained(texts, known.union(*map(SHORT_FORM.findall, own)), names)


def _short_in_page(page: ContentPage, known: frozenset[str], names: re.Pattern[str]) -> Iterator[Problem]:
    def head(line: int) -> Place:
        return Place(page.source, 2)

    texts: list[tuple[Callable[..., Place], str]] = [
        (head, f"{page.front_matter.title}\n{page.front_matter.description}"),
        (page.place, page.text),
    ]
    return _unexplained(texts, known, names)


def _unexplained(
    texts: Iterable[tuple[Callable[..., Place], str]], known: frozenset[str], names: re.Pattern[str]
) -> Iterator[Problem]:
    """The short forms of texts that are read one after the other, each at its first use. `known` need no words."""
    seen = set(known)
    for place, text in texts:
        if not seen.issuperset(SHORT_FORM.findall(text)):
            spelled = {match[1]: match.start(1) for match in reversed(list(INTRODUCED.finditer(text)))}
            own = mask(names, without_quotations(mask(LINK, text)))
            for match in SHORT_FORM.finditer(own):
                short, start = match[1], match.start()
                beside = BESIDE.match(text, match.end())
                if short not in seen and not beside and spelled.get(short, len(text)) > start:
                    yield _short(place(line=own.count("\n", 0, start)), short)
                seen.add(short)
        seen.update(INTRODUCED.findall(text))


def _short(place: Place, short: str) -> Problem:
    return Problem(
        place,
        "acronym",
        f"'{short}' is not spelled out here.",
        f"Write the long form first, with ({short}) after it; or give the word a record of its own.",
        "warning",
    )


def _names_of(record: Record) -> list[str]:
    found = (record.title, *(getattr(record, name, None) for name in ("label", "plain_label", "short_name")))
    return [*filter(None, found), *getattr(record, "also", ())]


def _known(catalog: Catalog, settings: Settings) -> frozenset[str]:
    """The short forms that the vocabulary explains, that stand in the site's own name, and that everyone knows."""
    site = settings.site
    texts = [site.name, site.short_name, site.program, *STATES, *settings.words_to_avoid.acronyms_everyone_knows]
    return _explained(catalog).union(*map(SHORT_FORM.findall, texts))


@once
def _explained(catalog: Catalog) -> frozenset[str]:
    """The short forms that the vocabulary explains."""
    terms = (record for record in catalog if hasattr(record, "label") and not record.is_hidden)
    return frozenset(short for term in terms for text in _names_of(term) for short in SHORT_FORM.findall(text))


@once
def _names(catalog: Catalog) -> re.Pattern[str]:
    """The names of records that hold a short form: a reader finds them by the whole name."""
    found = {name for record in catalog if not record.is_hidden for name in _names_of(record)}
    listed = sorted(filter(SHORT_FORM.search, found), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, listed)) or r"(?!)")
