"""Compare two versions of a project: report in Markdown what changes for readers, with no text of removed records."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from generator.base.problems import Problem
from generator.records.data_folder import bytes_of, files_below
from generator.records.markdown import to_text
from generator.review.display_text import REMOVED, DisplayText, change, compare, filled_fields
from generator.review.leftovers import leftovers
from generator.review.new_warnings import Warnings
from generator.review.snapshot import Key, Snapshot
from generator.text.github_markdown import COMMENT_BYTES, PROBLEM_GUIDE, Section, quote, render, to_item, to_summary

MOST_LINES = 24
"""The most lines for one record or page."""

MOST_PARAGRAPHS = 500
"""The most paragraphs of a page that are compared one by one."""

NO_WARNINGS = Warnings()
TITLE = "## What readers will see"


def to_diff_report(base: Snapshot, head: Snapshot, warnings: Warnings = NO_WARNINGS, page: str = PROBLEM_GUIDE) -> str:
    """Return what changes for readers between two versions, in Markdown for a GitHub comment.

    `page` is the URL of the page that explains the codes of the warnings.
    """
    sections = [section for section in _sections(base, head) if section.items]
    counts = ", ".join(f"{section.title[0].lower()}{section.title[1:]}: {len(section.items):,}" for section in sections)
    summary = f"{counts[0].upper()}{counts[1:]}." if counts else "Nothing changes for readers."
    paragraphs = filter(None, (TITLE, summary, str(warnings)))
    every = [_new_warnings(warnings, page), *sections]
    return render("\n\n".join(paragraphs), every, COMMENT_BYTES, rest="See the changed files.")


def to_refusal(problems: Iterable[Problem], page: str = PROBLEM_GUIDE, warnings: Warnings = NO_WARNINGS) -> str:
    """Return the report if the new version has errors: lists them, and then the new warnings."""
    start = f"{TITLE}: no changes yet\n\nThe site will not change until these errors are fixed.\n\n"
    limit = COMMENT_BYTES - len(start)
    errors = to_summary(problems, page, limit, ("error",)).rstrip("\n")
    text = "\n\n".join(filter(None, (errors, str(warnings))))
    return start + render(text, [_new_warnings(warnings, page)], limit)


def _new_warnings(warnings: Warnings, page: str) -> Section:
    items = [f"{quote(problem.place.path)}: {to_item(problem, page)}" for problem in warnings.new]
    return Section("New warnings", items)


def to_file_report(base: Path, head: Path) -> str:
    """Return the report if the old version cannot be read with the current code: only lists the files that differ."""
    old, new = files_of(base), files_of(head)
    sections = [
        Section("Files deleted", [quote(path) for path in sorted(old.keys() - new.keys())]),
        Section("Files added", [quote(path) for path in sorted(new.keys() - old.keys())]),
        Section("Files changed", [quote(path) for path in sorted(new.keys() & old.keys()) if old[path] != new[path]]),
    ]
    note = "The previous version cannot be read with the current program, so this report only lists files that differ."
    return render(f"{TITLE}\n\n{note}", sections, COMMENT_BYTES)


def files_of(root: Path) -> dict[str, bytes | None]:
    """Return the content of each file of an editor, by path; None if it cannot be read."""
    files = [file for folder in ("data", "content") for file in files_below(root, folder)[0]]
    return {file.relative_to(root).as_posix(): bytes_of(file, "")[0] for file in files}


def _sections(base: Snapshot, head: Snapshot) -> Iterator[Section]:
    """Yield the sections, the most important first: what is lost, then what is added, then what is changed."""
    moved = dict(_moved(base, head))
    deleted = [key for key in base.records if key not in head.records and key not in moved]
    added = [key for key in head.records if key not in base.records and key not in moved.values()]
    restored = [key for key in head.records if key in base.removed - head.removed]
    broken_urls = base.ids - head.ids - head.redirects.keys()
    yield Section(
        "URLs that would stop working",
        [f"{quote('/' + url)}: add a redirect to data/redirects.yml" for url in sorted(broken_urls)],
    )
    broken_anchors = base.anchors - head.anchors - base.ids - head.redirects.keys()
    on_existing_pages = [anchor for anchor in sorted(broken_anchors) if anchor.split("#")[0] in head.ids]
    yield Section("Links to headings that would break", [quote(f"/{anchor}") for anchor in on_existing_pages])
    yield from leftovers(base, head, moved)
    yield Section("Records removed on request", [_url(head, key) for key in sorted(head.removed - base.removed)])
    yield Section("Records deleted", [_deleted(base, key) for key in deleted])
    yield Section(
        "Records moved",
        [f"{head.describe(head.records[new])}, formerly {_url(base, old)}" for old, new in moved.items()],
    )
    yield Section("Records retired", list(_retired(base, head)))
    yield Section("Records added", [_added(head, key) for key in (*added, *restored) if key not in head.removed])
    yield Section("Records changed", list(_changed(base, head, moved)))
    yield from _pages(base, head)
    yield Section("Site-wide text changed", list(_settings(base, head)))


def _moved(base: Snapshot, head: Snapshot) -> Iterator[tuple[Key, Key]]:
    """Yield the old and the new key of each record whose old URL redirects to the new one."""
    new_keys = {head.catalog.url(record): key for key, record in head.records.items() if key not in base.records}
    for key, record in base.records.items():
        target = new_keys.get(head.redirects.get(base.catalog.url(record), ""))
        if key not in head.records and target and key not in base.removed and target not in head.removed:
            yield key, target


def _url(snapshot: Snapshot, key: Key) -> str:
    """Return a record's URL alone."""
    return quote("/" + snapshot.catalog.url(snapshot.records[key]))


