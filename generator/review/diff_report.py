"""Two states of a project → what changes for readers, as Markdown. The text of what was taken down is never in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from generator.base.problems import Problem
from generator.records.data_folder import bytes_of, files_below
from generator.records.markdown import to_text
from generator.review.display_text import TAKEN_DOWN, DisplayText, change, compare, parts_of
from generator.review.snapshot import Key, Snapshot
from generator.text.github_markdown import COMMENT_BYTES, PROBLEM_GUIDE, Section, quote, render, to_summary

MOST_LINES = 24
"""The lines that one record or page takes."""

MOST_PARAGRAPHS = 500
"""The paragraphs of a page that are compared one by one."""

TITLE = "## What readers will see"


def to_diff_report(base: Snapshot, head: Snapshot) -> str:
    """What changes for readers from one state to the other, in Markdown that GitHub takes as a comment."""
    sections = [section for section in _sections(base, head) if section.items]
    if not sections:
        return f"{TITLE}\n\nNothing changes for readers.\n"
    counts = ", ".join(f"{section.title[0].lower()}{section.title[1:]}: {len(section.items):,}" for section in sections)
    return render(f"{TITLE}\n\n{counts[0].upper()}{counts[1:]}.", sections, COMMENT_BYTES, rest="See the files.")


def to_refusal(problems: Iterable[Problem], page: str = PROBLEM_GUIDE) -> str:
    """The report where the new state cannot be shown: what stops it. Warnings, which stop nothing, are only counted."""
    start = f"{TITLE}: nothing new yet\n\nThe site stays as it is until these are mended.\n\n"
    return start + to_summary(problems, page, COMMENT_BYTES - len(start), ("error",))


def to_file_report(base: Path, head: Path) -> str:
    """The report where the old state cannot be read with today's program: which files differ, and no more."""
    old, new = _files(base), _files(head)
    sections = [
        Section("Files gone", [quote(name) for name in sorted(old.keys() - new.keys())]),
        Section("Files added", [quote(name) for name in sorted(new.keys() - old.keys())]),
        Section("Files changed", [quote(name) for name in sorted(new.keys() & old.keys()) if old[name] != new[name]]),
    ]
    start = "What there was before cannot be read with today's program, so only the files that differ are named."
    return render(f"{TITLE}\n\n{start}", sections, COMMENT_BYTES)


def _files(root: Path) -> dict[str, bytes | None]:
    paths = [path for folder in ("data", "content") for path in files_below(root, folder)[0]]
    return {path.relative_to(root).as_posix(): bytes_of(path, "")[0] for path in paths}


def _sections(base: Snapshot, head: Snapshot) -> Iterator[Section]:
    """What changes, the weightiest first: what is lost, then what is new, then what differs."""
    moved = dict(_moved(base, head))
    gone = [key for key in base.records if key not in head.records and key not in moved]
    new = [key for key in head.records if key not in base.records and key not in moved.values()]
    lost = base.ids - head.ids - head.moved.keys()
    yield Section(
        "Addresses that would lead nowhere", [f"{quote('/' + one)}: add a line to redirects" for one in sorted(lost)]
    )
    parts = base.parts - head.parts - base.ids - head.moved.keys()
    whole = [part for part in sorted(parts) if part.split("#")[0] in head.ids]
    yield Section("Links to headings that would break", [quote(f"/{part}") for part in whole])
    yield Section("Taken down", [_neutral(head, key) for key in sorted(head.hidden - base.hidden)])
    yield Section("Records gone", [_gone(base, key) for key in gone])
    yield Section(
        "Records moved", [f"{head.name(head.records[new])}, before {_neutral(base, old)}" for old, new in moved.items()]
    )
    yield Section("Records retired", list(_retired(base, head)))
    shown_again = [key for key in head.records if key in base.hidden - head.hidden]
    yield Section("Records added", [_added(head, key) for key in (*new, *shown_again) if key not in head.hidden])
    yield Section("Records changed", list(_changed(base, head, moved)))
    yield from _pages(base, head)
    yield Section("Words of the whole site", list(_settings(base, head)))


def _moved(base: Snapshot, head: Snapshot) -> Iterator[tuple[Key, Key]]:
    """Records whose old address leads to a new one."""
    at = {head.catalog.url(record): key for key, record in head.records.items() if key not in base.records}
    for key, record in base.records.items():
        target = at.get(head.moved.get(base.catalog.url(record), ""))
        if key not in head.records and target and key not in base.hidden and target not in head.hidden:
            yield key, target


def _neutral(side: Snapshot, key: Key) -> str:
    """A record by its address alone."""
    return quote("/" + side.catalog.url(side.records[key]))


