"""File formats and drawings that several kinds need: PDF, calendar, feed and the map of the United States.

Nothing here knows a kind or a record.
"""
