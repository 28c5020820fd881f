"""The page "Sites like yours": its settings, the rules that compare answers with sites, and related sites."""
