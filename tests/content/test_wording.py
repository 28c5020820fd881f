"""The site's texts contain no phrases that a native speaker would not write. Each phrase has a better one here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest
from site_fixture import ROOT, assert_none, blocks_of_words, files_in_empty_frames, read, real_project

from generator.base.problems import Place
from generator.checks.link_places import templates_of
from generator.kinds import KINDS
from generator.records.fields.types import Link
from generator.yaml_files.yaml_source import SourceFile, get

BETTER = {
    r"no source read here": "leave it out, or list the question once under 'Ask the program'",
    r"sources? (?:do|does) not (?:say|state)": "not published",
    r"\b(?:is|are) not stated\b": "is not published",
    r"\bthe place to ask\b": "where to ask",
    r"\bAsk at The\b": "Ask through the",
    r"\bon what ground\b": "why",
    r"\bstands?\b(?! (?:for|out|up|by|trial)\b)": "is, are, or the verb that people say",
    r"\blearning sites?\b": "mentee site",
    r"\bgives no\b": "does not give, or 'no … is published'",
    r"\btells? of\b": "describes",
    r"\b(?:tell|say)s? nothing of\b": "does not mention",
    r"\bsays the (?:release|page|article|entry)\b": "leave it out: the number after a fact names its source",
    r"\bjustice field\b": "criminal justice",
    r"\bbeing listed is not praise\b": "a listing is not an endorsement",
    r"\bwhat worries you\b": "find resources by challenge",
    r"\bthe rule was another one\b": "travel was covered for …",
    r"\bjudges nobody\b|\bgives? no score\b": "does not score you",
    r"\bmay be left open\b": "skip any item",
    r"\bit stops nothing\b": "you can print or save at any time",
    r"\bin the order of (?:their|its) names?\b": "alphabetically",
    r"\bnothing on this site can tell you\b": "only the program decides who is accepted",
    r"\bhas no price\b|\bneeds no reason\b": "without a reason and without consequences",
    r"(?<!anyone )\bwho wants to (?:say|know) more will\b": "anyone who wants to say more will",
    r"\btell it on\b": "repeat it",
    r"\bspeaks? for neither\b": "does not represent either",
    r"\babilities of their own kind\b": "specialized knowledge, skills and capacity",
    r"\bexperience that compares\b": "comparable experience",
    r"\bfor programs that begin\b": "for programs that are just starting",
    r"\ba word from\b": "approval from",
    r"\bon what (?:will|evidence|do)\b": "what will you focus on, what evidence supports",
    r"\b(?:for )?whom do\b": "who do",
    r"\bsums only\b|\bsingle people\b": "totals only, individuals",
    r"\bstart from the person\b": "person-centered",
    r"\banother choice beside\b": "an alternative to",
    r"\ba certificate of their state\b": "state-certified",
    r"\bfirst signs of\b": "early signs of benefit",
    r"\bat being social\b": "build social and recreational skills",
    r"\bhas not come yet\b|\bhave not come yet\b": "is in the future",
    r"\bplace to fill\b": "leave it out",
    r"\b1 sites\b": "1 site",
    r"(?<!\.)\bprogrammes?\b|\borganisations?\b": "program, organization",
}
"""Phrases that no text may have, as patterns, and what to write instead. The standard is plain American English."""

UNLESS = {
    r"\blearning sites?\b": re.compile(
        "Council of State Governments|CSG|Mental Health Learning Sites|sites that teach"
    ),
    r"sources? (?:do|does) not (?:say|state)": re.compile("whose sources do not say"),
}
"""What makes a phrase right, if it is in the same paragraph.

