"""The blocks that belong to no room: search, the lists from A to Z, the files for programs, where to ask."""

from collections.abc import Iterable
from typing import Any

from generator.catalog import Catalog
from generator.content import Handwritten


def all_blocks(catalog: Catalog, written: list[Handwritten]) -> dict[str, Any]:
    """The blocks that belong to no room, with what their templates need."""
    listed = [page for page in written if not page.address.endswith(".html")]
    exported = [kind for kind in catalog.kinds.values() if catalog.all(kind.name)]
    return {
        "search": dict,
        "a-z": lambda: {"groups": _a_to_z(catalog, listed)},
        "exports": lambda: {"kinds": exported},
        "read-on": lambda: {"day": max((record.read_on for record in catalog), default=None)},
        "contact": dict,
    }


def _a_to_z(catalog: Catalog, written: Iterable[Handwritten]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every page and record by kind: title and address."""
    groups = [("Pages", sorted((page.head.title, page.address) for page in written))]
    for kind in catalog.kinds.values():
        rows = [
            (record.title, catalog.url(record))
            for record in sorted(catalog.all(kind.name), key=lambda record: record.title.casefold())
        ]
        groups += [(kind.title, rows)] if rows else []
    return groups
