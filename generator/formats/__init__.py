"""File formats and drawings for several kinds: PDF, calendar, feed and the map of the United States.

Nothing here knows about kinds or records.
"""
