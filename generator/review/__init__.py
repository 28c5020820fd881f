"""For whoever reviews a change or keeps the site current: what readers will see, dead links, what to maintain.

Reports only: nothing here changes a record or the site.
"""
