"""The shortlist: sites that a reader keeps, side by side, on the reader's own device."""
