"""Checks that the fields named by terms exist."""

from collections.abc import Iterator

from generator.base.problems import Problem, did_you_mean
from generator.records.catalog import Catalog


def check_used_by(catalog: Catalog) -> Iterator[Problem]:
    """Check that each entry of `used_by` names a kind and one of its fields, as in `sites.settings`."""
    known = [f"{kind.name}.{field}" for kind in catalog.kinds.values() for field in kind.record.model_fields]
    for term in catalog.all("terms"):
        for number, name in enumerate(term.used_by):
            if name not in known:
                source = catalog.sources[term.kind, term.slug]
                yield Problem(
                    source.place(("used_by", number)),
                    "unknown-use",
                    f"'{name}' is not a field of any kind.",
                    did_you_mean(name, known) or "Use a folder of data/ and a field, such as sites.settings.",
                )
