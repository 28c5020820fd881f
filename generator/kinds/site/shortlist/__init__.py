"""The shortlist: sites that a reader saves on their own device and compares side by side."""
