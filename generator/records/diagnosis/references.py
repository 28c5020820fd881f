"""Check the references of records to other records: each names one that exists, is shown, and fits the field."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.base.problems import Problem, did_you_mean
from generator.base.suggestions import one_per_line
from generator.records.catalog import Catalog
from generator.records.fields.roles import Role, fields_with
from generator.records.fields.types import Link
from generator.records.kind import REMOVED_ON, Kind
from generator.records.linked_records import field_of
from generator.records.record import Record
from generator.text.sentences import format_list
from generator.text.slugs import slugify
from generator.yaml_files.yaml_source import KeyPath


def check_references(
    catalog: Catalog, records: Iterable[Record], slugs: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Yield the problem of each reference without a file, to a hidden record, or to a term that the field may not name.

    References are checked against files, not against valid records: a link to an invalid record is no second problem.
    """
    for record in records:
        source = catalog.sources[record.kind, record.slug]
        for path, link in catalog.values(record, Link):
            known = slugs.get(link.ref.kind, frozenset())
            target = catalog.get(link.ref.kind, link)
            if link not in known:
                yield Problem(
                    source.place(path),
                    "unknown-reference",
                    f"There is no record '{link}': data/{link.ref.kind}/{link}.yml does not exist.",
                    _suggest(catalog, record, path, link, known),
                )
            elif target is not None and target.is_hidden and not record.is_hidden:
                yield Problem(
                    source.place(path),
                    "names-removed-record",
                    f"'{link}' was taken down at the request of the people it describes.",
                    _how_to_remove(catalog, record, path),
                )
            elif link.ref.choice and target is not None and not _is_choice(target, record, path):
                yield Problem(
                    source.place(path),
                    "wrong-choice",
                    f"'{link}' is not a choice for '{field_of(path)}'.",
                    _suggest(catalog, record, path, link, known),
                )


def _how_to_remove(catalog: Catalog, record: Record, path: KeyPath) -> str:
    """Return the hint for a reference to a hidden record: delete it, or the whole record if it depends on it."""
    if not depends_on(record, path):
        return "Delete this reference."
    if removal := catalog.kinds[record.kind].removal:
        fields = {name: "the date" if value == REMOVED_ON else value for name, value in removal.items() if value}
        steps = format_list(f"'{name.replace('.', ': ')}' to {value}" for name, value in fields.items())
        return f"This record depends on it: take it down too. Set {steps}."
    others = [other for kind in catalog.kinds for other in catalog.referrers(record, kind)]
    paths = [catalog.sources[other.kind, other.slug].path for other in others]
    return (
        f"This record depends on it: delete {catalog.sources[record.kind, record.slug].path}, and in "
        f"data/redirects.yml add '- from: /{catalog.url(record)}' and 'to:' with the page to show instead."
        + (f" Delete '{record.slug}' from {format_list(paths)}, too." if paths else "")
    )


def depends_on(record: Record, path: KeyPath) -> bool:
    """Return whether a record cannot do without the reference at a path."""
    name = field_of(path)
    value = getattr(record, name)
    return type(record).model_fields[name].is_required() and not (isinstance(value, tuple) and len(value) > 1)


def _suggest(catalog: Catalog, record: Record, path: KeyPath, link: Link, known: Collection[str]) -> str:
    """Return the hint for a reference to no record, or to one that the field may not name."""
    kind = catalog.kinds.get(link.ref.kind)
    if kind is None:
        return "Check the file name."
    where = f"{record.kind}.{field_of(path)}"
    choices = [term.slug for term in catalog.choices(kind.name, where)] if link.ref.choice else sorted(known)
    source = catalog.sources[record.kind, record.slug]
    is_in_list = isinstance(next((key for key in reversed(path) if key != "value"), None), int)
    return (
        one_per_line(link, choices, many=is_in_list, as_facts=path[-1] == "value" and path in source.values)
        or _slug_of_name(catalog, kind, link, choices)
        or (link not in known and _if_gone(catalog, record, path, link, known))
        or did_you_mean(link, choices)
        or (_how_to_add_choice(catalog, kind, where, choices) if link.ref.choice else _how_to_add(kind, link))
    )


def _slug_of_name(catalog: Catalog, kind: Kind, link: Link, choices: Collection[str]) -> str:
    """Return the hint if the reference is a record's name instead of its file name."""
    wanted = slugify(link)
    slugs = [slug for slug in choices if slug == wanted and slug != link]
    for slug in choices:
        named = catalog.get(kind.name, slug)
        slugs += [slug] if named is not None and wanted in map(slugify, named.names) else []
    return f"Write the name of its file: '{slugs[0]}'." if slugs and slugs[0] != link else ""


def _if_gone(catalog: Catalog, record: Record, path: KeyPath, link: Link, known: Collection[str]) -> str:
    """Return the hint if the record was published once: it was renamed or deleted."""
    kind, published = catalog.kinds[link.ref.kind], catalog.content.published
    address = kind.address_of(link)
    if address not in published:
        return ""
    slug = kind.slug_in(published[address])
    return f"It is now '{slug}'." if slug in known else f"It was deleted. {_how_to_remove(catalog, record, path)}"


def _how_to_add(kind: Kind, link: Link) -> str:
    """Return the hint for a reference that is like no record."""
    slug = slugify(link)
    add = f"If it has no record yet, add data/{kind.name}/{slug}.yml first" if slug else "Add its record first"
    write = f" and write '{slug}' here" if slug and slug != link else ""
    instead = f" If no source names it, use '{link.ref.instead}:' instead." if link.ref.instead else ""
    return f"Check the file name. {add}{write}.{instead}"


def _how_to_add_choice(catalog: Catalog, kind: Kind, where: str, choices: Collection[str]) -> str:
    [used_by] = fields_with(kind.record, Role.CHOICE_FOR)
    listed = f"The choices are {', '.join(choices)}. " if choices else "It has no choices yet. "
    return f"{listed}To add one, create a file in data/{kind.name}/ with '{where}' under '{used_by}'."


def _is_choice(target: Record, record: Record, path: KeyPath) -> bool:
    """Return whether a record is a choice for the field at a path of another record."""
    return f"{record.kind}.{field_of(path)}" in target.texts(Role.CHOICE_FOR)
