"""Issue forms on GitHub, and the records and corrections that people propose with them."""