The Council of State Governments has 'learning sites', and a list of sites for which a fact is not published says why
they are listed.
"""

NOT_READ = ("data/synonyms.yml", "data/redirects.yml", "data/words-to-avoid.yml")
"""Settings that no page shows: search terms and addresses."""

OTHERS_WORDS = frozenset({"sources", "quotes", "transcript"})
"""Fields that quote others or give titles of their work."""

SPOKEN = ("aria-label", "alt", "content", "placeholder", "title")
"""Attributes that a screen reader or a search engine presents."""


@dataclass(frozen=True)
class Passage:
    """A paragraph, table cell or field, with its place in the project or the site."""

    place: Place
    words: str


def faults_in(passage: Passage) -> Iterator[str]:
    """Yield each banned phrase in a passage, with a better one."""
    for pattern, better in BETTER.items():
        unless = UNLESS.get(pattern)
        match = re.search(pattern, passage.words, re.IGNORECASE)
        if match and not (unless and unless.search(passage.words)):
            yield f"{passage.place}: '{match[0]}'. Better: {better}. In: {passage.words[:160]}"


def of_pages() -> Iterator[Passage]:
    """Yield the lines of the hand-written pages."""
    for path in sorted((ROOT / "content").rglob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield Passage(Place(path.relative_to(ROOT).as_posix(), number), line)


def of_records() -> Iterator[Passage]:
    """Yield the texts of records, without quotations."""
    catalog = real_project().catalog
    for record in catalog:
        source = catalog.sources[record.kind, record.slug]
        for path, text in catalog.values(record, str):
            if OTHERS_WORDS.isdisjoint(path) and not isinstance(text, Link):
                yield from _paragraphs(source, path, text)


def of_settings() -> Iterator[Passage]:
    """Yield the texts of settings that pages show."""
    for source in real_project().sources.settings.values():
        if source.path not in NOT_READ:
            for path in source.values:
                value = get(source.data, path)
                if isinstance(value, str):
                    yield from _paragraphs(source, path, value)


def _paragraphs(source: SourceFile, path: tuple[str | int, ...], text: str) -> Iterator[Passage]:
    line = 0
    for part in re.split(r"(\n\s*\n)", text):
        if part.strip():
            yield Passage(source.place(path, line=line), " ".join(part.split()))
        line += part.count("\n")


@cache
def files() -> Mapping[str, bytes]:
    """Return the files of the site, built from the real records."""
    return files_in_empty_frames(real_project())


def of_rendered_pages() -> Iterator[Passage]:
    """Yield the text of every page by paragraph or cell, and the text that only a screen reader presents."""
    for name, content in files().items():
        if name.endswith(".html"):
            tree = read(content.decode())
            spoken = [part.attributes[key] for part in tree.all() for key in SPOKEN if key in part.attributes]
            for words in ["".join(blocks_of_words(tree)), *spoken]:
                yield from (Passage(Place(name), " ".join(row.split())) for row in words.split("\n") if row.strip())


COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"])//[^\n]*|\{#.*?#\}", re.DOTALL)


def of_scripts_templates_and_forms() -> Iterator[Passage]:
    """Yield the lines of scripts, issue forms, and templates of pages and PDFs, without comments."""
    paths = [path for _, path in templates_of(ROOT, ROOT / "theme", KINDS)]
    paths += [path for kind in KINDS for path in sorted(kind.folder.rglob("*.typ"))]
    paths += sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
    for path in paths:
        text = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), path.read_text(encoding="utf-8"))
        for number, line in enumerate(text.splitlines(), 1):
            yield Passage(Place(path.relative_to(ROOT).as_posix(), number), line.strip())


@pytest.mark.parametrize("passages", [of_pages, of_records, of_settings, of_scripts_templates_and_forms])
def test_no_text_that_we_write_has_a_banned_phrase(passages):
    assert_none(fault for passage in passages() for fault in faults_in(passage))


@pytest.mark.slow
def test_no_page_shows_a_banned_phrase():
    """Including text that templates build from records and settings."""
    assert_none(fault for passage in of_rendered_pages() for fault in faults_in(passage))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("The day is not stated.", 1),
        ("It stands in the list.", 1),
        ("COSSUP stands for a longer name. Peers stand up for others, and stand out.", 0),
        ("A learning site has a mentor.", 1),
        ("The Council of State Governments runs learning sites.", 0),
        ("Only the program decides who takes part.", 0),
    ],
)
def test_a_banned_phrase_is_found_with_its_better_one(words: str, number: int):
    faults = list(faults_in(Passage(Place("content/a.md", 3), words)))
    assert len(faults) == number
    assert all(fault.startswith("content/a.md:3: '") and "Better: " in fault for fault in faults)
