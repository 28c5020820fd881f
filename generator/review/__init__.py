"""Reports for people who review a change or maintain the site: what readers will see, dead links, what needs review.

Nothing here changes a record or the site.
"""
