"""A project's folder on disk: read, check, render, cache, build and publish.

What the pages say is decided in `pages` and `kinds`; MkDocs itself is known only to `plugin.py`.
"""
