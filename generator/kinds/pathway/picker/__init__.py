""" "Learn or mentor?": a few questions that lead to one of the pathways."""
