"""The `sites` kind: organizations that public documents name as mentor sites or mentee sites."""

from itertools import chain

from generator.kinds.site.check import coordinate_problems
from generator.kinds.site.form import FORM
from generator.kinds.site.list.directory import data_of, list_view
from generator.kinds.site.list.home import explore_view, finder_view, numbers_view
from generator.kinds.site.list.value_pages import derived_pages_of
from generator.kinds.site.matcher.page import matcher_view
from generator.kinds.site.matcher.settings import NAME, MatcherSettings, matcher_problems
from generator.kinds.site.record import Site
from generator.kinds.site.shortlist.shortlist import shortlist_view
from generator.kinds.site.view import page_view, places_view, unknown_view
from generator.records.behavior import Behavior
from generator.records.kind import REMOVED_ON, Kind

KIND = Kind(
    name="sites",
    title="Sites",
    singular="Site",
    record=Site,
    behavior=Behavior(
        view=page_view,
        index_view=list_view,
        blocks={
            "explore": explore_view,
            "finder": finder_view,
            "numbers": numbers_view,
            "places": places_view,
            "unknown": unknown_view,
            "like-yours": matcher_view,
            "shortlist": shortlist_view,
        },
        check=lambda catalog: chain(coordinate_problems(catalog), matcher_problems(catalog)),
        derived_pages=derived_pages_of,
        data=data_of,
    ),
    required=True,
    index="Organizations that public documents name as mentor sites or mentee sites.",
    settings={NAME: MatcherSettings},
    form=FORM,
    removal={"listing.status": "removed", "listing.on": REMOVED_ON, "contact": "", "availability": ""},
    styles=("page", "like-yours", "shortlist-page"),
    scripts={
        "list": (
            *("messages", "messages-list", "facets", "map"),
            *("filters", "filter-texts", "filter-controls", "results", "directory"),
        ),
        "like-yours": (
            *("messages", "messages-matcher", "facets"),
            *("match-rules", "match-link", "match-texts", "match-groups", "brief", "like-yours"),
        ),
        "shortlist": ("messages-shortlist", "saved-list", "shortlist"),
        "shortlist-page": ("messages-shortlist-page", "facets", "side-by-side", "shortlist-page"),
    },
    uses=(
        "mentorships",
        "success-stories",
        "cohorts",
        "pathways",
        "support-types",
    ),
)
