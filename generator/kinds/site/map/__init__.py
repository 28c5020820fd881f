"""The map of all sites, its state labels, and the small map on each site's page."""
