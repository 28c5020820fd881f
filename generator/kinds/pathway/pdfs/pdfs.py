"""Makes the PDFs of a pathway: its practice questions, its checklist, and its brief for decision makers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from generator.base.counts import count_of
from generator.formats.pdf import Pdf, make_pdf, missing_characters
from generator.kinds.pathway.criteria import checklist_groups, has_help
from generator.kinds.pathway.record import Pathway
from generator.records.behavior import KindFile
from generator.records.catalog import Catalog
from generator.records.settings import SiteSettings

FOLDER = Path(__file__).parent
"""The folder with the typst template of each PDF."""


@dataclass(frozen=True)
class PathwayPdf:
    """A PDF of a pathway, with what links to it show. It is made when its content or size is asked for."""

    title: str
    address: str
    """The address below the root."""
    make: Callable[[], Pdf]

    @cached_property
    def pdf(self) -> Pdf:
        """The PDF, made once."""
        return self.make()

    def content(self) -> bytes:
        """Return the PDF as bytes."""
        return self.pdf.content

    def details(self) -> str:
        """Return what links say about it: 'PDF, 2 pages, 45 KB'. The size is in units of 1,000 bytes, rounded up."""
        return f"PDF, {count_of(self.pdf.pages, 'page')}, {-(-len(self.pdf.content) // 1000)} KB"


def make_pdfs(catalog: Catalog, site: SiteSettings, _site_url: str) -> Iterator[KindFile]:
    """Yield each PDF of each pathway. PDFs never contain the URL of the site."""
    for pathway in catalog.all("pathways"):
        for pdf in pdfs_of(catalog, site, pathway):
            yield KindFile(pdf.address, pdf.content, pdf.details)


def pdfs_of(catalog: Catalog, site: SiteSettings, pathway: Pathway) -> list[PathwayPdf]:
    """Return the PDFs that the record of a pathway has the parts for. None of them is made yet."""
    home = catalog.url(pathway)
    return [
        PathwayPdf(
            title,
            f"{home}{name}.pdf",
            partial(_make, catalog, name, f"{title}: {pathway.called}", pathway, site, {**data, "address": f"/{home}"}),
        )
        for name, title, data in _contents(pathway)
    ]


def _contents(pathway: Pathway) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield the template, title and data of each PDF. `mark` is printed at the top of its pages."""
    practice, checklist, brief = pathway.practice, _checklist(pathway), pathway.brief
    if practice and practice.official:
        mark = "The program’s questions, not its application form"
        yield "questions", "Questions", {"mark": mark, "practice": practice.model_dump(mode="json")}
    elif practice:
        mark = "Practice questions, not the official application"
        yield "questions", "Practice questions", {"mark": mark, "practice": practice.model_dump(mode="json")}
    if checklist:
        yield "checklist", "Checklist", {"mark": "Checklist for your team", **checklist}
    if brief:
        sources = [citation.title for citation in pathway.citations]
        content = brief.model_dump(mode="json")
        yield "brief", "Brief", {"mark": "Leadership brief", "brief": content, "sources": sources}


def _make(
    catalog: Catalog, name: str, title: str, pathway: Pathway, site: SiteSettings, data: Mapping[str, object]
) -> Pdf:
    shared = {
        "title": title,
        "site": _without_missing(site.name),
        "program": _without_missing(site.program),
        "notice": _without_missing(site.draft_notice) if site.status == "draft" else "",
        "contact": {"label": _without_missing(site.contact.label), "url": site.contact.url},
        "basis": pathway.basis,
        "retired": pathway.retired.why if pathway.retired else None,
    }
    return make_pdf(FOLDER / f"{name}.typ", title, site.name, pathway.read_on, {**shared, **data}, catalog.cache)


def _without_missing(text: str) -> str:
    """Return a text of the settings without the characters that the font lacks. Checks of records do not cover it."""
    return text.translate(dict.fromkeys(map(ord, missing_characters(text))))


def _checklist(pathway: Pathway) -> dict[str, object] | None:
    """Return the groups of the checklist, and whether any criterion has words of ours; None if there are no groups."""
    groups = checklist_groups(pathway)
    content = [
        {
            "title": group.title,
            "note": group.note,
            "criteria": [criterion.model_dump(mode="json") for criterion in group.criteria],
        }
        for group in groups
    ]
    return {"groups": content, "has_help": has_help(groups)} if content else None