def _deleted(base: Snapshot, key: Key) -> str:
    return _url(base, key) if key in base.removed else base.describe(base.records[key])


def _item(title: str, lines: Iterable[str]) -> str:
    """Return a list item with at most MOST_LINES lines below it."""
    every = list(lines)
    rest = [f"and {len(every) - MOST_LINES:,} more"] if len(every) > MOST_LINES else []
    return title + "".join(f"\n  - {line}" for line in (*every[:MOST_LINES], *rest))


def _retired(base: Snapshot, head: Snapshot) -> Iterator[str]:
    for key, record in head.records.items():
        before = base.records.get(key)
        if record.retired and key not in head.removed and not (before and before.retired):
            yield f"{head.describe(record)}: {quote(record.retired.why)}"


def _display_texts(base: Snapshot, head: Snapshot) -> tuple[DisplayText, DisplayText]:
    """Return the display texts of both versions, each without anything that either of them removed."""
    removed = base.removed | head.removed
    # The names in both versions: when a record was removed, its name may have been shortened.
    names = base.names_of(removed) | head.names_of(removed)
    return DisplayText(base.catalog, removed, names), DisplayText(head.catalog, removed, names)


def _added(head: Snapshot, key: Key) -> str:
    display = DisplayText(head.catalog, head.removed, head.names_of(head.removed))
    record = head.records[key]
    return _item(
        head.describe(record),
        (f"{name}: {quote(display.field(record, value))}" for name, value in filled_fields(record)),
    )


def _changed(base: Snapshot, head: Snapshot, moved: Mapping[Key, Key]) -> Iterator[str]:
    before, after = _display_texts(base, head)
    for key, old in base.records.items():
        new = head.records.get(moved.get(key, key))
        if new is None or key in before.removed or old == new:
            continue
        if new.retired and not old.retired:
            # Listed under "Records retired".
            old = old.model_copy(update={"retired": new.retired})
        lines = list(compare(old, new, before, after))
        if lines:
            yield _item(head.describe(new), lines)


def _pages(base: Snapshot, head: Snapshot) -> Iterator[Section]:
    """Yield the sections about pages: the text of hand-written ones, and only the titles of generated lists."""
    deleted = [address for address in base.content_pages if address not in head.content_pages]
    added = [address for address in head.content_pages if address not in base.content_pages]
    deleted = [_page(base, address) for address in base.content_pages if address not in head.content_pages]
    added = [_page(head, address) for address in head.content_pages if address not in base.content_pages]
    # Lists of records, such as all sites with a setting.
    yield Section("Pages deleted", [*deleted, *_lists(base, head)])
    yield Section("Pages added", [*added, *_lists(head, base)])
    yield Section("Pages changed", list(_changed_pages(base, head)))


def _lists(here: Snapshot, there: Snapshot) -> list[str]:
    """Return the generated pages of one version that the other does not have, except those of records."""
    reported = {snapshot.catalog.url(record) for snapshot in (here, there) for record in snapshot.records.values()}
    for snapshot in (here, there):
        reported |= {*snapshot.content_pages, *snapshot.redirects}
    return [
        f"{quote(here.titles[address])}, {quote('/' + address)}"
        for address in sorted(here.titles.keys() - there.titles.keys() - reported)
    ]


def _page(snapshot: Snapshot, address: str) -> str:
    return f"{quote(snapshot.content_pages[address].front_matter.title)}, {quote('/' + address)}"


def _changed_pages(base: Snapshot, head: Snapshot) -> Iterator[str]:
    before, after = _display_texts(base, head)
    for address, new in head.content_pages.items():
        old = base.content_pages.get(address)
        if old is None or (old.front_matter == new.front_matter and old.text == new.text):
            continue
        lines = [
            *compare(old.front_matter, new.front_matter, before, after),
            *_paragraphs(old.text, new.text, before, after),
        ]
        yield _item(_page(head, address), lines)


def _paragraphs(old: str, new: str, before: DisplayText, after: DisplayText) -> Iterator[str]:
    """Yield the paragraphs of a text that differ, each with the one that replaces it."""
    old_paragraphs, new_paragraphs = (re.split(r"\n\s*\n", text.strip()) for text in (old, new))
    if max(len(old_paragraphs), len(new_paragraphs)) > MOST_PARAGRAPHS:
        # Comparing each with each would take minutes, and no page needs it.
        old_paragraphs, new_paragraphs = [old], [new]
    matcher = SequenceMatcher(None, old_paragraphs, new_paragraphs, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        deleted, added = old_paragraphs[old_start:old_end], new_paragraphs[new_start:new_end]
        longest = max(len(deleted), len(added))
        deleted, added = (paragraphs + [""] * (longest - len(paragraphs)) for paragraphs in (deleted, added))
        for was, now in zip(deleted, added, strict=True):
            yield change("text", _plain(was, before), _plain(now, after))


def _plain(text: str, display: DisplayText) -> str:
    """Return a paragraph without Markdown formatting; a line that places a block stays as it is."""
    shown = display.of(text)
    return shown if REMOVED in shown or not shown else to_text(display.catalog.render(shown).html) or shown


def _settings(base: Snapshot, head: Snapshot) -> Iterator[str]:
    before, after = _display_texts(base, head)
    for name, new in head.settings.items():
        old = base.settings.get(name)
        if old is not None and type(old) is type(new) and old != new:
            yield _item(quote(f"data/{name}.yml"), compare(old, new, before, after))
