"""A record in one line: for lists, for search engines and for search."""

from generator.records.catalog import Catalog
from generator.records.fields.types import Prose
from generator.records.markdown import to_text
from generator.records.record import Record


def summarize(catalog: Catalog, record: Record) -> str:
    """A line about a record: its own summary, or the start of its text."""
    for name in ("summary", "definition", "answer", "body"):
        text = getattr(record, name, None)
        if text:
            return clip(to_text(catalog.render(text).html) if isinstance(text, Prose) else str(text))
    return record.title


def clip(words: str, length: int = 155) -> str:
    """A text cut at a word, as long as search engines show it."""
    return words if len(words) <= length else (words[:length].rpartition(" ")[0] or words[:length]).rstrip(",;:") + "…"
