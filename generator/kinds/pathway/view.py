"""A pathway with its dates, and the questions of those who take it."""

from collections.abc import Mapping
from typing import Any

from generator.catalog import Catalog
from generator.kinds.pathway.record import Pathway


def page_view(catalog: Catalog, pathway: Pathway) -> Mapping[str, Any]:
    """The pathway's periods, its audience's questions, and its criteria by the document that lists them."""
    periods = catalog.referrers(pathway, "periods")
    return {
        # A period without dates says nothing beside one that has them.
        "periods": [period for period in periods if period.is_announced] or periods,
        "faqs": [faq for faq in catalog.all("faqs") if faq.audience in (pathway.audience, "both")],
        "sought": [criterion for criterion in pathway.criteria if criterion.basis == "sought"],
        "reported": [criterion for criterion in pathway.criteria if criterion.basis == "reported"],
        "others": [other for other in catalog.all("pathways") if other.slug != pathway.slug],
    }


def unknown_view(catalog: Catalog) -> Mapping[str, Any]:
    """What no source says about each pathway."""
    return {"pathways": [pathway for pathway in catalog.all("pathways") if pathway.not_known]}
