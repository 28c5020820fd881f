"""What every other package rests on: problems and where they are, results kept between builds, work in processes.

Nothing here knows a record, a page or YAML.
"""
