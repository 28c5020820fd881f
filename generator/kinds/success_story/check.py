"""The check that a story is told in our own words: what people said belongs in `quotes`, with its source."""

import re
from collections.abc import Iterator

from generator.base.problems import Problem
from generator.records.catalog import Catalog
from generator.records.fields.roles import Role

QUOTED = re.compile(r"“([^“”]*)”|(?<![\w'])\"([^\"]*)\"(?!\w)|«([^«»]*)»|(?<!\w)‘([^‘’]*(?:’\w[^‘’]*)*)’(?!\w)")
"""Words in quotation marks. An apostrophe within a word ends none."""
BLOCK = re.compile(r"(?m)^ {0,3}>(.*)")
"""A line that Markdown shows as a quotation."""
WORD = re.compile(r"[^\W_][\w'’-]*")
SPOKEN = 4
"""The number of quoted words from which they are what someone said, not a term or a name."""


def quotation_problems(catalog: Catalog) -> Iterator[Problem]:
    """Yield an error for each quotation in the text of a story."""
    for story in catalog.all("success-stories"):
        source = catalog.sources[story.kind, story.slug]
        for path, text in catalog.texts(story, without=frozenset({Role.VERBATIM, Role.ADMINISTRATIVE})):
            for line, words in quotations_in(text):
                yield Problem(
                    source.place(path, line=line),
                    "quotation-in-text",
                    f"The text has a quotation ('{_shortened(words)}').",
                    "Move it to 'quotes', with 'by_role' and 'source', or use your own words.",
                )


def quotations_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and the words of each quotation in a text, but not of titles and quoted terms."""
    for match in BLOCK.finditer(text):
        yield text.count("\n", 0, match.start()), match[1]
    for match in QUOTED.finditer(BLOCK.sub("", text)):
        quoted = next(filter(None, match.groups()), "")
        words = WORD.findall(quoted)
        if len(words) >= SPOKEN and not _is_title(words):
            yield text.count("\n", 0, text.find(match[0])), quoted


def _is_title(words: list[str]) -> bool:
    """Whether most of the words that can be capitalized in a title are, as in 'Recovery Through Peer Support'."""
    long = [word for word in words if len(word) > 3]
    return len(long) > 1 and sum(word[0].isupper() for word in long) * 3 > len(long) * 2


def _shortened(text: str) -> str:
    """Return the first words of a quotation."""
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
