"""A term may fill only fields that exist."""

from collections.abc import Iterator

from generator.base.problems import Problem, did_you_mean
from generator.records.catalog import Catalog


def field_problems(catalog: Catalog) -> Iterator[Problem]:
    """Each line of `used_by` names a kind and one of its fields, as in sites.settings."""
    known = [f"{kind.name}.{field}" for kind in catalog.kinds.values() for field in kind.record.model_fields]
    for term in catalog.all("terms"):
        for number, name in enumerate(term.used_by):
            if name not in known:
                source = catalog.sources[term.kind, term.slug]
                yield Problem(
                    source.place(("used_by", number)),
                    "unknown-use",
                    f"'{name}' is not a field of any kind.",
                    did_you_mean(name, known) or "Write it as in sites.settings.",
                )
