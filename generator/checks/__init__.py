"""Checks across records and texts: private data, stigmatizing words, plain language, dead links and published URLs.

Each check yields problems and changes nothing. A rule about one kind belongs in that kind's package.
"""
