"""Exact, near-text, near-picture and semantic duplicates to a keep list."""
