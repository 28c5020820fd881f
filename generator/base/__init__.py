"""What every other package builds on: problems and their places, the build cache, and parallel work.

Nothing here knows about records, pages or YAML.
"""
