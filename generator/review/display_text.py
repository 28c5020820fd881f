"""A value of a record in the words that pages have for it, and two such wordings side by side."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from generator.pages.templates import label_of
from generator.records.catalog import Catalog
from generator.records.fields.types import AnySourced, Link, Prose
from generator.records.markdown import to_text
from generator.records.record import INJECTED, Record
from generator.text.dates import format_day
from generator.text.github_markdown import quote

TAKEN_DOWN = "what was taken down"
"""All that is said of a record whose people asked for that."""

OWN_WORD = re.compile("[a-z]+(_[a-z]+)+")
"""A word of the code, as in public_source."""

CONTEXT = 5
"""The unchanged words that are shown on each side of a change."""


@dataclass(frozen=True)
class DisplayText:
    """The words of one catalog, with nothing of the records that were taken down."""

    catalog: Catalog
    taken: frozenset[tuple[str, str]] = frozenset()
    """Their kinds and slugs: neither their names are said, nor a text that links to them."""
    names: frozenset[str] = frozenset()
    """Their names in small letters, where these are long enough to be nobody else's: no text that holds one is said."""

    def of(self, value: Any) -> str:
        """A value as a reader would read it; nothing for a value that is not there."""
        if value is None:
            return ""
        if isinstance(value, Link):
            return TAKEN_DOWN if (value.ref.kind, str(value)) in self.taken else label_of(self.catalog, value)
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dt.date):
            return format_day(value)
        if isinstance(value, tuple):
            return ", ".join(filter(None, map(self.of, value)))
        if isinstance(value, AnySourced) and hasattr(value, "value"):
            return self.of(value.value)
        if isinstance(value, BaseModel):
            return "; ".join(f"{name}: {self.of(inner)}" for name, inner in parts_of(value))
        return str(value)

    def _text(self, text: str) -> str:
        small = text.casefold()
        links = any(
            f"{kind}:{slug}" in text or self.catalog.kinds[kind].address_of(slug) in text for kind, slug in self.taken
        )
        if links or any(name in small for name in self.names):
            return f"a text that names {TAKEN_DOWN}"
        if isinstance(text, Prose):
            return to_text(self.catalog.render(text).html)
        return text.replace("_", " ") if OWN_WORD.fullmatch(text) else text


def parts_of(value: BaseModel) -> Iterator[tuple[str, Any]]:
    """The fields of a group that say something, with their names for readers."""
    for name, info in type(value).model_fields.items():
        inner = getattr(value, name)
        if inner not in (None, (), False) and not (isinstance(value, Record) and name in INJECTED):
            yield info.title or name.replace("_", " "), inner


def compare(old: BaseModel, new: BaseModel, before: DisplayText, after: DisplayText, above: str = "") -> Iterator[str]:
    """What differs between two groups of one class, a line of Markdown for each field."""
    for name, info in type(new).model_fields.items():
        was, now = getattr(old, name), getattr(new, name)
        if was == now or (isinstance(new, Record) and name in INJECTED):
            continue
        label = above + (info.title or name.replace("_", " "))
        if isinstance(was, tuple) and isinstance(now, tuple):
            yield from _lists(label, list(map(before.of, was)), list(map(after.of, now)))
        elif isinstance(was, BaseModel) and type(was) is type(now) and not isinstance(was, AnySourced):
            yield from compare(was, now, before, after, f"{label}, ")
        else:
            yield _line(label, was, now, before, after)


def _line(label: str, was: Any, now: Any, before: DisplayText, after: DisplayText) -> str:
    old, new = before.of(was), after.of(now)
    if old == new and isinstance(was, Prose) and isinstance(now, Prose) and TAKEN_DOWN not in old:
        # The words are the same, so it is a link or a sign of Markdown: shown as it is written.
        old, new = str(was), str(now)
    return change(label, old, new)


def change(label: str, old: str, new: str) -> str:
    """One text that became another, as Markdown: only what differs, with some words around it."""
    label = label[:1].upper() + label[1:]
    if old == new:
        return f"{label}: {quote(new)}, with another source or in another form"
    if not old or not new:
        return f"{label}: {quote(new)} added" if new else f"{label}: {quote(old)} taken out"
    shown = around(old.split(), new.split())
    return f"{label}: {quote(shown[0])} → {quote(shown[1])}"


def _lists(label: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    out, into = list((Counter(old) - Counter(new)).elements()), list((Counter(new) - Counter(old)).elements())
    if len(out) == len(into):
        yield from (change(label, was, now) for was, now in zip(out, into, strict=True))
    else:
        yield from (change(label, was, "") for was in out)
        yield from (change(label, "", now) for now in into)
    if not out and not into:
        how = "in another order" if old != new else "with other sources or in another form"
        yield f"{label[:1].upper()}{label[1:]}: {how}"


def around(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """The words in which two texts differ, with some of those around them."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    first, last = max(0, start - CONTEXT), max(0, end - CONTEXT)
    shown = [" ".join(words[first : len(words) - last]) for words in (old, new)]
    head, tail = "… " if first else "", " …" if last else ""
    return f"{head}{shown[0]}{tail}", f"{head}{shown[1]}{tail}"
