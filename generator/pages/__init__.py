"""The catalog → pages, URLs, the search index, exports and the offline copy, as values; nothing is written to disk.

Rules about what is wrong with a text belong in `checks`.
"""
