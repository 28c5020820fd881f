"""The support types with the services that give them and the sites that state those services."""

from collections.abc import Mapping
from typing import Any

from generator.kinds.support_type.record import SupportType
from generator.records.catalog import Catalog


def services_of(catalog: Catalog, support: SupportType) -> list[Any]:
    """The services whose term names this type."""
    return sorted(catalog.referrers(support, "terms", "support_types"), key=lambda term: (term.position, term.order))


def page_view(catalog: Catalog, support: SupportType) -> Mapping[str, Any]:
    """Each service that gives this type, with the sites whose sources state it."""
    services = [(term, catalog.referrers(term, "sites", "services")) for term in services_of(catalog, support)]
    return {
        "services": services,
        "others": [other for other in catalog.all("support-types") if other.slug != support.slug],
        "stories": catalog.referrers(support, "success-stories"),
    }


def list_view(catalog: Catalog) -> Mapping[str, Any]:
    """The four, in their order; the template gets them as `records`."""
    return {}


def graphic_view(catalog: Catalog) -> Mapping[str, Any]:
    """The four tiles of the diagram, row by row."""
    return {"supports": catalog.all("support-types")}


def services_view(catalog: Catalog) -> Mapping[str, Any]:
    """Each type with the services that give it: the table by which a site's types are derived."""
    rows = [(support, services_of(catalog, support)) for support in catalog.all("support-types")]
    return {"rows": [row for row in rows if row[1]]}
