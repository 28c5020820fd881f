"""The `faqs` kind: questions that readers ask, with the answers that sources give."""

from generator.kinds.faq.form import FORM
from generator.kinds.faq.record import Faq
from generator.kinds.faq.view import faq_page, few_view, list_view, unanswered_view
from generator.records.behavior import Behavior
from generator.records.kind import Kind

KIND = Kind(
    name="faqs",
    title="Questions",
    singular="Question",
    record=Faq,
    behavior=Behavior(
        index_view=list_view,
        blocks={"few": few_view, "unanswered": unanswered_view},
        linked_data={"index": faq_page},
    ),
    required=True,
    address="questions/#{slug}",
    index="Questions about the mentoring initiative, by audience and topic.",
    form=FORM,
)
