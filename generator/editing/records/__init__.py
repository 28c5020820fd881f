"""Changes to records: new, renamed, fixed, reviewed, geocoded. All files of a change are written, or none."""
