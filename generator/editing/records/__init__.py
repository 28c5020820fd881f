"""Changes to records: create, rename, fix, mark as reviewed, geocode. Each is planned here and written in one step."""