def _gone(base: Snapshot, key: Key) -> str:
    return _neutral(base, key) if key in base.hidden else base.name(base.records[key])


def _lines(start: str, lines: Iterable[str]) -> str:
    """An item with lines below it, as many as a reader takes in."""
    found = list(lines)
    left = [f"and {len(found) - MOST_LINES:,} more"] if len(found) > MOST_LINES else []
    return start + "".join(f"\n  - {line}" for line in (*found[:MOST_LINES], *left))


def _retired(base: Snapshot, head: Snapshot) -> Iterator[str]:
    for key, record in head.records.items():
        before = base.records.get(key)
        if record.retired and key not in head.hidden and not (before and before.retired):
            yield f"{head.name(record)}: {quote(record.retired.why)}"


def _wordings(base: Snapshot, head: Snapshot) -> tuple[DisplayText, DisplayText]:
    """The words of both sides, each without what either one took down."""
    taken = base.hidden | head.hidden
    # Its name on either side: an editor may have cut it to a word when it was taken down.
    names = base.names_of(taken) | head.names_of(taken)
    return DisplayText(base.catalog, taken, names), DisplayText(head.catalog, taken, names)


def _added(head: Snapshot, key: Key) -> str:
    words = DisplayText(head.catalog, head.hidden, head.names_of(head.hidden))
    record = head.records[key]
    return _lines(head.name(record), (f"{name}: {quote(words.of(value))}" for name, value in parts_of(record)))


def _changed(base: Snapshot, head: Snapshot, moved: Mapping[Key, Key]) -> Iterator[str]:
    before, after = _wordings(base, head)
    for key, old in base.records.items():
        new = head.records.get(moved.get(key, key))
        if new is None or key in before.taken or old == new:
            continue
        if new.retired and not old.retired:
            old = old.model_copy(update={"retired": new.retired})
        lines = list(compare(old, new, before, after))
        if lines:
            yield _lines(head.name(new), lines)


def _pages(base: Snapshot, head: Snapshot) -> Iterator[Section]:
    """Hand-written pages by what they say, others by their titles alone: those follow the records."""
    gone = [address for address in base.written if address not in head.written]
    yield Section("Pages gone", [_page(base, address) for address in gone])
    yield Section("Pages added", [_page(head, address) for address in head.written if address not in base.written])
    yield Section("Pages changed", list(_changed_pages(base, head)))
    own = {side.catalog.url(record) for side in (base, head) for record in side.records.values()}
    own |= {*base.written, *head.written, *base.moved, *head.moved}
    for title, here, there in (("Lists gone", base, head), ("Lists added", head, base)):
        found = sorted(here.titles.keys() - there.titles.keys() - own)
        yield Section(title, [f"{quote(here.titles[address])}, {quote('/' + address)}" for address in found])


def _page(side: Snapshot, address: str) -> str:
    return f"{quote(side.written[address].front_matter.title)}, {quote('/' + address)}"


def _changed_pages(base: Snapshot, head: Snapshot) -> Iterator[str]:
    before, after = _wordings(base, head)
    for address, new in head.written.items():
        old = base.written.get(address)
        if old is None or (old.front_matter == new.front_matter and old.text == new.text):
            continue
        lines = [
            *compare(old.front_matter, new.front_matter, before, after),
            *_paragraphs(old.text, new.text, before, after),
        ]
        yield _lines(_page(head, address), lines)


def _paragraphs(old: str, new: str, before: DisplayText, after: DisplayText) -> Iterator[str]:
    """The paragraphs of a text that differ, each with the one that took its place."""
    was, now = (re.split(r"\n\s*\n", text.strip()) for text in (old, new))
    if max(len(was), len(now)) > MOST_PARAGRAPHS:
        # Nobody writes so many, and comparing each with each would take minutes.
        was, now = [old], [new]
    for what, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        out, into = ([*was[first:last]], [*now[start:end]])
        longest = max(len(out), len(into))
        out, into = (lines + [""] * (longest - len(lines)) for lines in (out, into))
        for one, other in zip(out, into, strict=True):
            yield change("text", _plain(one, before), _plain(other, after))


def _plain(text: str, words: DisplayText) -> str:
    """A paragraph as it is read, without the signs of Markdown; a line that places something stays as it is."""
    said = words.of(text)
    return said if TAKEN_DOWN in said or not said else to_text(words.catalog.render(said).html) or said


def _settings(base: Snapshot, head: Snapshot) -> Iterator[str]:
    before, after = _wordings(base, head)
    for name, new in head.settings.items():
        old = base.settings.get(name)
        if old is not None and type(old) is type(new) and old != new:
            yield _lines(quote(f"data/{name}.yml"), compare(old, new, before, after))
