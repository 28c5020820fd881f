"""Catalog → export files, one format per module."""
