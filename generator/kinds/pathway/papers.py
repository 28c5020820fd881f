"""A pathway's papers: its questions, its checklist and its brief as PDFs, to print, to carry and to send."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.catalog import Catalog
from generator.kinds.pathway.record import Pathway
from generator.pdf import Pdf, make_pdf
from generator.settings import SiteSettings

FOLDER = Path(__file__).parent / "papers"
"""The templates, one for each paper."""


@dataclass(frozen=True)
class Paper:
    """A PDF of a pathway, as pages link to it."""

    title: str
    address: str
    """Below the root."""
    content: bytes
    pages: int

    @property
    def size_kb(self) -> int:
        """Its size in kilobytes of 1,000 bytes, rounded up."""
        return -(-len(self.content) // 1000)


def make_papers(catalog: Catalog, site: SiteSettings, _site_url: str) -> Iterator[tuple[str, bytes]]:
    """The papers of all pathways, each with its address below the root. They hold no address that could move."""
    for pathway in catalog.all("pathways"):
        for paper in papers_of(catalog, site, pathway):
            yield paper.address, paper.content


def papers_of(catalog: Catalog, site: SiteSettings, pathway: Pathway) -> list[Paper]:
    """The papers of a pathway that its record has the parts for. Made once, however many pages link to them."""
    found = []
    if pathway.practice:
        official = pathway.practice.official
        title = "Questions" if official else "Practice questions"
        mark = "The program’s questions, not its form" if official else "Practice questions, not the official form"
        found.append(("questions", title, mark, {"practice": pathway.practice.model_dump(mode="json")}))
    groups = _groups(pathway)
    if groups:
        found.append(("checklist", "Checklist", "Checklist for your team", {"groups": groups}))
    if pathway.brief:
        found.append(("brief", "Brief", "Brief for your leadership", {"brief": pathway.brief.model_dump(mode="json")}))
    address = catalog.url(pathway)
    papers = []
    for name, title, mark, data in found:
        pdf = _make(name, f"{title}: {pathway.called}", pathway, site, {**data, "mark": mark, "address": f"/{address}"})
        papers.append(Paper(title, f"{address}{name}.pdf", pdf.content, pdf.pages))
    return papers


def _make(name: str, title: str, pathway: Pathway, site: SiteSettings, data: Mapping[str, Any]) -> Pdf:
    read = pathway.read_on
    return make_pdf(
        FOLDER / f"{name}.typ",
        title,
        site.name,
        read,
        {
            **data,
            "title": title,
            "site": site.name,
            "programme": site.programme,
            "notice": site.draft_notice if site.status == "draft" else "",
            "contact": {"label": site.contact.label, "url": site.contact.url},
            "sources": [citation.title for citation in pathway.sources],
            "read": {"year": read.year, "month": read.month, "day": read.day},
            "retired": pathway.retired.why if pathway.retired else None,
        },
    )


def _groups(pathway: Pathway) -> list[dict[str, Any]]:
    """The criteria to check, by what the sources make of them. Those reported of others repeat some of them."""
    asked = [criterion for criterion in pathway.criteria if criterion.basis == "asked"]
    sought = [criterion for criterion in pathway.criteria if criterion.basis == "sought"]
    groups: list[dict[str, Any]] = []
    if asked:
        groups.append({"title": "What is asked of you", "note": None, "criteria": asked})
    if sought:
        note = f"The {sought[0].year} call named these {len(sought)} qualities. Whether they hold today is not known."
        groups.append({"title": f"Qualities sought in {sought[0].year}", "note": note, "criteria": sought})
    return [
        {**group, "criteria": [criterion.model_dump(mode="json") for criterion in group["criteria"]]}
        for group in groups
    ]
