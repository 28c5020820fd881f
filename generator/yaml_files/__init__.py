"""YAML files: bytes → values with their positions, mistakes explained, and changes in place that keep every other byte.

The only package that knows the YAML library. What a file means is for `records`.
"""
