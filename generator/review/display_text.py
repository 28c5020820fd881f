"""Values of records as pages display them, and the differences between two of them."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from generator.pages.templates import label_of
from generator.records.catalog import Catalog
from generator.records.fields.types import AnySourced, Link, Prose
from generator.records.markdown import to_text
from generator.records.record import INJECTED, Record
from generator.text.clock import ZONES, format_clock
from generator.text.dates import format_day
from generator.text.github_markdown import quote

REMOVED = "a removed record"
"""What a report says instead of the name of a record that was removed at someone's request."""

CODE_WORD = re.compile("[a-z]+(_[a-z]+)+")
"""A value with underscores, as in public_source."""

CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
"""A time of day."""

ZONE_NAMES: Mapping[str, str] = {zone: name for zone, (name, _) in ZONES.items()}

CONTEXT = 5
"""The number of unchanged words that are shown on each side of a change."""


@dataclass(frozen=True)
class DisplayText:
    """Displays the values of a catalog, without anything about removed records."""

    catalog: Catalog
    removed: frozenset[tuple[str, str]] = frozenset()
    """The kinds and slugs of removed records. Their names are left out, and so is any text that links to them."""
    names: frozenset[str] = frozenset()
    """The names of removed records in lowercase, if long enough to be unique. Any text with one of them is left out."""

    def of(self, value: object) -> str:
        """Return a value as pages display it; empty for None."""
        if value is None:
            return ""
        if isinstance(value, Link):
            return REMOVED if (value.ref.kind, str(value)) in self.removed else label_of(self.catalog, value)
        if isinstance(value, str):
            return format_clock(value) if CLOCK.fullmatch(value) else self._text(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dt.date):
            return format_day(value)
        if isinstance(value, tuple):
            return ", ".join(filter(None, map(self.of, value)))
        if isinstance(value, AnySourced) and hasattr(value, "value"):
            return self.of(value.value)
        if isinstance(value, BaseModel):
            return "; ".join(f"{name}: {self.field(value, inner)}" for name, inner in filled_fields(value))
        return str(value)

    def field(self, owner: BaseModel, value: object) -> str:
        """Return the value of a field as pages display it: a time of day with the time zone of its record."""
        text = self.of(value)
        is_time = isinstance(value, str) and CLOCK.fullmatch(value)
        zones = [ZONE_NAMES[zone] for zone in vars(owner).values() if isinstance(zone, str) and zone in ZONE_NAMES]
        return f"{text} {zones[0]}" if is_time and zones else text

    def _text(self, text: str) -> str:
        lowercase = text.casefold()
        has_link = any(
            f"{kind}:{slug}" in text or self.catalog.kinds[kind].address_of(slug) in text for kind, slug in self.removed
        )
        if has_link or any(name in lowercase for name in self.names):
            return f"text about {REMOVED}"
        if isinstance(text, Prose):
            return to_text(self.catalog.render(text).html)
        if text in ZONE_NAMES:
            return ZONE_NAMES[text]
        return text.replace("_", " ") if CODE_WORD.fullmatch(text) else text


def filled_fields(value: BaseModel) -> Iterator[tuple[str, object]]:
    """Yield the fields of a record or group that have a value, with their names for readers."""
    for name, info in type(value).model_fields.items():
        inner = getattr(value, name)
        if inner not in (None, (), False) and not (isinstance(value, Record) and name in INJECTED):
            yield info.title or name.replace("_", " "), inner


def compare(old: BaseModel, new: BaseModel, before: DisplayText, after: DisplayText, above: str = "") -> Iterator[str]:
    """Yield a line of Markdown for each field that differs between two objects of one class."""
    for name, info in type(new).model_fields.items():
        was, now = getattr(old, name), getattr(new, name)
        if was == now or _is_rewrapped(old, new, name) or (isinstance(new, Record) and name in INJECTED):
            continue
        label = above + (info.title or name.replace("_", " "))
        if isinstance(was, tuple) and isinstance(now, tuple):
            yield from _lists(label, list(map(before.of, was)), list(map(after.of, now)))
        elif isinstance(was, BaseModel) and type(was) is type(now) and not isinstance(was, AnySourced):
            yield from compare(was, now, before, after, f"{label}, ")
        else:
            yield _line(label, was, now, before.field(old, was), after.field(new, now))


def _is_rewrapped(old: BaseModel, new: BaseModel, name: str) -> bool:
    """Return whether a field differs only in where lines break within paragraphs, which exports and pages ignore."""
    return old.model_dump_json(include={name}) == new.model_dump_json(include={name})


def _line(label: str, was: object, now: object, old: str, new: str) -> str:
    if old == new and isinstance(was, Prose) and isinstance(now, Prose) and REMOVED not in old:
        # The visible text is the same, so a link or the formatting differs: show the Markdown.
        old, new = str(was), str(now)
    return change(label, old, new)


def change(label: str, old: str, new: str) -> str:
    """Return the change from one text to another, as Markdown: only what differs, with some words around it."""
    label = label[:1].upper() + label[1:]
    if old == new:
        return f"{label}: {quote(new)} (source or format changed)"
    if not old or not new:
        return f"{label}: added {quote(new)}" if new else f"{label}: deleted {quote(old)}"
    shown = differing_words(old.split(), new.split())
    return f"{label}: {quote(shown[0])} → {quote(shown[1])}"


def _lists(label: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    deleted = list((Counter(old) - Counter(new)).elements())
    added = list((Counter(new) - Counter(old)).elements())
    if len(deleted) == len(added):
        yield from (change(label, was, now) for was, now in zip(deleted, added, strict=True))
    else:
        yield from (change(label, was, "") for was in deleted)
        yield from (change(label, "", now) for now in added)
    if not deleted and not added:
        what = "order changed" if old != new else "sources or format changed"
        yield f"{label[:1].upper()}{label[1:]}: {what}"


def differing_words(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Return the words in which two texts differ, with some of the words around them."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    first, last = max(0, start - CONTEXT), max(0, end - CONTEXT)
    shown = [" ".join(words[first : len(words) - last]) for words in (old, new)]
    head, tail = "… " if first else "", " …" if last else ""
    return f"{head}{shown[0]}{tail}", f"{head}{shown[1]}{tail}"
