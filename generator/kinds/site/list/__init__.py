"""The list of sites: cards, filters, the pages of one state or service, and the counts on the home page."""
