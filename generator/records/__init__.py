"""Records: their classes, kinds and settings, read from `data/` and `content/` and linked in one catalog.

No HTML of whole pages and no knowledge of any particular kind: those belong in `pages` and `kinds`.
"""
