"""The list of rooms, in site order. Adding a kind is one folder and one line here."""

from generator.kinds import (
    cohort,
    faq,
    mentorship,
    pathway,
    period,
    resource,
    site,
    source,
    success_story,
    support_type,
    term,
)
from generator.records.kind import Kind

KINDS: tuple[Kind, ...] = (
    site.KIND,
    mentorship.KIND,
    cohort.KIND,
    support_type.KIND,
    faq.KIND,
    success_story.KIND,
    pathway.KIND,
    period.KIND,
    resource.KIND,
    term.KIND,
    source.KIND,
)
