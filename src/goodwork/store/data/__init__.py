"""Data, in store."""
