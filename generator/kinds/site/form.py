"""The form in which anyone may propose a site that a public document names."""

from generator.records.kind import Asked, IssueForm

FORM = IssueForm(
    title="A new site",
    intro="A public document names an organization as a mentor site or a mentee site, and it is not listed here yet.",
    asks=(
        Asked("name", "Name of the organization", "As the organization writes it."),
        Asked("summary", "What it is, in one sentence", "Who they are and what their peers do, in your own words."),
        Asked("city", "Town or city", "Leave it empty where the organization serves a whole state."),
        Asked("state", "State or area"),
        Asked(
            "roles",
            "What does the source call it?",
            "Both, where sources name it as both.",
            labels={"mentor": "A mentor site", "mentee": "A mentee site (the program that is learning)"},
        ),
        Asked("mentor_years", "Years as a mentor site", "As far as the source names them, the earliest first."),
        Asked("mentee_years", "Years as a mentee site", "As far as the source names them, the earliest first."),
        Asked("org_type", "What kind of organization is it?"),
        Asked("settings", "Where do its peers work?", "Only what the source says."),
        Asked("populations", "Who do its peers serve?", "Only what the source says."),
        Asked("services", "What do its peers do?", "Only what the source says."),
        Asked("website", "Its website", "The address, copied from the browser."),
    ),
    always={"listing": {"status": "public_source"}, "fact_status": "needs_confirmation"},
)
