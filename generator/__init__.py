"""Turns records in `data/` and prose in `content/` into the public site.

Editors write records; pure functions turn them into pages; MkDocs lends the frame. See docs/architecture.md.
"""

PACKAGES = (
    "base",
    "text",
    "text.typed",
    "yaml_files",
    "formats",
    "records.fields",
    "records.markdown",
    "records",
    "kinds",
    "pages",
    "pages.search",
    "pages.exports",
    "checks",
    "project",
    "editing.records",
    "editing.records.autofix",
    "editing.generated",
    "editing.forms",
    "editing",
    "review",
    "plugin",
    "cli",
)
"""The packages from the lowest to the highest: each imports only from itself and from those before it.

`tests/test_architecture.py` enforces the order, and `docs/modules.py` makes the tables of docs/architecture.md from it.
"""
