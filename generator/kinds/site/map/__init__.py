"""The map of sites, its labels, and the small map on each site's page."""
