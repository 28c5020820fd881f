"""Field types: what an editor may write in a field, and what may appear on a page.

A rule that needs a whole record or several records belongs in `records` or `checks`.
"""
