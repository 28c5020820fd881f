""" "Find sites like yours": the questions, the rules that compare answers with sites, and related sites."""
