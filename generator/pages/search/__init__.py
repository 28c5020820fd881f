"""Catalog and pages → the search index, in which theme/assets/js/search-rank.js finds answers."""

from generator.pages.search.entries import Entry, entries_of_derived_pages, entries_of_page, entries_of_records
from generator.pages.search.script import IndexLine, to_data, to_line, to_script
from generator.pages.search.words import words_of

__all__ = [
    "Entry",
    "IndexLine",
    "entries_of_derived_pages",
    "entries_of_page",
    "entries_of_records",
    "to_data",
    "to_line",
    "to_script",
    "words_of",
]
