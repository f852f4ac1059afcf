"""Who may see what; which item next for whom."""
