"""Small pure helpers for text: dates, numbers and lists in sentences, states, reading grade, safe Markdown for GitHub.

Nothing here reads a file or knows about records.
"""
