""" "Learn or mentor?": a few questions that help readers choose a pathway."""
