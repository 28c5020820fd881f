"""The criteria of a pathway in groups by basis and year, with the texts that introduce them on pages and in PDFs."""

from dataclasses import dataclass

from generator.base.counts import plural
from generator.kinds.pathway.parts import Criterion
from generator.kinds.pathway.record import Pathway
from generator.records.fields.citations import Citation

BASES = ("asked", "sought", "reported")


@dataclass(frozen=True)
class CriteriaGroup:
    """The criteria of one basis and, unless the current pages list them, of one year."""

    basis: str
    year: int | None
    criteria: tuple[Criterion, ...]
    citations: tuple[Citation, ...]
    """The sources that the criteria name, in the order of the record."""

    @property
    def id(self) -> str:
        """The id of its section: 'asked', 'sought-2019'."""
        return f"{self.basis}-{self.year}" if self.year else self.basis

    @property
    def title(self) -> str:
        """The heading: 'Qualities sought in 2019'."""
        titles = {
            "asked": "What to have in place",
            "sought": f"{plural(self.criteria, 'Quality', 'Qualities')} sought in {self.year}",
            "reported": f"Selection {plural(self.criteria, 'criterion', 'criteria')} used in {self.year}",
        }
        return titles[self.basis]

    @property
    def note(self) -> str | None:
        """The sentences below the heading of criteria from calls for applications; None for others."""
        if self.basis != "sought":
            return None
        number = len(self.criteria)
        qualities, pronoun = ("this quality", "it") if number == 1 else (f"these {number} qualities", "they")
        return (
            f"The {self.year} {plural(self.citations, 'call')} for applications listed {qualities}. "
            f"Ask the program whether {pronoun} still {plural(number, 'applies', 'apply')}."
        )


def groups_of(pathway: Pathway, *bases: str) -> list[CriteriaGroup]:
    """Return the groups of these bases, or of all of them: in the order of `BASES`, the newest years first."""
    groups = []
    for basis in bases or BASES:
        of_basis = [criterion for criterion in pathway.criteria if criterion.basis == basis]
        if basis == "asked":
            groups += [_group(pathway, basis, None, of_basis)] if of_basis else []
            continue
        years = sorted({criterion.year for criterion in of_basis if criterion.year}, reverse=True)
        groups += [_group(pathway, basis, year, [one for one in of_basis if one.year == year]) for year in years]
    return groups


def checklist_groups(pathway: Pathway) -> list[CriteriaGroup]:
    """Return the groups of the checklist, without the reported criteria, which repeat some of the others."""
    return groups_of(pathway, "asked", "sought")


def has_help(groups: list[CriteriaGroup]) -> bool:
    """Return whether any criterion has words of ours: a reason, examples or a question to the program."""
    return any(one.why or one.evidence or one.ask for group in groups for one in group.criteria)


def _group(pathway: Pathway, basis: str, year: int | None, criteria: list[Criterion]) -> CriteriaGroup:
    named = {criterion.source for criterion in criteria}
    citations = tuple(citation for citation in pathway.citations if citation.id in named)
    return CriteriaGroup(basis, year, tuple(criteria), citations)
