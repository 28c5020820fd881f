"""One-line summaries of records, for lists, search and meta descriptions."""

from generator.records.catalog import Catalog
from generator.records.fields.types import Prose
from generator.records.markdown import to_text
from generator.records.record import Record


def summarize(catalog: Catalog, record: Record) -> str:
    """Return a record's summary, or else the start of its text, or else its title."""
    for name in ("summary", "definition", "answer", "body"):
        text = getattr(record, name, None)
        if text:
            return clip(to_text(catalog.render(text).html) if isinstance(text, Prose) else str(text))
    return record.title


def clip(text: str, length: int = 155) -> str:
    """Return a text cut at a word boundary, with an ellipsis. The default length is what search engines show."""
    return text if len(text) <= length else (text[:length].rpartition(" ")[0] or text[:length]).rstrip(",;:") + "…"
