"""Catalog → files for programs: text out, one module each."""
