"""Texts as people type and paste them: what readers see of one, what it hides, what is garbled, and contacts in it."""
