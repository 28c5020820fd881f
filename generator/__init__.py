"""Turns records in `data/` and prose in `content/` into the public site.

Editors write records; pure functions turn them into pages; the engine lends the frame.
The modules, in the order of the pipeline: problems, load, prose, kind, parse, kinds, catalog,
pages, search, exports, shell, write, project, plugin, cli.
"""
