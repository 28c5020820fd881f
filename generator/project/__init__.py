"""A project's folder on disk: read, check, render, cache, build and publish.

What pages say is decided in `pages` and `kinds`. Only `plugin` knows about MkDocs.
"""
