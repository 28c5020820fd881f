"""The targets that a text may link to: records by kind and slug, pages by address, and web addresses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.base.problems import did_you_mean
from generator.records.fields.types import ROOT, SCHEMES, is_web_address
from generator.text.typed.visible import resolve

RECORD_EXAMPLE = "sites:example-county"
"""How a text links to a record, in messages."""

RECORD_REFERENCE = re.compile(r"([a-z][a-z-]*):([a-z0-9-]+)")

BEFORE_SPACES = re.compile(r"https?://[^\s/?#]+[/?#]|mailto:[^\s?]+\?", re.IGNORECASE)
"""The start of an address after which spaces can be written as %20."""

SPACE = re.compile(r"[\s\x00-\x1f\x7f-\xa0]")
"""A space, a line break or a control character."""


@dataclass(frozen=True)
class TextProblem:
    """A problem in a text, with the line of the text (from 0)."""

    line: int
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Links:
    """The targets that a text may link to: the address of each record by kind and slug, and the addresses of pages."""

    records: Mapping[str, Mapping[str, str]]
    pages: frozenset[str] = frozenset()
    broken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Records whose files are invalid: a link to one is not a second problem."""
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Records that were taken down."""

    def find(self, target: str, *, in_brackets: bool = False) -> tuple[str, TextProblem | None]:
        """Return the address for a link's target, or an empty one and a problem. In '<…>' it may have spaces."""
        cleaned = resolve(target).strip()
        if in_brackets and (start := BEFORE_SPACES.match(cleaned)):
            cleaned = start[0] + cleaned[start.end() :].replace(" ", "%20")
        if SPACE.search(cleaned):
            # A browser would drop some of them, and open another address.
            shown = SPACE.sub(" ", target)[:60]
            hint = "Write %20 for each space, or put the address in angle brackets: [text](<https://…>)."
            return "", TextProblem(0, "bad-link", f"The link's address '{shown}' has a space or a line break.", hint)
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
            f"'{target[:60]}' is not a valid link target.",
            f"Use a web address (https://…), a page of this site (/…/) or a record (as in {RECORD_EXAMPLE}).",
        )

    def _page(self, target: str) -> tuple[str, TextProblem | None]:
        path = target.lstrip("/").split("#")[0]
        if path in self.pages:
            return ROOT + target.lstrip("/"), None
        hint = did_you_mean(path, self.pages).replace("'", "'/", 1)
        return "", TextProblem(0, "unknown-link", f"No page has the address '{target}'.", hint)

    def _record(self, kind: str, slug: str) -> tuple[str, TextProblem | None]:
        address = self.records[kind].get(slug)
        if address is not None:
            return ROOT + address, None
        if slug in self.broken.get(kind, ()):
            return "", None
        if slug in self.hidden.get(kind, ()):
            return "", TextProblem(
                0,
                "names-removed-record",
                f"'{kind}:{slug}' was taken down at the request of the people it describes.",
                "Delete this reference.",
            )
        return "", TextProblem(
            0,
            "unknown-link",
            f"There is no record '{kind}:{slug}': data/{kind}/{slug}.yml does not exist.",
            did_you_mean(slug, self.records[kind])
            or "Restore the file, rename it with the 'rename' command, or delete this link.",
        )
