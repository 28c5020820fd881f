"""Checks across records and texts: private data, words, plain language, dead links, and URLs once published.

Each yields problems and changes nothing. A rule about one kind belongs to that kind's package.
"""
