"""Runs the checks of texts: those of records in several processes, then those of pages and settings."""

from collections.abc import Iterator, Sequence
from itertools import chain

from generator.base.parallel import map_in_shares
from generator.base.problems import Problem
from generator.checks.garbled_text import check_garbled
from generator.checks.plain_language import check_texts
from generator.checks.privacy import check_privacy
from generator.project.inputs import Inputs
from generator.records.catalog import Catalog, with_incomplete
from generator.records.record import Record


def check_all_texts(catalog: Catalog, inputs: Inputs, *, whole: bool) -> Iterator[Problem]:
    """Yield the problems in the texts of records, pages and settings. `whole`: whether all records could be read."""
    catalog, all_records = with_incomplete(catalog)
    settings = inputs.settings
    sources = {name: source for name, source in inputs.folder.settings.items() if name not in settings.invalid}
    # Pages first: what is computed once for all records is then inherited by every process.
    in_pages = [
        *check_texts(catalog, inputs.content_pages, settings, (), whole=whole),
        *check_privacy(catalog, inputs.content_pages, settings, sources, ()),
        *check_garbled(catalog, inputs.content_pages, settings, sources, ()),
    ]

    def check(records: Sequence[Record]) -> list[Problem]:
        problems = check_texts(catalog, (), settings, records, whole=whole)
        problems = chain(problems, check_privacy(catalog, (), settings, {}, records))
        return [*problems, *check_garbled(catalog, (), settings, {}, records)]

    yield from chain.from_iterable(map_in_shares(check, tuple(all_records)))
    yield from in_pages
