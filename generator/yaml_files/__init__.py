"""YAML files: bytes → values with their positions, mistakes explained, and edits that keep every other byte.

The only package that uses the YAML library. `records` decides what a file means.
"""
