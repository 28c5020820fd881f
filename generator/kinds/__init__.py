"""The list of kinds, in the order of the site. A new kind needs a package and an entry in this list."""

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
