"""The issue form with which anyone can propose a site that a public document names."""

from generator.records.kind import FormField, IssueForm

FORM = IssueForm(
    title="A new site",
    intro="A public document names an organization as a mentor site or a mentee site, and it is not listed here yet.",
    fields=(
        FormField("name", "Name of the organization", "As the organization writes it."),
        FormField("summary", "What it is, in one sentence", "Who they are and what their peers do, in your own words."),
        FormField("city", "Town or city", "Without the state. Leave this blank if it serves a whole state."),
        FormField("state", "State or area"),
        FormField(
            "roles",
            "What does the source call the organization?",
            "Choose both if sources name it as both.",
            labels={"mentor": "A mentor site", "mentee": "A mentee site (the program that is learning)"},
        ),
        FormField("mentor_years", "Years as a mentor site", "Only years that the source names, earliest first."),
        FormField("mentee_years", "Years as a mentee site", "Only years that the source names, earliest first."),
        FormField("org_type", "What kind of organization is it?"),
        FormField("settings", "Where do its peers work?", "Only what the source says."),
        FormField("populations", "Who do its peers serve?", "Only what the source says."),
        FormField("services", "What do its peers do?", "Only what the source says."),
        FormField("website", "Its website", "With https://. Copy the address from your browser."),
    ),
    always={"listing": {"status": "public_source"}, "fact_status": "needs_confirmation"},
)
