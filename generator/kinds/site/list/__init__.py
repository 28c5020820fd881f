"""The list of sites, its filters, the pages that list the sites with one value, and the blocks of the home page."""
