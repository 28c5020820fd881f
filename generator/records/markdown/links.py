"""What a text may point to: records by kind and slug, pages by address, and the wider web by safe schemes."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.base.problems import did_you_mean
from generator.records.fields.types import ROOT, SCHEMES, is_web_address

RECORD_REFERENCE = re.compile(r"([a-z][a-z-]*):([a-z0-9-]+)")


@dataclass(frozen=True)
class TextProblem:
    """What is wrong in a text, and on which of its lines (from 0)."""

    line: int
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Links:
    """What a text may point to: records by kind and slug, and pages by address below the root."""

    records: Mapping[str, Mapping[str, str]]
    pages: frozenset[str] = frozenset()
    broken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Records whose files exist but could not be understood: a link to one is no second problem."""

    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Records that were taken down."""

    def find(self, target: str) -> tuple[str, TextProblem | None]:
        """The address to write for a target, or why it cannot be one."""
        cleaned = re.sub(r"[\x00-\x20\x7f-\xa0]", "", html.unescape(target))
        if cleaned.startswith("#"):
            return cleaned, None
        if cleaned.startswith("/") and not cleaned.startswith("//"):
            return self._page(cleaned)
        match = RECORD_REFERENCE.fullmatch(cleaned)
        if match and match[1] not in SCHEMES and match[1] in self.records:
            return self._record(match[1], match[2])
        if is_web_address(cleaned):
            return cleaned, None
        return "", TextProblem(
            0,
            "bad-link",
            f"The link to '{target[:60]}' leads nowhere.",
            "Start it with https://, with / for a page of this site, or name a record, as in kind:its-name.",
        )

    def _page(self, target: str) -> tuple[str, TextProblem | None]:
        path = target.lstrip("/").split("#")[0]
        if path in self.pages:
            return ROOT + target.lstrip("/"), None
        near = did_you_mean(path, self.pages).replace("'", "'/", 1)
        return "", TextProblem(0, "unknown-link", f"No page has the address '{target}'.", near)

    def _record(self, kind: str, slug: str) -> tuple[str, TextProblem | None]:
        address = self.records[kind].get(slug)
        if address is not None:
            return ROOT + address, None
        if slug in self.broken.get(kind, ()):
            return "", None
        if slug in self.hidden.get(kind, ()):
            return "", TextProblem(
                0,
                "names-hidden",
                f"'{kind}:{slug}' was taken down at the request of those it is about.",
                "Delete what names it here.",
            )
        return "", TextProblem(
            0,
            "unknown-link",
            f"'{kind}:{slug}' is not a record: there is no data/{kind}/{slug}.yml.",
            did_you_mean(slug, self.records[kind]) or "Restore it, rename it with Commands, or delete this link.",
        )
