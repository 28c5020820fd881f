"""The catalog → pages, URLs, the search index, exports and the offline copy, as values; nothing is written to disk.

No rule about what is wrong with a text: that is for `checks`.
"""
