"""Records: their classes, kinds and settings, read from `data/` and `content/`, linked in one catalog.

No HTML of pages and nothing about one kind: those are for `pages` and `kinds`.
"""
