"""The issue form for proposing a question and its answer."""

from generator.records.kind import FormField, IssueForm

FORM = IssueForm(
    title="A question and its answer",
    intro="A question that readers have, and the answer that a source gives.",
    fields=(
        FormField("question", "The question", "As a reader would ask it."),
        FormField(
            "audience",
            "Who asks it?",
            labels={
                "public": "Anyone",
                "mentee": "Organizations that want to learn",
                "mentor": "Organizations that could mentor",
                "both": "Both, mentee sites and mentor sites",
            },
        ),
        FormField("topics", "What is it about?", "One or more."),
        FormField("answer", "The answer", "What the source says, in your own words. Keep them plain.", required=True),
    ),
    always={"fact_status": "needs_confirmation"},
)
