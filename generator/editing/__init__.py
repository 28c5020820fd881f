"""Tools that change a project's files for editors: records, issue forms, and files generated from record classes.

Building the site needs nothing from here.
"""
