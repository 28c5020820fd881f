"""The template variables for support types: their services, and the sites that state those services."""

from generator.kinds.support_type.record import SupportType
from generator.records.behavior import Variables
from generator.records.catalog import Catalog
from generator.records.record import Record


def services_of(catalog: Catalog, support: SupportType) -> list[Record]:
    """Return the services whose terms name this type, in order."""
    return sorted(catalog.referrers(support, "terms", "support_types"), key=lambda term: (term.position, term.order))


def page_view(catalog: Catalog, support: SupportType) -> Variables:
    """Return the services of this type with the sites that state them, the other types, and the stories."""
    services = [(term, catalog.referrers(term, "sites", "services")) for term in services_of(catalog, support)]
    return {
        "services": services,
        "others": [other for other in catalog.all("support-types") if other.slug != support.slug],
        "stories": catalog.referrers(support, "success-stories"),
    }


def list_view(catalog: Catalog) -> Variables:
    """Return nothing: the template gets the types as `records`."""
    return {}


def graphic_view(catalog: Catalog) -> Variables:
    """Return the types for the tiles of the diagram, row by row."""
    return {"supports": catalog.all("support-types")}


def services_view(catalog: Catalog) -> Variables:
    """Return each type with its services. A site's types of support are derived from its services by this table."""
    rows = [(support, services_of(catalog, support)) for support in catalog.all("support-types")]
    return {"rows": [row for row in rows if row[1]]}
