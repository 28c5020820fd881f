"""What changes a project's files for an editor: records, issue forms, and the files generated from record classes.

Nothing here is needed to build the site.
"""
